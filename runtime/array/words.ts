/**
 * Elements as words of their size, whatever their dtype: loops that only move bits then see three kinds of typed arrays and not five
 * (past four kinds V8 gives up on specialising them).
 */
import { heap } from '../memory/heap.js';

export type Words = Uint8Array | Uint32Array | Float64Array;

/** All of memory as words of that many bytes. */
export function wordsOf(bytes: number): Words {
  return bytes === 8 ? heap.f64 : bytes === 4 ? heap.u32 : heap.u8;
}
