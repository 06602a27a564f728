/** Comparisons: they give masks, and any comparison with a NaN but `notEqual` is false. */
import { floatRecipes } from './float-lanes.js';
import type { MapOperation, Recipe } from './operation.js';
import { compares } from './signatures.js';

/** One comparison from the suffix of its instructions (`lt`) and what it means between two masks. */
function comparison(options: {
  readonly name: string; readonly numpy: string; readonly sign: string; readonly suffix: 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge';
  readonly test: (a: number, b: number) => boolean; readonly bool: Recipe;
}): MapOperation {
  const { name, numpy, sign, suffix, test, bool } = options;
  const signed = suffix === 'eq' || suffix === 'ne';
  return {
    kind: 'map', name, numpy, parameters: ['x', 'y'],
    doc: `Whether x ${sign} y, element by element. x ${sign} y`,
    signature: compares,
    reference: (a, b) => Number(test(a, b)),
    recipes: {
      ...floatRecipes((f, a, b) => f[suffix](a, b)),
      int32: (code, a, b) => code.push(`i32x4.${suffix}${signed ? '' : '_s'}`, a, b),
      uint32: (code, a, b) => code.push(`i32x4.${suffix}${signed ? '' : '_u'}`, a, b),
      bool,
    },
    derivative: [undefined, undefined],
  };
}

export const comparisons: readonly MapOperation[] = [
  comparison({
    name: 'equal', numpy: 'equal', sign: '=', suffix: 'eq', test: (a, b) => a === b,
    bool: (code, a, b) => code.push('v128.not', code.push('v128.xor', a, b)),
  }),
  comparison({
    name: 'notEqual', numpy: 'not_equal', sign: '≠', suffix: 'ne', test: (a, b) => a !== b,
    bool: (code, a, b) => code.push('v128.xor', a, b),
  }),
  comparison({
    name: 'less', numpy: 'less', sign: '<', suffix: 'lt', test: (a, b) => a < b,
    bool: (code, a, b) => code.push('v128.andnot', b, a),
  }),
  comparison({
    name: 'lessEqual', numpy: 'less_equal', sign: '≤', suffix: 'le', test: (a, b) => a <= b,
    bool: (code, a, b) => code.push('v128.not', code.push('v128.andnot', a, b)),
  }),
  comparison({
    name: 'greater', numpy: 'greater', sign: '>', suffix: 'gt', test: (a, b) => a > b,
    bool: (code, a, b) => code.push('v128.andnot', a, b),
  }),
  comparison({
    name: 'greaterEqual', numpy: 'greater_equal', sign: '≥', suffix: 'ge', test: (a, b) => a >= b,
    bool: (code, a, b) => code.push('v128.not', code.push('v128.andnot', b, a)),
  }),
];
