/** The namespace `init`. */
export { Constant, OneInit, ZeroInit } from './constant.js';
export type { ValuesInit } from './initial-values.js';
export { Initializer } from './initializer.js';
export type { SeedOption } from './normal.js';
export { Normal } from './normal.js';
export { Uniform } from './uniform.js';
