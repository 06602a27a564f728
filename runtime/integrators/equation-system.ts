/** Equations joined by the names of their arguments: which values each function is given, and the system as one function. */
import type { JoinedEquations } from '../abi/equations.js';
import { findNoiseProblem, findResultProblem, isProblem, joinEquations, problemText, uniteParameters } from '../abi/equations.js';
import type { NDArrayLike } from '../array/types.js';
import { argumentNames } from './derivative-names.js';
import type { Equation, EquationFunction } from './joint-eq.js';
import { functionsOf } from './joint-eq.js';

/** Derivatives of all states, from all states, `t` and all parameters. */
export type Derivative = (...args: readonly NDArrayLike[]) => readonly NDArrayLike[];

/** The derivative of one state, from the same arguments. */
export type ScalarDerivative = (...args: readonly NDArrayLike[]) => NDArrayLike;

/** The values of the states, or of the parameters, in order. */
export type Values = readonly NDArrayLike[];

/** What one function gives, from the arguments of the whole system. */
export interface BoundEquation {
  readonly stateCount: number;
  readonly call: (...args: readonly NDArrayLike[]) => unknown;
}

export class EquationSystem {
  readonly variables: readonly string[];
  readonly parameters: readonly string[];
  /** All states, `t`, all parameters. */
  readonly arguments: readonly string[];
  /** Parameters that every function which takes them has a default for. */
  readonly optional: ReadonlySet<string>;
  /** The functions of the right side; of a stochastic system those of the drift. */
  readonly bound: readonly BoundEquation[];
  /** The functions of the noise, in stochastic systems. */
  readonly noise: readonly BoundEquation[];
  readonly derivative: Derivative;
  /** One function for each state; undefined where a function gives several states at once. */
  readonly scalars: readonly ScalarDerivative[] | undefined;
  /** The states of the first function that gives several. */
  readonly severalStates: readonly string[] | undefined;

  /** `where`: the call that messages name. A stochastic system has a drift and a noise, each for the same states. */
  constructor(where: string, equation: Equation, noise?: Equation) {
    const functions = functionsOf(where, equation);
    const drift = join(where, functions);
    this.variables = drift.variables;
    const noiseFunctions = noise === undefined ? [] : functionsOf(where, noise);
    const noisy = noise === undefined ? undefined : join(where, noiseFunctions);
    const problem = noisy === undefined ? undefined : findNoiseProblem(drift, noisy);
    if (problem !== undefined) throw new TypeError(`${where}: ${problemText(problem)}`);
    const both = [drift, ...(noisy === undefined ? [] : [noisy])];
    const { parameters, optional } = uniteParameters(both);
    this.parameters = parameters;
    this.optional = new Set(optional);
    this.arguments = [...this.variables, 't', ...this.parameters];
    this.bound = this.#bindAll(functions, drift).map((one, i) => ({ ...one, call: checkResults(where, one, labelOf(functions[i]!), drift.parts[i]!.names) }));
    this.noise = noisy === undefined ? [] : this.#bindAll(noiseFunctions, noisy);
    this.derivative = (...args) => this.bound.flatMap(({ call }) => asList(call(...args)));
    const several = drift.parts.find(({ stateCount }) => stateCount > 1);
    this.severalStates = several?.names.slice(0, several.stateCount);
    this.scalars = several === undefined ? this.bound.map(({ call }) => (...args) => onlyOne(call(...args))) : undefined;
  }

  #bindAll(functions: readonly EquationFunction[], { parts }: JoinedEquations): readonly BoundEquation[] {
    return functions.map((fn, i) => {
      const { names, stateCount } = parts[i]!;
      const positions = names.map((name) => this.arguments.indexOf(name));
      return { stateCount, call: (...all) => Reflect.apply(fn, undefined, positions.map((position) => all[position])) as unknown };
    });
  }
}

function join(where: string, functions: readonly EquationFunction[]): JoinedEquations {
  const joined = joinEquations(functions.map((fn) => ({ label: labelOf(fn), args: argumentNames(fn) })));
  if (isProblem(joined)) throw new TypeError(`${where}: ${problemText(joined)}`);
  return joined;
}

function labelOf(fn: EquationFunction): string {
  return fn.name === '' ? 'The derivative ' : fn.name;
}

/** A derivative that must give one value for each of its states. */
function checkResults(where: string, { stateCount, call }: BoundEquation, label: string, names: readonly string[]): BoundEquation['call'] {
  const states = names.slice(0, stateCount);
  return (...args) => {
    const values = asList(call(...args));
    const problem = findResultProblem(label, states, values[0] === undefined ? 0 : values.length);
    if (problem !== undefined) throw new TypeError(`${where}: ${problemText(problem)}`);
    return values;
  };
}

export function asList(value: unknown): Values {
  return (Array.isArray(value) ? value : [value]) as Values;
}

function onlyOne(value: unknown): NDArrayLike {
  return asList(value)[0]!;
}
