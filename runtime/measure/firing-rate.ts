/** How often cells spike. */
import { getFloat } from '../array/default-float.js';
import type { NDArray, Vector } from '../array/types.js';
import { array } from '../math/array.js';
import { checkTimes, rowsOf } from './elements.js';

/**
 * The mean rate of all cells (Hz) over time: the mean of `spikes` [steps, cells] over cells, smoothed by a box of
 * w = 2 floor(width / dt / 2) + 1 steps around each step (zeros outside of the recording). width and dt in ms.
 */
export function firingRate(spikes: NDArray, width: number, dt: number): Vector {
  const { steps, cells, values } = rowsOf('firingRate', 'spikes', spikes);
  checkTimes('firingRate', { width, dt });
  const before = new Float64Array(steps + 1);
  for (let step = 0; step < steps; step++) {
    let count = 0;
    for (let cell = 0; cell < cells; cell++) count += values[step * cells + cell]!;
    before[step + 1] = before[step]! + count;
  }
  const half = Math.floor(width / 2 / dt);
  const scale = 1000 / (cells * (2 * half + 1) * dt);
  const rate = Float64Array.from({ length: steps }, (_, step) => (before[Math.min(steps, step + half + 1)]! - before[Math.max(0, step - half)]!) * scale);
  return array(rate, { dtype: getFloat() });
}
