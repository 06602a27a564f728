/**
 * A two-level segregated-fit allocator (Masmano et al. 2004): constant time, neighbours merged on release. Blocks are described by
 * JavaScript objects and not by headers in memory, so that no kernel can damage them and every block starts at a multiple of 64.
 */
import { alignment } from '../abi/layout.js';

/** A piece of memory, free or in use. Its neighbours by address are what merging needs. */
export interface Block {
  readonly address: number;
  readonly bytes: number;
}

interface Node extends Block {
  bytes: number;
  free: boolean;
  below: Node | undefined;
  above: Node | undefined;
  /** The free list of its size class. */
  previous: Node | undefined;
  next: Node | undefined;
}

const fineBits = 3;
const fineClasses = 1 << fineBits;
/** How many blocks of the request's own class are tried before a larger class is split; finds blocks of exactly the size asked. */
const triesInClass = 8;

/** Small blocks that were just released are kept as they are, up to this many of a size: most are asked for again at once. */
const keptPerSize = 64;
const largestKept = 32 * alignment;

export class Allocator {
  /** By number of cache lines: released blocks not yet merged with their neighbours. */
  readonly #kept: Node[][] = Array.from({ length: largestKept / alignment + 1 }, () => []);
  readonly #classes: (Node | undefined)[] = new Array<Node | undefined>(32 * fineClasses).fill(undefined);
  readonly #fineMaps = new Uint8Array(32);
  #coarseMap = 0;
  #last: Node | undefined;
  #end: number;
  #used = 0;

  constructor(start: number) {
    this.#end = start;
  }

  /** The first address past all blocks. */
  get end(): number {
    return this.#end;
  }

  /** Bytes in blocks that are in use. */
  get usedBytes(): number {
    return this.#used;
  }

  /** A block of at least `bytes` (rounded up to a multiple of 64), or undefined if no free block is large enough. */
  allocate(bytes: number): Block | undefined {
    const rounded = roundUp(bytes);
    const kept = rounded <= largestKept ? this.#kept[rounded / alignment]!.pop() : undefined;
    if (kept !== undefined) {
      this.#used += rounded;
      return kept;
    }
    const found = this.#find(rounded) ?? (this.#mergeKept() ? this.#find(rounded) : undefined);
    if (found === undefined) return undefined;
    this.#unlink(found);
    if (found.bytes > rounded) this.#split(found, rounded);
    found.free = false;
    this.#used += found.bytes;
    return found;
  }

  release(block: Block): void {
    // The reason for the cast: blocks are made by this class alone, and the interface only hides their links.
    const node = block as Node;
    this.#used -= node.bytes;
    const kept = node.bytes <= largestKept ? this.#kept[node.bytes / alignment]! : undefined;
    if (kept !== undefined && kept.length < keptPerSize) kept.push(node);
    else this.#merge(node);
  }

  #merge(released: Node): void {
    let node = released;
    node.free = true;
    if (node.above?.free === true) {
      this.#unlink(node.above);
      this.#absorbAbove(node);
    }
    if (node.below?.free === true) {
      node = node.below;
      this.#unlink(node);
      this.#absorbAbove(node);
    }
    this.#link(node);
  }

  /** Adds the memory from `end` up to `newEnd` (memory has grown). */
  extend(newEnd: number): void {
    if (newEnd - this.#end < alignment) return;
    const added: Node = {
      address: this.#end, bytes: newEnd - this.#end, free: false, below: this.#last, above: undefined, previous: undefined, next: undefined,
    };
    if (this.#last !== undefined) this.#last.above = added;
    this.#last = added;
    this.#end = newEnd;
    this.#merge(added);
  }

  /** How far memory must reach for an `allocate(bytes)` that has just failed to succeed. */
  endNeededFor(bytes: number): number {
    const rounded = roundUp(bytes);
    const tail = this.#last?.free === true ? this.#last.bytes : 0;
    return this.#end + Math.max(alignment, rounded - tail);
  }

  /** Whether there was anything to merge. */
  #mergeKept(): boolean {
    let any = false;
    for (const kept of this.#kept) {
      any ||= kept.length > 0;
      for (const node of kept.splice(0)) this.#merge(node);
    }
    return any;
  }

  #find(bytes: number): Node | undefined {
    const own = classOf(bytes);
    let candidate = this.#classes[own];
    for (let tries = 0; candidate !== undefined && tries < triesInClass; tries++) {
      if (candidate.bytes >= bytes) return candidate;
      candidate = candidate.next;
    }
    const larger = this.#classAbove(own) ?? own;
    // Only where no larger class has any: the rest of the own class, before memory is grown.
    candidate = this.#classes[larger];
    while (candidate !== undefined && candidate.bytes < bytes) candidate = candidate.next;
    return candidate;
  }

  #classAbove(sizeClass: number): number | undefined {
    const coarse = sizeClass >> fineBits;
    const fine = this.#fineMaps[coarse]! & ~((2 << (sizeClass & (fineClasses - 1))) - 1);
    if (fine !== 0) return (coarse << fineBits) + lowestBit(fine);
    const coarser = coarse === 31 ? 0 : this.#coarseMap & ~((2 << coarse) - 1);
    if (coarser === 0) return undefined;
    const found = lowestBit(coarser);
    return (found << fineBits) + lowestBit(this.#fineMaps[found]!);
  }

  #split(node: Node, bytes: number): void {
    const rest: Node = {
      address: node.address + bytes, bytes: node.bytes - bytes, free: true, below: node, above: node.above, previous: undefined, next: undefined,
    };
    if (node.above === undefined) this.#last = rest;
    else node.above.below = rest;
    node.above = rest;
    node.bytes = bytes;
    this.#link(rest);
  }

  #absorbAbove(node: Node): void {
    const above = node.above!;
    node.bytes += above.bytes;
    node.above = above.above;
    if (above.above === undefined) this.#last = node;
    else above.above.below = node;
  }

  #link(node: Node): void {
    const sizeClass = classOf(node.bytes);
    const head = this.#classes[sizeClass];
    node.previous = undefined;
    node.next = head;
    if (head !== undefined) head.previous = node;
    this.#classes[sizeClass] = node;
    this.#fineMaps[sizeClass >> fineBits]! |= 1 << (sizeClass & (fineClasses - 1));
    this.#coarseMap |= 1 << (sizeClass >> fineBits);
  }

  #unlink(node: Node): void {
    if (node.next !== undefined) node.next.previous = node.previous;
    if (node.previous !== undefined) {
      node.previous.next = node.next;
      return;
    }
    const sizeClass = classOf(node.bytes);
    this.#classes[sizeClass] = node.next;
    if (node.next !== undefined) return;
    const coarse = sizeClass >> fineBits;
    this.#fineMaps[coarse]! &= ~(1 << (sizeClass & (fineClasses - 1)));
    if (this.#fineMaps[coarse] === 0) this.#coarseMap &= ~(1 << coarse);
  }
}

function roundUp(bytes: number): number {
  return Math.max(alignment, Math.ceil(bytes / alignment) * alignment);
}

/** Eight classes to each power of two of cache lines. */
function classOf(bytes: number): number {
  const lines = bytes / alignment;
  const coarse = 31 - Math.clz32(lines);
  const fine = coarse < fineBits ? lines - 2 ** coarse : (lines >>> (coarse - fineBits)) & (fineClasses - 1);
  return (coarse << fineBits) + fine;
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}
