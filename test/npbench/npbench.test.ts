/**
 * npbench's kernels, ported line by line: compiled, original and evaluated give the same bits, and NumPy's values in float64 (golden.json,
 * made by make.py). Programs are compiled in float32 as well, where only the three ways are compared.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { math } from '../../runtime/index.js';
import { AgreeProgram, expectAgreement, type Exports } from '../agree/agree.js';

interface Elements { readonly shape: readonly number[]; readonly dtype: 'float64' | 'int32'; readonly data: readonly (number | string)[] }
type Given = number | Elements | readonly Given[];
interface Case { readonly args: readonly Given[]; readonly result: Given; readonly tolerance?: number }

const golden = JSON.parse(readFileSync(join(import.meta.dirname, 'golden.json'), 'utf8')) as { readonly cases: Readonly<Record<string, Case>> };

/** NumPy's pairwise sums and BLAS add in another order, and its functions round within an ULP: that grows with the steps of a kernel. */
const tolerance = 1e-12;

const isElements = (value: unknown): value is Elements => typeof value === 'object' && value !== null && 'data' in value;
const numbersOf = ({ data }: Elements): number[] => data.map((one) => (one === 'inf' ? Infinity : one === '-inf' ? -Infinity : Number(one)));

function make(value: Given, float: 'float32' | 'float64'): unknown {
  if (!isElements(value)) return value;
  return math.reshape(math.array(numbersOf(value), { dtype: value.dtype === 'int32' ? 'int32' : float }), [...value.shape]);
}

interface Result { readonly shape: readonly number[]; readonly elements: readonly number[] }

function expectValues(actual: unknown, wanted: Given, within: number, place: string): void {
  if (Array.isArray(wanted)) {
    for (const [i, one] of wanted.entries()) expectValues((actual as readonly unknown[])[i], one as Given, within, `${place}[${i}]`);
    return;
  }
  if (!isElements(wanted)) {
    expect(actual, place).toBeCloseTo(wanted as number, 10);
    return;
  }
  if (wanted.shape.length === 0 && typeof actual === 'number') {
    expect(Math.abs(actual - numbersOf(wanted)[0]!), place).toBeLessThanOrEqual(within);
    return;
  }
  const { shape, elements } = actual as Result;
  expect([...shape], place).toEqual([...wanted.shape]);
  const numbers = numbersOf(wanted);
  const scale = Math.max(1, ...numbers.filter(Number.isFinite).map(Math.abs));
  for (const [i, number] of numbers.entries()) {
    if (Number.isFinite(number)) expect(Math.abs(elements[i]! - number), `${place} element ${i}: ${elements[i]!}, not ${number}`).toBeLessThanOrEqual(within * scale);
    else expect(elements[i], `${place} element ${i}`).toBe(number);
  }
}

const seen = new Set<string>();
for (const file of ['stencils', 'linear', 'programs']) {
  describe(file, () => {
    const text = readFileSync(join(import.meta.dirname, `${file}.ts`), 'utf8');
    const names = [...text.matchAll(/^export const (\w+) = jit/gm)].map((match) => match[1]!);
    for (const name of names) seen.add(name);
    let program: AgreeProgram | undefined;
    it.each(names)('%s', (name) => {
      program ??= new AgreeProgram(text);
      const { args, result, tolerance: stated } = golden.cases[name]!;
      for (const float of ['float64', 'float32'] as const) {
        const ways = program.run((exports: Exports) => exports[name]!(...args.map((arg) => make(arg, float))), { float });
        // The evaluator computes with JavaScript's functions, which differ in the last places.
        expectAgreement(ways, 4096);
        if (float === 'float64') expectValues(ways.compiled, result, stated ?? tolerance, name);
      }
    });
  });
}

it('has a port for every golden value', () => {
  expect([...seen].sort()).toEqual(Object.keys(golden.cases).sort());
});
