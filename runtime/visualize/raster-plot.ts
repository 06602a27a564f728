/** Which cells spike when. */
import { checkOptions } from '../abi/check-options.js';
import type { NDArray } from '../array/types.js';
import type { Figure, FigureOptions } from './figure.js';
import { figureKinds, Panel } from './figure.js';
import type { Scale } from './plot-library.js';
import { readSamples } from './samples.js';

export interface RasterPlotOptions extends FigureOptions {
  /** The diameter of a spike's dot, in pixels; 1.8 where it is not stated. */
  readonly markerSize?: number;
  readonly color?: string;
}

/** A dot for each spike of a recording [steps, cells] of spikes, over its times (`runner.mon.ts`, in ms). */
export function rasterPlot(ts: NDArray | readonly number[], spikes: NDArray, options: RasterPlotOptions = {}): Figure {
  checkOptions('rasterPlot', options, { ...figureKinds, markerSize: 'number', color: 'string' });
  const { times, values, steps, cells } = readSamples('rasterPlot', ts, spikes);
  const { xlabel = 'Time (ms)', ylabel = 'Neuron index', markerSize = 1.8, color = '#222' } = options;
  const xlim = options.xlim ?? [times[0] ?? 0, times[steps - 1] ?? 1] as const;
  const ylim = options.ylim ?? [-1, cells] as const;
  const dots: [number, number][] = [];
  for (let step = 0; step < steps; step++) {
    const time = times[step]!;
    if (time < xlim[0] || time > xlim[1]) continue;
    for (let cell = 0; cell < cells; cell++) if (Number(values[step * cells + cell]) !== 0) dots.push([time, cell]);
  }
  return new Panel({ ...options, xlabel, ylabel, xlim, ylim }, ({ document }) => [
    // One path for all: an element for each spike would make files of megabytes.
    (_: unknown, { x, y }: { readonly x: Scale; readonly y: Scale }) => {
      const places = new Set(dots.filter(([, cell]) => cell >= ylim[0] && cell <= ylim[1]).map(([time, cell]) => `M${round(x(time))},${round(y(cell))}h0`));
      const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
      for (const [name, value] of [['d', [...places].join('')], ['stroke', color], ['stroke-width', String(markerSize)], ['stroke-linecap', 'round'], ['fill', 'none']] as const) path.setAttribute(name, value);
      return path;
    },
  ]);
}

/** To a third of a pixel: what is closer looks the same. */
function round(pixels: number): number {
  return Math.round(pixels * 3) / 3 === Math.round(pixels) ? Math.round(pixels) : Math.round(pixels * 10) / 10;
}
