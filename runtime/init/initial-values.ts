/** The values of a state or of weights, from whatever a user may give for them. */
import { ShapeError } from '../abi/errors.js';
import { canAssignShape } from '../abi/assign.js';
import { printShape } from '../abi/shape.js';
import { getFloat } from '../array/default-float.js';
import { isArray } from '../array/nd-array.js';
import type { NDArray } from '../array/types.js';
import { asarray } from '../math/array.js';
import { full } from '../math/filled.js';
import { broadcastTo } from '../math/rearrange.js';
import { Initializer } from './initializer.js';

/** An initializer, a number for all, the values themselves, or a function of the shape. */
export type ValuesInit = Initializer | number | readonly number[] | ((shape: readonly number[]) => number);

/** Throws a TypeError for what gives no values, where the shape is not known yet. */
export function checkInit(label: string, init: unknown): void {
  const isInit = init instanceof Initializer || typeof init === 'function' || typeof init === 'number' || isArray(init) || Array.isArray(init);
  if (!isInit) throw noValues(label);
}

function noValues(label: string): TypeError {
  return new TypeError(`${label} must be an initializer, a number, an array or a function of the shape`);
}

/** Values of a shape in the default float. `label` is what messages call them. */
export function initialValues(label: string, init: ValuesInit, shape: readonly number[]): NDArray {
  const given: unknown = init instanceof Initializer ? init.sample(shape) : typeof init === 'function' ? init(shape) : init;
  if (typeof given === 'number') return full(shape, given);
  if (!isArray(given) && !Array.isArray(given)) throw noValues(label);
  const values = asarray(given as NDArray, { dtype: getFloat() });
  if (!canAssignShape(shape, values.shape)) throw new ShapeError(`${label}: the values are ${printShape(values.shape)}, and ${printShape(shape)} is wanted`);
  return values.size === 1 ? broadcastTo(values, shape) : values;
}
