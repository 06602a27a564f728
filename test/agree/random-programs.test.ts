/**
 * Random programs of arrays of mixed ranks and dtypes, Variables under two names, parts of arrays, lists, records, helpers with defaults, optional fields,
 * branches, loops and jumps: compiled and original give the same bits.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { math } from '../../runtime/index.js';
import { AgreeProgram } from './agree.js';
import { printPrograms } from './random-programs.js';

const runs = Number(process.env['AGREE_RUNS'] ?? 2);
const seed = process.env['AGREE_SEED'] === undefined ? 7 : Number(process.env['AGREE_SEED']);
const programsAtOnce = 5;

function makeArguments(): readonly unknown[] {
  return [
    math.array([0.5, -1.5, 2, 0, 3.25]), math.array([1, 2, -0.125, 4, -5]), math.array([[1, 2, 3, 4, 5], [-1, 0.5, 0, 2, 9], [7, -3, 1.5, 0.25, 2]]),
    math.array([[1], [-2], [0.5]]), math.array(1.5), math.array([1, -2, 0.1, 4, 5], { dtype: 'float64' }), math.array([3, -1, 0, 7, 2], { dtype: 'int32' }), 1.5,
  ];
}

it('agrees on random programs', () => {
  const choices = fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 90, size: 'max' });
  fc.assert(fc.property(fc.array(choices, { minLength: 1, maxLength: programsAtOnce, size: 'max' }), (programs) => {
    const source = printPrograms(programs);
    try {
      const compiled = new AgreeProgram(source);
      for (const float of ['float32', 'float64'] as const) {
        for (const n of programs.keys()) compiled.check((exports) => exports[`Program${n}_run`]!(...makeArguments()), { float, places: 1e6 });
      }
    } catch (error) {
      throw new Error(`${(error as Error).message}\n${source}`, { cause: error });
    }
  }), { numRuns: runs, seed, interruptAfterTimeLimit: 100_000, markInterruptAsFailure: false });
  expect(runs).toBeGreaterThan(0);
}, 200_000);
