/**
 * All or nothing for calls of jit code: a call that throws leaves every Variable, and the stream of random numbers, as it was.
 * A transaction inside another one is part of it.
 */
import { defaultRandomState } from '../random/random-state.js';
import { isJournalOpen, keepWrites, openJournal, undoWrites } from './journal.js';
import { VariableObject } from './variable.js';

let holdsRandomState = false;

/** Runs `body`; if it throws, every Variable is what it was before. */
export function transact<T>(body: () => T): T {
  holdRandomState();
  if (!openJournal()) return body();
  let result: T;
  try {
    result = body();
  } catch (error) {
    undoWrites();
    throw error;
  }
  keepWrites();
  return result;
}

/** From the first transaction on, the random numbers that all share are drawn from a Variable. */
function holdRandomState(): void {
  if (holdsRandomState) return;
  holdsRandomState = true;
  defaultRandomState().state = new VariableObject(4, { dtype: 'uint32' });
}

/** Whether a call of jit code is under way that is undone as a whole if it throws. */
export function isInTransaction(): boolean {
  return isJournalOpen();
}
