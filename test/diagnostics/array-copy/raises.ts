// expect: 8
import { Base, Variable, jit, math as bm, type Vector } from 'myelin';

@jit
export class Trace extends Base {
  readonly V = new Variable(bm.zeros(4));
  call(x: Vector) {
    const before = this.V.value;
    this.V.value = x;
    return bm.dot(before, x);
  }
}
