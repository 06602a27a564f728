/** The namespace `dyn`. */
export { DynamicalSystem } from './dynamical-system.js';
export { LengthDelay } from './length-delay.js';
export { Network } from './network.js';
export type { ModelOptions, NeuGroupOptions, Size } from './neu-group.js';
export { NeuGroup } from './neu-group.js';
export { Neuron } from './neuron.js';
export { HH } from './neurons/hh.js';
export { LIF } from './neurons/lif.js';
export { COBA } from './outputs/coba.js';
export { CUBA } from './outputs/cuba.js';
export type { MgBlockOptions } from './outputs/mg-block.js';
export { MgBlock } from './outputs/mg-block.js';
export type { Step } from './step.js';
export { SynOut } from './syn-out.js';
export type { SynapseOptions } from './synapse.js';
export { Synapse } from './synapse.js';
export type { ExponentialOptions } from './synapses/exponential.js';
export { Exponential } from './synapses/exponential.js';
