/** Memory for the frames of compiled calls: a stack, since calls nest and end in order. */
import type { Block } from './allocator.js';
import { reserve } from './residency.js';

const chunkBytes = 256 * 1024;

/** Chunks never move, since frames of calls in progress point into them. */
const chunks: Block[] = [];
let chunk = -1;
let top = 0;

/** Where the stack stands: give it back to `popFrame` when the call ends. */
export interface FrameMark {
  readonly address: number;
  readonly chunk: number;
  readonly top: number;
}

/** Uninitialised memory for one frame, 64-byte aligned, until `popFrame` with what this returns. */
export function pushFrame(bytes: number): FrameMark {
  const rounded = Math.ceil(bytes / 64) * 64;
  const mark = { address: 0, chunk, top };
  if (chunk < 0 || top + rounded > chunks[chunk]!.bytes) {
    chunk++;
    top = 0;
    const known = chunks[chunk];
    if (known === undefined || known.bytes < rounded) {
      // A chunk that is too small is left out of use for good: frames over 256 KiB are rare.
      chunks.splice(chunk, known === undefined ? 0 : 1, reserve(Math.max(chunkBytes, rounded)));
    }
  }
  mark.address = chunks[chunk]!.address + top;
  top += rounded;
  return mark;
}

/** Ends a frame and all that were pushed after it. */
export function popFrame(mark: FrameMark): void {
  chunk = mark.chunk;
  top = mark.top;
}
