/**
 * npbench's kernels, ported line by line: compiled, original and evaluated give the same bits, and NumPy's values in float64 (golden.json,
 * made by make.py). Programs are compiled in float32 as well, where only the three ways are compared.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AgreeProgram, expectAgreement, type Exports } from '../agree/agree.js';
import { expectValues, makeArgument, type Case } from '../numpy/golden-values.js';

const golden = JSON.parse(readFileSync(join(import.meta.dirname, 'golden.json'), 'utf8')) as { readonly cases: Readonly<Record<string, Case>> };

/** NumPy's pairwise sums and BLAS add in another order, and its functions round within an ULP: that grows with the steps of a kernel. */
const tolerance = 1e-12;

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
        const ways = program.run((exports: Exports) => exports[name]!(...args.map((arg) => makeArgument(arg, float))), { float });
        // The evaluator computes with JavaScript's functions, which differ in the last places.
        expectAgreement(ways, 4096);
        if (float === 'float64') expectValues(ways.compiled, result, { within: stated ?? tolerance, float }, name);
      }
    });
  });
}

it('has a port for every golden value', () => {
  expect([...seen].sort()).toEqual(Object.keys(golden.cases).sort());
});
