/** A group of cells of one kind, and how their parameters and states are made from a user's options. */
import { asShape, sizeOf } from '../abi/shape.js';
import type { DType, FloatDType } from '../abi/dtype.js';
import type { NDArray } from '../array/types.js';
import { Variable } from '../core/variable.js';
import type { ValuesInit } from '../init/initial-values.js';
import { initialValues } from '../init/initial-values.js';
import type { OdeMethod } from '../abi/equations.js';
import { zeros } from '../math/filled.js';
import { ConfiguredSystem } from './configured-system.js';

/** The number of cells, or the sizes of a sheet of cells (`[20, 20]`; its states have one axis all the same). */
export type Size = number | readonly number[];

export interface NeuGroupOptions {
  readonly name?: string;
  /** How the equations are solved; `exp_auto` where it is not stated. */
  readonly method?: OdeMethod;
}

/** Options, and those that a class of one's own asks for by name (`parameter`): only the object that is made knows these. */
export type WithOwn<Options> = Options | (Options & { readonly [option: string]: unknown });

export interface NoiseOption {
  /** How much white noise the potential has (mV / √ms): a step of `dt` adds `noise √dt N(0, 1)`. None where it is not stated. */
  readonly noise?: ValuesInit;
}

type ParameterNames<M extends NeuGroup> = {
  [K in Exclude<keyof M, keyof NeuGroup | 'noiseScale'>]: M[K] extends { readonly shape: unknown } ? never : M[K] extends number ? K : never
}[Exclude<keyof M, keyof NeuGroup | 'noiseScale'>];

type StateNames<M extends NeuGroup> = {
  [K in Exclude<keyof M, keyof NeuGroup>]: M[K] extends Variable<number, infer D> ? ('float32' extends D ? K : never) : never
}[Exclude<keyof M, keyof NeuGroup>];

/**
 * The options of a model: its parameters (the fields that are numbers), each one value for all cells or one for each, and an
 * initializer `<state>_initializer` for each of its states.
 */
export type ModelOptions<M extends NeuGroup> = NeuGroupOptions
  & { readonly [K in ParameterNames<M>]?: ValuesInit }
  & (M extends { readonly noiseScale: unknown } ? NoiseOption : unknown)
  & { readonly [K in StateNames<M> & string as `${K}_initializer`]?: ValuesInit };

export abstract class NeuGroup extends ConfiguredSystem {
  /** The sizes of the sheet of cells. */
  readonly size: readonly number[];
  /** The number of cells. */
  readonly num: number;
  /** How the equations are solved. */
  readonly method: OdeMethod;
  /** Whether any parameter was given as more than a number: then all parameters are arrays, so that a class has two forms and not many. */
  #hasArrays: boolean;
  /** The fields that are parameters, and their names as options. */
  readonly #parameters = new Map<string, string>();

  constructor(size: Size, options: WithOwn<NeuGroupOptions> = {}) {
    super(options.name, options);
    this.size = asShape('size', size);
    this.num = sizeOf(this.size);
    this.method = this.option('method', 'string') ?? 'exp_auto';
    this.#hasArrays = this.hasManyValued((name) => !name.endsWith('_initializer') && !this.listOptions.includes(name));
  }

  /**
   * The parameter of that name: what the user's options say, or `otherwise`. A number, unless any option has a list, an array, an
   * initializer or a function of the shape: then each parameter is an array with one value for each cell. `field` is what holds it, where that has another name.
   */
  protected parameter(name: string, otherwise: number, field: string = name): number {
    this.#parameters.set(field, name);
    const given = this.option<ValuesInit>(name) ?? otherwise;
    // An array stands where a number is declared: to the type checker arrays are numbers (array/types.ts).
    return this.#hasArrays || typeof given !== 'number' ? initialValues(name, given, [this.num]) : given;
  }

  /** Options that are lists and no parameters of cells. */
  protected get listOptions(): readonly string[] {
    return [];
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
    for (const [field, name] of this.#parameters) if (typeof fields[field] === 'number') fields[field] = initialValues(name, fields[field], [this.num]);
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

  /** Zeros (false) that are no state to choose initial values for: inputs, spikes, counters. */
  protected blank<D extends DType = FloatDType>(dtype?: D): Variable<1, D> {
    const draw = (): NDArray<1, D> => zeros(this.num, dtype === undefined ? undefined : { dtype });
    return this.register(new Variable(draw()), draw);
  }
}
