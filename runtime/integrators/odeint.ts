/** Integrators of ordinary differential equations. */
import { checkOptions } from '../abi/check-options.js';
import type { OdeMethod, OwnOdeMethod } from '../abi/equations.js';
import { integratorOptions } from '../abi/integrator-options.js';
import { isArray } from '../array/nd-array.js';
import type { NDArrayLike } from '../array/types.js';
import { checkDt, getDt } from './default-dt.js';
import { getDefaultOdeint } from './default-method.js';
import type { DerivativeFunction } from './derivative-names.js';
import { EquationSystem } from './equation-system.js';
import type { Advance, Delays, Integrator, StatesOf, StepOf } from './integrator.js';
import { checkMethod, makeIntegrator } from './integrator.js';
import type { JointEq } from './joint-eq.js';
import { embeddedMethods, explicitMethods, exponentialMethods } from './method-table.js';
import { errorOfArray, errorOfNumber, nextTimeStep } from './methods/adaptive-step.js';
import { registeredMethods } from './registered-methods.js';

export interface OdeOptions {
  /** How steps are taken: by a method of the library, or one that `registerOdeIntegrator` was given; `'euler'` (or what `setDefaultOdeint` says) where it is not stated. */
  readonly method?: OdeMethod;
  /** The time step (ms) where a call states none; `getDt()` where this is not stated either. */
  readonly dt?: number;
  /** With a pair of methods (rkf45, rkdp …): calls also give the time step that the next call should have, as the last item. */
  readonly adaptive?: boolean;
  /** The local error that `adaptive` aims at, summed over all elements of all states; 0.1 where it is not stated. */
  readonly tol?: number;
  /** The free parameter of `rk2`: where its second stage lies, as a part of the step; 2/3 where it is not stated. */
  readonly beta?: number;
  /** Delays that the equations look back on: they are given each new value of their state. */
  readonly stateDelays?: Delays;
  /** Delays of derivatives: they are given the derivative of their state after each step. */
  readonly neutralDelays?: Delays;
}

/** What a call gives: the states, and the next time step if the integrator is adaptive. */
export type OdeStepOf<E, O> = O extends { readonly adaptive: true } ? readonly [...states: StatesOf<E>, dt: NDArrayLike] : StepOf<E>;

/**
 * An integrator for a function of numbers `(V, t, I) => …` (states, `t`, parameters) or a `JointEq` of several. A function of
 * several states returns the list of their derivatives. Derivatives are element-wise: with arrays, `?:` and `if` choose element by
 * element.
 */
export function odeint<const E extends DerivativeFunction | JointEq, const O extends OdeOptions = OdeOptions>(equation: E, options?: O): Integrator<OdeStepOf<E, O>> {
  checkOptions<OdeOptions>('odeint', options, integratorOptions.odeint);
  const { dt, stateDelays, neutralDelays, method = getDefaultOdeint(), adaptive = false, tol, beta } = options ?? ({} as OdeOptions);
  const system = new EquationSystem('odeint', equation);
  checkMethod({ family: 'odeint', method, adaptive, ...(system.severalStates === undefined ? {} : { severalStates: system.severalStates }) });
  return makeIntegrator({
    family: 'odeint', system, method, adaptive, dt: dt === undefined ? getDt() : checkDt('odeint', dt),
    ...(stateDelays === undefined ? {} : { stateDelays }), ...(neutralDelays === undefined ? {} : { neutralDelays }),
  }, makeAdvance(system, method, adaptive, { tol: checkPositive('tol', tol ?? 0.1), beta: checkPositive('beta', beta ?? 2 / 3) }));
}

function makeAdvance(system: EquationSystem, method: OdeMethod, adaptive: boolean, { tol, beta }: { readonly tol: number; readonly beta: number }): Advance {
  const { derivative } = system;
  const name = method as OwnOdeMethod;
  const { explicit = explicitMethods[name], embedded = embeddedMethods[name] } = registeredMethods.get(method) ?? {};
  if (explicit !== undefined) return (y, t, args, dt) => explicit(derivative, y, t, args, dt, { beta });
  if (embedded !== undefined && adaptive) {
    return (y, t, args, dt) => {
      const [next, errors] = embedded(derivative, y, t, args, dt);
      const sizes = errors.map((error) => (isArray(error) ? errorOfArray(error) : errorOfNumber(error)));
      return [...next, nextTimeStep(sizes, dt, tol) as NDArrayLike];
    };
  }
  if (embedded !== undefined) return (y, t, args, dt) => embedded(derivative, y, t, args, dt)[0];
  const exponential = exponentialMethods[name]!;
  return (y, t, args, dt) => exponential(system.scalars!, y, t, args, dt);
}

function checkPositive(name: string, value: number): number {
  if (typeof value === 'number' && value > 0 && Number.isFinite(value)) return value;
  throw new RangeError(`odeint: ${name} must be a positive number, and it is ${String(value)}`);
}
