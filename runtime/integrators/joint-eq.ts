/** Several equations as one system: `new JointEq([dV, dm, dh])`. */
import type { DerivativeFunction } from './derivative-names.js';

/** A function of the noise: as a derivative, but null (or undefined) where a state has none, and a list where it has several processes. */
export type NoiseFunction = (...args: never[]) => NoiseOf | readonly (NoiseOf | readonly number[])[];
type NoiseOf = number | null | undefined;

/** A function of an equation, of the right side or of the noise. */
export type EquationFunction = DerivativeFunction | NoiseFunction;

/** What an integrator is made from. */
export type Equation = EquationFunction | JointEq<readonly Equation[]>;

/**
 * A system of equations, each for states of its own. Its arguments are all states, `t`, then all parameters; a parameter that has
 * the name of another equation's state is that state. Systems can hold systems.
 */
export class JointEq<const Equations extends readonly Equation[] = readonly Equation[]> {
  readonly equations: Equations;

  constructor(equations: Equations);
  constructor(...equations: Equations);
  constructor(...equations: readonly unknown[]) {
    const list = equations.length === 1 && Array.isArray(equations[0]) ? (equations[0] as readonly unknown[]) : equations;
    // What the overloads allow is a list of equations; anything else is refused below.
    this.equations = list as unknown as Equations;
    functionsOf('new JointEq([f, g, …])', this);
  }
}

/** The functions of an equation, those of nested systems in order. */
export function functionsOf(where: string, equation: unknown): readonly EquationFunction[] {
  if (equation instanceof JointEq) return (equation.equations as readonly unknown[]).flatMap((one) => functionsOf(where, one));
  if (Array.isArray(equation)) return equation.flatMap((one) => functionsOf(where, one));
  if (typeof equation === 'function') return [equation as EquationFunction];
  if (equation === undefined) throw new TypeError(`${where}: an equation is undefined; fields are made in the order in which they stand: those that are equations come before the one with their integrator`);
  throw new TypeError(`${where}: an equation is a function of numbers (V, t, I) => … or a JointEq of such functions, and this is of type ${equation === null ? 'null' : typeof equation}`);
}
