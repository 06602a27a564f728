/** The forms that integration methods have: what each family of equations is stepped with. */
import type { NDArray, NDArrayLike } from '../array/types.js';
import type { Variable } from '../core/variable.js';
import type { Derivative, ScalarDerivative, Values } from './equation-system.js';

/** Options that single methods read. */
export interface OdeStepOptions {
  /** The free parameter of `rk2`. */
  readonly beta?: number;
}

/** One step of an explicit method: the states at `t + dt`. */
export type OdeStep = (f: Derivative, y: Values, t: NDArrayLike, args: Values, dt: number, options: OdeStepOptions) => Values;

/** The states at `t + dt`, and for each the difference to a method of lower order. */
export type Embedded = readonly [next: Values, error: Values];

/** One step of a pair of methods that share their stages. */
export type EmbeddedStep = (f: Derivative, y: Values, t: NDArrayLike, args: Values, dt: number) => Embedded;

/** One step of a method that differentiates: it takes one function for each state. */
export type DifferentiatingStep = (fs: readonly ScalarDerivative[], y: Values, t: NDArrayLike, args: Values, dt: number) => Values;

/** For each state the factors of its Wiener processes: none where there is no noise, one if the noise is scalar, else several. */
export type Diffusion = (...args: readonly NDArrayLike[]) => readonly Values[];

/** The equations dy = f dt + g dW as methods see them. */
export interface SdeEquations {
  readonly f: Derivative;
  readonly g: Diffusion;
  /** f with one function for each state; undefined where a function gives several states at once. */
  readonly scalars: readonly ScalarDerivative[] | undefined;
  /** Factor number k of state number i, as a function. */
  readonly factor: (i: number, k: number) => ScalarDerivative;
}

/** One step of a stochastic method. The increments of the Wiener processes are drawn in the order of the states. */
export type SdeStep = (sde: SdeEquations, y: Values, t: NDArrayLike, args: Values, dt: number) => Values;

/** The last values of a state, one row for each step. */
export interface PastSteps {
  /** The row of step n is n mod rows. */
  readonly ring: Variable<2>;
  readonly rows: number;
  /** The number of the newest step. */
  readonly count: Variable<1, 'int32'>;
}

/** The same by time: step n is at t0 + n dt. */
export interface PastTimes extends PastSteps {
  readonly t0: number;
  readonly dt: number;
  /** Whether values between two steps lie on the line between theirs; otherwise the nearest counts. */
  readonly isLinear: boolean;
}

/** What a fractional method remembers, with one item for each state. */
export interface Memory {
  /** The orders of the derivatives. */
  readonly orders: readonly number[];
  /** The factors of the derivatives beside dt^α. */
  readonly gammas: readonly number[];
  readonly rows: number;
  /** Whether the oldest steps are forgotten when the memory is full. */
  readonly wraps: boolean;
  /** The past by step: states, differences or derivatives, as the method wants. */
  readonly rings: readonly Variable<2>[];
  /** How much a step counts, by its distance from the present. */
  readonly weights: readonly NDArray<1, 'float64'>[];
  /** The initial states. */
  readonly first: readonly Variable<1>[];
  /** The states of the last step. */
  readonly last: readonly Variable<1>[];
  /** How many steps were made. */
  readonly count: Variable<1, 'int32'>;
}

/** One step of a fractional method, which looks back on the steps before. */
export type FdeStep = (f: Derivative, memory: Memory, y: Values, t: NDArrayLike, args: Values, dt: number) => Values;
