/**
 * Memory for what compiled code makes and drops again: a pointer that moves up, in Wasm itself, and back at the end of the call (or
 * step). Generated code knows the words of the header (`abi/arena.ts`); what finds no room here comes from `allocateTemporary`.
 */
import { arenaHeader, arenaHeaderBytes } from '../abi/arena.js';
import { heap } from './heap.js';
import { reserve } from './residency.js';

/** Room for the intermediate arrays of a step: those of larger ones cost so much to compute that asking the host for memory is nothing. */
const arenaBytes = 1024 * 1024;

let header: number | undefined;

/** The address of the arena's header: the import `env.arena`. */
export function arenaAddress(): number {
  if (header === undefined) {
    header = reserve(arenaHeaderBytes + arenaBytes).address;
    const words = header >>> 2;
    heap.u32[words + arenaHeader.top / 4] = header + arenaHeaderBytes;
    heap.u32[words + arenaHeader.end / 4] = header + arenaHeaderBytes + arenaBytes;
    heap.u32[words + arenaHeader.hostUsed / 4] = 0;
  }
  return header;
}

/** Where the arena stands: give it back to `resetArena` when the call ends. */
export function markArena(): number {
  return heap.u32[(arenaAddress() + arenaHeader.top) >>> 2]!;
}

/** Frees what came after the mark. */
export function resetArena(mark: number): void {
  heap.u32[(arenaAddress() + arenaHeader.top) >>> 2] = mark;
}

/** Whether an address is one of those that the arena hands out. */
export function isInArena(address: number): boolean {
  const first = arenaAddress() + arenaHeaderBytes;
  return address >= first && address < first + arenaBytes;
}

/** Whether the host has made something since the last `resetHostUse`. */
export function isHostUsed(): boolean {
  return heap.u32[(arenaAddress() + arenaHeader.hostUsed) >>> 2] !== 0;
}

export function resetHostUse(): void {
  heap.u32[(arenaAddress() + arenaHeader.hostUsed) >>> 2] = 0;
}

/** Notes that the host has made something for compiled code that is to be freed at the end of the step. */
export function noteHostUse(): void {
  heap.u32[(arenaAddress() + arenaHeader.hostUsed) >>> 2] = 1;
}

/** Tells compiled code where the words of the shared stream of random numbers are. */
export function placeRandomState(address: number): void {
  heap.u32[(arenaAddress() + arenaHeader.randomState) >>> 2] = address;
}
