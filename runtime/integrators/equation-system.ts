/** Equations joined by the names of their arguments: which values each function is given, and the system as one function. */
import type { NDArrayLike } from '../array/types.js';
import type { ArgumentName, DerivativeFunction } from './derivative-names.js';
import { argumentNames } from './derivative-names.js';
import type { Equation } from './joint-eq.js';
import { functionsOf } from './joint-eq.js';

/** Derivatives of all states, from all states, `t` and all parameters. */
export type Derivative = (...args: readonly NDArrayLike[]) => readonly NDArrayLike[];

/** The derivative of one state, from the same arguments. */
export type ScalarDerivative = (...args: readonly NDArrayLike[]) => NDArrayLike;

/** The values of the states, or of the parameters, in order. */
export type Values = readonly NDArrayLike[];

interface Part {
  readonly fn: DerivativeFunction;
  readonly args: readonly ArgumentName[];
  /** How many of the arguments are states: those before `t`. */
  readonly stateCount: number;
}

export class EquationSystem {
  readonly variables: readonly string[];
  readonly parameters: readonly string[];
  /** All states, `t`, all parameters. */
  readonly arguments: readonly string[];
  /** Parameters that every function which takes them has a default for. */
  readonly optional: ReadonlySet<string>;
  readonly derivative: Derivative;
  /** One function for each state; undefined where a function gives several states at once. */
  readonly scalars: readonly ScalarDerivative[] | undefined;

  constructor(equation: Equation) {
    const parts = functionsOf(equation).map(readPart);
    this.variables = parts.flatMap(({ args, stateCount }) => args.slice(0, stateCount).map(({ name }) => name));
    const twice = this.variables.find((name, i) => this.variables.indexOf(name) !== i);
    if (twice !== undefined) throw new TypeError(`Two equations are for the state '${twice}'; each state has one`);
    const states = new Set(this.variables);
    const given = parts.flatMap(({ args, stateCount }) => args.slice(stateCount + 1)).filter(({ name }) => !states.has(name));
    this.parameters = [...new Set(given.map(({ name }) => name))];
    this.optional = new Set(this.parameters.filter((name) => given.every((one) => one.name !== name || one.optional)));
    this.arguments = [...this.variables, 't', ...this.parameters];
    const bound = parts.map((part) => this.#bind(part));
    this.derivative = (...args) => bound.flatMap((f) => asList(f(...args)));
    this.scalars = parts.every(({ stateCount }) => stateCount === 1) ? bound.map((f) => (...args) => onlyOne(f(...args))) : undefined;
  }

  /** The function of one equation, taking the arguments of the whole system. */
  #bind({ fn, args }: Part): (...args: readonly NDArrayLike[]) => unknown {
    const positions = args.map(({ name }) => this.arguments.indexOf(name));
    return (...all) => Reflect.apply(fn, undefined, positions.map((position) => all[position]));
  }
}

function readPart(fn: DerivativeFunction): Part {
  const args = argumentNames(fn);
  const text = `(${args.map(({ name }) => name).join(', ')})`;
  const stateCount = args.findIndex(({ name }) => name === 't');
  if (stateCount === -1) throw new TypeError(`The derivative ${text} has no argument t: states come first, then t, then parameters`);
  if (stateCount === 0) throw new TypeError(`The derivative ${text} has no state: states come first, then t, then parameters`);
  const reserved = args.find(({ name }) => name === 'dt');
  if (reserved !== undefined) throw new TypeError(`The derivative ${text} has an argument dt, which is the integrator's own: integral(…, { dt })`);
  return { fn, args, stateCount };
}

function asList(value: unknown): Values {
  return (Array.isArray(value) ? value : [value]) as Values;
}

function onlyOne(value: unknown): NDArrayLike {
  return asList(value)[0]!;
}
