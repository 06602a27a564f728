/** Axis and broadcasting rules against the plainest possible definition, element by element, on whole numbers (where order cannot matter). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NDArray } from '../../runtime/array/types.js';
import * as math from '../../runtime/math/index.js';

const shapes = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 4 });
const runs = { numRuns: 150 };

function counting(shape: readonly number[]): NDArray<number, 'int32'> {
  return math.reshape(math.arange(shape.reduce((a, b) => a * b, 1), { dtype: 'int32' }), shape);
}

/** All indices of a shape, in row order. */
function indicesOf(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>((all, size) => all.flatMap((index) => Array.from({ length: size }, (_, i) => [...index, i])), [[]]);
}

const read = (x: NDArray, index: readonly number[]): unknown => (index.length === 0 ? x.item() : math.at(x, ...index));

test('broadcasting repeats axes of size 1 and adds axes in front', () => {
  fc.assert(fc.property(shapes, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), fc.nat(3), (shape, single, dropped) => {
    const small = shape.map((size, axis) => (single[axis] === true ? 1 : size)).slice(Math.min(dropped, shape.length));
    const [x, y] = [counting(shape), counting(small)];
    const sum = math.add(x, y);
    expect(sum.shape).toEqual(shape);
    for (const index of indicesOf(shape)) {
      const own = index.slice(shape.length - small.length).map((i, axis) => (small[axis] === 1 ? 0 : i));
      expect(read(sum, index)).toBe((read(x, index) as number) + (read(y, own) as number));
    }
  }), runs);
});

test('transpose moves element [i, j, …] to its permuted place', () => {
  fc.assert(fc.property(shapes.chain((shape) => fc.tuple(fc.constant(shape), fc.shuffledSubarray(shape.map((_, axis) => axis), { minLength: shape.length }))), ([shape, axes]) => {
    const x = counting(shape);
    const moved = math.transpose(x, axes);
    expect(moved.shape).toEqual(axes.map((axis) => shape[axis]));
    for (const index of indicesOf(moved.shape)) {
      const source = shape.map((_, axis) => index[axes.indexOf(axis)]!);
      expect(read(moved, index)).toBe(read(x, source));
    }
  }), runs);
});

test('a sum over axes is the sum of what they leave together', () => {
  fc.assert(fc.property(shapes.chain((shape) => fc.tuple(fc.constant(shape), fc.subarray(shape.map((_, axis) => axis)))), ([shape, axes]) => {
    const x = counting(shape);
    const sum = math.sum(x, { axis: axes, keepdims: true });
    const expected = new Map<string, number>();
    for (const index of indicesOf(shape)) {
      const key = index.map((i, axis) => (axes.includes(axis) ? 0 : i)).join();
      expected.set(key, (expected.get(key) ?? 0) + (read(x, index) as number));
    }
    expect(sum.shape).toEqual(shape.map((size, axis) => (axes.includes(axis) ? 1 : size)));
    for (const index of indicesOf(sum.shape)) expect(read(sum, index)).toBe(expected.get(index.join()) ?? 0);
  }), runs);
});

test('concatenate keeps every element, in order', () => {
  fc.assert(fc.property(shapes.chain((shape) => fc.tuple(fc.constant(shape), fc.nat(shape.length - 1), fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 3 }))), ([shape, axis, lengths]) => {
    const parts = lengths.map((length) => counting(shape.with(axis, length)));
    const joined = math.concatenate(parts, axis);
    for (const index of indicesOf(joined.shape)) {
      let [part, at] = [0, index[axis]!];
      while (at >= lengths[part]!) at -= lengths[part++]!;
      expect(read(joined, index)).toBe(read(parts[part]!, index.with(axis, at)));
    }
  }), runs);
});

test('a product of matrices is the sum of products', () => {
  const size = fc.integer({ min: 0, max: 6 });
  fc.assert(fc.property(size, size, size, fc.constantFrom('int32', 'float32', 'float64'), (m, k, n, dtype) => {
    const [a, b] = [math.astype(counting([m, k]), dtype), math.astype(counting([k, n]), dtype)];
    const product = math.dot(a, b);
    expect(product.shape).toEqual([m, n]);
    for (const [i, j] of indicesOf([m, n]) as [number, number][]) {
      let total = 0;
      for (let l = 0; l < k; l++) total += (math.at(a, i, l) as unknown as number) * (math.at(b, l, j) as unknown as number);
      expect(read(product, [i, j])).toBe(total);
    }
  }), runs);
});
