import { Base, Variable, jit, math as bm } from 'myelin';

@jit
export class Neuron extends Base {
  readonly V = new Variable(bm.zeros(10));
  rate: number;
  constructor() {
    super();
    this.rate = 0.9;
  }
  // Not reached from call or update.
  setRate(rate: number) { this.rate = rate; }
  call(I: number) {
    this.V.value = this.V * this.rate + I;
  }
}
