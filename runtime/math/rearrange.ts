/** Elements in another order or repeated: `transpose`, `swapaxes`, `moveaxis`, `broadcastTo`. These copy. */
import type { DType } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import type { Shape } from '../abi/shape.js';
import { asShape, broadcastShapes, normalizeAxis, printShape, sameShape } from '../abi/shape.js';
import { broadcastStrides, stridedCopy, stridesOf } from '../array/copy-strided.js';
import { NDArrayObject, toPublic } from '../array/nd-array.js';
import type { AnyRank, Given, NDArray, RankOf, ShapeLike } from '../array/types.js';
import { checkArray } from './operand.js';

/** The axes in reverse order, or in the order of `axes`: axis k of the result is axis `axes[k]` of x. */
export function transpose<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, axes?: readonly number[]): NDArray<R, D> {
  const source = checkArray('transpose', 'x', x);
  return toPublic(permuteAxes(source, axes === undefined ? source.shape.map((_, axis) => source.ndim - 1 - axis) : checkAxes(source, axes)));
}

/** Two axes exchanged. */
export function swapaxes<R extends number = AnyRank, D extends DType = DType>(x: Given<R, D>, a: number, b: number): NDArray<R, D> {
  const source = checkArray('swapaxes', 'x', x);
  const [first, second] = [normalizeAxis('swapaxes', a, source.ndim), normalizeAxis('swapaxes', b, source.ndim)];
  const axes = source.shape.map((_, axis) => axis);
  axes[first] = second;
  axes[second] = first;
  return toPublic(permuteAxes(source, axes));
}

/** One axis, or several, moved to other places, the others in their order. */
export function moveaxis<R extends number = AnyRank, D extends DType = DType>(
  x: Given<R, D>, from: number | readonly number[], to: number | readonly number[],
): NDArray<R, D> {
  const source = checkArray('moveaxis', 'x', x);
  const [moved, places] = [from, to].map((given) => (typeof given === 'number' ? [given] : given).map((axis) => normalizeAxis('moveaxis', axis, source.ndim))) as [number[], number[]];
  if (moved.length !== places.length || new Set(moved).size !== moved.length || new Set(places).size !== places.length) {
    throw new ShapeError(`moveaxis: as many places as axes are wanted, each named once, got ${printShape(moved)} and ${printShape(places)}`);
  }
  const axes = source.shape.map((_, axis) => axis).filter((axis) => !moved.includes(axis));
  const order = places.map((_, i) => i).sort((a, b) => places[a]! - places[b]!);
  for (const i of order) axes.splice(places[i]!, 0, moved[i]!);
  return toPublic(permuteAxes(source, axes));
}

/** The elements repeated to a larger shape, by the rules of broadcasting. */
export function broadcastTo<const S extends ShapeLike, D extends DType = DType>(
  x: Given<number, D>, shape: S,
): NDArray<RankOf<S>, D> {
  const source = checkArray('broadcastTo', 'x', x);
  const wanted = asShape('broadcastTo', shape);
  if (!sameShape(broadcastShapes('broadcastTo', [source.shape, wanted], ['x', 'shape']), wanted)) {
    throw new ShapeError(`broadcastTo: x is ${printShape(source.shape)}, which does not broadcast to ${printShape(wanted)}`);
  }
  return toPublic(copyAs(source, wanted, broadcastStrides(source.shape, wanted)));
}

/** Axis k of the result is axis `axes[k]` of the source. */
export function permuteAxes(source: NDArrayObject, axes: readonly number[]): NDArrayObject {
  if (axes.every((axis, at) => axis === at)) return source.share();
  const strides = stridesOf(source.shape);
  return copyAs(source, axes.map((axis) => source.shape[axis]!), axes.map((axis) => strides[axis]!));
}

/** A copy of elements that lie `strides` apart, from the element `offset` on. */
export function copyAs(source: NDArrayObject, shape: Shape, strides: readonly number[], offset: number = 0): NDArrayObject {
  return new NDArrayObject(stridedCopy(source.storage, shape, strides, offset), shape);
}

function checkAxes(source: NDArrayObject, axes: readonly number[]): readonly number[] {
  const whole = axes.map((axis) => normalizeAxis('transpose', axis, source.ndim));
  if (whole.length === source.ndim && new Set(whole).size === whole.length) return whole;
  throw new ShapeError(`transpose: ${printShape(axes)} does not name each axis of x, which is ${printShape(source.shape)}, once`);
}
