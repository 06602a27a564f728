/** Elements in row order ↔ nested JavaScript lists. */
import type { TypedArrayOf } from '../abi/dtype.js';
import { ShapeError } from '../abi/errors.js';
import type { Shape } from '../abi/shape.js';
import { sizeOf } from '../abi/shape.js';
import type { NestedItems } from './types.js';

/** Nested lists of the elements; booleans where `asBooleans`. Rank 1 or more. */
export function nestElements(elements: TypedArrayOf, shape: Shape, asBooleans: boolean): NestedItems[] {
  const [count = 0, ...rest] = shape;
  if (rest.length === 0) {
    return asBooleans ? Array.from(elements, (value) => value !== 0) : Array.from(elements);
  }
  const size = sizeOf(rest);
  return Array.from({ length: count }, (_, row) => nestElements(elements.subarray(row * size, (row + 1) * size), rest, asBooleans));
}

/** The shape of nested lists. Throws a ShapeError for lists of unequal lengths. */
export function shapeOfNested(operation: string, data: unknown): Shape {
  const shape: number[] = [];
  let level: unknown = data;
  while (isList(level)) {
    shape.push(level.length);
    level = level[0];
  }
  checkNested(operation, data, shape, 0);
  return shape;
}

/** Calls `visit` for every element of nested lists, in row order. */
export function visitNested(data: unknown, visit: (element: unknown) => void): void {
  if (!isList(data)) visit(data);
  else for (const item of data) visitNested(item, visit);
}

/** Lists may be typed arrays too: `[Float32Array.of(1, 2), Float32Array.of(3, 4)]` is a matrix. */
function isList(value: unknown): value is ArrayLike<unknown> & Iterable<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

function checkNested(operation: string, data: unknown, shape: Shape, axis: number): void {
  const expected = shape[axis];
  const length = isList(data) ? data.length : undefined;
  if (length !== expected) {
    const found = length === undefined ? 'a single value' : `a list of ${length}`;
    const wanted = expected === undefined ? 'a single value' : `a list of ${expected}`;
    throw new ShapeError(`${operation}: lists of unequal lengths on axis ${axis}: ${found} where the first has ${wanted}`);
  }
  if (!isList(data) || (axis === shape.length - 1 && ArrayBuffer.isView(data))) return;
  for (const item of data) checkNested(operation, item, shape, axis + 1);
}
