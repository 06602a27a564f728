import { Base, Variable, jit, math as bm, type Matrix, type NDArray, type Vector } from 'myelin';

@jit
export class Model extends Base {
  readonly w = new Variable(bm.zeros(4));
  call(X: Matrix, any: NDArray) {
    this.w.value = bm.sum(X * this.w, { axis: 0 });
    this.w.value = 0;
    this.w.value = any;
  }
}
export const last = jit((x: Vector) => bm.sum(x, { axis: -1 }));
