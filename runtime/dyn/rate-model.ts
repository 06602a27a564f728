/** Populations seen as a whole: two rates, and an input to each. */
import type { Variable } from '../core/variable.js';
import { NeuGroup } from './neu-group.js';

export abstract class RateModel extends NeuGroup {
  abstract readonly x: Variable<1>;
  abstract readonly y: Variable<1>;
  /** What is added to x' and to y' in the next step; each step empties both. */
  readonly input: Variable<1> = this.blank();
  readonly input_y: Variable<1> = this.blank();

  override clearInput(): void {
    this.input.value = 0;
    this.input_y.value = 0;
  }
}
