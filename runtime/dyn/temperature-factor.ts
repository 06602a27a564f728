/** How much faster gates move at another temperature: base^((T - reference) / 10), temperatures in °C. Of numbers, or of arrays. */
import { isArray } from '../array/nd-array.js';
import * as bm from '../math/index.js';

export function temperatureFactor(base: number, T: number, reference: number): number {
  const factor: unknown = bm.pow(base, bm.div(bm.sub(T, reference), 10));
  return isArray(factor) && factor.ndim === 0 ? factor.item() : (factor as number);
}
