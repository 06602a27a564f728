/** Copies elements from one storage to another of the same size, with JavaScript's conversion between dtypes (exact, or rounded to nearest). */
import { beginCall, endCall } from '../memory/residency.js';
import type { Storage } from '../memory/storage.js';

export function castElements(source: Storage, target: Storage): void {
  beginCall();
  try {
    // Both into memory, and pinned, before the first view of either: paging in may grow memory, which ends all views.
    source.address();
    target.address();
    const from = source.elements();
    const to = target.elements();
    if (target.dtype === 'bool' && source.dtype !== 'bool') for (let i = 0; i < from.length; i++) to[i] = Number(from[i] !== 0);
    else to.set(from);
  } finally {
    endCall();
  }
}
