/** The smaller and the larger of two values, with their two ways to treat NaN, and clipping. */
import { floatRecipes } from './float-lanes.js';
import type { FloatBody } from './float-lanes.js';
import type { MapOperation, Recipe } from './operation.js';
import { keepsDType } from './signatures.js';
import { apply, number, where, x, y, z } from './terms.js';

const and: Recipe = (code, a, b) => code.push('v128.and', a, b);
const or: Recipe = (code, a, b) => code.push('v128.or', a, b);

interface Extreme {
  readonly name: string;
  readonly numpy: string;
  readonly doc: string;
  readonly side: 'min' | 'max';
  readonly float: FloatBody;
  readonly reference: (a: number, b: number) => number;
}

function extreme({ name, numpy, doc, side, float, reference }: Extreme): MapOperation {
  const first = side === 'min' ? 'lessEqual' : 'greaterEqual';
  return {
    kind: 'map', name, numpy, doc, parameters: ['x', 'y'],
    signature: keepsDType,
    reference,
    recipes: {
      ...floatRecipes(float),
      int32: (code, a, b) => code.push(`i32x4.${side}_s`, a, b),
      uint32: (code, a, b) => code.push(`i32x4.${side}_u`, a, b),
      bool: side === 'min' ? and : or,
    },
    derivative: [where(apply(first, x, y), number(1), number(0)), where(apply(first, x, y), number(0), number(1))],
    ulp: { float32: 0, float64: 0 },
  };
}

/** `chosen`, but b where a is NaN (where b is NaN, pmin and pmax give a already). */
const ignoreNaN = (choose: FloatBody): FloatBody => (f, a, b) => f.select(f.eq(a, a), choose(f, a, b), b);

const clip: MapOperation = {
  kind: 'map', name: 'clip', numpy: 'clip', parameters: ['x', 'low', 'high'],
  doc: 'x held between two bounds; NaN if any of the three is. min(max(x, low), high)',
  signature: keepsDType,
  reference: (a, low, high) => {
    if (Number.isNaN(low) || Number.isNaN(high)) return NaN;
    const raised = a < low ? low : a;
    return high < raised ? high : raised;
  },
  recipes: {
    // Two instructions for each bound with the test for its NaN: Wasm's own min and max take seven or more in V8.
    ...floatRecipes((f, a, low, high) => f.nanWhere(f.ne(low, low), f.nanWhere(f.ne(high, high), f.pmin(f.pmax(a, low), high)))),
    int32: (code, a, low, high) => code.push('i32x4.min_s', code.push('i32x4.max_s', a, low), high),
    uint32: (code, a, low, high) => code.push('i32x4.min_u', code.push('i32x4.max_u', a, low), high),
    bool: (code, a, low, high) => code.push('v128.and', code.push('v128.or', a, low), high),
  },
  // Inside of the bounds x passes; outside, the bound does.
  derivative: [
    where(apply('logicalAnd', apply('greaterEqual', x, y), apply('lessEqual', x, z)), number(1), number(0)),
    where(apply('logicalAnd', apply('less', x, y), apply('lessEqual', y, z)), number(1), number(0)),
    where(apply('less', z, apply('maximum', x, y)), number(1), number(0)),
  ],
  ulp: { float32: 0, float64: 0 },
};

export const extremes: readonly MapOperation[] = [
  extreme({
    name: 'minimum', numpy: 'minimum', side: 'min', doc: 'The smaller of two values; NaN if either is. min(x, y)',
    float: (f, a, b) => f.min(a, b), reference: (a, b) => Math.min(a, b),
  }),
  extreme({
    name: 'maximum', numpy: 'maximum', side: 'max', doc: 'The larger of two values; NaN if either is. max(x, y)',
    float: (f, a, b) => f.max(a, b), reference: (a, b) => Math.max(a, b),
  }),
  extreme({
    name: 'fmin', numpy: 'fmin', side: 'min', doc: 'The smaller of two values; a NaN gives way to the other. min(x, y)',
    float: ignoreNaN((f, a, b) => f.pmin(a, b)), reference: (a, b) => (Number.isNaN(a) || b < a ? b : a),
  }),
  extreme({
    name: 'fmax', numpy: 'fmax', side: 'max', doc: 'The larger of two values; a NaN gives way to the other. max(x, y)',
    float: ignoreNaN((f, a, b) => f.pmax(a, b)), reference: (a, b) => (Number.isNaN(a) || a < b ? b : a),
  }),
  clip,
];
