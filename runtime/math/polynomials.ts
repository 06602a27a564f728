/** Polynomials as vectors of coefficients, the highest power first: `polyval`, `polyfit`, their sums and products, and derivatives and integrals. */
import type { DType, FloatDType } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import { floating, promoteAll } from '../abi/signature.js';
import { getFloat } from '../array/default-float.js';
import { fromNumbers, toNumbers } from '../array/fill-array.js';
import { toPublic } from '../array/nd-array.js';
import type { AnyRank, Given, NDArray, Operand } from '../array/types.js';
import { add } from './generated/add.js';
import { mul } from './generated/mul.js';
import { castArray } from './cast.js';
import { checkReduced } from './reduce.js';
import { checkVector } from './search.js';
import { lstsq } from './svd.js';

/** p[0] x^n + … + p[n], by Horner's rule. */
export function polyval<R extends number = AnyRank, D extends DType = DType>(p: Given<1> | readonly number[], x: NDArray<R, D> | Operand): NDArray<R, D> {
  const coefficients = Array.isArray(p) ? (p as number[]) : Array.from(checkVector('polyval', 'p', p).storage.copyOut());
  const given = checkReduced('polyval', x);
  // A plain number is weak: it takes the dtype of the coefficients.
  const isNumber = typeof x === 'number';
  const dtype = Array.isArray(p) ? given.dtype : promoteAll([checkVector('polyval', 'p', p).dtype, ...(isNumber ? [] : [given.dtype])], getFloat());
  const places = toPublic<NDArray>(castArray(given, dtype));
  const zero: NDArray = mul(places, 0);
  // The reason for the cast: sums and products keep the shape.
  return coefficients.reduce<NDArray>((sum, coefficient) => add(mul(sum, places), coefficient), zero) as NDArray<R, D>;
}

/** The polynomial of a degree that is nearest to the points (x, y): the sum of squares of the differences is smallest. */
export function polyfit(x: Given<1>, y: Given<1>, degree: number): NDArray<1, FloatDType> {
  const [places, values] = [checkVector('polyfit', 'x', x), checkVector('polyfit', 'y', y)];
  if (places.size !== values.size || places.size === 0) throw new ShapeError(`polyfit: x has ${places.size} elements, y has ${values.size}; as many of both are wanted, and at least one`);
  if (!Number.isInteger(degree) || degree < 0) throw new RangeError(`polyfit: the degree must be a whole number of 0 or more, got ${degree}`);
  const width = degree + 1;
  const powers = new Float64Array(places.size * width);
  const scales = new Float64Array(width);
  for (const [i, place] of toNumbers(places).entries()) {
    for (let k = degree, power = 1; k >= 0; k--, power *= place) {
      powers[i * width + k] = power;
      scales[k]! += power * power;
    }
  }
  // Columns of length 1 keep the small singular values apart from rounding.
  const lengths = scales.map((square) => Math.sqrt(square) || 1);
  for (let i = 0; i < powers.length; i++) powers[i]! /= lengths[i % width]!;
  const matrix = toPublic<NDArray<2, 'float64'>>(fromNumbers('float64', [places.size, width], powers));
  const [fitted] = lstsq(matrix, toPublic<NDArray<1>>(values), places.size * 2 ** -52);
  const dtype = promoteAll([places.dtype, values.dtype], getFloat()) === 'float32' ? 'float32' : 'float64';
  return toPublic(fromNumbers(dtype, [width], Array.from(fitted.view(), (value, k) => value / lengths[k]!)));
}

type Coefficients = Given<1> | readonly number[];

/** Coefficients as numbers, and the dtype of results that are made of them. */
function readCoefficients(operation: string, ...given: readonly Coefficients[]): { readonly lists: readonly number[][]; readonly dtype: DType } {
  const arrays = given.map((one, i) => (Array.isArray(one) ? undefined : checkVector(operation, ['p', 'q'][i]!, one)));
  const known = arrays.flatMap((one) => (one === undefined ? [] : [one.dtype]));
  return { lists: arrays.map((one, i) => (one === undefined ? [...(given[i] as number[])] : Array.from(toNumbers(one)))), dtype: known.length === 0 ? getFloat() : promoteAll(known, getFloat()) };
}

const vector = (dtype: DType, values: readonly number[]): NDArray<1> => toPublic(fromNumbers(dtype, [values.length], values));

/** The sum of two polynomials. */
export function polyadd(p: Coefficients, q: Coefficients): NDArray<1> {
  const { lists: [a = [], b = []], dtype } = readCoefficients('polyadd', p, q);
  const size = Math.max(a.length, b.length);
  return vector(dtype, Array.from({ length: size }, (_, i) => (a[i - size + a.length] ?? 0) + (b[i - size + b.length] ?? 0)));
}

/** The difference of two polynomials. */
export function polysub(p: Coefficients, q: Coefficients): NDArray<1> {
  const { lists: [a = [], b = []], dtype } = readCoefficients('polysub', p, q);
  const size = Math.max(a.length, b.length);
  return vector(dtype, Array.from({ length: size }, (_, i) => (a[i - size + a.length] ?? 0) - (b[i - size + b.length] ?? 0)));
}

/** The product of two polynomials. */
export function polymul(p: Coefficients, q: Coefficients): NDArray<1> {
  const { lists: [a = [], b = []], dtype } = readCoefficients('polymul', p, q);
  const product = Array.from({ length: Math.max(0, a.length + b.length - 1) }, () => 0);
  for (const [i, x] of a.entries()) for (const [j, y] of b.entries()) product[i + j]! += x * y;
  return vector(dtype, product);
}

/** The derivative of a polynomial, `m` times. */
export function polyder(p: Coefficients, m: number = 1): NDArray<1> {
  const { lists: [a = []], dtype } = readCoefficients('polyder', p);
  let list = a;
  for (let k = 0; k < m; k++) list = list.slice(0, -1).map((coefficient, i) => coefficient * (list.length - 1 - i));
  return vector(dtype, list);
}

/** The integral of a polynomial, `m` times, with the constant `k` (0). */
export function polyint(p: Coefficients, m: number = 1, k: number = 0): NDArray<1, FloatDType> {
  const { lists: [a = []], dtype } = readCoefficients('polyint', p);
  let list = a;
  for (let i = 0; i < m; i++) list = [...list.map((coefficient, at) => coefficient / (list.length - at)), k];
  // The reason for the cast: `floating` gives a float dtype.
  return vector(floating(dtype, getFloat()), list) as NDArray<1, FloatDType>;
}
