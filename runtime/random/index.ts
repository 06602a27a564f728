/** The namespace `math.random`. */
export {
  bernoulli, choice, exponential, normal, permutation, permuted, rand, randint, randint as integers, randn, randn as standardNormal, randnLike, random, seed, shuffle, splitState, splitState as split, standardExponential, uniform,
} from './distributions.js';
export type { ChoiceOptions, PermutedOptions } from './distributions.js';
export { binomial, geometric, poisson } from './event-counts.js';
export { f, power, triangular, vonmises, wald } from './rarer-floats.js';
export { hypergeometric, logseries, multinomial, negativeBinomial, zipf } from './rarer-counts.js';
export { beta, chisquare, dirichlet, gamma, standardGamma, standardT } from './gamma.js';
export type { DrawOptions, StateOption } from './parameters.js';
export { cauchy, gumbel, laplace, logistic, lognormal, pareto, rayleigh, standardCauchy, truncatedNormal, weibull } from './quantiles.js';
export { multivariateNormal, orthogonal } from './random-matrices.js';
export { defaultRandomState, RandomState } from './random-state.js';
