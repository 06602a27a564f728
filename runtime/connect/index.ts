/** The namespace `connect`. */
export type { Population, SeedOption } from './connector.js';
export { Connector } from './connector.js';
export type { Csr } from './csr.js';
export type { FixedProbOptions } from './fixed-prob.js';
export { FixedProb } from './fixed-prob.js';
