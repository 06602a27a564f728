/** Several equations as one system: `new JointEq([dV, dm, dh])`. */
import type { DerivativeFunction } from './derivative-names.js';

/** What an integrator is made from. */
export type Equation = DerivativeFunction | JointEq<readonly Equation[]>;

/**
 * A system of equations, each for states of its own. Its arguments are all states, `t`, then all parameters; a parameter that has
 * the name of another equation's state is that state. Systems can hold systems.
 */
export class JointEq<const Equations extends readonly Equation[] = readonly Equation[]> {
  readonly equations: Equations;

  constructor(equations: Equations) {
    const list: unknown = equations;
    if (!Array.isArray(list)) throw new TypeError('new JointEq([f, g, …]) takes a list of functions');
    this.equations = equations;
  }
}

/** The functions of an equation, those of nested systems in order. */
export function functionsOf(equation: Equation): readonly DerivativeFunction[] {
  if (equation instanceof JointEq) return equation.equations.flatMap(functionsOf);
  if (typeof equation === 'function') return [equation];
  throw new TypeError(`An equation is a function of numbers (V, t, I) => … or a JointEq of such functions, and this is of type ${typeof equation}`);
}
