/** Integrators, and functions that write, compiled and as originals: the same bits, in both floats, with the same random numbers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { CompiledCases } from './compiled.js';

describe.each(['ode', 'sde', 'memory', 'writers'])('%s, compiled and original', (file) => {
  const text = readFileSync(join(import.meta.dirname, 'cases', `${file}.ts`), 'utf8');
  const names = [...text.slice(text.indexOf('export const cases')).matchAll(/^ {2}(\w+): \(\) =>/gm)].map((match) => match[1]!);
  let cases: CompiledCases;
  beforeAll(() => { cases = new CompiledCases(text); });

  it.each(names)('%s', (name) => {
    for (const float of ['float32', 'float64'] as const) {
      const { compiled, original } = cases.run(name, float);
      expect(compiled).toEqual(original);
    }
  });
});
