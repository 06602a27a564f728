/** Products against the stated order of additions, bit by bit, and against sums in float64. */
import { beforeAll, describe, expect, it } from 'vitest';
import { productFunctions } from '../../transformer/ops/products.js';
import type { KernelModule, NumbersOf } from './products-module.js';
import { compileKernels, Out } from './products-module.js';
import { bitsOf, laneOrder, makeRandom, plainOrder, sequenceOrder, sums32, sums64, vectorOrder } from './products-order.js';

const sizes = [0, 1, 3, 4, 5, 10, 15, 16, 17, 31, 100, 4095, 4096, 4097, 8193, 20000];
type Floats = Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** What the constructors of both have in common. */
interface FloatArray extends NumbersOf<Floats> {
  new (length: number): Floats;
  from(source: ArrayLike<number>): Floats;
  from<T>(source: ArrayLike<T>, value: (item: T, index: number) => number): Floats;
}

const dtypes: readonly { readonly tag: 'f32' | 'f64'; readonly kind: FloatArray; readonly sums: typeof sums32; readonly epsilon: number }[] = [
  { tag: 'f32', kind: Float32Array, sums: sums32, epsilon: 2 ** -24 },
  { tag: 'f64', kind: Float64Array, sums: sums64, epsilon: 2 ** -53 },
];
const exported = ['dot', 'matvec', 'vecmat', 'matmul'];

let module: KernelModule;
beforeAll(async () => {
  module = await compileKernels(
    dtypes.map(({ tag }) => productFunctions(tag)).join('\n'),
    dtypes.flatMap(({ tag }) => exported.map((name) => `${name}_${tag}`)),
  );
});

function randomArray<A extends Floats>(kind: new (length: number) => A, length: number, seed: number): A {
  const random = makeRandom(seed);
  const array = new kind(length);
  for (let i = 0; i < length; i++) array[i] = random();
  return array;
}

/** The products of row i of an [m, k] and column j of a [k, n] array, rounded. */
function terms(multiply: (a: number, b: number) => number, a: Floats, b: Floats, { k, n, i, j }: { k: number; n: number; i: number; j: number }): number[] {
  return Array.from({ length: k }, (_, p) => multiply(a[i * k + p]!, b[p * n + j]!));
}

/** The largest error a sum may have: every addition rounds once, none of the orders is longer than 4,096 in sequence and 20 merges. */
function expectClose(result: number, products: readonly number[], epsilon: number): void {
  const exact = products.reduce((sum, term) => sum + term, 0);
  const size = products.reduce((sum, term) => sum + Math.abs(term), 0);
  expect(Math.abs(result - exact)).toBeLessThanOrEqual(size * epsilon * (4096 + 20) + Number.MIN_VALUE);
}

