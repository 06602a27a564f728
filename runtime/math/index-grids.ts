/** Positions as arrays: `triuIndices`, `trilIndices`, `diagIndices`, `unravelIndex`, `ravelMultiIndex`; and `fillDiagonal`, `diagflat`, `vander`. */
import type { DType } from '../abi/dtype.js';
import { IndexError, ShapeError } from '../abi/errors.js';
import type { Shape } from '../abi/shape.js';
import { asShape, printShape, sizeOf } from '../abi/shape.js';
import { stridesOf } from '../array/copy-strided.js';
import { fromNumbers, toNumbers } from '../array/fill-array.js';
import { toPublic } from '../array/nd-array.js';
import type { AnyRank, FloatOf, Given, NDArray, Operand, ShapeLike } from '../array/types.js';
import { setAt } from './at.js';
import { diag } from './diagonals.js';
import { checkArray } from './operand.js';
import { checkReduced } from './reduce.js';
import { stack } from './join.js';
import { mul } from './generated/mul.js';
import { onesLike } from './filled.js';

type Positions = [rows: NDArray<1, 'int32'>, columns: NDArray<1, 'int32'>];

const whole = (values: readonly number[], shape: Shape = [values.length]): NDArray<1, 'int32'> => toPublic(fromNumbers('int32', shape, values));

function positions(rows: number, columns: number, isIn: (i: number, j: number) => boolean): Positions {
  const [is, js]: [number[], number[]] = [[], []];
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      if (!isIn(i, j)) continue;
      is.push(i);
      js.push(j);
    }
  }
  return [whole(is), whole(js)];
}

/** `[rows, columns]` of the elements on and above diagonal `k` of an n × m matrix: `math.at(X, ...triuIndices(n))`. */
export function triuIndices(n: number, k: number = 0, m: number = n): Positions {
  return positions(n, m, (i, j) => j - i >= k);
}

/** `[rows, columns]` of the elements on and below diagonal `k` of an n × m matrix. */
export function trilIndices(n: number, k: number = 0, m: number = n): Positions {
  return positions(n, m, (i, j) => j - i <= k);
}

/** `[rows, columns]` of the diagonal of an n × n matrix. */
export function diagIndices(n: number): Positions {
  return positions(n, n, (i, j) => i === j);
}

/** The indices along each axis of positions in row order. Throws an IndexError past the end. */
export function unravelIndex(places: Operand, shape: ShapeLike): NDArray<AnyRank, 'int32'>[] {
  const given = checkReduced('unravelIndex', places);
  const sizes = asShape('unravelIndex', shape);
  const values = toNumbers(given);
  for (const value of values) if (!Number.isInteger(value) || value < 0 || value >= sizeOf(sizes)) throw new IndexError(`unravelIndex: ${value} is no position in ${printShape(sizes)}, which has ${sizeOf(sizes)} elements`);
  const strides = stridesOf(sizes);
  return sizes.map((size, axis) => toPublic<NDArray<AnyRank, 'int32'>>(fromNumbers('int32', given.shape, values.map((value) => Math.floor(value / strides[axis]!) % size))));
}

/** The positions in row order of indices along each axis, which have one shape. */
export function ravelMultiIndex(indices: readonly Operand[], shape: ShapeLike): NDArray<AnyRank, 'int32'> {
  const sizes = asShape('ravelMultiIndex', shape);
  const lists = indices.map((one) => checkReduced('ravelMultiIndex', one));
  if (lists.length !== sizes.length) throw new ShapeError(`ravelMultiIndex: ${lists.length} lists of indices for ${printShape(sizes)}, which has ${sizes.length} axes`);
  const strides = stridesOf(sizes);
  const total = new Float64Array(lists[0]?.size ?? 1);
  for (const [axis, list] of lists.entries()) {
    for (const [i, value] of toNumbers(list).entries()) {
      if (!Number.isInteger(value) || value < 0 || value >= sizes[axis]!) throw new IndexError(`ravelMultiIndex: ${value} is no index of axis ${axis}, whose size is ${sizes[axis]!}`);
      total[i]! += value * strides[axis]!;
    }
  }
  return toPublic(fromNumbers('int32', lists[0]?.shape ?? [], total));
}

/** A copy of a matrix with a number, or the elements of a vector, on its diagonal. */
export function fillDiagonal<D extends DType = DType>(x: Given<2, D>, value: Operand): NDArray<2, D> {
  const { shape } = checkArray('fillDiagonal', 'x', x);
  if (shape.length !== 2) throw new ShapeError(`fillDiagonal: x must be a matrix, and is ${printShape(shape)}`);
  const [rows] = diagIndices(Math.min(shape[0]!, shape[1]!));
  return setAt<2, D>(x, [rows, rows], value);
}

/** The matrix with all elements of `x`, in row order, on diagonal `k`. */
export function diagflat<D extends DType = DType>(x: Given<number, D>, k: number = 0): NDArray<2, D> {
  const source = checkReduced('diagflat', x);
  return diag(toPublic<NDArray<1, D>>(source.share([source.size])), k);
}

/** The matrix of powers of a vector: columns x^(n-1), …, x, 1 (rising where `increasing`). */
export function vander<D extends DType = DType>(x: Given<1, D>, n?: number, options?: { readonly increasing?: boolean | undefined }): NDArray<2, D | FloatOf<D>> {
  const source = checkArray('vander', 'x', x);
  const given = toPublic<NDArray<1>>(source);
  const powers: NDArray<1>[] = [onesLike(given)];
  for (let k = 1; k < (n ?? source.size); k++) powers.push(mul(powers[k - 1]!, given));
  const columns = powers.slice(0, n ?? source.size);
  return stack(options?.increasing === true ? columns : columns.reverse(), 1) as unknown as NDArray<2, D | FloatOf<D>>;
}

