/** The namespace `inputs`: currents over time. */
export type { NoiseOptions } from './noise-input.js';
export { ouProcess, wienerProcess } from './noise-input.js';
export { rampInput } from './ramp-input.js';
export { constantInput, sectionInput } from './section-input.js';
export type { WaveOptions } from './sinusoidal-input.js';
export { sinusoidalInput, squareInput } from './sinusoidal-input.js';
export type { SpikeInputOptions } from './spike-input.js';
export { spikeInput } from './spike-input.js';
export type { InputOptions, Span } from './waveform.js';
