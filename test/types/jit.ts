/**
 * Programs against the public types of `jit`, `Base` and `Variable`: checked by types.test.ts with stock TypeScript, never run. Lines under
 * `@ts-expect-error` must fail, all others must pass.
 */
import { Base, NodeDict, Variable, jit, math as bm, type Matrix, type NDArray, type NDArrayLike, type Vector } from 'myelin';
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;
const ok = <T extends true>(): T | undefined => undefined;

const numbers = jit((a: number, b = 2) => a * b);
ok<Equal<ReturnType<typeof numbers>, number>>();
const masks = jit((x: NDArrayLike) => ({ mask: x > 0, parts: [x * 2, bm.sum(x)] as const, name: 'x', nothing: undefined }));
const m = masks(bm.ones(3));
export const mask: Vector<'bool'> = m.mask;
// @ts-expect-error a mask holds no floats
export const floats: Vector<'float32'> = m.mask;
export const shown: unknown[] = [m.parts[0].shape, m.mask.toArray()];
ok<Equal<typeof m.name, string>>();
const stays = jit((x: Vector) => bm.asarray<1, 'float32'>(x * 2));
ok<Equal<ReturnType<typeof stays>, NDArray<1, 'float32'>>>();
const nothing = jit((x: NDArray) => { shown.push(x * 2); });
ok<Equal<ReturnType<typeof nothing>, void>>();
const optional = jit((x?: NDArray) => (x === undefined ? undefined : x * 2));
export const maybe: Vector | undefined = optional();
// @ts-expect-error too few
masks();
// @ts-expect-error text
numbers('a');
// @ts-expect-error unknown option
jit((x: NDArray) => x, { jitt: false });

class Model extends Base {
  #hidden = 1;
  readonly w: Variable<1>;
  readonly spike: Variable<1, 'bool'>;
  readonly named = new NodeDict({ a: new Base() });
  constructor(n: number) { super(); this.w = new Variable(bm.sub(bm.ones(n), 1)); this.spike = new Variable(bm.zeros(n, { dtype: 'bool' })); }
  call(x: NDArray, k?: number) { this.w.value = this.w + x; this.w.value += 1; this.spike.value = this.w > 0; return x * this.#hidden * (k ?? 1); }
  @jit reset() { this.w.value = 0; }
  @jit({ jit: false }) other(x: NDArray) { return x; }
}
const called = jit(new Model(3));
shown.push(called(bm.ones(3)).toArray(), called(bm.ones(3), 2).shape, called.w.value.toArray(), called.reset(), called.named.a.vars());
const model: Model = called;
@jit({ fastMath: true }) class Fast extends Model {}
@jit abstract class Abstract extends Base {}
const v2: Variable<2> = new Variable([2, 3]);
const v1: Variable<1, 'bool'> = new Variable(3, { dtype: 'bool' });
// @ts-expect-error rank
const bad: Variable<1> = new Variable([2, 3]);
for (const [path, variable] of called.vars()) shown.push(path.length, variable.value);

// Any class may be decorated, so that the rule of the build speaks and not the type checker.
@jit class NoBase { call() {} }

// The tutorial's line as it stands, and arrays where expressions are declared.
const step = jit((X: Matrix, Y: Vector, w: Vector) => bm.dot((1.0 / (1.0 + bm.exp(-Y * bm.dot(X, w))) - 1.0) * Y, X));
let y: NDArrayLike = v2;
y = y * 2;
y += 1;
export { step, y, NoBase, model, Fast, Abstract, v2, v1, bad };
