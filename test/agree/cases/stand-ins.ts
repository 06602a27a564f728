/** Objects where another class is declared, which TypeScript takes by what they have. */
import { Base, jit, math as bm, NodeList, type NDArrayLike, Variable, type Vector } from 'myelin';

class Soft extends Base {
  readonly bias: number = 0.5;
  readonly s = new Variable(bm.zeros(3));
  step(x: NDArrayLike) { this.s.value = this.s * 0.5 + x + this.bias; return this.s.value; }
}
/** Not below `Soft`: its fields lie in another order. */
class Hard extends Base {
  readonly count = new Variable(bm.zeros(1));
  readonly s = new Variable(bm.ones(3));
  readonly bias: number = 2;
  step(x: NDArrayLike) { this.count.value += 1; this.s.value = this.s - x * this.bias; return this.s.value; }
}
class Harder extends Hard { override step(x: NDArrayLike) { return super.step(x * 3); } }

class Pair extends Base {
  readonly first: Soft;
  readonly all = new NodeList<Soft>();
  constructor(first: Soft, readonly second: Hard) { super(); this.first = first; this.all.push(new Hard()); this.all.push(second); }
  call(x: Vector) {
    const results = [this.first.step(x), this.second.step(x), this.first.s + this.second.s * this.second.bias];
    for (const one of this.all) results[0] = results[0]! + one.step(x) * one.bias;
    return results;
  }
}

/** It has no `s`: where either of the two is declared, none stands for the other. */
class Plain extends Base {
  readonly w = new Variable(bm.ones(3));
  step(x: NDArrayLike) { return this.w * x; }
}
const either: readonly (Soft | Plain)[] = [new Soft(), new Plain()];
class Both extends Base {
  readonly soft = new Soft();
  readonly plain = new Plain();
  call(x: Vector) { return [this.soft.step(x), this.plain.step(x), this.soft.s + this.plain.w]; }
}

const x = bm.array([1, -2, 0.5]) as Vector;
const run = (pair: Pair) => { const f = jit(pair); f(x); return [...f(x), f.second.count.value]; };

export const cases = {
  either: () => [either.length, ...jit(new Both())(x)],
  declared: () => run(new Pair(new Soft(), new Hard())),
  one: () => run(new Pair(new Hard(), new Hard())),
  subclass: () => run(new Pair(new Harder(), new Harder())),
};
