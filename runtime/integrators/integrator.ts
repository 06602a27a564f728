/** What `odeint` and its kin give: a function that moves states on by one time step, and what is known of it. */
import { unknownOption } from '../abi/check-options.js';
import type { IntegratorFamily, MethodChoice } from '../abi/equations.js';
import { findMethodProblem, problemText } from '../abi/equations.js';
import type { NDArrayLike } from '../array/types.js';
import { noteContents } from '../core/container.js';
import { realObject } from '../core/real-object.js';
import { Delay } from './delay.js';
import type { EquationSystem, Values } from './equation-system.js';
import type { FractionalMemory } from './fractional-memory.js';
import type { JointEq } from './joint-eq.js';
import { timeAfter } from './methods/delays.js';
import { registeredMethods } from './registered-methods.js';

/** The last argument of an integrator's call. */
export interface CallOptions {
  /** The time step of this call (ms). */
  readonly dt?: number;
}

/** The delays of states (or of their derivatives), by the names of the states. */
export type Delays = Readonly<Record<string, Delay>>;

type Items<R> = R extends readonly unknown[] ? { readonly [K in keyof R]: NDArrayLike } : readonly [NDArrayLike];
type Joined<Equations extends readonly unknown[]> = Equations extends readonly [infer First, ...infer Rest]
  ? readonly [...StatesOf<First>, ...Joined<Rest>]
  : Equations extends readonly [] ? readonly [] : readonly NDArrayLike[];
/** One item for each state of an equation. */
export type StatesOf<E> = E extends JointEq<infer Equations> ? Joined<Equations> : E extends (...args: never[]) => infer R ? Items<R> : readonly NDArrayLike[];

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

/** An integrator of fractional equations. */
export interface FractionalIntegrator<Step = unknown> extends Integrator<Step> {
  /** What it remembers of the steps before. */
  readonly memory: FractionalMemory;
}

interface Steps {
  readonly 1: NDArrayLike;
  readonly 2: readonly [NDArrayLike, NDArrayLike];
  readonly 3: readonly [NDArrayLike, NDArrayLike, NDArrayLike];
  readonly 4: readonly [NDArrayLike, NDArrayLike, NDArrayLike, NDArrayLike];
  readonly 5: readonly [NDArrayLike, NDArrayLike, NDArrayLike, NDArrayLike, NDArrayLike];
  readonly 6: readonly [NDArrayLike, NDArrayLike, NDArrayLike, NDArrayLike, NDArrayLike, NDArrayLike];
  readonly 7: readonly [NDArrayLike, NDArrayLike, NDArrayLike, NDArrayLike, NDArrayLike, NDArrayLike, NDArrayLike];
  readonly 8: readonly [NDArrayLike, NDArrayLike, NDArrayLike, NDArrayLike, NDArrayLike, NDArrayLike, NDArrayLike, NDArrayLike];
}

/** An integrator of so many states: what models declare. */
export type IntegratorOf<N extends keyof Steps> = Integrator<Steps[N]>;

/** The same for equations of fractional order. */
export type FractionalIntegratorOf<N extends keyof Steps> = FractionalIntegrator<Steps[N]>;

/** An integrator as the rest of the library sees it. */
export interface IntegratorFacts {
  readonly family: IntegratorFamily;
  readonly system: EquationSystem;
  readonly method: string;
  readonly dt: number;
  /** Whether calls give the next time step too. */
  readonly adaptive?: boolean;
  readonly stateDelays?: Delays;
  readonly neutralDelays?: Delays;
  readonly memory?: FractionalMemory;
}

const known = new WeakMap<object, IntegratorFacts>();

/** What is known of an integrator; undefined for anything else. */
export function factsOf(integral: unknown): IntegratorFacts | undefined {
  return typeof integral === 'function' ? known.get(integral) : undefined;
}

/** One step of all states, with every argument in its place. */
export type Advance = (y: Values, t: NDArrayLike, parameters: Values, dt: number) => Values;

/** Throws a TypeError where a method does not fit the equations. */
export function checkMethod(choice: MethodChoice): void {
  const problem = findMethodProblem({ ...choice, registered: registeredMethods });
  if (problem !== undefined) throw new TypeError(`${choice.family}: ${problemText(problem)}`);
}

/** The callable integrator of a system. */
export function makeIntegrator<I extends Integrator>(facts: IntegratorFacts, advance: Advance): I {
  const { system, dt, method, memory } = facts;
  const count = system.variables.length;
  const keepDelays = makeKeeper(facts);
  const integral = (...args: readonly unknown[]): unknown => {
    const { values, step } = readCall(system, args, dt);
    const [t, parameters] = [values[count]!, values.slice(count + 1)];
    const next = advance(values.slice(0, count), t, parameters, step);
    keepDelays(next, t, parameters, step);
    return next.length === 1 ? next[0] : next;
  };
  const shown = { variables: system.variables, parameters: system.parameters, arguments: system.arguments, dt, method, ...(memory === undefined ? {} : { memory }) };
  for (const [key, value] of Object.entries(shown)) Object.defineProperty(integral, key, { value, enumerable: true });
  known.set(integral, facts);
  noteContents(integral, partsOf(facts));
  // The reason for the cast: the properties that the interface states were defined just above.
  return integral as unknown as I;
}

/** The objects with state that belong to an integrator, by name. */
function partsOf({ memory, stateDelays, neutralDelays }: IntegratorFacts): Readonly<Record<string, unknown>> {
  return { ...(memory === undefined ? {} : { memory }), ...stateDelays, ...Object.fromEntries(Object.entries(neutralDelays ?? {}).map(([name, delay]) => [`${name}'`, delay])) };
}

/** Notes new values in the delays: those of the states, then their derivatives at the new states. */
function makeKeeper({ family, system, stateDelays = {}, neutralDelays = {} }: IntegratorFacts): (next: Values, t: NDArrayLike, parameters: Values, dt: number) => void {
  const [states, derivatives] = [readDelays(family, system, 'stateDelays', stateDelays), readDelays(family, system, 'neutralDelays', neutralDelays)];
  const count = system.variables.length;
  return (next, t, parameters, dt) => {
    for (const [k, delay] of states) delay.update(next[k]!);
    if (derivatives.length === 0) return;
    const slopes = system.derivative(...next.slice(0, count), timeAfter(t, dt), ...parameters);
    for (const [k, delay] of derivatives) delay.update(slopes[k]!);
  };
}

function readDelays(family: string, system: EquationSystem, option: string, delays: Delays): readonly (readonly [index: number, delay: Delay])[] {
  return Object.entries(delays).map(([name, delay]) => {
    const index = system.variables.indexOf(name);
    if (index === -1) throw new TypeError(`${family}: ${option} names '${name}', and the states are ${system.variables.join(', ')}`);
    if (!(realObject(delay) instanceof Delay)) throw new TypeError(`${family}: ${option}.${name} must be a TimeDelay or a LengthDelay`);
    return [index, delay];
  });
}

/** The time step that a call states; the whole step of a model (`{ t, dt, i }`) may stand in its place. */
function stepOf(options: CallOptions): number | undefined {
  for (const name in options) if (name !== 'dt' && name !== 't' && name !== 'i') throw unknownOption('The call of an integrator', name, ['dt']);
  return options.dt;
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
  return { values: names.map((_, i) => values[i]!), step: (isOptions ? stepOf(last as CallOptions) : undefined) ?? dt };
}
