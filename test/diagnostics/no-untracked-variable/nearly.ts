import { Base, VarDict, VarList, Variable, jit, math as bm } from 'myelin';

@jit
export class Layers extends Base {
  readonly states = new VarList([new Variable(bm.zeros(3)), new Variable(bm.zeros(3))]);
  readonly named = new VarDict({ a: new Variable(bm.zeros(3)) });
  readonly sizes = [1, 2];
  call(x: number) {
    this.states[0]!.value += x * this.sizes[1]!;
    this.named.a.value += x;
  }
}
