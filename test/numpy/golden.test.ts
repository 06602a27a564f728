/** Values that NumPy made (make.py), for every function that has a NumPy twin: dtype, shape and elements. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DType } from '../../runtime/abi/dtype.js';
import type { NDArray } from '../../runtime/array/types.js';
import * as math from '../../runtime/math/index.js';

type Encoded = number | boolean | string | null
  | { readonly dtype: DType; readonly shape: readonly number[]; readonly data: readonly (number | string)[] }
  | { readonly text: string }
  | { readonly list: readonly Encoded[] } | { readonly options: Readonly<Record<string, Encoded>> } | { readonly slice: readonly (number | null)[] };

type Case = readonly [name: string, args: readonly Encoded[], wanted: Encoded, tolerance: number];

const specials: Readonly<Record<string, number>> = { nan: Number.NaN, inf: Number.POSITIVE_INFINITY, '-inf': Number.NEGATIVE_INFINITY, '-0': -0 };
const number = (value: number | string): number => (typeof value === 'number' ? value : specials[value]!);

function decode(value: Encoded): unknown {
  if (typeof value !== 'object' || value === null) return typeof value === 'string' && value in specials ? specials[value] : value;
  if ('data' in value) return math.array(value.data.map(number), { dtype: value.dtype, shape: value.shape });
  if ('list' in value) return value.list.map(decode);
  if ('text' in value) return value.text;
  if ('slice' in value) return { start: value.slice[0], stop: value.slice[1], step: value.slice[2] };
  return Object.fromEntries(Object.entries(value.options).map(([key, option]) => [key, decode(option)]));
}

function compare(found: unknown, wanted: Encoded, tolerance: number): void {
  if (typeof wanted !== 'object' || wanted === null) {
    if (typeof wanted === 'boolean') expect(found).toBe(wanted);
    else expectNear([Number(found)], [wanted as number], tolerance);
    return;
  }
  // Printed arrays: ours state the dtype.
  if ('text' in wanted) {
    expect(String(found).replace(/^array\(/, '').replace(/,\s+(?:shape=.*, )?dtype=\w+\)$/, '')).toBe(wanted.text);
    return;
  }
  if ('list' in wanted) {
    expect(found).toHaveLength(wanted.list.length);
    for (const [i, item] of wanted.list.entries()) compare((found as readonly unknown[])[i], item, tolerance);
    return;
  }
  if (!('data' in wanted)) throw new Error('a wanted value is an array, a list or a number');
  // A function that gives one plain number or boolean is compared by value.
  if (typeof found !== 'object') {
    expectNear([Number(found)], wanted.data, tolerance);
    return;
  }
  const array = found as NDArray;
  expect([array.dtype, array.shape]).toEqual([wanted.dtype, wanted.shape]);
  expectNear(Array.from(array.toTypedArray()), wanted.data, tolerance);
}

function expectNear(found: readonly number[], wanted: readonly (number | string)[], tolerance: number): void {
  const values = wanted.map(number);
  if (tolerance === 0) {
    // NumPy's zeros of either sign are equal in comparisons, and so they are here.
    expect(found.map((value) => value + 0)).toEqual(values.map((value) => value + 0));
    return;
  }
  const size = Math.max(...values.filter(Number.isFinite).map(Math.abs), 1e-300);
  expect(found).toHaveLength(values.length);
  for (const [i, value] of values.entries()) {
    if (Number.isFinite(value)) expect(Math.abs(found[i]! - value) / size, `element ${i}: ${found[i]} and ${value}`).toBeLessThanOrEqual(tolerance);
    else expect(found[i]).toBe(value);
  }
}

function print(args: readonly Encoded[]): string {
  const text = JSON.stringify(args);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

const folder = new URL('golden/', import.meta.url);
const find = (name: string): ((...args: readonly unknown[]) => unknown) => name.split('.').reduce<unknown>((space, part) => (space as Record<string, unknown>)[part], math) as never;

for (const file of readdirSync(folder)) {
  describe(file, () => {
    beforeAll(() => math.setFloat('float64'));
    afterAll(() => math.setFloat('float32'));
    const cases = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as readonly Case[];
    test.each(cases.map((one, i) => [`${i}: ${one[0]}(${print(one[1])})`, one] as const))('%s', (_, [name, args, wanted, tolerance]) => {
      const given = args.map(decode);
      compare(name === 'toString' ? String(given[0]) : find(name)(...given), wanted, tolerance);
    });
  });
}

test('a wrong value is found', () => {
  expect(() => compare(math.zeros(2, { dtype: 'float64' }), { dtype: 'float64', shape: [2], data: [0, 1e-9] }, 1e-12)).toThrow(/element 1/);
});
