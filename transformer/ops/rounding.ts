/** Rounding to whole numbers; whole-number dtypes pass as they are. */
import type { FloatBody } from './float-lanes.js';
import { floatRecipes } from './float-lanes.js';
import type { MapOperation, Recipe } from './operation.js';
import { keepsDType } from './signatures.js';

const same: Recipe = (_, a) => a;

interface Rounding {
  readonly name: string;
  readonly numpy?: string;
  readonly doc: string;
  readonly float: FloatBody;
  readonly reference: (a: number) => number;
}

function rounding({ float, ...entry }: Rounding): MapOperation {
  return {
    kind: 'map', ...entry, parameters: ['x'],
    signature: keepsDType,
    recipes: { ...floatRecipes(float), int32: same, uint32: same, bool: same },
    derivative: [undefined],
    ulp: { float32: 0, float64: 0 },
  };
}

/** Halves go to the even neighbour, as in IEEE 754; from 2^52 on every double is whole. */
function roundHalfEven(a: number): number {
  const below = Math.floor(a);
  const fraction = a - below;
  if (!(Math.abs(a) < 2 ** 52) || fraction === 0) return a;
  const rounded = fraction < 0.5 || (fraction === 0.5 && below % 2 === 0) ? below : below + 1;
  return rounded === 0 && a < 0 ? -0 : rounded;
}

export const roundings: readonly MapOperation[] = [
  rounding({ name: 'floor', numpy: 'floor', doc: 'The largest whole number that is not above x. ⌊x⌋', float: (f, a) => f.floor(a), reference: Math.floor }),
  rounding({ name: 'ceil', numpy: 'ceil', doc: 'The smallest whole number that is not below x. ⌈x⌉', float: (f, a) => f.ceil(a), reference: Math.ceil }),
  rounding({ name: 'trunc', numpy: 'trunc', doc: 'x without its fraction. sign(x) ⌊|x|⌋', float: (f, a) => f.trunc(a), reference: Math.trunc }),
  rounding({
    name: 'round', numpy: 'round', doc: 'The nearest whole number, halves to the even one. round(x)',
    float: (f, a) => f.nearest(a), reference: roundHalfEven,
  }),
  rounding({
    name: 'roundHalfUp', doc: 'The nearest whole number, halves upwards, as JavaScript\'s Math.round. ⌊x + 1/2⌋',
    // x - floor(x) is exact, where x + 0.5 would round 0.49999997 up; the or keeps -0.
    float: (f, a) => {
      const below = f.floor(a);
      const up = f.and(f.ge(f.sub(a, below), f.const(0.5)), f.const(1));
      return f.withSignOf(f.add(below, up), a);
    },
    reference: Math.round,
  }),
];
