import { describe, expect, it } from 'vitest';
import * as $ from '../../runtime/internal.js';
import * as math from '../../runtime/math/index.js';
import type { NDArray } from '../../runtime/array/types.js';
import { raise } from '../../runtime/abi/power.js';
import { arrayOf } from './array-fixture.js';

const x = arrayOf<1, 'float32'>([1, 2, 3], 'float32');
const i = arrayOf<1, 'int32'>([1, 2, 3], 'int32');
const values = (result: unknown): unknown => (result as NDArray).toArray();
const dtype = (result: unknown): unknown => (result as NDArray).dtype;

describe('operators', () => {
  it('are those of JavaScript where no array is', () => {
    expect([$.add(1, 2), $.add('a', 1), $.sub(5, 2), $.mul(3, 4), $.div(1, 2), $.rem(-7, 3), $.neg(2), $.plus(true)]).toEqual([3, 'a1', 3, 12, 0.5, -1, -2, 1]);
    expect([$.less('a', 'b'), $.lessEqual(2, 2), $.greater(1, 2), $.greaterEqual(2, 2)]).toEqual([true, true, false, true]);
    expect($.add(1n, 2n)).toBe(3n);
  });

  it('are element by element where one is', () => {
    expect(values($.add(x, 1, 2))).toEqual([2, 3, 4]);
    expect(values($.sub(10, x, 1))).toEqual([9, 8, 7]);
    expect(values($.mul(x, x))).toEqual([1, 4, 9]);
    expect(values($.neg(x))).toEqual([-1, -2, -3]);
    expect(values($.less(x, 2))).toEqual([true, false, false]);
    expect($.plus(x)).toBe(x);
    expect([dtype($.plus($.less(x, 2))), values($.plus($.less(x, 2)))]).toEqual(['int32', [1, 0, 0]]);
  });

  it('take the kind of a plain number from the build, not from its value', () => {
    expect([dtype($.mul(i, 2, 2)), dtype($.mul(i, 2))]).toEqual(['int32', 'float32']);
    expect([dtype($.mul(2, i, 1)), dtype($.mul(2, i, 2))]).toEqual(['int32', 'float32']);
  });

  it('have a truth for single values only', () => {
    expect([$.truth(0), $.truth('a'), $.truth(arrayOf(2, 'float32')), $.truth(arrayOf(0, 'int32'))]).toEqual([0, 'a', true, false]);
    expect(() => $.truth(x)).toThrow(/math\.any/);
  });

  it('choose by element, and item by item of lists', () => {
    expect(values($.where($.less(x, 2), x, 0, 2))).toEqual([1, 0, 0]);
    expect($.where(true, 'a', 'b')).toBe('a');
    expect(($.where($.less(x, 2), [x, 1], [0, x]) as unknown[]).map(values)).toEqual([[1, 0, 0], [1, 2, 3]]);
    expect(dtype($.where($.less(i, 2), i, 0, 2))).toBe('int32');
  });

  it('read and write elements', () => {
    const y = arrayOf<1, 'float32'>([1, 2], 'float32');
    expect([$.get(y, 1), $.set(y, 0, 7), $.get([4, 5], 0), $.get({ a: 1 }, 'a')]).toEqual([2, 7, 4, 1]);
    expect(y.toArray()).toEqual([7, 2]);
  });
});

describe('powers', () => {
  it('multiply in one order for whole exponents up to 8', () => {
    const order = (k: number): string => raise('x', k, { one: () => '1', multiply: (a, b) => `(${a}${b})`, reciprocal: (a) => `1/${a}` });
    expect([0, 1, 2, 3, 5, 6, -2].map(order)).toEqual(['1', 'x', '(xx)', '((xx)x)', '(((xx)(xx))x)', '(((xx)x)((xx)x))', '1/(xx)']);
  });

  it('agree between numbers and arrays', () => {
    const base = [1.1, -2.3, 0, -0, Number.POSITIVE_INFINITY, 1e-60];
    for (let k = -8; k <= 8; k++) {
      expect(values($.pow(arrayOf(base, 'float64'), k))).toEqual(base.map((value) => $.pow(value, k)));
    }
    for (const dtype of ['float32', 'float64', 'int32', 'uint32', 'bool'] as const) {
      for (const flags of [0, 2]) {
        const x = arrayOf([0, 1, 1, 0], dtype);
        const [general, small, ofMath] = [$.pow(x, 3, flags), $.smallPow(x, 3, flags), $.mathPow(x, 3, flags)] as { dtype: string }[];
        expect([small!.dtype, values(small), ofMath!.dtype, values(ofMath)]).toEqual([general!.dtype, values(general), general!.dtype, values(general)]);
      }
    }
    expect([$.smallPow(-1.1, 3), $.smallPow(true, 2)]).toEqual([$.pow(-1.1, 3), $.pow(true, 2)]);
    expect($.pow(2, 0.5)).toBeCloseTo(Math.SQRT2, 15);
    expect($.pow(2n, 3n)).toBe(8n);
  });
});

describe('Math', () => {
  it('is exact where there is one right value', () => {
    expect([
      $.math1('abs', math.abs, -2), $.math1('round', math.roundHalfUp, 2.5), $.mathN('max', math.maximum, [1, 5, 3]), $.mathN('min', math.minimum, []),
      $.math1('sqrt', math.sqrt, 2),
    ]).toEqual([2, 3, 5, Number.POSITIVE_INFINITY, Math.SQRT2]);
  });

  it('is ours for other functions, of numbers and arrays', () => {
    expect($.math1('exp', math.exp, 1)).toBeCloseTo(Math.E, 12);
    expect(values($.math1('sqrt', math.sqrt, arrayOf([4, 9], 'float32')))).toEqual([2, 3]);
    expect(values($.math2('atan2', math.atan2, arrayOf([0, 1], 'float64'), 1))).toEqual([0, Math.PI / 4]);
  });
});
