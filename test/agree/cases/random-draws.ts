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
const counts = jit((n: number, rate: number, p: number): readonly [NDArray, NDArray, NDArray, NDArray, NDArray] => [
  bm.random.poisson(rate, n), bm.random.binomial(40, p, [n, 2]), bm.random.geometric(p, n), bm.random.poisson(undefined, 3), bm.random.binomial(3, p, n, { dtype: 'float64' }),
]);
/** One value for each element: a parameter at least of every distribution that takes such. */
const varied = jit((x: Vector, n: Vector<'int32'>): readonly [NDArray, NDArray, NDArray, NDArray, NDArray, NDArray, NDArray] => [
  bm.random.normal(x, x * 2, x.length), bm.random.uniform(-1, x, x.shape), bm.random.exponential(x, x.length), bm.random.bernoulli(x / 10, x.length),
  bm.random.poisson(x * 4, x.length), bm.random.binomial(n, x / 10, x.length), bm.random.geometric(x / 10, x.length),
]);
const variedMatrix = jit((X: Matrix): readonly [NDArray, NDArray] => [bm.random.normal(X, 0.5, [2, 3]), bm.random.poisson(X, [2, 3])]);
/** They must be of the result's shape, or be broadcast by the host. */
const broadcast = jit((x: Vector): readonly [NDArray, NDArray] => [bm.random.normal(x, 1, [2, 3]), bm.random.rand(2)]);
const badRates = jit((x: Vector): NDArray => bm.random.poisson(x, 3));
/** Other distributions are the host's. */
const mixed = jit((p: Vector, n: number): readonly [NDArray, NDArray, NDArray, NDArray] => [bm.random.bernoulli(p, p.length), bm.random.rand(n), bm.random.poisson(3, n), bm.random.rand(n)]);
const badScale = jit((scale: number): NDArray => bm.random.exponential(scale, 4));
/** What is drawn by each name of the table of distributions, all of it in jit code. */
const everyName = jit((x: NDArray<2, 'int32'>, n: number) => [
  bm.random.gamma(2.5, 2, n), bm.random.beta(2, 3, n), bm.random.poisson(n, n), bm.random.binomial(20, 0.3, n), bm.random.lognormal(0, 0.5, n), bm.random.laplace(1, 2, n), bm.random.cauchy(0, 1, n),
  bm.random.gumbel(0, 1, n), bm.random.weibull(1.5, n), bm.random.truncatedNormal(-1, 2, n), bm.random.permutation(n), bm.random.permutation(x), bm.random.permuted(x), bm.random.permuted(x, { axis: -1 }),
  bm.random.choice(n, [2, 3]), bm.random.choice(x, 2), bm.random.choice(x * 2, [n, 1]), bm.random.choice(bm.at(x, 0) + 0.5, n), bm.random.permutation(x * 0.5), bm.random.permuted(x > 3), bm.random.choice(n, 3, { p: bm.ones(n) / n }), bm.random.choice(3, 2, { p: [0.2, 0.3, 0.5], replace: false }), bm.random.multivariateNormal(bm.zeros(2), bm.eye(2), n), bm.random.orthogonal(3),
  bm.random.geometric(0.3, n), bm.random.standardGamma(2, n), bm.random.standardCauchy(n), bm.random.standardExponential(n), bm.random.chisquare(3, n), bm.random.dirichlet([1, 2, 3], n),
]);
const between = jit((low: Vector, high: Vector, n: number): readonly [NDArray, NDArray] => [bm.random.uniform(low, high, n), bm.random.uniform(-5, high, n)]);
const wrong = [
  jit((n: number): NDArray => bm.random.normal(0, -n, 3)), jit((n: number): NDArray => bm.random.uniform(n, 1, 3)), jit((n: number): NDArray => bm.random.gamma(-n, 1, 3)),
  jit((n: number): NDArray => bm.random.randint(5, n, 3)), jit((n: number): NDArray => bm.random.randint(0, n * 2 ** 31, 3)), jit((n: number): NDArray => bm.random.choice(3, 2, { p: [0.5, n, 0.1] })),
  jit((n: number): NDArray => bm.random.poisson(-n, 3)), jit((n: number): NDArray => bm.random.bernoulli(n, 3)), jit((n: number): NDArray => bm.random.choice(n, 5, { replace: false })),
];
/** The words of an error without the place, which only compiled code knows. */
const said = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message.replace(/ \(.*\)$/, '')}`;
  }
};
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
  everyName: () => [1, 7].map((n) => drawn(() => everyName(bm.reshape(bm.arange(12, { dtype: 'int32' }), [3, 4]), n))),
  between: () => [drawn(() => between(bm.array([0, 1, 2]), bm.array([0, 3, 9]), 3)), said(() => between(bm.array([0, 1, 2]), bm.array([0, 3, 1]), 3)), said(() => between(bm.zeros(2), bm.array([0, -9]), 2))],
  wrongParameters: () => wrong.map((f) => said(() => f(2))),
  wrongSize: () => badSize(1.5),
  counts: () => [[0, 0.1, 0.5], [1, 3, 0.01], [9, 9.99, 0.3], [70, 10, 0.9], [200, 1000, 1e-3]].map(([n, rate, p]) => drawn(() => counts(n!, rate!, p!))),
  varied: () => [1, 9, 70].map((n) => drawn(() => varied(bm.linspace(0.1, 8, n), bm.arange(n) as Vector<'int32'>))),
  variedDoubles: () => drawn(() => varied(bm.linspace(0.1, 8, 20, { dtype: 'float64' }), bm.arange(20) as Vector<'int32'>)),
  variedMatrix: () => drawn(() => variedMatrix(bm.array([[1, 2, 3], [40, 50, 60]]))),
  broadcast: () => drawn(() => broadcast(bm.array([1, 2, 3]))),
  wrongRate: () => badRates(bm.array([1, -1, 2])),
  wrongRateCount: () => badRates(bm.array([1, 2])),
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
