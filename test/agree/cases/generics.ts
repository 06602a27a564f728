/** Generic classes: one form for each type of their objects, as parts, below `extends`, and handed to jit. */
import { Base, jit, math as bm, NodeList, Variable, type Vector } from 'myelin';

class Ring<D extends 'bool' | 'float32' | 'float64' | 'int32'> extends Base {
  readonly rows: Variable<2, D>;
  constructor(readonly target: Variable<1, D>, readonly length: number) {
    super();
    this.rows = new Variable(bm.zeros([length, target.size], { dtype: target.dtype })) as never;
  }
  keep(i: number) {
    this.rows.set([i % this.length], this.target);
  }
  at(i: number, k: number) {
    return bm.at(this.rows, (i - k + this.length) % this.length);
  }
  call(i: number) {
    this.keep(i);
    return this.at(i, 0);
  }
}

class Both extends Base {
  readonly flags = new Variable(bm.array([true, false]));
  readonly counts = new Variable(bm.array([1, 2], { dtype: 'int32' }));
  readonly ofFlags = new Ring(this.flags, 3);
  readonly ofCounts = new Ring(this.counts, 2);
  call(i: number) {
    this.ofFlags.keep(i);
    this.ofCounts.keep(i);
    this.counts.value += 1;
    return [this.ofFlags.at(i, 0), this.ofCounts.at(i, 0), this.ofCounts.at(i, 1)];
  }
}

class TenTimes extends Ring<'int32'> {
  override at(i: number, k: number) {
    return bm.asarray(super.at(i, k) * 10) as never;
  }
}

class Box<T extends Base> extends Base {
  constructor(readonly inner: T, readonly gain: number) {
    super();
  }
}
class Leaf extends Base {
  readonly w = new Variable(bm.ones(2));
  step(x: number) {
    this.w.value += x;
    return this.w * 1;
  }
}
class Twig extends Base {
  readonly w = new Variable(bm.zeros(2));
  step(x: number) {
    return this.w * x;
  }
}
class Tree extends Base {
  readonly a = new Box(new Leaf(), 2);
  readonly b = new Box(new Twig(), 3);
  call(x: number) {
    return [this.a.inner.step(x), this.b.inner.step(this.b.gain)];
  }
}

/** Each with the object that it holds alone telling them apart. */
class Runs<T extends Leaf | Twig> extends Base {
  constructor(readonly inner: T) {
    super();
  }
  call(x: number) {
    return this.inner.step(x);
  }
}

class Chain extends Base {
  readonly links = new NodeList([new Twig(), new Twig(), new Twig()]);
  call(x: Vector) {
    return this.links.reduce((sum, twig, i) => bm.asarray(sum * 2 + twig.w + i), x);
  }
}

const counts = () => new Variable(bm.array([1, 2], { dtype: 'int32' }));

export const cases = {
  parts: () => {
    const both = jit(new Both());
    return [both(0), both(1), both(2)];
  },
  ofBools: () => {
    const ring = jit(new Ring(new Variable(bm.array([true, false])), 2));
    return [ring(0), ring(1)];
  },
  ofWholeNumbers: () => {
    const ring = jit(new Ring(counts(), 2));
    return [ring(0), ring(1)];
  },
  extended: () => {
    const ring = jit(new TenTimes(counts(), 2));
    return [ring(0), ring(1)];
  },
  byWhatTheyHold: () => {
    const [leaf, twig] = [jit(new Runs(new Leaf())), jit(new Runs(new Twig()))];
    return [leaf(2), twig(3), leaf(4)];
  },
  reduced: () => jit(new Chain())(bm.array([1, 2])),
  ofClasses: () => {
    const tree = jit(new Tree());
    return [tree(1), tree(2)];
  },
};
