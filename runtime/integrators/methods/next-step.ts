/** The counting of steps of a fractional memory: compiled into the integrators that use it. */
import type { Memory } from '../method-types.js';

/** The row of the ring for the present step. Where a memory of all steps is full there is none: then writing it throws an IndexError. */
export function takeStep(memory: Memory): number {
  const step = memory.count[0]!;
  memory.count.value = memory.count + 1;
  return memory.wraps ? step % memory.rows : step;
}
