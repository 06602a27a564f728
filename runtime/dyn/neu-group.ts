/** A group of cells of one kind, and how their parameters and states are made from a user's options. */
import { asShape, sizeOf } from '../abi/shape.js';
import type { DType, FloatDType } from '../abi/dtype.js';
import { isArray } from '../array/nd-array.js';
import type { NDArray } from '../array/types.js';
import { Variable } from '../core/variable.js';
import type { ValuesInit } from '../init/initial-values.js';
import { initialValues } from '../init/initial-values.js';
import { Initializer } from '../init/initializer.js';
import type { OdeMethod } from '../abi/equations.js';
import { zeros } from '../math/filled.js';
import { DynamicalSystem } from './dynamical-system.js';
import { nearestName } from './nearest-name.js';

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
  /** Whether any parameter was given as more than a number: then all parameters are arrays, so that a class has two forms and not many. */
  #hasArrays: boolean;
  readonly #parameters = new Set<string>();
  /** The options that there are. */
  readonly #known = new Set(['name', 'method']);

  constructor(size: Size, options: NeuGroupOptions = {}) {
    super(options.name);
    this.size = asShape('size', size);
    this.num = sizeOf(this.size);
    this.method = options.method ?? 'exp_auto';
    this.#options = { ...options };
    this.#hasArrays = Object.entries(options).some(([name, value]) => !name.endsWith('_initializer') && isManyValued(value));
  }

  /**
   * The parameter of that name: what the user's options say, or `otherwise`. A number, unless any option has a list, an array, an
   * initializer or a function of the shape: then each parameter is an array with one value for each cell.
   */
  protected parameter(name: string, otherwise: number): number {
    this.#parameters.add(name);
    const given = this.option<ValuesInit>(name) ?? otherwise;
    // An array stands where a number is declared: to the type checker arrays are numbers (array/types.ts).
    return this.#hasArrays || typeof given !== 'number' ? initialValues(name, given, [this.num]) : given;
  }

  /** Whether the parameters are arrays. */
  get hasArrayParameters(): boolean {
    return this.#hasArrays;
  }

  /** Makes all parameters arrays, as if one had been given so: those of a cell and of its channels are of one kind. */
  spreadParameters(): void {
    if (this.#hasArrays) return;
    this.#hasArrays = true;
    const fields = this as unknown as Record<string, unknown>;
    for (const name of this.#parameters) if (typeof fields[name] === 'number') fields[name] = initialValues(name, fields[name], [this.num]);
  }

  /** A state of that name, made by the user's `<name>_initializer` or by `otherwise`. */
  protected state(name: string, otherwise: ValuesInit): Variable<1, FloatDType> {
    const given = this.option<ValuesInit>(`${name}_initializer`) ?? otherwise;
    const draw = (): NDArray => initialValues(`${name}_initializer`, given, [this.num]);
    return this.register(new Variable(draw() as NDArray<1, FloatDType>), draw);
  }

  /** A Variable that nothing changes, made by the user's option of that name or by `otherwise`. */
  protected constant(name: string, otherwise: ValuesInit): Variable<1> {
    const draw = (): NDArray => initialValues(name, this.option<ValuesInit>(name) ?? otherwise, [this.num]);
    return this.register(new Variable(draw() as NDArray<1, FloatDType>), draw);
  }

  /** What the user gave as the option of that name. Every option of a model is asked for while it is made: others are mistakes. */
  protected option<T>(name: string): T | undefined {
    this.#known.add(name);
    return this.#options[name] as T | undefined;
  }

  /** Throws a TypeError for an option that the model does not have. */
  override prepare(_dt: number): void {
    const wrong = Object.keys(this.#options).find((name) => !this.#known.has(name));
    if (wrong === undefined) return;
    const names = [...this.#known].sort();
    const near = nearestName(wrong, names);
    throw new TypeError(`${this.constructor.name} has no option '${wrong}'${near === undefined ? '' : `; did you mean '${near}'?`} Its options are ${names.join(', ')}`);
  }

  /** Zeros (false) that are no state to choose initial values for: inputs, spikes, counters. */
  protected blank<D extends DType = FloatDType>(dtype?: D): Variable<1, D> {
    const draw = (): NDArray<1, D> => zeros(this.num, dtype === undefined ? undefined : { dtype });
    return this.register(new Variable(draw()), draw);
  }
}

function isManyValued(value: unknown): boolean {
  return isArray(value) || Array.isArray(value) || typeof value === 'function' || value instanceof Initializer;
}
