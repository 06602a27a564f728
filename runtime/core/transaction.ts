/**
 * All or nothing for calls of jit code: a call that throws leaves every Variable, and the streams of random numbers, as they were.
 * A transaction inside another one is part of it.
 */
import { isJournalOpen, keepWrites, openJournal, undoWrites } from '../memory/journal.js';

/** Runs `body`; if it throws, every Variable is what it was before. */
export function transact<T>(body: () => T): T {
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

/** Whether a call of jit code is under way that is undone as a whole if it throws. */
export function isInTransaction(): boolean {
  return isJournalOpen();
}
