/** Matrix products of int32 and uint32, modulo 2^32: order does not matter, so plain loops serve. Rare enough to have no kernels. */
import { heap } from '../memory/heap.js';

/** [m, k] times [k, n] at addresses of 32-bit words. */
export function multiplyWhole(m: number, k: number, n: number, out: number, a: number, b: number): void {
  const words = heap.i32;
  const [target, left, right] = [out / 4, a / 4, b / 4];
  words.fill(0, target, target + m * n);
  for (let i = 0; i < m; i++) {
    for (let l = 0; l < k; l++) {
      const factor = words[left + i * k + l]!;
      // A row of the result at a time: both rows are read in sequence.
      for (let j = 0; j < n; j++) words[target + i * n + j]! += Math.imul(factor, words[right + l * n + j]!);
    }
  }
}
