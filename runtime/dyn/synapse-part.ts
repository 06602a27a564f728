/**
 * What a synapse is made with: its output, its short-term plasticity. What a user makes is a specification; each synapse makes a part of its own from it,
 * which has values for each of the synapse's cells.
 */
import { Base } from '../core/base.js';
import type { Vector } from '../array/types.js';
import type { ValuesInit } from '../init/initial-values.js';
import { checkInit, initialValues } from '../init/initial-values.js';
import { zeros } from '../math/filled.js';
import { GivenOptions } from './given-options.js';

export abstract class SynapsePart extends Base {
  /** The options that it was made with. */
  readonly given: object;
  /** For how many cells it is; undefined in a specification. */
  readonly num: number | undefined;
  readonly #options: GivenOptions;
  readonly #hasArrays: boolean;

  constructor(options: object = {}, num?: number) {
    super();
    this.given = options;
    this.num = num;
    this.#options = new GivenOptions(this, options);
    this.#hasArrays = this.#options.hasManyValued(() => true);
  }

  /**
   * The parameter of that name: a number, unless any option was given as a list, an array, an initializer or a function of the shape: then each is an array with one
   * value for each cell. A specification keeps what it was given.
   */
  protected parameter(name: string, otherwise: number): number {
    const given = (this.#options.read(name) as ValuesInit | undefined) ?? otherwise;
    checkInit(`${this.constructor.name}: ${name}`, given);
    // An array stands where a number is declared: to the type checker arrays are numbers (array/types.ts).
    if (this.num === undefined || (typeof given === 'number' && !this.#hasArrays)) return given as number;
    return initialValues(`${this.constructor.name}: ${name}`, given, [this.num]);
  }

  /** The same for a text. */
  protected text(name: string, otherwise: string): string {
    return this.#options.readKind<string>(this, name, 'string') ?? otherwise;
  }

  /** A parameter, or a number, as one value for each cell: where a state begins. */
  protected forEachCell(value: number): Vector {
    return (this.num === undefined ? zeros(0) : initialValues(this.constructor.name, value, [this.num])) as Vector;
  }

  /** The last line of a constructor, `this.endOptions(new.target, COBA)`: see `NeuGroup.endOptions`. */
  protected endOptions(made: unknown, type: unknown): void {
    if (made === type) this.#options.check(this);
  }
}
