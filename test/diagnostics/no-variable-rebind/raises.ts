// expect: 8
import { Base, Variable, jit, math as bm } from 'myelin';

@jit
export class Neuron extends Base {
  V = new Variable(bm.zeros(10));
  call(I: number) {
    this.V = (this.V * 0.9 + I) as unknown as typeof this.V;
  }
}
