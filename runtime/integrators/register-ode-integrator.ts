/** Methods of the program's own, by name: explicit Runge–Kutta methods, which their tableaus define. */
import type { ButcherTableau, FullTableau } from '../abi/butcher-tableau.js';
import { readTableau } from '../abi/butcher-tableau.js';
import { integrationMethods } from '../abi/equations.js';
import { rungeKutta, rungeKuttaPair } from './methods/runge-kutta.js';
import type { RegisteredMethod } from './registered-methods.js';
import { registeredMethods } from './registered-methods.js';

/**
 * Makes an explicit Runge–Kutta method known to `odeint` and to the models under a name of its own: from then on `{ method: name }` takes it.
 * The build reads the tableau where it is written, so that its numbers must be constants. Gives the name back.
 *
 * Throws a TypeError where the tableau is none, or where the name is taken by another method.
 */
export function registerOdeIntegrator<const Name extends string>(name: Name, tableau: ButcherTableau): Name {
  if (typeof name !== 'string' || name === '') throw new TypeError('registerOdeIntegrator: the name of a method is a text that is not empty');
  const full = readTableau(tableau);
  if (typeof full === 'string') throw new TypeError(`registerOdeIntegrator('${name}'): ${full}`);
  const method = methodOf(full);
  const known = registeredMethods.get(name);
  if (integrationMethods.odeint.includes(name) || (known !== undefined && known.numbers !== method.numbers)) {
    throw new TypeError(`registerOdeIntegrator: there is a method '${name}' already; give this one another name`);
  }
  registeredMethods.set(name, method);
  return name;
}

function methodOf(tableau: FullTableau): RegisteredMethod {
  const numbers = JSON.stringify([tableau.A, tableau.B, tableau.C, tableau.B2]);
  if (tableau.B2 === undefined) return { numbers, explicit: (f, y, t, args, dt) => rungeKutta(f, y, t, args, dt, tableau) };
  return { numbers, B2: tableau.B2, embedded: (f, y, t, args, dt) => rungeKuttaPair(f, y, t, args, dt, tableau) };
}
