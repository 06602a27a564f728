/** The namespace `math.random`. */
export {
  bernoulli, choice, exponential, normal, permutation, rand, randint, randint as integers, randn, randn as standardNormal, randnLike, random, seed, shuffle, splitState, splitState as split, uniform,
} from './distributions.js';
export type { ChoiceOptions } from './distributions.js';
export { binomial, geometric, poisson } from './event-counts.js';
export { f, power, triangular, vonmises, wald } from './rarer-floats.js';
export { hypergeometric, logseries, multinomial, negativeBinomial, zipf } from './rarer-counts.js';
export { beta, chisquare, dirichlet, gamma, standardT } from './gamma.js';
export type { DrawOptions, StateOption } from './parameters.js';
export { cauchy, gumbel, laplace, logistic, lognormal, pareto, rayleigh, truncatedNormal, weibull } from './quantiles.js';
export { multivariateNormal, orthogonal } from './random-matrices.js';
export { defaultRandomState, RandomState } from './random-state.js';
