/** The methods of integrators that state none. Settings of the program, as in BrainPy. */
import type { FdeMethod, IntegratorFamily, OdeMethod, SdeMethod } from '../abi/equations.js';
import { integrationMethods } from '../abi/equations.js';
import { registeredMethods } from './registered-methods.js';

const defaults: Record<IntegratorFamily, string> = { odeint: 'euler', sdeint: 'euler', fdeint: 'l1' };

function setDefault(family: IntegratorFamily, setter: string, method: string): void {
  const methods = getSupportedMethods(family);
  if (!methods.includes(method)) throw new TypeError(`${setter}: there is no method '${method}'. The methods are ${methods.join(', ')}.`);
  defaults[family] = method;
}

/** The method of ordinary equations that state none; `'euler'` unless `setDefaultOdeint` was called. */
export function getDefaultOdeint(): OdeMethod {
  return defaults.odeint;
}

/** Sets the method of ordinary equations that are made afterwards and state none. */
export function setDefaultOdeint(method: OdeMethod): void {
  setDefault('odeint', 'setDefaultOdeint', method);
}

/** The method of stochastic equations that state none; `'euler'` unless `setDefaultSdeint` was called. */
export function getDefaultSdeint(): SdeMethod {
  return defaults.sdeint as SdeMethod;
}

/** Sets the method of stochastic equations that are made afterwards and state none. */
export function setDefaultSdeint(method: SdeMethod): void {
  setDefault('sdeint', 'setDefaultSdeint', method);
}

/** The method of fractional equations that state none; `'l1'` unless `setDefaultFdeint` was called. */
export function getDefaultFdeint(): FdeMethod {
  return defaults.fdeint as FdeMethod;
}

/** Sets the method of fractional equations that are made afterwards and state none. */
export function setDefaultFdeint(method: FdeMethod): void {
  setDefault('fdeint', 'setDefaultFdeint', method);
}

/** The names of the methods of `odeint`, `sdeint` or `fdeint`, those that the program has registered among them. */
export function getSupportedMethods(family: IntegratorFamily = 'odeint'): readonly string[] {
  return [...integrationMethods[family], ...(family === 'odeint' ? registeredMethods.keys() : [])];
}
