// expect: 6 10
import { Variable, jit, math as bm } from 'myelin';

// The position is the class's name, not its decorator.
@jit
class Counter {
  readonly n = new Variable(bm.zeros(1));
  call() { this.n.value += 1; }
}
export class Halves {
  @jit half(x: number) { return x / 2; }
}
export const counter = new Counter();
