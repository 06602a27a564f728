/** Arrays brought to a rank or to one shape: `atleast1d`, `atleast2d`, `atleast3d`, `broadcastArrays`, `broadcastShapes`, `unstack`, `matrixTranspose`, `ix`. */
import type { DType } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import * as shapes from '../abi/shape.js';
import { toPublic } from '../array/nd-array.js';
import type { AnyRank, Given, NDArray, Operand } from '../array/types.js';
import { array } from './array.js';
import { flatnonzero } from './search.js';
import { checkArray } from './operand.js';
import { broadcastTo, moveaxis, swapaxes } from './rearrange.js';
import { checkReduced } from './reduce.js';
import { at } from './at.js';

/** The array, or a number as a vector of one element. */
export function atleast1d<D extends DType = DType>(x: Given<number, D>): NDArray<AnyRank, D> {
  const given = checkReduced('atleast1d', x);
  return toPublic(given.ndim > 0 ? given : given.share([1]));
}

/** The array with at least two axes: a vector becomes the one row of a matrix. */
export function atleast2d<D extends DType = DType>(x: Given<number, D>): NDArray<AnyRank, D> {
  const given = checkReduced('atleast2d', x);
  return toPublic(given.ndim > 1 ? given : given.share([1, given.size]));
}

/** The array with at least three axes: a vector of n becomes [1, n, 1], a matrix [m, n] becomes [m, n, 1]. */
export function atleast3d<D extends DType = DType>(x: Given<number, D>): NDArray<AnyRank, D> {
  const given = checkReduced('atleast3d', x);
  return toPublic(given.ndim > 2 ? given : given.share(given.ndim === 2 ? [...given.shape, 1] : [1, given.size, 1]));
}

/** The arrays, each broadcast to the shape that all have together. */
export function broadcastArrays<D extends DType = DType>(...arrays: readonly Given<number, D>[]): NDArray<AnyRank, D>[] {
  const all = arrays.map((one) => checkReduced('broadcastArrays', one));
  const shape = shapes.broadcastShapes('broadcastArrays', all.map((one) => one.shape));
  return all.map((one) => broadcastTo(toPublic<NDArray<AnyRank, D>>(one), shape));
}

/** The shape that arrays of these shapes have together. Throws a ShapeError where they have none. */
export function broadcastShapes(...given: readonly (number | readonly number[])[]): readonly number[] {
  return shapes.broadcastShapes('broadcastShapes', given.map((shape) => shapes.asShape('broadcastShapes', shape)));
}

/** The parts along an axis, as a list of arrays of one rank less. */
export function unstack<D extends DType = DType>(x: Given<number, D>, axis: number = 0): NDArray<AnyRank, D>[] {
  const source = checkArray('unstack', 'x', x);
  if (source.ndim === 0) throw new ShapeError('unstack: an array of rank 0 has no axis');
  const moved = moveaxis(toPublic<NDArray<number, D>>(source), axis, 0);
  // The reason for the cast: an element of a vector is wanted as an array too.
  return Array.from({ length: moved.shape[0]! }, (_, i) => toPublic<NDArray<AnyRank, D>>(checkReduced('unstack', at(moved, i, '...'))));
}

/** The last two axes exchanged. */
export function matrixTranspose<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>): NDArray<R, D> {
  return swapaxes(toPublic<NDArray<R, D>>(checkArray('matrixTranspose', 'x', x)), -1, -2);
}

/** Index arrays for the grid of some rows and some columns: `math.at(X, ...math.ix([0, 2], [1, 3]))`. A mask stands for the places where it holds. */
export function ix(...lists: readonly (Operand | readonly number[])[]): NDArray<AnyRank, 'int32'>[] {
  return lists.map((list, axis) => {
    const given = Array.isArray(list) ? (array(list as number[], { dtype: 'int32' }) as NDArray) : toPublic<NDArray>(checkArray('ix', 'an index list', list));
    if (given.ndim !== 1) throw new ShapeError(`ix: index lists have rank 1, and list ${axis} is ${shapes.printShape(given.shape)}`);
    // The reason for the cast: the way back from the public type.
    const places = (given.dtype === 'bool' ? flatnonzero(given) : given) as unknown as ReturnType<typeof checkArray>;
    return toPublic(places.share(lists.map((_, k) => (k === axis ? places.size : 1))));
  });
}
