/** Things in Wasm memory in the order of their last use, how much they take together, and the bounds that they are held to. */
import type { Block } from './allocator.js';

/** A bound on residents, which adapts to what the program uses over and over: it rises when what it made leave comes back soon. */
export interface Limit {
  readonly unit: 'bytes' | 'arrays';
  most: number;
  readonly ceiling: number;
  /** All that ever left, in the limit's unit: the clock that tells how long ago something did. */
  left: number;
}

/** Something in Wasm memory that can leave it. */
export abstract class Resident {
  /** @internal Its neighbours in `list`. */
  older: Resident | undefined = undefined;
  /** @internal */
  newer: Resident | undefined = undefined;
  /** @internal Where it stands; undefined while it is not resident. */
  list: ResidentList | undefined = undefined;
  /** @internal When it was last used, by a clock that counts uses: compares residents of two lists. */
  usedAt = 0;
  /** @internal How many calls have used it since it was made or came back. */
  uses = 0;
  /** @internal The call that pinned it; pinned while that call is in progress. */
  pinnedBy = 0;
  /** @internal Its memory while it is resident. */
  block: Block | undefined = undefined;
  /** @internal The limit that made it leave, and that limit's clock at the moment. */
  leftFor: Limit | undefined = undefined;
  /** @internal */
  leftAt = 0;

  /** Copies the data out of Wasm memory. Called just before the block is released. */
  abstract saveContents(block: Block): void;
}

export class ResidentList {
  oldest: Resident | undefined = undefined;
  newest: Resident | undefined = undefined;
  bytes = 0;
  count = 0;

  append(resident: Resident): void {
    const { newest } = this;
    resident.list = this;
    resident.older = newest;
    if (newest === undefined) this.oldest = resident;
    else newest.newer = resident;
    this.newest = resident;
    this.bytes += resident.block!.bytes;
    this.count++;
  }

  remove(resident: Resident): void {
    const { older, newer } = resident;
    if (older === undefined) this.oldest = newer;
    else older.newer = newer;
    if (newer === undefined) this.newest = older;
    else newer.older = older;
    resident.list = resident.older = resident.newer = undefined;
    this.bytes -= resident.block!.bytes;
    this.count--;
  }
}
