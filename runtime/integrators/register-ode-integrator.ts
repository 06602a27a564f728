/** Methods of the program's own, by name: explicit Runge–Kutta methods, which their tableaus define. */
import type { ButcherTableau, FullTableau } from '../abi/butcher-tableau.js';
import { isSameTableau, readTableau } from '../abi/butcher-tableau.js';
import { integrationMethods } from '../abi/equations.js';

const registered = new Map<string, FullTableau>();

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
  const known = registered.get(name);
  if (integrationMethods.odeint.includes(name) || (known !== undefined && !isSameTableau(known, full))) {
    throw new TypeError(`registerOdeIntegrator: there is a method '${name}' already; give this one another name`);
  }
  registered.set(name, full);
  return name;
}

/** The methods that the program has registered so far. */
export function registeredMethods(): ReadonlyMap<string, FullTableau> {
  return registered;
}
