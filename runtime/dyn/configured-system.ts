/** A system that a user makes with options: each is asked for by the class that has it, and what nobody asks for is a mistake. */
import type { OptionKind } from '../abi/check-options.js';
import { DynamicalSystem } from './dynamical-system.js';
import { GivenOptions } from './given-options.js';

export abstract class ConfiguredSystem extends DynamicalSystem {
  readonly #options: GivenOptions;

  constructor(name?: string, options: object = {}) {
    super(name);
    this.#options = new GivenOptions(this, options);
    this.option('name', 'string');
  }

  /** What the user gave as the option of that name. All options are asked for while the system is made: others are mistakes. */
  protected option<T>(name: string, kind: OptionKind = 'any'): T | undefined {
    return this.#options.readKind(this, name, kind);
  }

  /** Whether any of the parameters among the options is given as more than one value: then all parameters are arrays. */
  protected hasManyValued(isParameter: (name: string) => boolean): boolean {
    return this.#options.hasManyValued(isParameter);
  }

  /** Options of a class above that systems of this class have no use for. */
  protected refuseOptions(...names: readonly string[]): void {
    this.#options.refuse(names);
  }

  /**
   * The last line of a constructor, `this.endOptions(new.target, LIF)`: a TypeError for an option that the system does not have, unless the object is of a class
   * below, which may still ask for it. What that one does not ask for is an error when a runner is given the model.
   */
  protected endOptions(made: unknown, type: unknown): void {
    if (made === type) this.#options.check(this);
  }

  /** Throws a TypeError for an option that the system does not have. */
  override prepare(dt: number): void {
    super.prepare(dt);
    this.#options.checkFields(this);
  }
}
