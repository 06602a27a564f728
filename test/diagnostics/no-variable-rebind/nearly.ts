import { Base, Variable, jit, math as bm } from 'myelin';

@jit
export class Neuron extends Base {
  V = new Variable(bm.zeros(10));
  call(I: number) {
    let V = this.V.value * 0.9;
    V = V + I;
    this.V.value = V;
    this.V[0] = 1;
    this.V.value += I;
  }
}
