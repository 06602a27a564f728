import { Base, Variable, jit, math as bm } from 'myelin';

@jit
export class Counter extends Base {
  readonly n = new Variable(bm.zeros(4, { dtype: 'int32' }));
  readonly on = new Variable(bm.zeros(4, { dtype: 'bool' }));
  readonly x = new Variable(bm.zeros(4));
  call() {
    this.n.value = this.n * 2 + 1;
    this.n.value = bm.floorDivide(this.n, 2);
    this.on.value = this.n > 1;
    this.x.value = this.n / 2;
    this.n[0] = 1.5;
  }
}
