// What all JavaScript peers of bench/simulations.mjs share: the cells and connections of W3 and W4, and how runs are timed.
import { performance } from 'node:perf_hooks';
import { uniform } from './measure.mjs';

/** W3: 1,000 Hodgkin–Huxley cells with a constant current, exponential Euler, dt 0.1 ms. */
export const hodgkinHuxley = { cells: 1000, dt: 0.1, current: 10 };
/** W4: COBA (Brette et al. 2007). Each cell has the same number of targets, drawn with replacement. */
export const coba = { excitatory: 3200, inhibitory: 800, targets: 80, dt: 0.1 };

/** The potentials of W3 before the first step: uniform from -70 to -60 mV. */
export const firstPotentials = (dtype) => uniform(3, hodgkinHuxley.cells, dtype).map((u) => -70 + 10 * u);

/** The potentials of W4: uniform from -58 to -52 mV. */
export const cobaPotentials = (dtype) => uniform(5, coba.excitatory + coba.inhibitory, dtype).map((u) => -58 + 6 * u);

/** The targets of each cell of W4, row by row. */
export function cobaTargets() {
  const cells = coba.excitatory + coba.inhibitory;
  return Int32Array.from(uniform(4, cells * coba.targets, 'float64'), (u) => Math.floor(u * cells));
}

/**
 * Runs a simulation some times, each time anew, and prints its times. `start(dtype)` gives `run(steps)`, which makes so many more steps and
 * returns the number of spikes in them. The first second is there for the engines to compile what is hot; the second one is timed.
 */
export async function measureSimulation(peer, workload, start) {
  const steps = Number(process.env.BENCH_STEPS ?? 10_000);
  for (const dtype of ['float32', 'float64']) {
    const run = await start(dtype);
    const before = performance.now();
    const firstSpikes = run(steps);
    const first = performance.now() - before;
    const again = performance.now();
    const spikes = run(steps);
    process.stdout.write(`${JSON.stringify({ peer, workload, dtype, firstSpikes, spikes, first, ms: performance.now() - again })}\n`);
  }
}
