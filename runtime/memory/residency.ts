/**
 * Which arrays are in Wasm memory. Past a budget the least recently used ones are paged out to buffers that the JavaScript engine
 * collects. So garbage leaves by itself, without WeakRef or finalizers (neither works inside one synchronous job), and a loop that
 * drops its results runs in bounded memory.
 *
 * Results that no call has come back to are held to a small budget of their own: most are garbage already, and the next
 * result then takes memory that the first caches still know.
 *
 * What the call in progress uses is pinned: nothing moves during a call.
 */
import { OutOfMemoryError } from '../abi/errors.js';
import { Allocator, type Block } from './allocator.js';
import { firstAddress, growHeap, heap, maxHeapBytes } from './heap.js';
import { printBytes } from './print-bytes.js';
import { type Limit, type Resident, ResidentList } from './resident-list.js';

const byteLimit: Limit = { unit: 'bytes', most: 256 * 2 ** 20, ceiling: 3 * 2 ** 30, left: 0 };
/**
 * On `fresh`. Writing 400 kB takes 11 µs where results take turns in 8 MiB, and 25 µs where they take turns in 256 MiB; and a
 * program that never holds much never has the system make pages for more.
 */
const freshLimit: Limit = { unit: 'bytes', most: 16 * 2 ** 20, ceiling: 3 * 2 ** 30, left: 0 };
/**
 * The number counts because a small array's JavaScript objects weigh more than its elements. With 8,192 a loop that makes small
 * arrays leaves the collector's young generation little to copy (0.6 µs an array); with 100,000 they grow old there (2.6 µs).
 */
const countLimit: Limit = { unit: 'arrays', most: 8192, ceiling: 2 ** 20, left: 0 };

/** Residents that at most one call has used since they were made, and the others: from the least to the most recently used. */
const fresh = new ResidentList();
const settled = new ResidentList();
let clock = 0;

const allocator = new Allocator(firstAddress);

/** Calls in progress, innermost last, with the temporaries that each has still to release. */
interface Call {
  readonly id: number;
  /** The clock when it began: what was used last before that is not pinned by it. */
  readonly beganAt: number;
  temporaries: Map<number, Block> | undefined;
}
const calls: Call[] = [];
let lastCall = 0;

/** Starts a call: what is used until its `endCall` stays where it is. Calls nest. */
export function beginCall(): void {
  calls.push({ id: ++lastCall, beganAt: clock, temporaries: undefined });
}

/** Ends the innermost call: unpins what it used and releases its temporaries. Belongs in a `finally`. */
export function endCall(): void {
  const temporaries = calls.pop()?.temporaries;
  if (temporaries !== undefined) for (const block of temporaries.values()) allocator.release(block);
}

/** Marks as just used, and pins for the call in progress. */
export function touch(resident: Resident): void {
  const call = calls.at(-1);
  const isSameCall = call !== undefined && isPinned(resident);
  if (call !== undefined && !isSameCall) resident.pinnedBy = call.id;
  if (!isSameCall) resident.uses++;
  resident.usedAt = ++clock;
  const list = resident.uses > 1 ? settled : fresh;
  if (resident === list.newest) return;
  resident.list!.remove(resident);
  list.append(resident);
}

/** Gives memory to something that has none; its former contents, if it had any, are for the caller to copy in. */
export function admit(resident: Resident, bytes: number): void {
  const { leftFor } = resident;
  // Back so soon: what the program uses does not fit, so the limit is too low for it.
  if (leftFor !== undefined && leftFor.left - resident.leftAt < 2 * leftFor.most) {
    leftFor.most = Math.min(leftFor.ceiling, leftFor.most + (leftFor.unit === 'bytes' ? bytes : 1));
  }
  while (fresh.count + settled.count >= countLimit.most && pageOutOldest(countLimit)) { /* until there is room, or all that is left is pinned */ }
  adopt(resident, reserve(bytes));
}

/** Makes a block that the caller has reserved (a temporary it took over) the memory of `resident`. */
export function adopt(resident: Resident, block: Block): void {
  resident.block = block;
  resident.pinnedBy = calls.at(-1)?.id ?? 0;
  resident.uses = 0;
  resident.usedAt = ++clock;
  fresh.append(resident);
}

/** Gives the memory of `resident` back, without a copy. */
export function dismiss(resident: Resident): void {
  const { block } = resident;
  if (block === undefined) return;
  resident.list!.remove(resident);
  resident.block = undefined;
  allocator.release(block);
}

