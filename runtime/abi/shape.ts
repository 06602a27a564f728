/** The shape rules of NumPy, each once: the eager path calls them directly, compiled code through the loader. */
import { ShapeError } from './errors.js';
import { maxRank } from './layout.js';

export type Shape = readonly number[];

export function sizeOf(shape: Shape): number {
  let size = 1;
  for (const dim of shape) size *= dim;
  return size;
}

export function sameShape(a: Shape, b: Shape): boolean {
  if (a.length !== b.length) return false;
  for (let axis = 0; axis < a.length; axis++) if (a[axis] !== b[axis]) return false;
  return true;
}

/** `[2, 3]`, as messages print shapes. */
export function printShape(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

/** The common shape of several operands. Throws a ShapeError that names the operands and the axis that differs. */
export function broadcastShapes(operation: string, shapes: readonly Shape[], names: readonly string[] = []): Shape {
  let rank = 0;
  for (const shape of shapes) rank = Math.max(rank, shape.length);
  const result = new Array<number>(rank).fill(1);
  for (const [index, shape] of shapes.entries()) {
    for (let axis = 0; axis < shape.length; axis++) {
      const at = rank - shape.length + axis;
      const dim = shape[axis]!;
      if (dim === 1 || dim === result[at]) continue;
      if (result[at] !== 1) {
        const title = (k: number) => `${names[k] ?? `operand ${k + 1}`} is ${printShape(shapes[k]!)}`;
        const other = shapes.findIndex((s, k) => k < index && s[s.length - rank + at] === result[at]);
        throw new ShapeError(`${operation}: ${title(Math.max(other, 0))}, ${title(index)}; ` +
          `axis ${axis} of the second is ${dim} where the first has ${result[at]}: sizes must be equal, or 1`);
      }
      result[at] = dim;
    }
  }
  return result;
}

/** A whole, non-negative axis from one that may count from the end. Throws a ShapeError that names the rank. */
export function normalizeAxis(operation: string, axis: number, rank: number): number {
  const whole = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(axis) || whole < 0 || whole >= rank) {
    throw new ShapeError(`${operation}: axis ${axis} is not an axis of an array of rank ${rank}`);
  }
  return whole;
}

/** Checks a size or a list of sizes that a user gave and returns it as a shape. */
export function asShape(operation: string, shape: number | Shape): Shape {
  const sizes: { readonly [Symbol.iterator]?: unknown } | number | undefined = shape;
  if (typeof sizes !== 'number' && typeof sizes?.[Symbol.iterator] !== 'function') throw new ShapeError(`${operation}: a size is a whole number or a list of these, got ${typeof sizes === 'object' ? 'an object' : String(sizes)}`);
  const dims = typeof shape === 'number' ? [shape] : [...shape];
  const odd = dims.find((dim) => !Number.isInteger(dim) || dim < 0);
  if (odd !== undefined) throw new ShapeError(`${operation}: a size must be a whole number of 0 or more, got ${typeof odd === 'string' ? `'${odd as string}'` : String(odd)} in ${printShape(dims)}`);
  if (dims.length > maxRank) throw new ShapeError(`${operation}: rank ${dims.length} is over the largest rank, ${maxRank}`);
  return dims;
}

/** The result of `dot(a, b)`: the last axis of `a` against the last but one of `b` (or its only one). */
export function dotShape(a: Shape, b: Shape, nameA = 'a', nameB = 'b', operation = 'dot'): Shape {
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a;
  const axisB = b.length === 1 ? 0 : b.length - 2;
  if (a[a.length - 1] !== b[axisB]) {
    throw new ShapeError(`${operation}(${nameA}, ${nameB}): ${nameA} is ${printShape(a)}, ${nameB} is ${printShape(b)}; ` +
      `${nameA}'s axis ${a.length - 1} must equal ${nameB}'s axis ${axisB}`);
  }
  return [...a.slice(0, -1), ...b.slice(0, axisB), ...b.slice(axisB + 1)];
}
