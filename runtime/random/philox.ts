/**
 * Philox4x32-10, a counter-based generator (Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3"): block k
 * of a stream is a function of the key and of k alone, so streams can be continued, split and shared out.
 */

const multiplierA = 0xd2511f53;
const multiplierB = 0xcd9e8d57;
const weylA = 0x9e3779b9;
const weylB = 0xbb67ae85;
const roundCount = 10;

/**
 * Fills `target` from `start` to `end` (a multiple of 4 words apart) with the blocks that follow the 64-bit counter; the counter's
 * upper 64 bits are 0.
 */
export function fillBlocks(target: Uint32Array, start: number, end: number, key: readonly [number, number], counter: readonly [number, number]): void {
  let [low, high] = counter;
  for (let at = start; at < end; at += 4) {
    writeBlock(target, at, low, high, 0, 0, key[0], key[1]);
    low = (low + 1) >>> 0;
    if (low === 0) high = (high + 1) >>> 0;
  }
}

/** Writes the block of four words of one counter and key. */
export function writeBlock(target: Uint32Array, at: number, c0: number, c1: number, c2: number, c3: number, k0: number, k1: number): void {
  let a = c0 | 0;
  let b = c1 | 0;
  let c = c2 | 0;
  let d = c3 | 0;
  let keyA = k0 | 0;
  let keyB = k1 | 0;
  for (let round = 0; round < roundCount; round++) {
    const highA = multiplyHigh(multiplierA >>> 16, multiplierA & 0xffff, a);
    const highB = multiplyHigh(multiplierB >>> 16, multiplierB & 0xffff, c);
    const lowA = Math.imul(multiplierA, a);
    const lowB = Math.imul(multiplierB, c);
    a = highB ^ b ^ keyA;
    b = lowB;
    c = highA ^ d ^ keyB;
    d = lowA;
    keyA = (keyA + weylA) | 0;
    keyB = (keyB + weylB) | 0;
  }
  target[at] = a;
  target[at + 1] = b;
  target[at + 2] = c;
  target[at + 3] = d;
}

/** The upper 32 bits of the unsigned product of two words, from products of 16 bits, which fit in 32. */
function multiplyHigh(xHigh: number, xLow: number, y: number): number {
  const yHigh = y >>> 16;
  const yLow = y & 0xffff;
  const middle = Math.imul(xHigh, yLow);
  // At most 65,535 * 65,535 + 65,534: no carry out of 32 bits here; the sum with `middle` has one, so its halves are added apart.
  const cross = (Math.imul(xLow, yHigh) + (Math.imul(xLow, yLow) >>> 16)) | 0;
  const sum = (cross & 0xffff) + (middle & 0xffff);
  return (Math.imul(xHigh, yHigh) + (cross >>> 16) + (middle >>> 16) + (sum >>> 16)) | 0;
}
