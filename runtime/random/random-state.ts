/**
 * A stream of random words: key and position. The four words [key 0, key 1, position low, position high] are an array in Wasm memory, which
 * compiled code writes too; a call that throws puts them back. Each draw starts at a new block of four words.
 */
import { NDArrayObject } from '../array/nd-array.js';
import { noteWrite } from '../memory/journal.js';
import { Storage } from '../memory/storage.js';
import { fillBlocks, writeBlock } from './philox.js';

/** Words are made in pieces of this many, a multiple of four: they stay in the first-level cache. */
const pieceWords = 4096;
const piece = new Uint32Array(pieceWords);

/** An array that tells the transaction in progress of its writes, as a Variable does. */
class StateWords extends NDArrayObject {
  constructor() {
    super(Storage.allocate('uint32', 4), [4]);
  }

  override ownStorage(): Storage {
    noteWrite(this);
    return super.ownStorage();
  }
}

export class RandomState {
  /** @internal The array of four uint32 that is the state. */
  readonly state: NDArrayObject = new StateWords();

  /** A stream of its own for each seed, a whole number of up to 53 bits. Without one the seed is arbitrary. */
  constructor(seed?: number) {
    this.seed(seed);
  }

  /** Starts the stream of this seed from its beginning. */
  seed(seed: number = Math.floor(Math.random() * 2 ** 53)): void {
    if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError(`seed: a seed is a whole number from 0 to 2^53 - 1, got ${seed}`);
    this.#write([seed >>> 0, Math.floor(seed / 2 ** 32), 0, 0]);
  }

  /** A new stream that shares nothing with this one; this one moves on by one block. */
  split(): RandomState {
    const [key0, key1, low, high] = this.#advance(1);
    const words = new Uint32Array(4);
    // The two upper words of the counter are 0 in all draws: with 1 the block belongs to no draw.
    writeBlock(words, 0, low, high, 1, 0, key0, key1);
    const child = new RandomState(0);
    child.#write([words[0]!, words[1]!, 0, 0]);
    return child;
  }

  /** Brings the state into memory for the call in progress, so that draws allocate nothing; gives its address. */
  pin(): number {
    return this.state.ownStorage().address();
  }

  /** Hands out `count` words in pieces of whole blocks: `visit(words, first, size)` for those from `first` on. */
  drawWords(count: number, visit: (words: Uint32Array, first: number, size: number) => void): void {
    const [key0, key1, low, high] = this.#advance(Math.ceil(count / 4));
    for (let first = 0; first < count; first += pieceWords) {
      const size = Math.min(pieceWords, count - first);
      const block = low + first / 4;
      fillBlocks(piece, 0, Math.ceil(size / 4) * 4, [key0, key1], [block >>> 0, (high + Math.floor(block / 2 ** 32)) >>> 0]);
      visit(piece, first, size);
    }
  }

  /** Moves the position on by a number of blocks; returns the state before. */
  #advance(blocks: number): [number, number, number, number] {
    const [key0 = 0, key1 = 0, low = 0, high = 0] = this.state.storage.elements();
    const next = low + blocks;
    this.#write([key0, key1, next >>> 0, (high + Math.floor(next / 2 ** 32)) >>> 0]);
    return [key0, key1, low, high];
  }

  #write(words: ArrayLike<number>): void {
    this.state.ownStorage().elements().set(words);
  }
}

let shared: RandomState | undefined;

/** The stream of all draws that name no other. Its seed is arbitrary until `random.seed` sets it. */
export function defaultRandomState(): RandomState {
  return (shared ??= new RandomState());
}
