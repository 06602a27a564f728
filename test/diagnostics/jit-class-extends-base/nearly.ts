import { Base, Variable, jit, math as bm } from 'myelin';

// Through a parent; and a class without Base that nobody marks.
class Parent extends Base {}
class Plain { n = 0; call() { this.n += 1; } }
@jit
export class Counter extends Parent {
  readonly n = new Variable(bm.zeros(1));
  call() { this.n.value += 1; }
}
export const plain = new Plain();
