/** Integrators of ordinary differential equations. */
import { checkDt, getDt } from './default-dt.js';
import type { DerivativeFunction } from './derivative-names.js';
import { EquationSystem } from './equation-system.js';
import type { Integrator, StepOf } from './integrator.js';
import { makeIntegrator } from './integrator.js';
import type { JointEq } from './joint-eq.js';
import type { OdeMethod } from './method-table.js';
import { methodNames, odeMethods } from './method-table.js';
import { expAuto } from './methods/exp-auto.js';

export interface OdeOptions {
  /** How steps are taken; `euler` where it is not stated. */
  readonly method?: OdeMethod;
  /** The time step (ms) where a call states none; `getDt()` where this is not stated either. */
  readonly dt?: number;
}

/**
 * An integrator for a function of numbers `(V, t, I) => …` (states, `t`, parameters) or a `JointEq` of several. A function of
 * several states returns the list of their derivatives. Derivatives are element-wise: with arrays, `?:` and `if` choose element by
 * element.
 */
export function odeint<const E extends DerivativeFunction | JointEq>(equation: E, options: OdeOptions = {}): Integrator<StepOf<E>> {
  const system = new EquationSystem(equation);
  const { method = 'euler' } = options;
  const dt = options.dt === undefined ? getDt() : checkDt('odeint', options.dt);
  const solver = odeMethods[method];
  if (solver === undefined) throw new TypeError(`odeint: there is no method '${String(method)}'; the methods are ${methodNames.join(', ')}`);
  if (solver !== 'exp_auto') return makeIntegrator(system, method, dt, (y, t, args, step) => solver(system.derivative, y, t, args, step));
  const { scalars } = system;
  if (scalars === undefined) {
    throw new TypeError(`odeint: ${method} takes one function for each state, and one function is for ${system.variables.join(', ')}: ` +
      'write one function for each and join them with new JointEq([…])');
  }
  return makeIntegrator(system, method, dt, (y, t, args, step) => expAuto(scalars, y, t, args, step));
}
