// expect: 8 11
import { Base, Variable, jit, math as bm, type Matrix, type Vector } from 'myelin';

@jit
export class Model extends Base {
  readonly w = new Variable(bm.zeros(4));
  call(X: Matrix) {
    this.w.value = X * 2;
  }
}
export const deep = jit((x: Vector) => bm.sum(x, { axis: 1 }));
