/** The namespace `init`. */
export { Clip } from './clip.js';
export { Constant, OneInit, ZeroInit } from './constant.js';
export type { DecayOptions } from './decay.js';
export { DOGDecay, GaussianDecay } from './decay.js';
export { Exponential, Gamma } from './gamma.js';
export { Identity } from './identity.js';
export type { ValuesInit } from './initial-values.js';
export { Initializer } from './initializer.js';
export type { SeedOption } from './normal.js';
export { Normal } from './normal.js';
export type { OrthogonalOptions } from './orthogonal.js';
export { DeltaOrthogonal, Orthogonal } from './orthogonal.js';
export type { TruncatedNormalOptions } from './truncated-normal.js';
export { TruncatedNormal } from './truncated-normal.js';
export { Uniform } from './uniform.js';
export type { VarianceScalingOptions } from './variance-scaling.js';
export { KaimingNormal, KaimingUniform, LecunNormal, LecunUniform, VarianceScaling, XavierNormal, XavierUniform } from './variance-scaling.js';
