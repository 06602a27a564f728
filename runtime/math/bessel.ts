/** The modified Bessel function of the first kind and order 0, `i0`, by Clenshaw's Chebyshev series (Mathematical Tables 5, 1962), in float64. */
import type { DType } from '../abi/dtype.js';
import { floating } from '../abi/signature.js';
import { getFloat } from '../array/default-float.js';
import { fromNumbers, toNumbers } from '../array/fill-array.js';
import { toPublic } from '../array/nd-array.js';
import type { AnyRank, FloatOf, NDArray, Operand } from '../array/types.js';
import { array } from './array.js';
import { exp } from './generated/exp.js';
import { checkReduced } from './reduce.js';

/** exp(-x) I0(x) for x from 0 to 8, as a series in x / 2 - 2. */
const near = [
  -4.41534164647933937950e-18, 3.33079451882223809783e-17, -2.43127984654795469359e-16, 1.71539128555513303061e-15, -1.16853328779934516808e-14,
  7.67618549860493561688e-14, -4.85644678311192946090e-13, 2.95505266312963983461e-12, -1.72682629144155570723e-11, 9.67580903537323691224e-11,
  -5.18979560163526290666e-10, 2.65982372468238665035e-9, -1.30002500998624804212e-8, 6.04699502254191894932e-8, -2.67079385394061173391e-7,
  1.11738753912010371815e-6, -4.41673835845875056359e-6, 1.64484480707288970893e-5, -5.75419501008210370398e-5, 1.88502885095841655729e-4,
  -5.76375574538582365885e-4, 1.63947561694133579842e-3, -4.32430999505057594430e-3, 1.05464603945949983183e-2, -2.37374148058994688156e-2,
  4.93052842396707084878e-2, -9.49010970480476444210e-2, 1.71620901522208775349e-1, -3.04682672343198398683e-1, 6.76795274409476084995e-1,
];

/** exp(-x) sqrt(x) I0(x) for x of 8 and more, as a series in 32 / x - 2. */
const far = [
  -7.23318048787475395456e-18, -4.83050448594418207126e-18, 4.46562142029675999901e-17, 3.46122286769746109310e-17, -2.82762398051658348494e-16,
  -3.42548561967721913462e-16, 1.77256013305652638360e-15, 3.81168066935262242075e-15, -9.55484669882830764870e-15, -4.15056934728722208663e-14,
  1.54008621752140982691e-14, 3.85277838274214270114e-13, 7.18012445138366623367e-13, -1.79417853150680611778e-12, -1.32158118404477131188e-11,
  -3.14991652796324136454e-11, 1.18891471078464383424e-11, 4.94060238822496958910e-10, 3.39623202570838634515e-9, 2.26666899049817806459e-8,
  2.04891858946906374183e-7, 2.89137052083475648297e-6, 6.88975834691682398426e-5, 3.36911647825569408990e-3, 8.04490411014108831608e-1,
];

/** The sum of a Chebyshev series, the coefficient of the highest order first; half of the last one counts. */
function sumSeries(x: number, coefficients: readonly number[]): number {
  let [b0, b1, b2] = [coefficients[0]!, 0, 0];
  for (const coefficient of coefficients.slice(1)) [b0, b1, b2] = [x * b0 - b1 + coefficient, b0, b1];
  return 0.5 * (b0 - b2);
}

/** @internal I0 of numbers. The exponential is ours, so that every engine gives the same bits. */
export function bessel0(values: Float64Array): Float64Array {
  const sizes = values.map(Math.abs);
  const growth = exp(array(sizes, { dtype: 'float64' })).toTypedArray();
  return sizes.map((x, i) => growth[i]! * (x <= 8 ? sumSeries(x / 2 - 2, near) : sumSeries(32 / x - 2, far) / Math.sqrt(x)));
}

/** The modified Bessel function of the first kind and order 0, element by element. */
export function i0<R extends number = AnyRank, D extends DType = DType>(x: NDArray<R, D> | Operand): NDArray<R, FloatOf<D>> {
  const given = checkReduced('i0', x);
  return toPublic(fromNumbers(floating(given.dtype, getFloat()), given.shape, bessel0(toNumbers(given))));
}
