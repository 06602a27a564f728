/** The activity of many cells over time, as colours. */
import { checkOptions } from '../abi/check-options.js';
import type { NDArray } from '../array/types.js';
import type { Figure, FigureOptions } from './figure.js';
import { figureKinds, layout, Panel } from './figure.js';
import type { Drawing, Scale } from './plot-library.js';
import type { Samples } from './samples.js';
import { readSamples } from './samples.js';

export interface HeatMapOptions extends FigureOptions {
  /** What the cells stand for along the y axis, from the first to the last; their numbers where it is not stated. */
  readonly cells?: readonly [first: number, last: number];
  /** The values of the darkest and the lightest colour; the lowest and the highest where it is not stated. */
  readonly range?: readonly [low: number, high: number];
  /** What the colours stand for, written beside their scale. */
  readonly legend?: string;
}

/** As many shades as are told apart; each is one path. */
const shades = 32;
const svg = 'http://www.w3.org/2000/svg';

/** A recording [steps, cells] over its times (`runner.mon.ts`): time to the right, cells upwards, colours for values. */
export function heatMap(ts: NDArray | readonly number[], values: NDArray, options: HeatMapOptions = {}): Figure {
  checkOptions('heatMap', options, { ...figureKinds, cells: 'any', range: 'any', legend: 'string' });
  const samples = readSamples('heatMap', ts, values);
  const { xlabel = 'Time (ms)', ylabel = 'Neuron index', width = 640, height = 240 } = options;
  const [low, high] = options.range ?? extent(samples.values);
  const ylim = options.cells ?? [0, samples.cells] as const;
  const xlim = [samples.times[0] ?? 0, samples.times[samples.steps - 1] ?? 1] as const;
  const [columns, rows] = [Math.min(samples.steps, Math.round(width / 3)), Math.min(samples.cells, Math.round(height / 2))];
  const shadeOf = (value: number): number => Math.max(0, Math.min(shades - 1, Math.floor(((value - low) / (high - low || 1)) * shades)));
  const map = new Panel({ ...options, width: width - scaleWidth, height, xlabel, ylabel, xlim, ylim }, (drawing) => [
    (_: unknown, { x, y }: { readonly x: Scale; readonly y: Scale }) => {
      const paths = Array.from({ length: shades }, () => '');
      const left = (k: number): number => round(x(xlim[0]) + ((x(xlim[1]) - x(xlim[0])) * k) / columns);
      const top = (k: number): number => round(y(ylim[0]) + ((y(ylim[1]) - y(ylim[0])) * k) / rows);
      for (let row = 0; row < rows; row++) {
        // Neighbours of one shade are one rectangle.
        for (let from = 0; from < columns;) {
          const shade = shadeOf(meanOf(samples, from, row, columns, rows));
          let to = from + 1;
          while (to < columns && shadeOf(meanOf(samples, to, row, columns, rows)) === shade) to++;
          paths[shade] += `M${left(from)},${top(row)}H${left(to)}V${top(row + 1)}H${left(from)}z`;
          from = to;
        }
      }
      return fillPaths(drawing, paths);
    },
  ]);
  const scale = new Panel({ width: scaleWidth, height, title: options.title === undefined ? undefined : ' ', ylabel: options.legend, xlim: [0, 1], ylim: [low, high] } as FigureOptions, (drawing) => [
    (_: unknown, { x, y }: { readonly x: Scale; readonly y: Scale }) => {
      const at = (k: number): number => round(y(low) + ((y(high) - y(low)) * k) / shades);
      return fillPaths(drawing, Array.from({ length: shades }, (__, k) => `M${x(0)},${at(k)}H${x(1)}V${at(k + 1)}H${x(0)}z`));
    },
  ], false);
  return layout([[map, scale]]);
}

const scaleWidth = 92;

function fillPaths({ document, plot }: Drawing, paths: readonly string[]): { readonly outerHTML: string } {
  const colour = plot.scale({ color: { type: 'linear', scheme: 'viridis', domain: [0, shades - 1] } });
  const group = document.createElementNS(svg, 'g');
  for (const [shade, d] of paths.entries()) {
    if (d === '') continue;
    const path = document.createElementNS(svg, 'path');
    path.setAttribute('fill', colour.apply(shade));
    // A hairline of the same colour closes the gaps between neighbours.
    path.setAttribute('stroke', colour.apply(shade));
    path.setAttribute('stroke-width', '0.3');
    path.setAttribute('d', d);
    group.append(path);
  }
  return group;
}

/** The mean of the samples that one rectangle stands for. */
function meanOf({ values, steps, cells }: Samples, column: number, row: number, columns: number, rows: number): number {
  const [fromStep, toStep] = [Math.floor((column * steps) / columns), Math.floor(((column + 1) * steps) / columns)];
  const [fromCell, toCell] = [Math.floor((row * cells) / rows), Math.floor(((row + 1) * cells) / rows)];
  let sum = 0;
  for (let step = fromStep; step < toStep; step++) for (let cell = fromCell; cell < toCell; cell++) sum += Number(values[step * cells + cell]);
  return sum / ((toStep - fromStep) * (toCell - fromCell));
}

function extent(values: ArrayLike<number>): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) [low, high] = [Math.min(low, Number(values[i])), Math.max(high, Number(values[i]))];
  return [low, high];
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
