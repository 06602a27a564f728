/** A runner's inputs: what is written to which Variable before each step. */
import { IndexError, ShapeError } from '../abi/errors.js';
import { printShape } from '../abi/shape.js';
import { isArray } from '../array/nd-array.js';
import type { VariableObject } from '../core/variable.js';
import type { DynamicalSystem } from '../dyn/dynamical-system.js';
import type { Step } from '../dyn/step.js';
import { asarray } from '../math/array.js';
import type { InputOperation } from './apply-input.js';
import { ApplyCommand, applyValue } from './apply-input.js';
import type { VariableReference } from './resolve-variable.js';
import { resolveVariable } from './resolve-variable.js';
import type { StepCommand } from './step-command.js';

export type { InputOperation };
/** The same at every step, one row for each step, or asked at each step. */
export type InputType = 'fix' | 'iter' | 'func';
export type InputValue = number | readonly number[] | Iterable<number> | ((step: Step) => number);

/** `[target, value]`, `[target, value, type]` or `[target, value, type, operation]`. */
export type Input =
  | readonly [target: VariableReference, value: InputValue]
  | readonly [target: VariableReference, value: InputValue, type: InputType]
  | readonly [target: VariableReference, value: InputValue, type: InputType, operation: InputOperation];

/** One input, several, or a function that writes to Variables itself. */
export type Inputs = Input | readonly Input[] | ((step: Step) => void);

const types: readonly string[] = ['fix', 'iter', 'func'] satisfies InputType[];
const operations: readonly string[] = ['=', '+', '-', '*', '/'] satisfies InputOperation[];

interface ParsedInput {
  readonly variable: VariableObject;
  readonly value: unknown;
  readonly type: InputType;
  readonly operation: InputOperation;
  /** What messages call it. */
  readonly where: string;
}

/** The inputs in the order in which they are applied: fixed ones, rows, functions, other iterables; within each = + - * /. */
export function readInputs(target: DynamicalSystem, inputs: Inputs | undefined): readonly MakeInput[] {
  if (inputs === undefined) return [];
  if (typeof inputs === 'function') return [() => inJavaScript(inputs)];
  if (!Array.isArray(inputs)) throw new TypeError('inputs must be [target, value], a list of these, or a function of the step');
  const list = (isOneInput(inputs) ? [inputs] : inputs) as readonly Input[];
  const parsed = list.map((input) => parseInput(target, input));
  return parsed.toSorted((a, b) => rank(a) - rank(b)).map(makeInput);
}

function isOneInput(inputs: readonly unknown[]): boolean {
  return inputs.length >= 2 && (typeof inputs[0] === 'string' || isArray(inputs[0]));
}

function parseInput(target: DynamicalSystem, input: Input): ParsedInput {
  const given: unknown = input;
  if (!Array.isArray(given) || given.length < 2 || given.length > 4) {
    throw new TypeError('inputs: each input is [target, value], [target, value, type] or [target, value, type, operation]');
  }
  const [reference, value, type = 'fix', operation = '+'] = input;
  if (!types.includes(type)) throw new TypeError(`inputs: the type is 'fix', 'iter' or 'func', not '${String(type)}'`);
  if (!operations.includes(operation)) throw new TypeError(`inputs: the operation is '+', '-', '*', '/' or '=', not '${String(operation)}'`);
  const variable = resolveVariable(target, reference, 'input');
  if (type === 'func' && typeof value !== 'function') throw new TypeError("inputs: with the type 'func' the value is a function of the step");
  if (type === 'fix' && typeof value === 'function') throw new TypeError("inputs: a function as value has the type 'func'");
  if (type === 'iter' && typeof (value as { [Symbol.iterator]?: unknown } | undefined)?.[Symbol.iterator] !== 'function') {
    throw new TypeError("inputs: with the type 'iter' the value is an array with one row for each step, or an iterable");
  }
  const read = type === 'func' ? value : asRows(value);
  const where = typeof reference === 'string' ? `input '${reference}'` : 'an input';
  checkValue(where, variable, read, type);
  return { variable, value: read, type, operation, where };
}

/** A number or an array fits the Variable, or a row of it does: what the steps of a run would find wrong is told by the input's name. */
function checkValue(where: string, variable: VariableObject, value: unknown, type: InputType): void {
  if (isArray(value)) {
    const shape = type === 'iter' ? value.shape.slice(1) : value.shape;
    if (value.ndim === 0 && type === 'iter') throw new ShapeError(`${where}: with the type 'iter' axis 0 is time, and the value is one number`);
    const isTooLong = shape.length > variable.ndim;
    if (!isTooLong && shape.every((size, i) => size === 1 || size === variable.shape[variable.ndim - shape.length + i])) return;
    throw new ShapeError(`${where}: the Variable is ${printShape(variable.shape)}, and ${type === 'iter' ? `a row of the array ${printShape(value.shape)}` : 'the value'} is ${printShape(shape)}`);
  }
  if (type === 'fix' && typeof value !== 'number' && typeof value !== 'boolean') {
    throw new TypeError(`${where}: the value is a number or an array, and this is ${value === undefined ? 'undefined' : `of type ${typeof value}`}`);
  }
}

/** Lists become arrays; iterables other than lists and arrays are asked step by step. */
function asRows(value: unknown): unknown {
  return Array.isArray(value) ? asarray(value as number[]) : value;
}

function rank({ type, value, operation }: ParsedInput): number {
  const kind = type === 'fix' ? 0 : type === 'func' ? 2 : isArray(value) ? 1 : 3;
  return kind * operations.length + operations.indexOf(operation);
}

/** The command that applies an input in the steps of a run. */
export type MakeInput = (run: RunLength) => StepCommand;

export interface RunLength {
  /** The number of the run's first step. */
  readonly firstStep: number;
  readonly steps: number;
}

const inJavaScript = (apply: (step: Step) => void): StepCommand => ({ run: apply, compile: () => undefined });

function makeInput({ variable, value, type, operation, where }: ParsedInput): MakeInput {
  const apply = (given: unknown): void => {
    checkValue(where, variable, given, 'fix');
    applyValue(variable, operation, given);
  };
  if (type === 'fix') return () => new ApplyCommand(variable, operation, { value });
  if (type === 'func') return () => inJavaScript((step) => { apply((value as (step: Step) => unknown)(step)); });
  if (isArray(value)) return ({ firstStep, steps }) => new ApplyCommand(variable, operation, { rows: value, firstRow: firstStep, steps });
  const iterator = (value as Iterable<unknown>)[Symbol.iterator]();
  return () => inJavaScript(({ i }) => {
    const next = iterator.next();
    if (next.done === true) throw new IndexError(`inputs: the iterable has no value for step ${i}`);
    apply(next.value);
  });
}
