/** The namespace `measure`: what recordings tell. */
export type { DynamicsOptions } from './correlation.js';
export { crossCorrelation, functionalConnectivity, functionalConnectivityDynamics, matrixCorrelation, voltageFluctuation, weightedCorrelation } from './correlation.js';
export { firingRate } from './firing-rate.js';
export { rasterPlot } from './raster-plot.js';
export type { ElectrodeLocation, LFPOptions, SpikeType } from './unitary-lfp.js';
export { unitaryLFP } from './unitary-lfp.js';
