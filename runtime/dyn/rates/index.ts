/** The namespace `dyn.rates`. */
export type { FeedbackFHNOptions } from './feedback-fhn.js';
export { FeedbackFHN } from './feedback-fhn.js';
export { FHN } from './fhn.js';
export { QIF } from './qif.js';
export { StuartLandauOscillator } from './stuart-landau-oscillator.js';
export { ThresholdLinearModel } from './threshold-linear-model.js';
export { WilsonCowanModel } from './wilson-cowan-model.js';
