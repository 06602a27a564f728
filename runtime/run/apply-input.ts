/** `variable op= value` before a step: the value is the same at each step, or a row of an array. */
import { isFloat, itemSize } from '../abi/dtype.js';
import { IndexError } from '../abi/errors.js';
import { combineOperations } from '../abi/schedule.js';
import { printShape, sameShape, sizeOf } from '../abi/shape.js';
import { NDArrayObject, toPublic } from '../array/nd-array.js';
import type { NDArray, NDArrayLike } from '../array/types.js';
import type { VariableObject } from '../core/variable.js';
import type { Step } from '../dyn/step.js';
import { at } from '../math/at.js';
import { add } from '../math/generated/add.js';
import { div } from '../math/generated/div.js';
import { mul } from '../math/generated/mul.js';
import { sub } from '../math/generated/sub.js';
import { heap } from '../memory/heap.js';
import { writeCommand } from './schedule.js';
import type { CompiledCommand, StepCommand } from './step-command.js';

export type InputOperation = (typeof combineOperations)[number];

/** The same at every step, or row `firstRow + k` at step k of the run. */
export type Applied = { readonly value: unknown } | { readonly rows: NDArray; readonly firstRow: number; readonly steps: number };

export class ApplyCommand implements StepCommand {
  readonly #variable: VariableObject;
  readonly #operation: InputOperation;
  readonly #applied: Applied;

  constructor(variable: VariableObject, operation: InputOperation, applied: Applied) {
    [this.#variable, this.#operation, this.#applied] = [variable, operation, applied];
  }

  run(step: Step, k: number): void {
    const applied = this.#applied;
    applyValue(this.#variable, this.#operation, 'rows' in applied ? rowOf(applied.rows, applied.firstRow + k) : applied.value);
  }

  /** What is one float type throughout, and needs no other broadcasting than that of one element. */
  compile(): CompiledCommand | undefined {
    const [variable, operation, applied] = [this.#variable, combineOperations.indexOf(this.#operation), this.#applied];
    const source = findSource(variable, applied);
    if (source === undefined) return undefined;
    const isDouble = Number(variable.dtype === 'float64');
    const isAdded = source.array === undefined && this.#operation === '+';
    return {
      entries: 1,
      ...(isAdded ? { adds: { variable, number: source.number } } : {}),
      own() { variable.ownStorage(); },
      write(place, { k }) {
        const own = place + valueOffset;
        const pointer = source.array === undefined ? own : source.array.storage.address() + (source.first + k) * source.stride;
        const target = variable.storage.address();
        writeCommand(place, 'combine', {
          target, pointer, stride: source.stride, bytes: variable.size * itemSize(variable.dtype), operation, isDouble, isOne: Number(source.isOne),
        });
        if (source.array !== undefined) return;
        if (isDouble === 1) heap.f64[own >>> 3] = source.number;
        else heap.f32[own >>> 2] = source.number;
      },
    };
  }
}

/** A number stands in the command itself, behind its fields. */
const valueOffset = 48;

interface Source {
  /** Undefined of a plain number. */
  readonly array: NDArrayObject | undefined;
  readonly number: number;
  readonly isOne: boolean;
  /** Bytes from one step's value to the next one's, and how many rows there are before that of the run's first step. */
  readonly stride: number;
  readonly first: number;
}

function findSource(variable: VariableObject, applied: Applied): Source | undefined {
  if (!isFloat(variable.dtype)) return undefined;
  if ('value' in applied && typeof applied.value === 'number') return { array: undefined, number: applied.value, isOne: true, stride: 0, first: 0 };
  const array: unknown = 'rows' in applied ? applied.rows : applied.value;
  if (!NDArrayObject.isInstance(array) || array.dtype !== variable.dtype) return undefined;
  const shape = 'rows' in applied ? array.shape.slice(1) : array.shape;
  // Where rows are missing, the form in JavaScript says so, at the step that finds none.
  if ('rows' in applied && applied.firstRow + applied.steps > (array.shape[0] ?? 0)) return undefined;
  const isOne = sizeOf(shape) === 1 && shape.length <= variable.ndim;
  if (!isOne && !sameShape(shape, variable.shape)) return undefined;
  if ('rows' in applied) return { array, number: 0, isOne, stride: sizeOf(shape) * itemSize(array.dtype), first: applied.firstRow };
  return { array, number: 0, isOne, stride: 0, first: 0 };
}

/** Row `i` of an array whose axis 0 is time. */
export function rowOf(rows: NDArray, i: number): NDArrayLike {
  if (i < rows.length) return at(rows, i);
  throw new IndexError(`inputs: step ${i} has no row in an input of shape ${printShape(rows.shape)}, which is for ${rows.length} steps: the run is longer, or the input was made for steps of another size (inputs.sectionInput(values, durations, { dt }))`);
}

/** `variable op= value`. A number meets a float Variable in place; all else goes through `math`, which checks shape and dtype. */
export function applyValue(variable: VariableObject, operation: InputOperation, value: unknown): void {
  if (typeof value === 'number' && isFloat(variable.dtype)) {
    applyNumber(variable, operation, value);
    return;
  }
  const [old, by] = [toPublic<NDArray>(variable), value as number];
  switch (operation) {
    case '=': variable.value = value; break;
    case '+': variable.value = add(old, by); break;
    case '-': variable.value = sub(old, by); break;
    case '*': variable.value = mul(old, by); break;
    case '/': variable.value = div(old, by); break;
  }
}

/** In the Variable's dtype: float32 operands have exact sums and products in float64 registers, rounded once when stored. */
function applyNumber(variable: VariableObject, operation: InputOperation, given: number): void {
  if (operation === '=') {
    variable.value = given;
    return;
  }
  const value = variable.dtype === 'float32' ? Math.fround(given) : given;
  const elements = variable.ownStorage().elements();
  switch (operation) {
    case '+': for (let i = 0; i < elements.length; i++) elements[i] = elements[i]! + value; break;
    case '-': for (let i = 0; i < elements.length; i++) elements[i] = elements[i]! - value; break;
    case '*': for (let i = 0; i < elements.length; i++) elements[i] = elements[i]! * value; break;
    case '/': for (let i = 0; i < elements.length; i++) elements[i] = elements[i]! / value; break;
  }
}
