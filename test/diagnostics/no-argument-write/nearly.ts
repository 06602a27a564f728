import { Base, Variable, jit, math as bm, type Vector } from 'myelin';

export const clear = jit((x: Vector) => {
  const copy = bm.array(x);
  copy[0] = 0;
  return copy * 2;
});
@jit
export class Store extends Base {
  readonly V = new Variable(bm.zeros(3));
  call(x: Vector) { this.V[0] = x[1]!; }
}