describe.each(dtypes)('products in $tag', ({ tag, kind, sums, epsilon }) => {
  const array = (length: number, seed: number): Floats => randomArray<Floats>(kind, length, seed);
  const exactTerms = (a: Floats, b: Floats, at: { k: number; n: number; i: number; j: number }): number[] => terms((x, y) => x * y, a, b, at);

  it.each(sizes)('dot of %i elements', (n) => {
    const a = array(n, 1);
    const b = array(n, 2);
    const { result } = module.run(`dot_${tag}`, [n, a, b]);
    const at = { k: n, n: 1, i: 0, j: 0 };
    expect(result).toBe(vectorOrder(sums, terms(sums.multiply, a, b, at)));
    expectClose(result, exactTerms(a, b, at), 2 * epsilon);
  });

  const narrow = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
  it.each([...narrow, 0, 17, 31, 100, 4097])('matvec and vecmat with %i columns', (n) => {
    const few = [0, 1, 2, 3, 4, 5, 6, 7, 17, 100];
    for (const m of n > 16 ? [0, 1, 2, 5, n > 100 ? 7 : 100] : [1, 5, 10, 16].includes(n) ? [...sizes, ...few, 12289] : [...few, 4097]) {
      const X = array(m * n, 3);
      const w = array(n, 4);
      const v = array(m, 5);
      const rows = module.run(`matvec_${tag}`, [m, n, new Out<Floats>(kind, m), X, w]).out;
      const order = n <= 16 ? plainOrder : vectorOrder;
      expect(bitsOf(rows)).toEqual(bitsOf(kind.from({ length: m }, (_, i) => order(sums, terms(sums.multiply, X, w, { k: n, n: 1, i, j: 0 })))));
      const columns = module.run(`vecmat_${tag}`, [m, n, new Out<Floats>(kind, n), v, X]).out;
      const down = n <= 16 ? laneOrder : sequenceOrder;
      expect(bitsOf(columns)).toEqual(bitsOf(kind.from({ length: n }, (_, j) => down(sums, terms(sums.multiply, v, X, { k: m, n, i: 0, j })))));
      columns.forEach((value, j) => { expectClose(value, exactTerms(v, X, { k: m, n, i: 0, j }), 2 * epsilon); });
    }
  });

  it.each([[4096, 17], [4097, 600], [8193, 18], [20000, 33], [12289, 513]])('vecmat of %i rows and %i columns', (m, n) => {
    const X = array(m * n, 6);
    const v = array(m, 7);
    const columns = module.run(`vecmat_${tag}`, [m, n, new Out<Floats>(kind, n), v, X]).out;
    // All columns take a while: those at both ends, and at the ends of the stretches that are accumulated together.
    const some = Array.from({ length: n }, (_, j) => j).filter((j) => j < 3 || j >= n - 3 || j % 256 < 3 || j % 256 > 253);
    expect(bitsOf(kind.from(some, (j) => columns[j]!))).toEqual(bitsOf(kind.from(some, (j) => sequenceOrder(sums, terms(sums.multiply, v, X, { k: m, n, i: 0, j })))));
  });

  const shapes = [
    [0, 3, 4], [3, 0, 4], [4, 0, 5], [4, 3, 0], [1, 1, 1], [2, 3, 4], [3, 5, 17], [4, 4, 4], [5, 3, 1], [4, 7, 9], [7, 10, 16], [8, 5, 17], [9, 257, 31],
    [17, 100, 15], [33, 512, 33], [300, 20, 40], [261, 300, 7], [5, 4096, 9], [6, 4097, 20], [13, 8193, 8], [170, 12300, 1], [4, 20000, 5], [3, 20000, 18],
  ];
  it.each(shapes)('matmul [%i, %i] x [., %i]', (m, k, n) => {
    const A = array(m * k, 8);
    const B = array(k * n, 9);
    const { out } = module.run(`matmul_${tag}`, [m, k, n, new Out<Floats>(kind, m * n), A, B]);
    const expected = new kind(m * n);
    for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) expected[i * n + j] = sequenceOrder(sums, terms(sums.multiply, A, B, { k, n, i, j }));
    expect(bitsOf(out)).toEqual(bitsOf(expected));
    for (const at of [0, m * n - 1]) {
      if (at in out) expectClose(out[at]!, exactTerms(A, B, { k, n, i: Math.floor(at / n), j: at % n }), 2 * epsilon);
    }
  });

  it('keeps -0 where all products are -0, and lets NaN and infinities through', () => {
    const ones = kind.from({ length: 40 }, () => 1);
    const zeros = kind.from({ length: 40 }, () => -0);
    expect(module.run(`dot_${tag}`, [10, ones, zeros]).result).toBe(-0);
    expect(bitsOf(module.run(`matvec_${tag}`, [3, 10, new Out<Floats>(kind, 3), zeros, ones]).out)).toEqual(['-0', '-0', '-0']);
    expect(bitsOf(module.run(`vecmat_${tag}`, [3, 2, new Out<Floats>(kind, 2), ones, zeros]).out)).toEqual(['-0', '-0']);
    expect(bitsOf(module.run(`matmul_${tag}`, [5, 2, 2, new Out<Floats>(kind, 10), ones, zeros]).out)).toEqual(Array(10).fill('-0'));
    const odd = kind.from([1, Infinity, NaN, 1, -Infinity, Infinity]);
    expect(bitsOf(module.run(`matvec_${tag}`, [3, 2, new Out<Floats>(kind, 3), odd, ones]).out)).toEqual(['Infinity', 'NaN', 'NaN']);
  });

  it('differs from a plain sum where the order matters', () => {
    const a = array(20000, 1);
    const b = array(20000, 2);
    const products = terms(sums.multiply, a, b, { k: 20000, n: 1, i: 0, j: 0 });
    expect(vectorOrder(sums, products)).not.toBe(plainOrder(sums, products));
  });
});
