// expect: 9 10 20
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

/** Right with float64 alone, but for one mistake: the others of float32 are not told. */
@jit
export class Precise extends Base {
  readonly v = new Variable(bm.zeros(4));
  readonly n = new Variable(bm.zeros(4, { dtype: 'int32' }));
  call(x: number) {
    this.n.value = this.v * x;
    this.v.value = bm.astype(this.n, 'float64');
    this.v.value = bm.asarray(this.v, { dtype: 'float64' });
  }
}
