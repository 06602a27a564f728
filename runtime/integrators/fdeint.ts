/** Integrators of differential equations of fractional order. */
import { checkOptions } from '../abi/check-options.js';
import type { FdeMethod } from '../abi/equations.js';
import { integratorOptions } from '../abi/integrator-options.js';
import { checkDt, getDt } from './default-dt.js';
import { getDefaultFdeint } from './default-method.js';
import type { DerivativeFunction } from './derivative-names.js';
import { EquationSystem } from './equation-system.js';
import type { FractionalInits } from './fractional-memory.js';
import { FractionalMemory, readInits } from './fractional-memory.js';
import type { Delays, FractionalIntegrator, StepOf } from './integrator.js';
import { checkMethod, makeIntegrator } from './integrator.js';
import type { JointEq } from './joint-eq.js';
import { fractionalMethods } from './method-table.js';

export interface FdeOptions {
  /** The order of the derivatives, between 0 and 1: one for all states, or one for each. */
  readonly alpha: number | readonly number[];
  /** How many steps are remembered. The methods for Caputo derivatives can make no more steps than that. */
  readonly numMemory: number;
  /** The initial values of the states, by name or in order: numbers (one cell) or vectors. */
  readonly inits: FractionalInits;
  /** How steps are taken; `'l1'` (or what `setDefaultFdeint` says) where it is not stated. */
  readonly method?: FdeMethod;
  /** The time step (ms); `getDt()` where it is not stated. */
  readonly dt?: number;
  /** Delays that the equations look back on: they are given each new value of their state. */
  readonly stateDelays?: Delays;
}

/**
 * An integrator of d^α y / dt^α = f(y, t), for a function of numbers (states, `t`, parameters) or a `JointEq` of several. It remembers its
 * steps, so each call must be the step after the last one; `integral.memory.reset()` starts anew.
 */
export function fdeint<const E extends DerivativeFunction | JointEq>(f: E, options: FdeOptions): FractionalIntegrator<StepOf<E>> {
  checkOptions('fdeint', options, integratorOptions.fdeint);
  const { method = getDefaultFdeint(), alpha, numMemory, inits, stateDelays } = options;
  const system = new EquationSystem('fdeint', f);
  checkMethod({ family: 'fdeint', method });
  if (!Number.isInteger(numMemory) || numMemory < 1) throw new RangeError(`fdeint: numMemory is a number of steps from 1 on, got ${String(numMemory)}`);
  const memory = new FractionalMemory({ method, rows: numMemory, orders: readOrders(alpha, method, system.variables), inits: readInits('fdeint', inits, system.variables) });
  const solver = fractionalMethods[method]!;
  const dt = options.dt === undefined ? getDt() : checkDt('fdeint', options.dt);
  return makeIntegrator({ family: 'fdeint', system, method, dt, memory, ...(stateDelays === undefined ? {} : { stateDelays }) },
    (y, t, args, step) => solver(system.derivative, memory, y, t, args, step));
}

function readOrders(alpha: number | readonly number[], method: FdeMethod, names: readonly string[]): readonly number[] {
  const orders = typeof alpha === 'number' ? names.map(() => alpha) : [...alpha];
  if (orders.length !== names.length) throw new TypeError(`fdeint: alpha has ${orders.length} orders for the ${names.length} states ${names.join(', ')}`);
  const isOne = method !== 'euler';
  for (const order of orders) {
    if (!(order > 0 && (order < 1 || (isOne && order === 1)))) throw new RangeError(`fdeint: alpha must be above 0 and ${isOne ? 'at most' : 'below'} 1 for the method '${method}', got ${String(order)}`);
  }
  return orders;
}
