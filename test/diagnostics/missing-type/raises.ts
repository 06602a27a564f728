// expect: 4 5 6 12 17 19 20 23
import { dyn, DSRunner, jit, math as bm, Variable, type NDArray, type Step } from 'myelin';

export const twice = jit((x: any) => x * 2);
export const first = jit((x: unknown) => bm.sum(x as NDArray));
export const named = jit((x: NDArray, at: Date) => x * at.getTime());

// A mistake inside of a function of the library is one of the call.
class Delayed extends dyn.DynamicalSystem {
  readonly x = new Variable(bm.zeros(3));
  readonly delay = new dyn.LengthDelay(this.x, 2);
  override update({ dt }: Step) { this.delay.update(dt as never); }
}
new DSRunner(new Delayed());
// What no type checker has looked at (a program that runs without one) is named; it was left out of the code.
// @ts-expect-error
export const nowhere = jit((x: NDArray) => x - gain);
const weights = [1, 2, 3];
export const listed = jit((x: NDArray) => x * (weights as unknown as number));
export const assigned = jit((x: NDArray) => bm.add(x, [1, 2] as unknown as number));
export const taken = jit((x: NDArray, options: { readonly k: number }) =>
  // @ts-expect-error
  x * options.K);
