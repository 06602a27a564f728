/** What an original returns, as the compiled call returns it. They differ in one case: a name that starts as a number and is an array later. */
import type { SlotMeta } from '../abi/unit.js';
import { makeFilled } from '../array/make-array.js';
import { toPublic } from '../array/nd-array.js';

/** A plain number where the compiled result is an array (`let sum = 0; for (…) sum += bm.sum(x)` without a round) becomes one of rank 0. */
export function conformResult(slot: SlotMeta, value: unknown): unknown {
  switch (slot.kind) {
    case 'array':
      return typeof value === 'number' && slot.dtype !== 'float' ? toPublic(makeFilled(slot.dtype, [], value)) : value;
    case 'tuple':
      return Array.isArray(value) ? value.map((item: unknown, i) => (slot.items[i] === undefined ? item : conformResult(slot.items[i], item))) : value;
    case 'object': {
      if (typeof value !== 'object' || value === null) return value;
      const slots = new Map(slot.fields);
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, slots.has(key) ? conformResult(slots.get(key)!, item) : item]));
    }
    default:
      return value;
  }
}
