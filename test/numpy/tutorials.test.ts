/**
 * Snippets that people learn NumPy by (tutorials/programs.ts and second.ts): compiled, original and evaluated give the same bits, and what NumPy gives for
 * the same lines (golden.json and second.json, made by make.py and make_second.py there), in float64 and in float32.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { AgreeProgram, expectAgreement, type Exports } from '../agree/agree.js';
import { expectValues, makeArgument, type Case } from './golden-values.js';

const folder = new URL('tutorials/', import.meta.url);
/** Some hundred units of the last place: the snippets add up to 50 elements, in NumPy in another order, and solve systems of 4 equations. */
const tolerances = { float64: 1e-13, float32: 5e-5 } as const;

describe.each([['programs.ts', 'golden.json'], ['second.ts', 'second.json']])('%s', (source, golden) => {
  const { cases } = JSON.parse(readFileSync(new URL(golden, folder), 'utf8')) as { readonly cases: Readonly<Record<string, Case>> };
  const text = readFileSync(new URL(source, folder), 'utf8');
  const names = [...text.matchAll(/^export const (\w+) = jit/gm)].map((match) => match[1]!);
  let program: AgreeProgram;
  beforeAll(() => {
    program = new AgreeProgram(text);
  });

  it.each(names)('%s', (name) => {
    const { args, result, tolerance } = cases[name]!;
    for (const float of ['float64', 'float32'] as const) {
      const ways = program.run((exports: Exports) => exports[name]!(...args.map((arg) => makeArgument(arg, float))), { float });
      // The evaluator computes with JavaScript's functions, which differ in the last places.
      expectAgreement(ways, 4096);
      expectValues(ways.compiled, result, { within: Math.max(tolerances[float], tolerance ?? 0), float }, `${name} in ${float}`);
    }
  });

  it('has a port for every golden value', () => {
    expect([...names].sort()).toEqual(Object.keys(cases).sort());
  });
});

it('finds a wrong value', () => {
  expect(() => expectValues({ dtype: 'float64', shape: [2], elements: [1, 2 + 1e-12] }, { dtype: 'float64', shape: [2], data: [1, 2] }, { within: 1e-13, float: 'float64' }, 'it')).toThrow(/it element 1/);
});
