/** What the transaction in progress has to put back: the elements that Variables (and streams of random numbers) had before their first write. */
import type { Storage } from './storage.js';

/** What a journal needs of a Variable: an array that tells it of its writes. */
export interface Restorable {
  storage: Storage;
}

interface Saved {
  readonly storage: Storage;
  readonly shared: boolean;
}

let current: Map<Restorable, Saved> | undefined;

/** Starts the journal; false if there is one already, which then serves both. */
export function openJournal(): boolean {
  if (current !== undefined) return false;
  current = new Map();
  return true;
}

export function isJournalOpen(): boolean {
  return current !== undefined;
}

/** To be called before any write: from then on the Variable's present storage is kept (it counts as shared, so writers take a copy). */
export function noteWrite(variable: Restorable): void {
  if (current === undefined || current.has(variable)) return;
  current.set(variable, { storage: variable.storage, shared: variable.storage.shared });
  variable.storage.shared = true;
}

/** Ends the journal; what was written stays. */
export function keepWrites(): void {
  for (const [variable, { storage, shared }] of takeJournal()) if (!shared && variable.storage !== storage) storage.dispose();
}

/** Ends the journal; what was written is undone. */
export function undoWrites(): void {
  for (const [variable, { storage, shared }] of takeJournal()) {
    // Still in place: a snapshot may have been taken of it meanwhile, so it stays shared.
    if (variable.storage === storage) continue;
    variable.storage = storage;
    storage.shared = shared;
  }
}

function takeJournal(): ReadonlyMap<Restorable, Saved> {
  const taken = current ?? new Map<Restorable, Saved>();
  current = undefined;
  return taken;
}
