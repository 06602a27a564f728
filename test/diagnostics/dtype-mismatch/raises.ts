// expect: 9 10
import { Base, Variable, jit, math as bm } from 'myelin';

@jit
export class Counter extends Base {
  readonly n = new Variable(bm.zeros(4, { dtype: 'int32' }));
  readonly on = new Variable(bm.zeros(4, { dtype: 'bool' }));
  call(x: number) {
    this.n.value = this.n * 0.5;
    this.on.value = this.n * x;
  }
}
