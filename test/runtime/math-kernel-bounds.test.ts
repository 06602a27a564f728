/** Kernels may write past the end of a result, but only into the padding that layout.ts promises: what lies behind is another array. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paddedBytes } from '../../runtime/abi/layout.js';
import { cast } from '../../runtime/kernels/cast.js';
import { dot } from '../../runtime/kernels/dot.js';
import { exp } from '../../runtime/kernels/exp.js';
import { less } from '../../runtime/kernels/less.js';
import { sum } from '../../runtime/kernels/sum.js';
import { heap } from '../../runtime/memory/heap.js';
import { allocateTemporary, beginCall, endCall } from '../../runtime/memory/residency.js';

const sizes = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 48, 63, 64, 65, 128, 129];
const guard = 0xa5;
let [source, result] = [0, 0];

beforeAll(() => {
  beginCall();
  source = allocateTemporary(2 ** 20);
  result = allocateTemporary(2 ** 18);
});
afterAll(endCall);

/** Runs a kernel whose result has `size` elements and says how many bytes behind its padding it changed. */
function overrun(size: number, dtype: 'float32' | 'float64' | 'bool', run: () => void): number {
  heap.u8.fill(0, source, source + 2 ** 20);
  heap.u8.fill(guard, result, result + 2 ** 18);
  run();
  const end = result + paddedBytes(size, dtype);
  return heap.u8.subarray(end, end + 4096).findLastIndex((byte) => byte !== guard) + 1;
}

test.each([['float32', 'f32'], ['float64', 'f64']] as const)('%s', (dtype, tag) => {
  const found: string[] = [];
  const check = (what: string, size: number, type: typeof dtype | 'bool', run: () => void): void => {
    const bytes = overrun(size, type, run);
    if (bytes > 0) found.push(`${what}: ${bytes} bytes`);
  };
  for (const n of sizes) {
    check(`exp ${n}`, n, dtype, () => exp.get(`${tag}_v`)(n, result, source));
    check(`less ${n}`, n, 'bool', () => less.get(`${tag}_vv`)(n, result, source, source));
    check(`cast ${n}`, n, 'bool', () => cast.get(`${tag}_bool`)(n, result, source));
    for (const m of sizes) {
      check(`sum [${m}, ${n}] over 0`, n, dtype, () => sum.get(`${tag}_axis`)(1, m, n, result, source));
      check(`sum [${m}, ${n}] over 1`, m, dtype, () => sum.get(`${tag}_axis`)(m, n, 1, result, source));
      check(`sum [3, ${m}, ${n}] over 1`, 3 * n, dtype, () => sum.get(`${tag}_axis`)(3, m, n, result, source));
      check(`matvec [${m}, ${n}]`, m, dtype, () => dot.get(`matvec_${tag}`)(m, n, result, source, source));
      check(`vecmat [${m}, ${n}]`, n, dtype, () => dot.get(`vecmat_${tag}`)(m, n, result, source, source));
      check(`matmul [${m}, 5, ${n}]`, m * n, dtype, () => dot.get(`matmul_${tag}`)(m, 5, n, result, source, source));
    }
  }
  expect(found).toEqual([]);
});
