import { Base, Variable, jit, math as bm } from 'myelin';

@jit
export class Neuron extends Base {
  readonly V: Variable<1>;
  constructor(size: number) {
    super();
    this.V = new Variable(bm.zeros(size));
  }
  call(I: number) {
    const fresh = bm.zeros(10);
    this.V.value = fresh + I;
  }
}
