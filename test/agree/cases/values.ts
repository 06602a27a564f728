/** Lists, records, strings and optional values: what names stand for, when their parts are evaluated, what assignments change. */
import { Base, jit, math as bm, type NDArray, type NDArrayLike, Variable, type Vector } from 'myelin';

const assignedFields = jit((x: Vector) => { const o = { k: 0, y: x * 1 as NDArrayLike }; for (let i = 0; i < 3; i++) { o.k += i; o.y = o.y + o.k; } if (o.k > 1) o.k = 100; return [o.k, o.y]; });
const twoNames = jit((x: Vector) => { const o = { k: 1 }; const p = o; p.k = 2; let q = { k: 5 }; if (x[0]! > 0) q = o; return [o.k, q.k]; });
const assignedWhole = jit((x: Vector) => { let t = [1, 2]; for (let i = 0; i < 3; i++) t = [t[1]!, t[0]! + t[1]!]; const old = t; let pair: [NDArrayLike, number] = [x, 1]; if (x[0]! > 0) { pair = [x * 2, 2]; t = [0, 0]; } return [t[0]!, t[1]!, old[1]!, pair[0], pair[1]]; });
const assignedItems = jit((x: Vector) => { const t = [0, 0]; t[0] = 5; t[1]! += 2; for (let i = 0; i < 3; i++) t[1]! += t[0]!; return [t[0]!, t[1]!, x * t[0]!]; });
const grows = jit((x: Vector) => { const rows: NDArrayLike[] = []; for (const k of [1, 2, 3]) rows.push(x * k); rows.push(x); return bm.stack(rows as NDArray[]); });
const patterns = jit(([a, b]: [Vector, Vector], { k, m = 2, ...rest }: { k: number; m?: number; z: Vector }) => {
  const { z } = rest;
  const [p, ...others] = [a, b, z];
  let q = 0, r = 0;
  ({ q, r } = { q: k, r: k * 2 });
  [q, r] = [r, q];
  return { p: p * k, q: others[0]! * m, n: others.length, s: others[1]! + 1, sum: q * 10 + r };
});

const steps = jit((x: Vector) => { let i = 0; const a = x[i++]!; const b = x[i++]!; let j = 3; const c = --j; const k = j--; const o = { n: 1 }; const before = o.n++; return [a, b, c, k, j, i, o.n, before]; });
const commas = jit((x: Vector) => { let a = 1, b = 2; a = (b += 1, b * 2); const c = (a **= 2, a); for (let i = 0, j = 5; i < j; i++, j--) b += i * j; return [x * a, b, c]; });
const logical = jit((k: number, o?: number) => { let a = k; a ||= 5; let b = k; b &&= 7; let c = o; c ??= 9; return [a, b, c]; });
const bits = jit((a: number, b: number) => [a & b, a | b, a ^ b, ~a, a << 3, a >> 1, a >>> 1, a | 0, b >>> 0, (a << 31) | 0, a % b, Math.imul(a, b)]);
const roots = jit((k: number, m: number) => [Math.hypot(k, 2, m), Math.hypot(k), Math.hypot()]);

const maybe = (x: NDArrayLike, k: number) => { if (k > 0) return x * k; return undefined; };
const given = jit((x: Vector, k: number) => { const y = maybe(x, k); return [y === undefined ? x * 100 : y, maybe(x, k - 1) ?? x - 1]; });
const strings = jit((n: number, flag: boolean) => { const t = n > 3 ? (flag ? 'x' : 'y') : 'z'; let u = 'a'; if (n > 4) u = t; switch (u) { case 'x': return t === 'x' ? 1 : 2; case 'y': return 3; default: return 4; } });

enum Name { A = 'a', B = 'b' }
enum Mode { Off, On, Auto = 7 }
namespace Physics {
  export const gravity = 9.81;
  export function fall(t: NDArrayLike) { return 0.5 * gravity * t ** 2; }
  export namespace Inner { export const scale = 3; }
}
const named = jit((x: Vector, name: Name, mode: Mode) => { if (name === Name.B) return x * Mode.Auto; switch (name) { case Name.A: return x * mode; default: return x * 0; } });
const namespaces = jit((t: Vector) => Physics.fall(t) + Physics.gravity + Physics.Inner.scale);

/** Everything is evaluated in the order in which it stands, and keeps its value. */
class Ordered extends Base {
  readonly v = new Variable(bm.ones(2));
  bump() { this.v.value = this.v + 1; return bm.sum(this.v); }
  call(x: Vector) {
    const a = this.v + this.bump() + this.v;
    const b = bm.add(this.v, this.bump());
    const c = [this.v.value, this.bump(), this.v * 1];
    const d = { a: this.v * 1, b: this.bump(), c: this.v * 1 };
    const e = [this.v * x, this.v * 2].map((y) => { this.bump(); return y; });
    return [a, b, c[0]!, c[1]!, c[2]!, d.a, d.b, d.c, e[0]!, e[1]!];
  }
}

const x2 = () => bm.array([1, 2]);
export const cases: Record<string, () => unknown> = {
  assignedFields: () => assignedFields(x2()),
  twoNames: () => [twoNames(x2()), twoNames(bm.array([-1, 2]))],
  assignedWhole: () => [assignedWhole(x2()), assignedWhole(bm.array([-1, 2]))],
  assignedItems: () => assignedItems(x2()),
  grows: () => grows(x2()),
  patterns: () => [patterns([x2(), bm.array([3, 4])], { k: 3, z: bm.array([5, 6]) }), patterns([x2(), bm.array([3, 4])], { k: 3, m: 7, z: bm.array([5, 6]) })],
  steps: () => steps(bm.array([1, 2, 3])),
  commas: () => commas(x2()),
  logical: () => [logical(0), logical(2), logical(2, 3)],
  bits: () => [bits(13, 6), bits(-13, 6), bits(2 ** 31, 7), bits(4294967297.5, -3), bits(NaN, 3)],
  roots: () => [roots(-0.5, 3), roots(3, 4)],
  given: () => [given(x2(), 0), given(x2(), 1), given(x2(), 2)],
  strings: () => [strings(1, true), strings(4, true), strings(5, true), strings(5, false)],
  named: () => [named(x2(), Name.B, Mode.On), named(x2(), Name.A, Mode.Auto)],
  namespaces: () => namespaces(x2()),
  ordered: () => jit(new Ordered())(x2()),
};
