/** Compares recordings with golden files, which hold every so many rows. */
import { expect } from 'vitest';
import type { NDArray } from '../../runtime/index.js';

/** The steps in which the first cell spiked. */
export function spikeSteps(spikes: NDArray): number[] {
  return (spikes.toArray() as boolean[][]).flatMap((row, i) => (row[0] === true ? [i] : []));
}

/** The largest difference between the first cell's trace and golden values, relative to 1 + |value|. */
export function largestError(trace: NDArray, golden: readonly number[], every: number): number {
  const rows = trace.toArray() as number[][];
  return Math.max(...golden.map((value, k) => Math.abs(rows[k * every]![0]! - value) / (1 + Math.abs(value))));
}

/** Traces to 1e-9: the method is the same, sums may be in another order. */
export function expectTrace(trace: NDArray, golden: readonly number[], every: number, name: string): void {
  expect(largestError(trace, golden, every), name).toBeLessThan(1e-9);
}
