/**
 * All or nothing for calls of jit code: the first write to a Variable inside a transaction keeps its old elements, and a call that
 * throws puts them back. A transaction inside another one is part of it.
 */
import type { Storage } from '../memory/storage.js';

/** What a transaction needs of a Variable. */
export interface Restorable {
  storage: Storage;
}

interface Saved {
  readonly storage: Storage;
  readonly shared: boolean;
}

let journal: Map<Restorable, Saved> | undefined;

/** Runs `body`; if it throws, every Variable is what it was before. */
export function transact<T>(body: () => T): T {
  if (journal !== undefined) return body();
  const own = new Map<Restorable, Saved>();
  journal = own;
  try {
    const result = body();
    for (const [variable, { storage, shared }] of own) if (!shared && variable.storage !== storage) storage.dispose();
    return result;
  } catch (error) {
    for (const [variable, { storage, shared }] of own) {
      // Still in place: a snapshot may have been taken of it meanwhile, so it stays shared.
      if (variable.storage === storage) continue;
      variable.storage = storage;
      storage.shared = shared;
    }
    throw error;
  } finally {
    journal = undefined;
  }
}

/** To be called before any write: from then on the Variable's present storage is kept (it counts as shared, so writers take a copy). */
export function noteWrite(variable: Restorable): void {
  if (journal === undefined || journal.has(variable)) return;
  journal.set(variable, { storage: variable.storage, shared: variable.storage.shared });
  variable.storage.shared = true;
}
