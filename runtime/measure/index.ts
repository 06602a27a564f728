/** The namespace `measure`: what recordings tell. */
export { crossCorrelation, functionalConnectivity, matrixCorrelation, voltageFluctuation, weightedCorrelation } from './correlation.js';
export { firingRate } from './firing-rate.js';
export { rasterPlot } from './raster-plot.js';
