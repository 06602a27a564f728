/** The methods by the names that users write. */
import type { NDArrayLike } from '../array/types.js';
import type { Derivative, Values } from './equation-system.js';
import { euler } from './methods/euler.js';
import { heun2 } from './methods/heun2.js';
import { heun3 } from './methods/heun3.js';
import { midpoint } from './methods/midpoint.js';
import { ralston2 } from './methods/ralston2.js';
import { ralston3 } from './methods/ralston3.js';
import { ralston4 } from './methods/ralston4.js';
import { rk2 } from './methods/rk2.js';
import { rk3 } from './methods/rk3.js';
import { rk4 } from './methods/rk4.js';
import { rk438Rule } from './methods/rk4-38-rule.js';
import { ssprk3 } from './methods/ssprk3.js';

/** One step of explicit methods: the states at `t + dt`. */
export type OdeStep = (f: Derivative, y: Values, t: NDArrayLike, args: Values, dt: number) => Values;

export type OdeMethod =
  | 'euler' | 'midpoint' | 'heun2' | 'ralston2' | 'rk2' | 'rk3' | 'heun3' | 'ralston3' | 'ssprk3' | 'rk4' | 'ralston4' | 'rk4_38rule'
  | 'exp_auto' | 'exp_euler_auto' | 'exp_euler' | 'exponential_euler';

/** `exp_auto` stands for the one method that differentiates. */
export const odeMethods: Readonly<Record<OdeMethod, OdeStep | 'exp_auto'>> = {
  euler, midpoint, heun2, ralston2, rk2, rk3, heun3, ralston3, ssprk3, rk4, ralston4, rk4_38rule: rk438Rule,
  exp_auto: 'exp_auto', exp_euler_auto: 'exp_auto', exp_euler: 'exp_auto', exponential_euler: 'exp_auto',
};

export const methodNames: readonly string[] = Object.keys(odeMethods);

/** The names of the methods that `odeint` knows. */
export function getSupportedMethods(): readonly string[] {
  return methodNames;
}
