/** Lengths of vectors and sizes of matrices: `norm`. */
import { isFloat } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import { getFloat } from '../array/default-float.js';
import { toPublic } from '../array/nd-array.js';
import type { NDArray } from '../array/types.js';
import { castArray } from './cast.js';
import { max, min } from './extrema.js';
import { abs } from './generated/abs.js';
import { mul } from './generated/mul.js';
import { notEqual } from './generated/notEqual.js';
import { sqrt } from './generated/sqrt.js';
import { where } from './generated/where.js';
import { pow } from './power.js';
import type { ReduceOptions } from './reduce.js';
import { checkReduced, readArgument } from './reduce.js';
import type { Reduce } from './reduce-function.js';
import { permuteAxes } from './rearrange.js';
import { reshape } from './reshape.js';
import { sum } from './sum.js';
import { singularValues } from './singular-values.js';

export interface NormOptions {
  /**
   * Vectors: p of (Σ |x|^p)^(1/p), `Infinity` (largest), `-Infinity` (smallest), 0 (how many are not 0). Matrices (two axes): 'fro', 1
   * and -1 (largest and smallest sum of a column), `Infinity` and `-Infinity` (of a row), 2 and -2 (singular values), 'nuc' (their sum).
   */
  readonly ord?: number | 'fro' | 'nuc' | undefined;
}

type Argument = number | readonly number[] | (ReduceOptions & NormOptions) | undefined;

/** The square root of the sum of squares, of all elements or along one or two axes; `ord` names other norms. */
export const norm: Reduce<'float', NormOptions> = <A>(x: unknown, options?: Argument): A => {
  const given = checkReduced('norm', x);
  const floats = castArray(given, isFloat(given.dtype) ? given.dtype : getFloat());
  const stated = typeof options === 'object' && options !== null && !Array.isArray(options) ? (options as ReduceOptions & NormOptions) : { axis: options as number };
  const ord = stated.ord ?? undefined;
  const { axes, keepdims } = readArgument('norm', stated, floats.ndim);
  const source = toPublic<NDArray>(floats);
  const reduced = { axis: axes, keepdims };
  const found = ord === undefined || ord === 'fro' ? sqrt(sum(mul(source, source), reduced))
    : axes.length === 2 ? matrixNorm(source, ord, axes as [number, number], keepdims)
    : axes.length === 1 && typeof ord === 'number' ? vectorNorm(source, ord, reduced)
    : refuse(ord, axes.length);
  return found as unknown as A;
};

function refuse(ord: number | string, axes: number): never {
  throw new ShapeError(`norm: ord ${ord} is for ${typeof ord === 'number' ? 'one or two axes' : 'two axes'}, and there are ${axes}: name them with { axis }`);
}

function vectorNorm(x: NDArray, ord: number, reduced: ReduceOptions): NDArray {
  const sizes: NDArray = abs(x);
  if (ord === Number.POSITIVE_INFINITY) return max(sizes, reduced);
  if (ord === Number.NEGATIVE_INFINITY) return min(sizes, reduced);
  if (ord === 0) return sum(where(notEqual(x, 0), pow(sizes, 0), mul(sizes, 0)), reduced);
  if (ord === 1) return sum(sizes, reduced);
  if (ord === 2) return sqrt(sum(mul(x, x), reduced));
  return pow(sum(pow(sizes, ord), reduced), 1 / ord);
}

function matrixNorm(x: NDArray, ord: number | 'nuc', [rows, columns]: readonly [number, number], keepdims: boolean): NDArray {
  const pick = ord === 1 || ord === Number.POSITIVE_INFINITY || ord === 2 ? max : min;
  const shape = x.shape.flatMap((size, axis) => (axis === rows || axis === columns ? (keepdims ? [1] : []) : [size]));
  if (ord === 'nuc' || Math.abs(ord) === 2) {
    const source = checkReduced('norm', x);
    const others = source.shape.map((_, axis) => axis).filter((axis) => axis !== rows && axis !== columns);
    const values = toPublic<NDArray>(singularValues('norm', permuteAxes(source, [...others, rows, columns])));
    return reshape(ord === 'nuc' ? sum(values, -1) : pick(values, -1), shape);
  }
  const isColumns = Math.abs(ord) === 1;
  if (!isColumns && Math.abs(ord) !== Number.POSITIVE_INFINITY) throw new RangeError(`norm: there is no norm ${ord} of matrices; 1, 2, Infinity, their negatives, 'fro' and 'nuc' are`);
  const sums: NDArray = sum(abs(x), { axis: isColumns ? rows : columns, keepdims: true });
  return reshape(pick(sums, { axis: [rows, columns] }), shape);
}
