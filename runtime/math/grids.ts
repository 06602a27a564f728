/** Arrays of coordinates: `meshgrid`, `indices`, `fromFunction`. */
import type { DType, FloatDType } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import { asShape, printShape } from '../abi/shape.js';
import { fromNumbers } from '../array/fill-array.js';
import type { DTypeArgument } from '../array/make-array.js';
import { dtypeOf } from '../array/make-array.js';
import { NDArrayObject, toPublic } from '../array/nd-array.js';
import type { AnyRank, Given, NDArray, RankOf, ShapeLike } from '../array/types.js';
import { castNumber } from './cast.js';
import { checkArray } from './operand.js';
import { copyAs } from './rearrange.js';

export interface MeshgridOptions {
  /** `'xy'` (the default): the first two axes exchanged, as for pictures; `'ij'`: axis k belongs to argument k. */
  readonly indexing?: 'xy' | 'ij' | undefined;
}

type Line<D extends DType> = Given<1, D>;

interface Meshgrid {
  <D extends DType, E extends DType>(x: Line<D>, y: Line<E>, options?: MeshgridOptions): [NDArray<2, D>, NDArray<2, E>];
  <D extends DType, E extends DType, F extends DType>(x: Line<D>, y: Line<E>, z: Line<F>, options?: MeshgridOptions): [NDArray<3, D>, NDArray<3, E>, NDArray<3, F>];
}

/** One array of coordinates for each vector, all of the grid's shape: [y.size, x.size] for two, unless `indexing` is `'ij'`. */
export const meshgrid: Meshgrid = <A>(...args: readonly unknown[]): A => {
  const options = args.find((arg): arg is MeshgridOptions => typeof arg === 'object' && arg !== null && !NDArrayObject.isInstance(arg));
  const lines = args.filter((arg) => arg !== options && arg !== undefined && arg !== null).map((arg, k) => checkArray('meshgrid', `argument ${k + 1}`, arg));
  for (const [k, line] of lines.entries()) if (line.ndim > 1) throw new ShapeError(`meshgrid: argument ${k + 1} must have rank 1, and is ${printShape(line.shape)}`);
  const axes = lines.map((_, k) => k);
  if ((options?.indexing ?? 'xy') === 'xy' && lines.length > 1) axes.splice(0, 2, 1, 0);
  const shape = axes.map((k) => lines[k]!.size);
  // The reason for the cast: the tuple has as many items as there were vectors.
  return lines.map((line, k) => toPublic<NDArray>(copyAs(line, shape, axes.map((owner) => (owner === k ? 1 : 0))))) as unknown as A;
};

/** For each axis of `shape` the index on that axis, stacked along a new axis 0. */
export function indices(shape: ShapeLike): NDArray<AnyRank, 'int32'> {
  const sizes = asShape('indices', shape);
  const grids = sizes.map((size, axis) => copyAs(fromNumbers('int32', [size], Int32Array.from({ length: size }, (_, i) => i)), sizes, sizes.map((_, at) => (at === axis ? 1 : 0))));
  const values = new Int32Array(grids.reduce((sum, grid) => sum + grid.size, 0));
  for (const [axis, grid] of grids.entries()) values.set(grid.storage.elements(), axis * grid.size);
  return toPublic(fromNumbers('int32', [sizes.length, ...sizes], values));
}

type Coordinates<S extends ShapeLike> = S extends readonly number[] ? { [K in keyof S]: number } : [number];

/**
 * The array whose element at i, j, … is `f(i, j, …)`. The function is called once for each element with plain numbers (NumPy's gets
 * arrays of all coordinates at once). Without a stated dtype a function that gives booleans gives bool, others the default float.
 */
export function fromFunction<const S extends ShapeLike, D extends DType = FloatDType>(
  f: (...indices: Coordinates<S> extends readonly number[] ? Coordinates<S> : number[]) => number | boolean, shape: S, options?: DTypeArgument<D>,
): NDArray<RankOf<S>, NoInfer<D>> {
  const sizes = asShape('fromFunction', shape);
  const count = sizes.reduce((product, size) => product * size, 1);
  const at = new Array<number>(sizes.length).fill(0);
  let isBool = count > 0;
  const values = Float64Array.from({ length: count }, () => {
    // The reason for the cast: as many indices as the shape has sizes.
    const value = (f as (...indices: readonly number[]) => number | boolean)(...at);
    isBool &&= typeof value === 'boolean';
    for (let axis = at.length - 1; axis >= 0 && ++at[axis]! === sizes[axis]; axis--) at[axis] = 0;
    return Number(value);
  });
  const dtype = isBool ? dtypeOf('fromFunction', options, 'bool') : dtypeOf('fromFunction', options);
  return toPublic(fromNumbers(dtype, sizes, values.map((value) => castNumber(value, dtype))));
}
