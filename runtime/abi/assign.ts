/** What may be written to a Variable: the rules of `v.value = x`, shared by the build, the loader and `Variable` itself. */
import type { DType, WeakKind } from './dtype.js';
import { isFloat } from './dtype.js';
import { ShapeError } from './errors.js';
import type { Shape } from './shape.js';
import { printShape, sameShape, sizeOf } from './shape.js';

/**
 * Whether an array of dtype `from` may be assigned to a Variable of dtype `to`. Whole numbers and bools may become floats,
 * float32 may become float64; nothing that would round or wrap is done silently.
 */
export function canAssign(from: DType, to: DType): boolean {
  if (from === to || from === 'bool') return true;
  if (to === 'float64') return true;
  return to === 'float32' && !isFloat(from);
}

/** The same for a plain number: it takes the dtype of a float Variable; a whole number fits an int one, a boolean fits all. */
export function canAssignWeak(kind: WeakKind, to: DType): boolean {
  if (kind === 'bool' || isFloat(to)) return true;
  return kind === 'int' && to !== 'bool';
}

/** Whether a value of this shape may be assigned: the Variable's own shape, or one element, which fills the Variable. */
export function canAssignShape(target: Shape, value: Shape): boolean {
  return sameShape(target, value) || (sizeOf(value) === 1 && value.length <= target.length);
}

/** Throws the ShapeError of an assignment; `target` and `value` are printed as the user wrote them. */
export function checkAssignShape(targetName: string, target: Shape, valueName: string, value: Shape): void {
  if (canAssignShape(target, value)) return;
  throw new ShapeError(`${targetName} = ${valueName}: ${targetName} is ${printShape(target)}, ${valueName} is ${printShape(value)}; ` +
    `a Variable keeps its shape`);
}

/**
 * The shape of a value that is written to a part of an array, without its leading axes of size 1 that the part does not have (NumPy allows
 * these). Throws a ShapeError if the value does not broadcast to the part.
 */
export function alignToPart(operation: string, part: Shape, value: Shape): Shape {
  const own = value.slice(Math.max(0, value.findIndex((size, axis) => size !== 1 || value.length - axis <= part.length)));
  const added = part.length - own.length;
  if (added >= 0 && own.every((size, axis) => size === 1 || size === part[axis + added])) return own;
  throw new ShapeError(`${operation}: the value is ${printShape(value)}, the part of the array is ${printShape(part)}: it must broadcast to that`);
}
