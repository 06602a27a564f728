// expect: 6 7
import { Base, Variable, jit, math as bm } from 'myelin';

@jit
export class Layers extends Base {
  readonly states = [new Variable(bm.zeros(3)), new Variable(bm.zeros(3))];
  readonly named = { a: new Variable(bm.zeros(3)) };
  call(x: number) {
    this.states[0]!.value += x;
    this.named.a.value += x;
  }
}