/** Memory that belongs to nobody: for tables that live as long as the program, frames, and the temporaries below. */
export function reserve(bytes: number): Block {
  // What is alone larger than the limit stays until as much has been made after it.
  while (fresh.oldest !== undefined && fresh.bytes - fresh.oldest.block!.bytes + bytes > freshLimit.most && pageOutFrom(fresh.oldest, freshLimit)) { /* as below */ }
  while (fresh.bytes + settled.bytes + bytes > byteLimit.most && pageOutOldest(byteLimit)) { /* until it fits, or all that is left is pinned */ }
  for (;;) {
    const block = allocator.allocate(bytes);
    if (block !== undefined) return block;
    if (growHeap(allocator.endNeededFor(bytes))) allocator.extend(heap.u8.length);
    else if (!pageOutOldest(byteLimit)) throw new OutOfMemoryError(explain(bytes));
  }
}

/** Memory for `bytes`, 64-byte aligned; released by `releaseTemporary` or by the end of the call in progress. */
export function allocateTemporary(bytes: number): number {
  const call = calls.at(-1);
  if (call === undefined) throw new Error('myelin: a temporary outside of a call (a bug of myelin)');
  const block = reserve(bytes);
  (call.temporaries ??= new Map<number, Block>()).set(block.address, block);
  return block.address;
}

export function releaseTemporary(address: number): void {
  allocator.release(takeTemporary(address));
}

/** Whether `address` is a temporary of a call in progress. */
export function isTemporary(address: number): boolean {
  return calls.some(({ temporaries }) => temporaries?.has(address) === true);
}

/** Takes a temporary out of its call's list: the caller owns the block. */
export function takeTemporary(address: number): Block {
  for (let depth = calls.length - 1; depth >= 0; depth--) {
    const { temporaries } = calls[depth]!;
    const block = temporaries?.get(address >>> 0);
    if (block === undefined) continue;
    temporaries!.delete(block.address);
    return block;
  }
  throw new Error(`myelin: ${address >>> 0} is the address of no temporary (a bug of myelin)`);
}

/** The resident at `address` among those pinned by calls in progress. */
export function findPinned(address: number): Resident | undefined {
  const wanted = address >>> 0;
  const began = calls[0]?.beganAt ?? clock;
  for (const list of [settled, fresh]) {
    // The lists are in the order of last use, and thousands of arrays long.
    for (let resident = list.newest; resident !== undefined && resident.usedAt > began; resident = resident.older) {
      if (resident.block!.address === wanted) return isPinned(resident) ? resident : undefined;
    }
  }
  return undefined;
}

/** What the memory holds now. */
export interface MemoryUse {
  /** Bytes of Wasm memory in use. */
  readonly used: number;
  /** Bytes of Wasm memory that the engine has given us. It never shrinks. */
  readonly reserved: number;
  /** Past this, the least recently used arrays are paged out. */
  readonly budget: number;
  /** All bytes paged out since the start. */
  readonly pagedOut: number;
}

export function memoryUse(): MemoryUse {
  return { used: allocator.usedBytes, reserved: heap.u8.length, budget: byteLimit.most, pagedOut: byteLimit.left };
}

/** Sets the budget, in bytes: for tests, and for programs that know better. */
export function setMemoryBudget(bytes: number): void {
  byteLimit.most = Math.min(byteLimit.ceiling, bytes);
}

/** Of the residents that are not pinned, the one that was used longest ago leaves; false if all are pinned. */
function pageOutOldest(reason: Limit): boolean {
  const [young, old] = [fresh.oldest, settled.oldest];
  const first = young === undefined || (old !== undefined && old.usedAt < young.usedAt) ? old : young;
  return first !== undefined && (pageOutFrom(first, reason) || pageOutFrom(first === young ? old : young, reason));
}

/** Pages out the first that is not pinned, from `start` to the newest of its list. */
function pageOutFrom(start: Resident | undefined, reason: Limit): boolean {
  let resident = start;
  while (resident !== undefined && isPinned(resident)) resident = resident.newer;
  if (resident === undefined) return false;
  const block = resident.block!;
  resident.saveContents(block);
  for (const limit of [byteLimit, freshLimit]) limit.left += block.bytes;
  countLimit.left++;
  resident.leftFor = reason;
  resident.leftAt = reason.left;
  dismiss(resident);
  return true;
}

function isPinned({ pinnedBy }: Resident): boolean {
  if (pinnedBy === 0) return false;
  for (let depth = calls.length - 1; depth >= 0; depth--) {
    const { id } = calls[depth]!;
    if (id === pinnedBy) return true;
    if (id < pinnedBy) return false; // Ids rise with depth.
  }
  return false;
}

function explain(bytes: number): string {
  return `${printBytes(bytes)} were asked for, ${printBytes(allocator.usedBytes)} are in use by the call in progress, and the limit is ` +
    `${printBytes(maxHeapBytes)} (or less, where the machine has less). Work on parts of the data, use float32 instead of float64, ` +
    'or split the call into several, so that intermediate results can leave memory';
}
