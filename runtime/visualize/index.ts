/** The namespace `visualize`. */
export type { FigureOptions } from './figure.js';
export { Figure, layout } from './figure.js';
export type { HeatMapOptions } from './heat-map.js';
export { heatMap } from './heat-map.js';
export type { LinePlotOptions, Trace } from './line-plot.js';
export { linePlot, tracePlot } from './line-plot.js';
export { usePlot } from './plot-library.js';
export type { RasterPlotOptions } from './raster-plot.js';
export { rasterPlot } from './raster-plot.js';
