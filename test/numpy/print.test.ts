/** Arrays print as NumPy prints them (files/print.json, made by make_print.py), with JavaScript's `true` and `false`, and the dtype always stated. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { typedArrays, type DType } from '../../runtime/abi/dtype.js';
import { sizeOf } from '../../runtime/abi/shape.js';
import { printArray } from '../../runtime/array/print-array.js';

interface Case { readonly dtype: DType; readonly shape: readonly number[]; readonly data: readonly (number | boolean | string)[]; readonly text: string }
const { cases } = JSON.parse(readFileSync(join(import.meta.dirname, 'files/print.json'), 'utf8')) as { readonly cases: readonly Case[] };

const special: Readonly<Record<string, number>> = { nan: Number.NaN, inf: Infinity, '-inf': -Infinity, '-0': -0 };

test.each(cases.map((one, i) => [`${i}: ${one.dtype}[${one.shape.join(', ')}]`, one] as const))('%s', (_, { dtype, shape, data, text }) => {
  const given = data.map((one) => (typeof one === 'string' ? special[one]! : Number(one)));
  // Long arrays count up from their first element.
  const elements = Array.from({ length: sizeOf(shape) }, (_one, i) => given[i] ?? given[0]! + i);
  const printed = printArray(typedArrays[dtype].from(elements), shape, dtype);
  const wanted = text.replaceAll(/(\s?)\bTrue/g, '$1true').replaceAll('False', 'false');
  expect(printed.slice(0, printed.search(/,\s+(shape|dtype)=/))).toBe(`array(${wanted}`);
});
