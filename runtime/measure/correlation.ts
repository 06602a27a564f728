/** How much cells do the same. */
import { checkOptions } from '../abi/check-options.js';
import { getFloat } from '../array/default-float.js';
import type { Matrix, NDArray } from '../array/types.js';
import { array } from '../math/array.js';
import { at } from '../math/at.js';
import { slice } from '../math/slice.js';
import { checkTimes, columnOf, meanOf, rowsOf, varianceOf } from './elements.js';

/**
 * The mean over all pairs of cells of their spikes' coincidence, κ = Σ x_i x_j / √(Σ x_i Σ x_j), where x is 1 in bins (of so many ms)
 * in which the cell spikes. Pairs with a silent cell count as 0.
 *
 * X.-J. Wang and G. Buzsáki, J. Neurosci. 16 (1996) 6402–6413.
 */
export function crossCorrelation(spikes: NDArray, bin: number, dt: number): number {
  const { steps, cells, values } = rowsOf('crossCorrelation', 'spikes', spikes);
  checkTimes('crossCorrelation', { bin, dt });
  const width = Math.max(1, Math.round(bin / dt));
  const bins = Math.floor(steps / width);
  const active = Array.from({ length: cells }, () => new Uint8Array(bins));
  for (let step = 0; step < bins * width; step++) {
    for (let cell = 0; cell < cells; cell++) if (values[step * cells + cell] !== 0) active[cell]![Math.floor(step / width)] = 1;
  }
  const counts = active.map((row) => row.reduce((sum, one) => sum + one, 0));
  let sum = 0;
  for (let a = 0; a < cells; a++) {
    for (let b = a + 1; b < cells; b++) {
      const both = active[a]!.reduce((total, one, k) => total + one * active[b]![k]!, 0);
      if (both > 0) sum += both / Math.sqrt(counts[a]! * counts[b]!);
    }
  }
  return cells < 2 ? 0 : sum / ((cells * (cells - 1)) / 2);
}

/**
 * How much the potentials of a population go together, χ²: the variance of the mean over cells, divided by the mean of the cells' own
 * variances. 1 for identical cells, about 1 / cells for independent ones.
 */
export function voltageFluctuation(potentials: NDArray): number {
  const rows = rowsOf('voltageFluctuation', 'potentials', potentials);
  const columns = Array.from({ length: rows.cells }, (_, cell) => columnOf(rows, cell));
  const mean = Float64Array.from({ length: rows.steps }, (_, step) => meanOf(columns.map((column) => column[step]!)));
  const own = meanOf(columns.map(varianceOf));
  return own === 0 ? 1 : varianceOf(mean) / own;
}

/** The correlation of each pair of cells over time, with 0 for cells that do not change. */
export function functionalConnectivity(activities: NDArray): Matrix {
  const rows = rowsOf('functionalConnectivity', 'activities', activities);
  const { steps, cells } = rows;
  const scaled = Array.from({ length: cells }, (_, cell) => {
    const column = columnOf(rows, cell);
    const [mean, deviation] = [meanOf(column), Math.sqrt(varianceOf(column))];
    return column.map((value) => (deviation === 0 ? 0 : (value - mean) / deviation));
  });
  const matrix = new Float64Array(cells * cells);
  for (let a = 0; a < cells; a++) {
    for (let b = a; b < cells; b++) {
      const product = scaled[a]!.reduce((sum, value, step) => sum + value * scaled[b]![step]!, 0) / steps;
      matrix[a * cells + b] = product;
      matrix[b * cells + a] = product;
    }
  }
  return array(matrix, { shape: [cells, cells], dtype: getFloat() });
}

export interface DynamicsOptions {
  /** How many steps a window has, and how many lie between the beginnings of two; 30 and 5 where they are not stated. */
  readonly windowSize?: number;
  readonly stepSize?: number;
}

/**
 * How functional connectivity changes: the correlation (`matrixCorrelation`) of the functional connectivities of each pair of windows.
 * E. C. A. Hansen et al., NeuroImage 105 (2015) 525–535.
 */
export function functionalConnectivityDynamics(activities: NDArray, options: DynamicsOptions = {}): Matrix {
  checkOptions('functionalConnectivityDynamics', options, { windowSize: 'number', stepSize: 'number' });
  const { windowSize = 30, stepSize = 5 } = options;
  const { steps } = rowsOf('functionalConnectivityDynamics', 'activities', activities);
  if (!Number.isInteger(windowSize) || windowSize < 2 || windowSize > steps) throw new RangeError(`functionalConnectivityDynamics: windowSize is a number of steps from 2 to those of the recording, ${steps}; got ${windowSize}`);
  if (!Number.isInteger(stepSize) || stepSize < 1) throw new RangeError(`functionalConnectivityDynamics: stepSize is a number of steps from 1 on, got ${stepSize}`);
  const count = Math.floor((steps - windowSize) / stepSize) + 1;
  const windows = Array.from({ length: count }, (_, k) => functionalConnectivity(at(activities, slice(k * stepSize, k * stepSize + windowSize)) as NDArray));
  const matrix = Float64Array.from({ length: count * count }, (_, k) => matrixCorrelation(windows[Math.floor(k / count)]!, windows[k % count]!));
  return array(matrix, { shape: [count, count], dtype: getFloat() });
}

/** The correlation of the entries below the diagonals of two matrices of one size: how alike two functional connectivities are. */
export function matrixCorrelation(x: NDArray, y: NDArray): number {
  const [a, b] = [rowsOf('matrixCorrelation', 'x', x), rowsOf('matrixCorrelation', 'y', y)];
  const below = ({ values, cells }: typeof a): number[] =>
    Array.from({ length: cells * cells }, (_, k) => k).filter((k) => Math.floor(k / cells) > k % cells).map((k) => values[k]!);
  return weightedPair(below(a), below(b), undefined);
}

/** The correlation of two series whose items count as much as `weights` say. */
export function weightedCorrelation(x: NDArray, y: NDArray, weights: NDArray): number {
  return weightedPair(x.toTypedArray(), y.toTypedArray(), weights.toTypedArray());
}

function weightedPair(x: ArrayLike<number>, y: ArrayLike<number>, weights: ArrayLike<number> | undefined): number {
  const weigh = (value: (i: number) => number): number => {
    let [sum, total] = [0, 0];
    for (let i = 0; i < x.length; i++) {
      sum += (weights?.[i] ?? 1) * value(i);
      total += weights?.[i] ?? 1;
    }
    return sum / total;
  };
  const [meanX, meanY] = [weigh((i) => x[i]!), weigh((i) => y[i]!)];
  const both = weigh((i) => (x[i]! - meanX) * (y[i]! - meanY));
  return both / Math.sqrt(weigh((i) => (x[i]! - meanX) ** 2) * weigh((i) => (y[i]! - meanY) ** 2));
}
