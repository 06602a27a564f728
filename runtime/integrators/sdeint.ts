/** Integrators of stochastic differential equations dy = f dt + g dW. */
import { checkOptions } from '../abi/check-options.js';
import type { SdeMethod } from '../abi/equations.js';
import { integratorOptions } from '../abi/integrator-options.js';
import { checkDt, getDt } from './default-dt.js';
import { getDefaultSdeint } from './default-method.js';
import type { DerivativeFunction } from './derivative-names.js';
import { asList, EquationSystem } from './equation-system.js';
import type { Delays, Integrator, StepOf } from './integrator.js';
import { checkMethod, makeIntegrator } from './integrator.js';
import type { JointEq, NoiseFunction } from './joint-eq.js';
import type { SdeEquations } from './method-types.js';
import { itoMethods, stratonovichMethods } from './method-table.js';

export interface SdeOptions {
  /** How steps are taken; `'euler'` (or what `setDefaultSdeint` says) where it is not stated. */
  readonly method?: SdeMethod;
  /** The time step (ms) where a call states none; `getDt()` where this is not stated either. */
  readonly dt?: number;
  /** Which integral is meant; `'Ito'` where it is not stated. */
  readonly intgType?: 'Ito' | 'Stratonovich';
  /** Whether each state has one Wiener process of its own (`'scalar'`), or g gives a list with one factor for each of several (`'vector'`). */
  readonly wienerType?: 'scalar' | 'vector';
  /** Delays that the equations look back on: they are given each new value of their state. */
  readonly stateDelays?: Delays;
}

/**
 * An integrator for the drift `f` and the noise `g`, functions of numbers (states, `t`, parameters) or a `JointEq` of several. `g`
 * gives null for a state without noise. Random numbers come from the stream of `math.random`.
 */
export function sdeint<const E extends DerivativeFunction | JointEq>(f: E, g: NoiseFunction | JointEq, options: SdeOptions = {}): Integrator<StepOf<E>> {
  checkOptions('sdeint', options, integratorOptions.sdeint);
  const { method = getDefaultSdeint(), intgType = 'Ito', wienerType = 'scalar', stateDelays } = options;
  const system = new EquationSystem('sdeint', f, g);
  checkMethod({ family: 'sdeint', method, intgType, wienerType, ...(system.severalStates === undefined ? {} : { severalStates: system.severalStates }) });
  const solver = (intgType === 'Ito' ? itoMethods : stratonovichMethods)[method]!;
  const equations = makeEquations(system, wienerType === 'vector');
  const dt = options.dt === undefined ? getDt() : checkDt('sdeint', options.dt);
  return makeIntegrator({ family: 'sdeint', system, method, dt, ...(stateDelays === undefined ? {} : { stateDelays }) },
    (y, t, args, step) => solver(equations, y, t, args, step));
}

function makeEquations(system: EquationSystem, isVector: boolean): SdeEquations {
  const g: SdeEquations['g'] = (...args) => system.noise.flatMap(({ call, stateCount }) => {
    const given: unknown = call(...args);
    const isList = Array.isArray(given) && (stateCount > 1 || (!isVector && given.length === 1));
    const values: readonly unknown[] = isList ? given : stateCount === 1 ? [given] : [];
    if (values.length !== stateCount) throw new TypeError(`sdeint: the noise of ${stateCount} states is a list with one item for each`);
    return values.map((one) => factorsOf(one, isVector));
  });
  return { f: system.derivative, g, scalars: system.scalars, factor: (i, k) => (...args) => g(...args)[i]![k]! };
}

/** The factors of one state's Wiener processes. */
function factorsOf(value: unknown, isVector: boolean): ReturnType<typeof asList> {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value) === isVector) return asList(value);
  throw new TypeError(isVector
    ? "sdeint: with wienerType 'vector' the noise of a state is a list with one factor for each of its Wiener processes"
    : "sdeint: the noise of a state is one factor; a list of several is for wienerType 'vector'");
}
