/** Questions about floats: NaN, infinite, finite. */
import type { FloatBody } from './float-lanes.js';
import { floatRecipes } from './float-lanes.js';
import type { MapOperation } from './operation.js';
import { asksFloat } from './signatures.js';

function question(name: string, doc: string, float: FloatBody, test: (a: number) => boolean): MapOperation {
  return {
    kind: 'map', name, numpy: name, doc, parameters: ['x'],
    signature: asksFloat,
    reference: (a) => Number(test(a)),
    recipes: floatRecipes(float),
    derivative: [undefined],
  };
}

export const classifications: readonly MapOperation[] = [
  question('isnan', 'Whether x is not a number. x ≠ x', (f, a) => f.ne(a, a), Number.isNaN),
  question('isinf', 'Whether x is infinite, of either sign. |x| = ∞', (f, a) => f.eq(f.abs(a), f.const(Infinity)), (a) => Math.abs(a) === Infinity),
  question('isfinite', 'Whether x is neither infinite nor NaN. |x| < ∞', (f, a) => f.lt(f.abs(a), f.const(Infinity)), Number.isFinite),
];
