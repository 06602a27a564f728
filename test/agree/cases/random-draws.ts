// Random numbers that compiled code draws itself have the bits of the eager generator, and leave the stream where it leaves it.
import { jit, math as bm, type Matrix, type NDArray, type Vector } from 'myelin';

/** What a function draws from a seed, twice, and what comes after it. */
function drawn(f: () => unknown): unknown {
  bm.random.seed(2 ** 40 + 7);
  return [f(), f(), bm.random.rand(3)];
}

const uniforms = jit((n: number): readonly [NDArray, NDArray, NDArray, NDArray, NDArray] => [
  bm.random.random(n), bm.random.rand(3, n), bm.random.rand([2, n]), bm.random.uniform(-2, n, 5), bm.random.random([n, 2], { dtype: 'float64' }),
]);
const normals = jit((n: number): readonly [NDArray, NDArray, NDArray, NDArray] => [bm.random.randn(n), bm.random.normal(n, 0.5, [2, n]), bm.random.normal(0, 1, 3, { dtype: 'float64' }), bm.random.randn(1)]);
const single = jit((): number => bm.random.random() + bm.random.normal(3) * bm.random.uniform(1, 2) + bm.random.exponential(2));
const others = jit((n: number): readonly [NDArray, NDArray, NDArray, NDArray] => [
  bm.random.bernoulli(0.3, n), bm.random.bernoulli(undefined, [n, 3]), bm.random.randint(-5, n, 9), bm.random.exponential(2.5, n),
]);
const like = jit((x: Vector, X: Matrix): readonly [NDArray, NDArray] => [bm.random.randnLike(x), bm.random.randnLike(X) + X * 0] as unknown as readonly [NDArray, NDArray]);
/** Rates of their own and other distributions are the host's. */
const mixed = jit((p: Vector, n: number): readonly [NDArray, NDArray, NDArray, NDArray] => [bm.random.bernoulli(p, p.length), bm.random.rand(n), bm.random.poisson(3, n), bm.random.rand(n)]);
const badScale = jit((scale: number): NDArray => bm.random.exponential(scale, 4));
const badSize = jit((n: number): NDArray => bm.random.rand(n));
const loop = jit((n: number): number => {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += bm.sum(bm.random.rand(i)) * bm.random.random();
  return sum;
});

const failing = jit((x: Vector, i: number) => bm.random.rand(5) + x[i]!);

export const cases = {
  uniform: () => [0, 1, 5, 16, 1003].map((n) => drawn(() => uniforms(n))),
  normal: () => [0, 1, 7, 2001].map((n) => drawn(() => normals(n))),
  single: () => drawn(() => single()),
  others: () => [1, 8, 33].map((n) => drawn(() => others(n))),
  like: () => drawn(() => like(bm.ones(6), bm.ones([3, 4]))),
  mixed: () => drawn(() => mixed(bm.array([0.1, 0.5, 0.9]), 6)),
  loop: () => drawn(() => loop(9)),
  carry: () => {
    bm.random.seed(3);
    bm.random.defaultRandomState().state.ownStorage().elements().set([3, 0, 2 ** 32 - 2, 5]);
    return [uniforms(50), bm.random.rand(2)];
  },
  wrongParameter: () => {
    bm.random.seed(1);
    return [drawn(() => badScale(1)), badScale(-1)];
  },
  wrongSize: () => badSize(1.5),
  failing: () => {
    bm.random.seed(4);
    let name = '';
    try {
      failing(bm.ones(3), 7);
    } catch (error) {
      ({ name } = error as Error);
    }
    return [name, bm.random.rand(2)];
  },
};
