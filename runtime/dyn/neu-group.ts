/** A group of cells of one kind, and how their parameters and states are made from a user's options. */
import { asShape, sizeOf } from '../abi/shape.js';
import type { DType, FloatDType } from '../abi/dtype.js';
import type { NDArray } from '../array/types.js';
import { Variable } from '../core/variable.js';
import type { ValuesInit } from '../init/initial-values.js';
import { initialValues } from '../init/initial-values.js';
import type { OdeMethod } from '../abi/equations.js';
import { zeros } from '../math/filled.js';
import { DynamicalSystem } from './dynamical-system.js';

/** The number of cells, or the sizes of a sheet of cells (`[20, 20]`; its states have one axis all the same). */
export type Size = number | readonly number[];

export interface NeuGroupOptions {
  readonly name?: string;
  /** How the equations are solved; `exp_auto` where it is not stated. */
  readonly method?: OdeMethod;
}

type ParameterNames<M extends NeuGroup> = {
  [K in Exclude<keyof M, keyof NeuGroup>]: M[K] extends { readonly shape: unknown } ? never : M[K] extends number ? K : never
}[Exclude<keyof M, keyof NeuGroup>];

type StateNames<M extends NeuGroup> = {
  [K in Exclude<keyof M, keyof NeuGroup>]: M[K] extends Variable<number, infer D> ? ('float32' extends D ? K : never) : never
}[Exclude<keyof M, keyof NeuGroup>];

/**
 * The options of a model: its parameters (the fields that are numbers), each one value for all cells or one for each, and an
 * initializer `<state>_initializer` for each of its states.
 */
export type ModelOptions<M extends NeuGroup> = NeuGroupOptions
  & { readonly [K in ParameterNames<M>]?: ValuesInit }
  & { readonly [K in StateNames<M> & string as `${K}_initializer`]?: ValuesInit };

export abstract class NeuGroup extends DynamicalSystem {
  /** The sizes of the sheet of cells. */
  readonly size: readonly number[];
  /** The number of cells. */
  readonly num: number;
  /** How the equations are solved. */
  readonly method: OdeMethod;
  readonly #options: Readonly<Record<string, unknown>>;

  constructor(size: Size, options: NeuGroupOptions = {}) {
    super(options.name);
    this.size = asShape('size', size);
    this.num = sizeOf(this.size);
    this.method = options.method ?? 'exp_auto';
    this.#options = { ...options };
  }

  /** The parameter of that name: what the user's options say, or `otherwise`. A list or an array has one value for each cell. */
  protected parameter(name: string, otherwise: number): number {
    const given = this.#options[name] as ValuesInit | undefined;
    if (given === undefined || typeof given === 'number') return given ?? otherwise;
    // An array stands where a number is declared: to the type checker arrays are numbers (array/types.ts).
    return initialValues(name, given, [this.num]);
  }

  /** A state of that name, made by the user's `<name>_initializer` or by `otherwise`. */
  protected state(name: string, otherwise: ValuesInit): Variable<1, FloatDType> {
    const given = (this.#options[`${name}_initializer`] as ValuesInit | undefined) ?? otherwise;
    const draw = (): NDArray => initialValues(`${name}_initializer`, given, [this.num]);
    return this.register(new Variable(draw() as NDArray<1, FloatDType>), draw);
  }

  /** Zeros (false) that are no state to choose initial values for: inputs, spikes, counters. */
  protected blank<D extends DType = FloatDType>(dtype?: D): Variable<1, D> {
    const draw = (): NDArray<1, D> => zeros(this.num, dtype === undefined ? undefined : { dtype });
    return this.register(new Variable(draw()), draw);
  }
}
