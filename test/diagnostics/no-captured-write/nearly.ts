import { Base, Variable, jit, math as bm, type NDArray } from 'myelin';

class Counter extends Base {
  readonly calls = new Variable(bm.zeros(1));
  call(x: NDArray) {
    let count = 0;
    count += 1;
    this.calls.value += count;
    return x * 2;
  }
}
export const traced = jit(new Counter());
