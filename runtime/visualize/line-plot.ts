/** Traces over time. */
import { checkOptions } from '../abi/check-options.js';
import type { NDArray } from '../array/types.js';
import { IndexError } from '../abi/errors.js';
import type { Figure, FigureOptions } from './figure.js';
import { figureKinds, Panel } from './figure.js';
import type { Drawing } from './plot-library.js';
import type { Samples } from './samples.js';
import { readSamples } from './samples.js';

export interface LinePlotOptions extends FigureOptions {
  /** The cells whose traces are drawn; the first one where it is not stated. */
  readonly plotIds?: readonly number[];
  /** The name of the trace, or of each; drawn in the corner in the trace's colour. */
  readonly legend?: string | readonly string[];
}

/** One trace among others. */
export interface Trace {
  readonly times: NDArray | readonly number[];
  readonly values: NDArray | readonly number[];
  readonly legend?: string;
}

/** Colours that are told apart by most people (Okabe and Ito, 2008), the lighter ones left out. */
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#555555', '#e69f00', '#56b4e9'];

/** Traces of some cells of a recording [steps, cells] over its times (`runner.mon.ts`, in ms). */
export function linePlot(ts: NDArray | readonly number[], values: NDArray | readonly number[], options: LinePlotOptions = {}): Figure {
  checkOptions('linePlot', options, { ...figureKinds, plotIds: 'any', legend: 'any' });
  const samples = readSamples('linePlot', ts, values);
  const { plotIds = [0], legend } = options;
  for (const id of plotIds) if (!Number.isInteger(id) || id < 0 || id >= samples.cells) throw new IndexError(`linePlot: plotIds has ${id}, and the recording has ${samples.cells} cells`);
  const names = legend === undefined ? [] : typeof legend === 'string' ? (plotIds.length === 1 ? [legend] : plotIds.map((id) => `${legend} ${id}`)) : legend;
  const traces = plotIds.map((cell, k) => ({ samples, cell, name: names[k] }));
  return drawTraces(traces, options);
}

/** Several traces, each with times and a name of its own, in one frame. */
export function tracePlot(traces: readonly Trace[], options: FigureOptions = {}): Figure {
  checkOptions('tracePlot', options, figureKinds);
  return drawTraces(traces.map(({ times, values, legend }) => ({ samples: readSamples('tracePlot', times, values), cell: 0, name: legend })), options);
}

interface Drawable {
  readonly samples: Samples;
  readonly cell: number;
  readonly name: string | undefined;
}

function drawTraces(traces: readonly Drawable[], options: FigureOptions): Figure {
  const { xlabel = 'Time (ms)' } = options;
  return new Panel({ ...options, xlabel }, ({ plot }: Drawing) => {
    const colourOf = (k: number): string => colours[k % colours.length]!;
    const named = traces.flatMap(({ name }, k) => (name === undefined ? [] : [{ name, colour: colourOf(k) }]));
    return [
      ...traces.map(({ samples, cell }, k) => plot.line(thin(samples, cell, options), { stroke: colourOf(k), strokeWidth: 1.2, clip: true })),
      ...named.map(({ name, colour }, k) => plot.text([name], {
        frameAnchor: 'top-right', dx: -8, dy: 8 + 14 * k, fill: colour, stroke: 'white', strokeWidth: 4, fontWeight: 600,
      })),
    ];
  });
}

/** The points of a trace: where there are more than a few for each pixel, the lowest and the highest of each piece, in order. */
function thin({ times, values, steps, cells }: Samples, cell: number, { width = 640, xlim }: FigureOptions): readonly (readonly [number, number])[] {
  const inside = Array.from({ length: steps }, (_, i) => i).filter((i) => xlim === undefined || (times[i]! >= xlim[0] && times[i]! <= xlim[1]));
  const at = (i: number): readonly [number, number] => [times[i]!, Number(values[i * cells + cell])];
  const pieces = width;
  if (inside.length <= 4 * pieces) return inside.map(at);
  return Array.from({ length: pieces }, (_, k) => {
    const piece = inside.slice(Math.floor((k * inside.length) / pieces), Math.floor(((k + 1) * inside.length) / pieces));
    const low = piece.reduce((a, b) => (at(b)[1] < at(a)[1] ? b : a));
    const high = piece.reduce((a, b) => (at(b)[1] > at(a)[1] ? b : a));
    return low < high ? [at(low), at(high)] : [at(high), at(low)];
  }).flat();
}
