/** The namespace `math.random`. */
export {
  bernoulli, choice, exponential, normal, permutation, rand, randint, randn, random, seed, splitState, uniform,
} from './distributions.js';
export type { ChoiceOptions, DrawOptions, StateOption } from './distributions.js';
export { defaultRandomState, RandomState } from './random-state.js';
