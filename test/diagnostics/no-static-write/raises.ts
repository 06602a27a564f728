// expect: 10 14 18
import { Base, Variable, jit, math as bm } from 'myelin';

@jit
export class Neuron extends Base {
  readonly V = new Variable(bm.zeros(10));
  count = 0;
  last = 0;
  private remember(I: number) {
    this.last = I;
  }
  call(I: number) {
    this.remember(I);
    this.count = this.count + 1;
    this.V.value = this.V * 0.9 + I;
  }
  update(I: number) {
    this.count += I;
  }
}
