/** What an initializer is: a recipe for the values of a state or of weights, given their shape. */
import type { NDArray } from '../array/types.js';

export abstract class Initializer {
  /** New values of this shape, in the default float. */
  abstract sample(shape: readonly number[]): NDArray;
}
