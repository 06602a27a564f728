/** Arguments and results of whole programs as golden files state them: numbers, arrays, and lists of these. */
import { expect } from 'vitest';
import { math } from '../../runtime/index.js';

export interface Elements {
  readonly shape: readonly number[];
  readonly dtype: 'float64' | 'float32' | 'int32' | 'bool';
  readonly data: readonly (number | string)[];
}
export type Given = number | Elements | readonly Given[];

/** `tolerance` stands where the usual one is not enough. */
export interface Case {
  readonly args: readonly Given[];
  readonly result: Given;
  readonly tolerance?: number;
}

export type Float = 'float32' | 'float64';
interface Result { readonly dtype: string; readonly shape: readonly number[]; readonly elements: readonly number[] }

const specials: Readonly<Record<string, number>> = { inf: Infinity, '-inf': -Infinity, nan: Number.NaN };
const isElements = (value: unknown): value is Elements => typeof value === 'object' && value !== null && 'data' in value;
const numbersOf = ({ data }: Elements): number[] => data.map((one) => specials[one] ?? Number(one));

/** An argument: arrays of floats have the wanted dtype, whatever the file has. */
export function makeArgument(value: Given, float: Float): unknown {
  if (!isElements(value)) return value;
  return math.reshape(math.array(numbersOf(value), { dtype: value.dtype === 'int32' ? 'int32' : float }), [...value.shape]);
}

/** How near floats must be, relative to the largest element, or absolutely if that is less than 1; and what float64 is here. Whole numbers and truth values are compared exactly. */
export interface Nearness {
  readonly within: number;
  readonly float: Float;
}

export function expectValues(actual: unknown, wanted: Given, nearness: Nearness, place: string): void {
  if (Array.isArray(wanted)) {
    for (const [i, one] of wanted.entries()) expectValues((actual as readonly unknown[])[i], one as Given, nearness, `${place}[${i}]`);
    return;
  }
  if (!isElements(wanted)) {
    expect(actual, place).toBeCloseTo(wanted as number, 10);
    return;
  }
  const isFloat = wanted.dtype.startsWith('float');
  const numbers = numbersOf(wanted);
  const wantedDtype = wanted.dtype === 'float64' ? nearness.float : wanted.dtype;
  const { dtype, shape, elements } = typeof actual === 'number' ? { dtype: wantedDtype, shape: [], elements: [actual] } : actual as Result;
  expect([dtype, ...shape], place).toEqual([wantedDtype, ...wanted.shape]);
  const scale = Math.max(1, ...numbers.filter(Number.isFinite).map(Math.abs));
  for (const [i, number] of numbers.entries()) {
    const message = `${place} element ${i}: ${elements[i]!}, not ${number}`;
    if (Number.isFinite(number)) expect(Math.abs(elements[i]! - number), message).toBeLessThanOrEqual(isFloat ? nearness.within * scale : 0);
    else expect(elements[i], message).toBe(number);
  }
}
