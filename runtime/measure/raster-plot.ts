/** Spikes as points. */
import type { NDArray, Vector } from '../array/types.js';
import { array } from '../math/array.js';
import { rowsOf, timesOf } from './elements.js';

/** The cell and the time of each spike, in the order of time. `times` are those of the rows. */
export function rasterPlot(spikes: NDArray, times: NDArray): readonly [index: Vector<'int32'>, time: Vector] {
  const { steps, cells, values } = rowsOf('rasterPlot', 'spikes', spikes);
  const at = timesOf('rasterPlot', times, spikes);
  const [index, time]: [number[], number[]] = [[], []];
  for (let step = 0; step < steps; step++) {
    for (let cell = 0; cell < cells; cell++) {
      if (values[step * cells + cell] === 0) continue;
      index.push(cell);
      time.push(at[step]!);
    }
  }
  return [array(Int32Array.from(index)), array(time)];
}
