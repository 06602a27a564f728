/** The local field potential that spikes add up to. */
import { checkOptions } from '../abi/check-options.js';
import { getFloat } from '../array/default-float.js';
import type { NDArray, Vector } from '../array/types.js';
import { array } from '../math/array.js';
import { uniform } from '../random/distributions.js';
import { RandomState } from '../random/random-state.js';
import { rowsOf, timesOf } from './elements.js';

export type SpikeType = 'exc' | 'inh';
export type ElectrodeLocation = 'deep layer' | 'soma layer' | 'superficial layer' | 'surface';

export interface LFPOptions {
  /** Where the electrode is; `'soma layer'` where it is not stated. */
  readonly location?: ElectrodeLocation;
  /** The size of the sheet (mm) on which the cells lie at random, with the electrode in the middle; 0.2 each. */
  readonly xmax?: number;
  readonly ymax?: number;
  /** How fast axons conduct (mm/s); 200. */
  readonly va?: number;
  /** The distance (mm) within which the potential falls to 1/e; 0.2. */
  readonly lambda?: number;
  /** The widths of the potentials of inhibitory and excitatory cells (ms); 2.1 and 3.15. */
  readonly sigI?: number;
  readonly sigE?: number;
  /** Of the places of the cells; drawn from the program's stream where it is not stated. */
  readonly seed?: number;
}

/** The potential of one spike at the electrode (µV). */
const amplitudes: Readonly<Record<SpikeType, Readonly<Record<ElectrodeLocation, number>>>> = {
  exc: { 'deep layer': -0.16, 'soma layer': 0.48, 'superficial layer': 0.24, surface: -0.08 },
  inh: { 'deep layer': -0.2, 'soma layer': 3, 'superficial layer': -1.2, surface: 0.3 },
};

/** From a spike at a distance of 0 to the peak of its potential (ms). */
const peakDelay = 10.4;

/**
 * The local field potential (µV) of cells of one kind at the times (ms) of a recording of spikes [steps, cells]:
 *
 *     Σ A e^(-d / lambda) e^(-(t - t_spike - delay)² / (2 sigma²)),    delay = 10.4 ms + d / va
 *
 * over all spikes, d the distance from the cell to the electrode. Potentials of both kinds of cells add up.
 *
 * B. Telenczuk, M. Telenczuk and A. Destexhe, J. Neurosci. Methods 344 (2020) 108871.
 */
export function unitaryLFP(times: NDArray, spikes: NDArray, spikeType: SpikeType, options: LFPOptions = {}): Vector {
  checkOptions('unitaryLFP', options, { location: 'string', xmax: 'number', ymax: 'number', va: 'number', lambda: 'number', sigI: 'number', sigE: 'number', seed: 'number' });
  const { location = 'soma layer', xmax = 0.2, ymax = 0.2, va = 200, lambda = 0.2, sigI = 2.1, sigE = 3.15, seed } = options;
  const { steps, cells, values } = rowsOf('unitaryLFP', 'spikes', spikes);
  const at = timesOf('unitaryLFP', times, spikes);
  const kind = amplitudes[spikeType];
  if (kind === undefined) throw new TypeError(`unitaryLFP: the kind of cells is 'exc' or 'inh', not '${String(spikeType)}'`);
  const amplitude = kind[location];
  if (amplitude === undefined) throw new TypeError(`unitaryLFP: there is no location '${String(location)}'; the locations are ${Object.keys(kind).join(', ')}`);
  const sigma = spikeType === 'exc' ? sigE : sigI;
  const state = seed === undefined ? {} : { state: new RandomState(seed) };
  const places = uniform(-0.5, 0.5, [cells, 2], { ...state, dtype: 'float64' }).toTypedArray();
  const potential = new Float64Array(steps);
  for (let cell = 0; cell < cells; cell++) {
    const distance = Math.hypot(places[2 * cell]! * xmax, places[2 * cell + 1]! * ymax);
    const delay = peakDelay + (1000 * distance) / va;
    const height = amplitude * Math.exp(-distance / lambda);
    for (let step = 0; step < steps; step++) {
      if (values[step * cells + cell] === 0) continue;
      const peak = at[step]! + delay;
      for (let k = 0; k < steps; k++) potential[k] = potential[k]! + height * Math.exp(-((at[k]! - peak) ** 2) / (2 * sigma * sigma));
    }
  }
  return array(potential, { dtype: getFloat() });
}
