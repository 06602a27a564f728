/** The namespace `connect`. */
export type { DistanceOptions } from './by-distance.js';
export { DOG, GaussianProb } from './by-distance.js';
export type { DrawnRows, Population, SeedOption } from './connector.js';
export { Connector } from './connector.js';
export type { Csr } from './csr.js';
export { csrOfPairs, csrOfRows } from './csr.js';
export type { FixedNumberOptions, FixedTotalNumOptions } from './fixed-number.js';
export { FixedPostNum, FixedPreNum, FixedTotalNum } from './fixed-number.js';
export type { FixedProbOptions } from './fixed-prob.js';
export { FixedProb } from './fixed-prob.js';
export { CSRConn, IJConn, MatConn } from './given.js';
export type { GridOptions } from './grid.js';
export { GridEight, GridFour, GridN } from './grid.js';
export type { GraphOptions } from './random-graph.js';
export { ScaleFreeBA, SmallWorld } from './random-graph.js';
export type { SelfOption } from './regular.js';
export { All2All, One2One } from './regular.js';
