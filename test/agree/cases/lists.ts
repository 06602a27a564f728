/** JavaScript lists: around jit code, as parameters, made inside; read and written at indices that only the run knows. */
import { jit, math as bm, type Matrix, type NDArray } from 'myelin';

const kernel = [[1, 2, 1], [2, 4, 2], [1, 2, 1]];
const steps = [[0, 1], [1, 0], [0, -1], [-1, 0]] as const;
const config = { layers: [4, 3, 2], rate: 0.5, name: 'net' };
const dims = [2, 3];
const grown: number[] = [];
for (let i = 0; i < 4; i++) grown.push(i * 0.5);
const squares = Array.from({ length: 5 }, (_, i) => i * i);

const blur = jit((X: Matrix) => {
  const [n, m] = X.shape as [number, number];
  const out = bm.zeros([n, m]);
  for (let i = 1; i < n - 1; i++) {
    for (let j = 1; j < m - 1; j++) {
      let sum = 0;
      for (let a = -1; a <= 1; a++) for (let b = -1; b <= 1; b++) sum += kernel[a + 1]![b + 1]! * bm.at(X, i + a, j + b);
      out.set([i, j], sum / 16);
    }
  }
  return out;
});

const walk = jit((n: number) => {
  let x = 0;
  let y = 0;
  for (let i = 0; i < n; i++) {
    const [dx, dy] = steps[(i * i) % 4]!;
    x += dx;
    y += dy;
  }
  return [x, y];
});

const fromConfig = jit(() => {
  let sum = 0;
  for (let i = 0; i < config.layers.length; i++) sum += config.layers[i]! * config.rate;
  return sum;
});

const shaped = jit((x: NDArray) => bm.reshape(x, dims));
const fromRuntimeLists = jit((n: number) => {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += grown[i % grown.length]! + (squares[i] ?? -1);
  return sum;
});

const weigh = jit((xs: readonly NDArray[], weights: readonly number[]) => {
  let sum = bm.asarray(xs[0]! * 0);
  for (let i = 0; i < xs.length; i++) sum = bm.asarray(sum + xs[i]! * weights[i]!);
  return sum;
});

const nested = jit((rows: number[][], flags: boolean[]) => {
  let sum = 0;
  for (const row of rows) for (const value of row) sum += value;
  for (const [i, flag] of flags.entries()) if (flag) sum += i;
  return [sum, rows[1]![0]!, flags[1]];
});

const score = jit((names: string[]) => {
  let sum = 0;
  for (const name of names) sum += name === 'a' ? 1 : name === 'b' ? 10 : 100;
  return sum;
});

const reshapeTo = jit((x: NDArray, shape: number[]) => bm.sum(bm.reshape(x, shape)));
const total = jit((first: number, ...rest: number[]) => {
  let sum = first;
  for (const value of rest) sum += value;
  return [sum, rest.length];
});

const fibonacci = jit((n: number) => {
  const table = [0, 1, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let i = 2; i < 10; i++) table[i] = table[i - 1]! + table[i - 2]!;
  return [table[n % 10]!, table[n]];
});

const histogram = jit((x: NDArray<1, 'int32'>) => {
  const counts = new Array(4).fill(0) as number[];
  for (let i = 0; i < x.length; i++) counts[x[i]!]!++;
  return counts;
});

const methods = jit((n: number) => {
  const list = Array.from({ length: 3 }, (_, i) => i * n);
  return [list.includes(6), list.indexOf(n), list.at(-1)!, list.slice(1).length, [1, 2].some((v) => v > n), list.every((v) => v >= 0), Math.max(...list), Math.hypot(...list, 2)];
});

const shapes = jit((X: Matrix) => {
  const [n, ...others] = X.shape;
  let size = 1;
  for (const length of X.shape) size *= length;
  return [n!, others.length, size, X.shape.length, Math.max(...X.shape), [...X.shape, 7].length];
});

const chosen = jit((x: NDArray, k: number) => bm.asarray([x, bm.asarray(x * 2), bm.asarray(x + 1)][k]!));

export const cases = {
  tables: () => blur(bm.reshape(bm.arange(20, { dtype: 'float32' }), [4, 5])),
  tuplesOfATable: () => walk(7),
  listInARecord: () => fromConfig(),
  shape: () => shaped(bm.ones(6)),
  listsOfTheRun: () => [fromRuntimeLists(0), fromRuntimeLists(5), fromRuntimeLists(9)],
  listOfArrays: () => weigh([bm.ones(3), bm.array([1, 2, 3.5])], [2, 3]),
  listOfLists: () => nested([[1, 2], [3, 4, 5]], [true, false, true]),
  listOfStrings: () => score(['a', 'b', 'other', 'a']),
  asShape: () => reshapeTo(bm.ones(6), [2, 3]),
  rest: () => [total(1), total(1, 2, 3)],
  written: () => [fibonacci(9), fibonacci(4)],
  counted: () => histogram(bm.array([0, 1, 3, 3, 2, 3], { dtype: 'int32' })),
  methods: () => [methods(3), methods(0)],
  shapes: () => shapes(bm.ones([2, 5])),
  arrayByIndex: () => [chosen(bm.ones(2), 0), chosen(bm.ones(2), 2)],
};
