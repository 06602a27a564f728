/** Returns, breaks and continues of every kind, labels, switches that fall through, throw. */
import { Base, jit, math as bm, type NDArrayLike, Variable, type Vector } from 'myelin';

const fromBlock = jit((k: number) => { let a = 0; { if (k > 1) return 1; a += 1; } a += 10; return a; });
const fromNested = jit((k: number) => { if (k > 1) { if (k > 2) return 1; } else return 2; return 3; });
const fromLoops = jit((k: number) => { for (let i = 0; i < 5; i++) { for (let j = 0; j < 5; j++) { if (i * j === k) return i * 10 + j; } } return -1; });
const fromDo = jit((k: number) => { let i = 0; do { i++; if (i === k) return i * 100; if (i === 3) continue; } while (i < 6); return i; });
const fromSwitch = jit((k: number) => { switch (k) { case 1: return 5; case 2: if (k > 1) return 7; break; default: return 9; } return 11; });
const arrays = jit((x: Vector, k: number) => { if (k < 0) return x * 0; let y: NDArrayLike = x; for (let i = 0; i < k; i++) { y = y * 2; if (bm.sum(y) > 20) return y + 0.5; } return y; });
const firstBig = (k: number) => { for (let i = 0; i < k; i++) if (i * i > 10) return i; return 0; };
const inlined = jit((k: number) => { let s = 0; for (let j = 0; j < k; j++) { s += firstBig(j); if (s > 20) return -s; } return s; });
const endless = jit((n: number) => { while (true) { n *= 2; if (n > 100) break; if (n % 3 === 0) continue; n += 1; } return n; });
const records = jit((x: Vector, k: number) => { for (let i = 0; i < 3; i++) if (i === k) return { y: x * i, i }; return { y: x, i: -1 }; });
const nothing = jit((x: Vector, k: number) => { if (k > 1) return x * 2; });
const ranks = jit((x: Vector, k: number) => { const pick = (): NDArrayLike => { if (k > 0) return bm.expandDims(x, 0); return x; }; return [pick() * 2 + 1, bm.sum(pick())]; });

const labels = jit((x: Vector) => {
  let s = 0;
  outer: for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < 3; j++) { if (x[i]! * j > 4) continue outer; if (x[i]! < -1) break outer; s += x[i]! * j; }
    s += 100;
  }
  return s;
});
const block = jit((n: number) => { let k = 0; a: { k += 1; if (n > 2) break a; k += 10; } return k; });
const labelledReturn = jit((n: number) => { outer: for (let i = 0; ; i++) { while (true) { if (i > n) return i * 2; if (i === 3) break outer; continue outer; } } return -1; });
const listLoop = jit((x: Vector) => { let s = 0; for (const k of [1, 2, 3, 4]) { if (k === 2) continue; if (x[0]! * k > 5) break; s += k; } return s; });

const falls = jit((k: number) => { let s = 0; switch (k) { case 1: s += 1; case 2: s += 2; break; case 3: s += 100; default: s += 1000; } return s; });
const defaultFirst = jit((k: number) => { let s = 0; switch (k) { default: s += 1; case 2: s += 2; break; case 3: s += 4; } return s; });
const inLoop = jit((x: Vector) => {
  let n = 0;
  for (let i = 0; i < x.length; i++) {
    switch (Math.sign(x[i]!)) { case -1: n -= 1; break; case 1: if (x[i]! > 2) break; n += 1; continue; case 0: n += 100; }
    n += 0.5;
  }
  return n;
});
const modes = jit((x: Vector, mode: 'relu' | 'tanh' | 'none') => { switch (mode) { case 'relu': return bm.maximum(x, 0); case 'tanh': return bm.tanh(x); default: return bm.asarray(x); } });
// Cases that are all that the type has need no default.
enum Gear { Low, High, Top }
const ofEnum = jit((x: Vector, gear: Gear) => { switch (gear) { case Gear.Low: return bm.maximum(x, 0); case Gear.High: return bm.tanh(x); case Gear.Top: { const y = x * 2; return bm.asarray(y); } } });
const ofUnion = jit((k: 1 | 2 | 3) => { let s = 0; switch (k) { case 1: s += 1; break; case 2: s += 2; case 3: s += 4; } return s; });
const ofBoolean = jit((x: Vector, flag: boolean) => { switch (flag) { case true: return x[0]! + 1; case false: return x[1]!; } });

class Checked extends Base {
  readonly v = new Variable(bm.ones(2));
  check(k: number) { if (!(k > 0)) throw new TypeError('k must be positive, got ' + k + ' and ' + (k + 1)); }
  call(x: Vector, k: number) {
    this.v.value = this.v + x;
    this.check(k);
    if (bm.sum(this.v) > 10) throw RangeError(`sum is ${bm.sum(this.v)} for ${k > 3} ${x}`);
    return this.v.value;
  }
}
const report = (run: () => unknown): unknown => { try { return run(); } catch (error) { return String(error); } };

export const cases: Record<string, () => unknown> = {
  fromBlock: () => [fromBlock(1), fromBlock(2)],
  fromNested: () => [fromNested(1), fromNested(2), fromNested(3)],
  fromLoops: () => [fromLoops(6), fromLoops(7), fromLoops(0), fromLoops(16)],
  fromDo: () => [fromDo(2), fromDo(9)],
  fromSwitch: () => [fromSwitch(1), fromSwitch(2), fromSwitch(3)],
  arrays: () => [arrays(bm.array([1, 2]), -1), arrays(bm.array([1, 2]), 2), arrays(bm.array([1, 2]), 9)],
  inlined: () => [inlined(3), inlined(6), inlined(30)],
  endless: () => [endless(1), endless(3)],
  records: () => [records(bm.ones(2), 1), records(bm.ones(2), 7)],
  nothing: () => [nothing(bm.ones(2), 0), nothing(bm.ones(2), 2)],
  ranks: () => [ranks(bm.array([1, 2]), 0), ranks(bm.array([1, 2]), 1)],
  labels: () => [labels(bm.array([1, 2, 3, -5, 2])), labels(bm.array([1, 2])), labels(bm.zeros(0))],
  block: () => [block(1), block(3)],
  labelledReturn: () => [labelledReturn(1), labelledReturn(9)],
  listLoop: () => [listLoop(bm.array([0])), listLoop(bm.array([2])), listLoop(bm.array([9]))],
  falls: () => [falls(1), falls(2), falls(3), falls(4)],
  ofEnum: () => [Gear.Low, Gear.High, Gear.Top].map((gear) => ofEnum(bm.array([-1, 2]), gear)),
  ofUnion: () => [ofUnion(1), ofUnion(2), ofUnion(3)],
  ofBoolean: () => [ofBoolean(bm.array([1, 2]), true), ofBoolean(bm.array([1, 2]), false)],
  defaultFirst: () => [defaultFirst(1), defaultFirst(2), defaultFirst(3)],
  inLoop: () => inLoop(bm.array([-1, 0, 1, 3, 2])),
  modes: () => (['relu', 'tanh', 'none'] as const).map((mode) => modes(bm.array([-1, 2]), mode)),
  throws: () => {
    const c = jit(new Checked());
    return ([[1, 1], [1, -1], [1, NaN], [100, 2], [100, 4]] as const).map(([x, k]) => [report(() => c(bm.full(2, x), k)), c.v.value]);
  },
};
