/**
 * Makes the element-wise functions of `math`. The build writes one module for each operation of the catalogue:
 *
 *     export const exp: MapFunction<'givesFloat', 1> = defineMap({ name: 'exp', kernels, signature: 'givesFloat', parameters: ['x'] });
 */
import type { SignatureRuleName } from '../abi/signature.js';
import type { MapFunction } from './map-function.js';
import type { MapDefinition } from './map-operation.js';
import { MapOperation } from './map-operation.js';
import type { Checked } from './operand.js';
import { checkOperand } from './operand.js';

const operation: unique symbol = Symbol('operation');

/** Any function that `defineMap` made. */
interface DefinedMap {
  readonly [operation]: MapOperation;
}

/** The names of an operation's operands: as many as it has. */
type Parameters = readonly [string] | readonly [string, string] | readonly [string, string, string];

/** The function of one element-wise operation. */
export function defineMap<Rule extends SignatureRuleName, const P extends Parameters>(
  definition: MapDefinition & { readonly signature: Rule; readonly parameters: P },
): MapFunction<Rule, P['length']> {
  const map = new MapOperation(definition);
  const { name } = definition;
  const parameters: readonly string[] = definition.parameters;
  const check = (value: unknown, position: number): Checked => checkOperand(name, parameters[position]!, value);
  const functions = [
    (a: unknown): Checked => map.apply([check(a, 0)]),
    (a: unknown, b: unknown): Checked => map.apply([check(a, 0), check(b, 1)]),
    (a: unknown, b: unknown, c: unknown): Checked => map.apply([check(a, 0), check(b, 1), check(c, 2)]),
  ];
  const made = functions[parameters.length - 1]!;
  Object.defineProperty(made, 'name', { value: name });
  Object.defineProperty(made, operation, { value: map });
  // The reason for the cast: the public overloads speak of `NDArray`, which no value is (see array/nd-array.ts, toPublic).
  return made as unknown as MapFunction<Rule, P['length']>;
}

/** Gives `wider`, a function that takes more parameters than the element-wise `map`, what `map` does where rewritten code calls it with the operands alone. */
export function widenMap<F extends (...args: never[]) => unknown>(map: unknown, wider: F): F {
  return Object.defineProperty(wider, operation, { value: (map as DefinedMap)[operation] });
}

/**
 * Calls an element-wise function from rewritten code, where the build knows which plain operands are whole numbers by their syntax:
 * bit k of `flags` is for operand k.
 */
export function applyWithKinds(map: unknown, flags: number | undefined, operands: readonly unknown[]): Checked {
  // The reason for the cast: rewritten code hands over functions of `math` only, all made above.
  const made = (map as DefinedMap)[operation];
  const { name, parameters } = made.definition;
  return made.apply(operands.map((value, position) => checkOperand(name, parameters[position]!, value)), flags);
}
