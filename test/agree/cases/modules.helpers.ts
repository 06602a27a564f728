// What `modules.ts` imports: constants, helpers that capture their own module's values, a class.
import { Base, Variable, math as bm, type NDArray, type NDArrayLike } from 'myelin';

export const GAIN = 3;
export const half = 0.5;
export enum Mode { Off, On = 5 }
export const weights = bm.array([1, 2, 3]);
const hidden = bm.array([10, 20, 30]);
const settings = { offset: 2, deep: { k: 4 } };
export const shift = (x: NDArrayLike) => x * settings.offset + hidden - settings.deep.k;
export function chain(x: NDArrayLike, n: number): number {
  let y = x;
  for (let i = 0; i < n; i++) y = shift(y);
  return y;
}
export default function fallback(x: NDArrayLike) { return x - GAIN; }
export class Store extends Base {
  readonly v = new Variable(bm.ones(3));
  add(x: NDArray) { this.v.value = this.v + x * GAIN; return this.v.value; }
  static readonly LIMIT = 7;
  static scale(x: NDArrayLike) { return x * 2; }
}
