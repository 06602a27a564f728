/** The cases of golden/*.json (make.py): calls of our functions with what NumPy gives for them. */
import { readFileSync, readdirSync } from 'node:fs';
import { expect } from 'vitest';
import type { DType } from '../../runtime/abi/dtype.js';
import type { NDArray } from '../../runtime/array/types.js';
import * as math from '../../runtime/math/index.js';

export type Encoded = number | boolean | string | null
  | { readonly dtype: DType; readonly shape: readonly number[]; readonly data: readonly (number | string)[] }
  | { readonly text: string }
  | { readonly list: readonly Encoded[] } | { readonly options: Readonly<Record<string, Encoded>> } | { readonly slice: readonly (number | null)[] };

export type Case = readonly [name: string, args: readonly Encoded[], wanted: Encoded, tolerance: number];

const specials: Readonly<Record<string, number>> = { nan: Number.NaN, inf: Number.POSITIVE_INFINITY, '-inf': Number.NEGATIVE_INFINITY, '-0': -0 };
const number = (value: number | string): number => (typeof value === 'number' ? value : specials[value]!);

export function decode(value: Encoded): unknown {
  if (typeof value !== 'object' || value === null) return typeof value === 'string' && value in specials ? specials[value] : value;
  if ('data' in value) return math.array(value.data.map(number), { dtype: value.dtype, shape: value.shape });
  if ('list' in value) return value.list.map(decode);
  if ('text' in value) return value.text;
  if ('slice' in value) return { start: value.slice[0], stop: value.slice[1], step: value.slice[2] };
  return Object.fromEntries(Object.entries(value.options).map(([key, option]) => [key, decode(option)]));
}

/** An array that was copied out, as test/agree gives it. */
interface Copied { readonly dtype: DType; readonly shape: readonly number[]; readonly elements: readonly number[] }

function copyOut(x: NDArray): Copied {
  return { dtype: x.dtype, shape: x.shape, elements: Array.from(x.toTypedArray()) };
}

export function compare(found: unknown, wanted: Encoded, tolerance: number): void {
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
  const array: Copied = 'elements' in found! ? (found as Copied) : copyOut(found as NDArray);
  expect([array.dtype, array.shape]).toEqual([wanted.dtype, wanted.shape]);
  expectNear(array.elements, wanted.data, tolerance);
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

const folder = new URL('golden/', import.meta.url);

/** By the name of the file. */
export function readGolden(): readonly (readonly [file: string, cases: readonly Case[]])[] {
  return readdirSync(folder).map((file) => [file, JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as readonly Case[]]);
}
