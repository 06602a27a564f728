/** What `odeint` and its kin give: a function that moves states on by one time step, and what is known of it. */
import type { NDArrayLike } from '../array/types.js';
import type { DerivativeFunction } from './derivative-names.js';
import type { EquationSystem } from './equation-system.js';
import type { JointEq } from './joint-eq.js';

/** The last argument of an integrator's call. */
export interface CallOptions {
  /** The time step of this call (ms). */
  readonly dt?: number;
}

type Items<R> = R extends readonly unknown[] ? { readonly [K in keyof R]: NDArrayLike } : readonly [NDArrayLike];
type Joined<Equations extends readonly unknown[]> = Equations extends readonly [infer First, ...infer Rest]
  ? readonly [...StatesOf<First>, ...Joined<Rest>]
  : Equations extends readonly [] ? readonly [] : readonly NDArrayLike[];
type StatesOf<E> = E extends JointEq<infer Equations> ? Joined<Equations> : E extends (...args: never[]) => infer R ? Items<R> : readonly NDArrayLike[];

/** One new value, or a tuple of those of several states. */
export type StepOf<E> = StatesOf<E> extends readonly [infer Only] ? Only : StatesOf<E>;

/**
 * `integral(...states, t, ...parameters, { dt })` gives the states at `t + dt`: one value, or a list of several. States and
 * parameters are arrays or numbers.
 */
export interface Integrator<Step = unknown> {
  (...args: readonly (number | CallOptions)[]): Step;
  /** The names of the states, in order. */
  readonly variables: readonly string[];
  /** The names of the arguments after `t`. */
  readonly parameters: readonly string[];
  /** States, `t`, parameters. */
  readonly arguments: readonly string[];
  /** The time step (ms) where a call states none. */
  readonly dt: number;
  /** The name of the method. */
  readonly method: string;
}

interface Steps {
  readonly 1: NDArrayLike;
  readonly 2: readonly [NDArrayLike, NDArrayLike];
  readonly 3: readonly [NDArrayLike, NDArrayLike, NDArrayLike];
  readonly 4: readonly [NDArrayLike, NDArrayLike, NDArrayLike, NDArrayLike];
  readonly 5: readonly [NDArrayLike, NDArrayLike, NDArrayLike, NDArrayLike, NDArrayLike];
}

/** An integrator of so many states: what models declare. */
export type IntegratorOf<N extends keyof Steps> = Integrator<Steps[N]>;

const systems = new WeakMap<object, EquationSystem>();

/** The equations behind an integrator; undefined for anything else. */
export function systemOf(integral: unknown): EquationSystem | undefined {
  return typeof integral === 'function' ? systems.get(integral) : undefined;
}

/** One step of all states, with every argument in its place. */
export type Advance = (y: readonly NDArrayLike[], t: NDArrayLike, parameters: readonly NDArrayLike[], dt: number) => readonly NDArrayLike[];

/** The callable integrator of a system. */
export function makeIntegrator<E extends DerivativeFunction | JointEq>(system: EquationSystem, method: string, dt: number, advance: Advance): Integrator<StepOf<E>> {
  const count = system.variables.length;
  const integral = (...args: readonly unknown[]): unknown => {
    const { values, step } = readCall(system, args, dt);
    const next = advance(values.slice(0, count), values[count]!, values.slice(count + 1), step);
    return next.length === 1 ? next[0] : next;
  };
  const facts = { variables: system.variables, parameters: system.parameters, arguments: system.arguments, dt, method };
  for (const [key, value] of Object.entries(facts)) Object.defineProperty(integral, key, { value, enumerable: true });
  systems.set(integral, system);
  // The reason for the cast: the properties that the interface states were defined just above.
  return integral as unknown as Integrator<StepOf<E>>;
}

function readCall(system: EquationSystem, args: readonly unknown[], dt: number): { readonly values: readonly NDArrayLike[]; readonly step: number } {
  const last = args.at(-1);
  const isOptions = typeof last === 'object' && last !== null && Object.getPrototypeOf(last) === Object.prototype;
  const values = (isOptions ? args.slice(0, -1) : args) as readonly NDArrayLike[];
  const names = system.arguments;
  const call = `integral(${names.join(', ')}, { dt })`;
  if (values.length > names.length) throw new TypeError(`${call}: ${values.length} values were given for ${names.length} arguments`);
  const missing = names.find((name, i) => values[i] === undefined && !system.optional.has(name));
  if (missing !== undefined) throw new TypeError(`${call}: ${missing} is missing`);
  return { values: names.map((_, i) => values[i]!), step: (isOptions ? (last as CallOptions).dt : undefined) ?? dt };
}
