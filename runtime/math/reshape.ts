/** Other shapes for the same elements, without a copy: `reshape`, `ravel`, `expandDims`, `squeeze`. */
import type { DType } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import { maxRank } from '../abi/layout.js';
import type { Shape } from '../abi/shape.js';
import { asShape, normalizeAxis, printShape, sizeOf } from '../abi/shape.js';
import { toPublic } from '../array/nd-array.js';
import type { AnyRank, Given, NDArray, OneMore, RankOf, ShapeLike } from '../array/types.js';
import { checkArray } from './operand.js';

/** The elements in row order in another shape of the same size. One size may be -1: what is left over. */
export function reshape<const S extends ShapeLike, D extends DType = DType>(x: Given<number, D>, shape: S): NDArray<RankOf<S>, D> {
  const source = checkArray('reshape', 'x', x);
  const wanted = fillSize(source.size, typeof shape === 'number' ? [shape] : shape);
  if (sizeOf(wanted) !== source.size) {
    throw new ShapeError(`reshape: x is ${printShape(source.shape)}, with ${source.size} elements, and ${printShape(wanted)} has ${sizeOf(wanted)}`);
  }
  return toPublic(source.share(wanted));
}

/** The elements in row order, as rank 1. */
export function ravel<D extends DType = DType>(x: Given<number, D>): NDArray<1, D> {
  const source = checkArray('ravel', 'x', x);
  return toPublic(source.share([source.size]));
}

/** An axis of size 1 more, at `axis` of the result (negative: from its end). */
export function expandDims<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, axis: number): NDArray<OneMore<R>, D> {
  const source = checkArray('expandDims', 'x', x);
  if (source.ndim === maxRank) throw new ShapeError(`expandDims: x has the largest rank, ${maxRank}, already`);
  const at = normalizeAxis('expandDims', axis, source.ndim + 1);
  return toPublic(source.share(source.shape.toSpliced(at, 0, 1)));
}

/** Without the axes of size 1: all of them, or those that are named. */
export function squeeze<D extends DType = DType>(x: Given<number, D>, axis?: number | readonly number[]): NDArray<AnyRank, D> {
  const source = checkArray('squeeze', 'x', x);
  const { shape } = source;
  if (axis === undefined) return toPublic(source.share(shape.filter((size) => size !== 1)));
  const axes = (typeof axis === 'number' ? [axis] : axis).map((one) => normalizeAxis('squeeze', one, source.ndim));
  for (const one of axes) {
    if (shape[one] !== 1) throw new ShapeError(`squeeze: axis ${one} of x, which is ${printShape(shape)}, has the size ${shape[one]}; only axes of size 1 can go`);
  }
  return toPublic(source.share(shape.filter((_, at) => !axes.includes(at))));
}

/** The shape with its -1, if it has one, replaced by what makes the size right. */
function fillSize(size: number, shape: Shape): Shape {
  const open = shape.indexOf(-1);
  if (open < 0) return asShape('reshape', shape);
  const others = sizeOf(asShape('reshape', shape.toSpliced(open, 1)));
  const rest = size / others;
  if (!Number.isInteger(rest)) throw new ShapeError(`reshape: ${size} elements cannot be divided into ${printShape(shape)}`);
  return shape.with(open, rest);
}
