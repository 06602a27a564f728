/** Broadcasting by copy, for compiled code that wants an operand in the full shape: whole runs of equal axes at a time. */
import { itemSize } from '../abi/dtype.js';
import { paddedBytes } from '../abi/layout.js';
import type { Shape } from '../abi/shape.js';
import { sizeOf } from '../abi/shape.js';
import { heap } from '../memory/heap.js';
import { allocateTemporary } from '../memory/residency.js';
import { addressAt, dtypeAt, shapeAt } from './call-scope.js';

/** Fills a new temporary with the array of the descriptor `source`, broadcast to the shape of `target`; returns its address. */
export function expand(source: number, target: number): number {
  const dtype = dtypeAt(source);
  const shape = shapeAt(target);
  const from = shapeAt(source);
  const aligned = [...new Array<number>(shape.length - from.length).fill(1), ...from];
  const address = allocateTemporary(paddedBytes(sizeOf(shape), dtype));
  if (sizeOf(shape) === 0) return address;
  const bytes = itemSize(dtype);
  // From here on nothing allocates, so the view stays valid.
  fillAxis({ memory: heap.u8, from: aligned, shape, bytes }, 0, addressAt(source), address);
  return address;
}

interface Expansion {
  readonly memory: Uint8Array;
  readonly from: Shape;
  readonly shape: Shape;
  readonly bytes: number;
}

/** Writes the sub-array of `axis` at `to`; returns the bytes read from `source`. */
function fillAxis(expansion: Expansion, axis: number, source: number, to: number): number {
  const { memory, from, shape, bytes } = expansion;
  const written = sizeOf(shape.slice(axis)) * bytes;
  const read = sizeOf(from.slice(axis)) * bytes;
  if (read === written) {
    memory.copyWithin(to, source, source + read);
    return read;
  }
  const count = shape[axis]!;
  const step = written / count;
  if (from[axis] === 1) {
    fillAxis(expansion, axis + 1, source, to);
    // Doubling: each copy is as long as all that is written so far.
    for (let done = step; done < written; done *= 2) memory.copyWithin(to + done, to, to + Math.min(done, written - done));
    return read;
  }
  let position = source;
  for (let row = 0; row < count; row++) position += fillAxis(expansion, axis + 1, position, to + row * step);
  return read;
}
