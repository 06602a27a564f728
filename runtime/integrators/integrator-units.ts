/** The compiled steps of integrators: what the build hands over with them, and runners bind to their own states. */
import type { CompiledUnit } from '../jit/compiled-unit.js';
import { bindUnit } from '../jit/bound-unit.js';
import type { Program } from '../jit/program.js';

/** A unit's id, the parameters that it takes as vectors, and the values that it captures from the program. */
type StepUnit = readonly [id: string, arrays: readonly string[], captures: () => readonly unknown[]];

const known = new WeakMap<object, { readonly program: Program; readonly units: readonly StepUnit[] }>();

/** What the build puts around an integrator that a runner may step. */
export function withUnits<I extends object>(integral: I, program: Program, units: readonly StepUnit[]): I {
  known.set(integral, { program, units });
  return integral;
}

/** One step that writes these states, for vectors in place of these parameters; undefined where the build has made none. */
export function bindStep(integral: object, states: readonly unknown[], arrays: readonly string[]): CompiledUnit | undefined {
  const found = known.get(integral);
  const wanted = [...arrays].sort().join();
  const unit = found?.units.find((one) => [...one[1]].sort().join() === wanted);
  if (found === undefined || unit === undefined) return undefined;
  const [id, , captures] = unit;
  return bindUnit(found.program, id, () => [...states, integral, ...captures()]);
}
