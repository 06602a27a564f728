/** W2 as a user writes it. */
import { Base, Variable, jit, math as bm, type Matrix, type Vector } from 'myelin';

export class LogisticRegression extends Base {
  readonly w: Variable<1>;

  constructor(w: Vector) {
    super();
    this.w = new Variable(w);
  }

  call(X: Matrix, Y: Vector) {
    const u = bm.dot((1.0 / (1.0 + bm.exp(-Y * bm.dot(X, this.w))) - 1.0) * Y, X);
    this.w.value = this.w - u;
  }
}

export const compile = (model: LogisticRegression) => jit(model);
export const keepOriginal = (model: LogisticRegression) => jit(model, { jit: false });
