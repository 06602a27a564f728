/** Explicit Runge–Kutta methods by their tableau: those that a program registers. Numbers that are 0 cost nothing. */
import type { FullTableau } from '../../abi/butcher-tableau.js';
import type { NDArrayLike } from '../../array/types.js';
import type { Derivative, Values } from '../equation-system.js';
import type { Embedded } from '../method-types.js';

type Stages = readonly Values[];

/** The states at `t + dt`. */
export function rungeKutta(f: Derivative, y: Values, t: NDArrayLike, args: Values, dt: number, tableau: FullTableau): Values {
  const stages = stagesOf(f, y, t, args, dt, tableau);
  return y.map((v, i) => ahead(v, dt, tableau.B, stages, i));
}

/** The same with the difference to the method whose weights are `B2`. */
export function rungeKuttaPair(f: Derivative, y: Values, t: NDArrayLike, args: Values, dt: number, tableau: FullTableau): Embedded {
  const stages = stagesOf(f, y, t, args, dt, tableau);
  return [y.map((v, i) => ahead(v, dt, tableau.B, stages, i)), y.map((_, i) => ahead(0, dt, tableau.E!, stages, i))];
}

function stagesOf(f: Derivative, y: Values, t: NDArrayLike, args: Values, dt: number, { A, C }: FullTableau): Stages {
  return A.reduce<Stages>((stages, row, s) => [...stages, f(...y.map((v, i) => ahead(v, dt, row, stages, i)), C[s] === 0 ? t : t + C[s]! * dt, ...args)], []);
}

/** v + dt Σ_s weights_s k_s of state number i. */
function ahead(v: NDArrayLike, dt: number, weights: readonly number[], stages: Stages, i: number): NDArrayLike {
  const slopes = weights.flatMap((weight, s) => (weight === 0 ? [] : [weight * stages[s]![i]!]));
  return slopes.length === 0 ? v : v + dt * slopes.reduce((sum, slope) => sum + slope);
}
