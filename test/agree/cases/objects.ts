// Objects: Variables, inheritance, super, getters, private fields, lists of several classes, aliases, snapshots.
import { Base, NodeList, VarList, Variable, jit, math as bm, type NDArray, type NDArrayLike, type Vector } from 'myelin';

class Counter extends Base {
  readonly v = new Variable(bm.zeros(3));
  readonly n = new Variable(bm.zeros(1, { dtype: 'int32' }));
  gain = 2;
  call(x: NDArray) {
    this.v.value = this.v * this.gain + x;
    this.n.value += 1;
    return this.v.value;
  }
}

/** Lists of values of known types are constants as records are. */
class Tuples extends Base {
  readonly rows: readonly [indices: Vector<'int32'>, weights: Vector, gain: number];
  readonly nested: readonly [{ readonly a: number }, readonly [boolean, number?]] = [{ a: 3 }, [true]];
  readonly v = new Variable(bm.zeros(4));
  constructor(rows: readonly [Vector<'int32'>, Vector, number]) {
    super();
    this.rows = rows;
  }
  call(x: Vector) {
    const [indices, weights] = this.rows;
    const [{ a }, [flag, extra]] = this.nested;
    for (let k = 0; k < indices.length; k++) this.v[indices[k]!]! += weights[k]! * x[k]! * this.rows[2];
    return [this.v * a, flag, extra === undefined ? -1 : extra, bm.sum(this.rows[1]), this.rows.length];
  }
}

class Snapshot extends Base {
  readonly v = new Variable(bm.array([1, 2, 3]));
  call(x: NDArray) {
    const old = this.v.value;
    this.v.value = this.v + x;
    return old;
  }
}
class Reference extends Base {
  readonly v = new Variable(bm.array([1, 2, 3]));
  call(x: NDArray) {
    const v = this.v;
    v.value = v + x;
    const y = v * 2;
    v.value = v + 100;
    return [y, v * 1, this.v + 0];
  }
}

class Parent extends Base {
  readonly a = new Variable(bm.ones(2));
  readonly k: number;
  #secret = 5;
  readonly #hidden = new Variable(bm.zeros(2));
  constructor(k: number) { super(); this.k = k; }
  get doubled() { return this.k * 2; }
  get hidden() { return this.#hidden.value; }
  scale(x: NDArrayLike): number { return x * this.k; }
  call(x: NDArray) {
    this.#hidden.value = this.#hidden + x + this.#secret;
    this.a.value = bm.asarray(this.scale(this.a + x)) + this.doubled;
    return this.a.value;
  }
}
class Child extends Parent {
  readonly b = new Variable(bm.ones(2));
  override scale(x: NDArrayLike): number { return super.scale(x) + this.b; }
  override get doubled() { return super.doubled + 1; }
}
class GrandChild extends Child {
  override call(x: NDArray) {
    const y = super.call(x);
    this.b.value = this.b + 1;
    return bm.asarray(y + this.b) as Vector<'float32'>;
  }
}

abstract class Cell extends Base {
  abstract step(x: NDArrayLike, k: number): number;
  readonly state = new Variable(bm.zeros(2));
}
class Leak extends Cell {
  tau = 4;
  step(x: NDArrayLike, k: number) {
    this.state.value = this.state - this.state / this.tau + x * k;
    return this.state.value;
  }
}
class Spike extends Cell {
  threshold = 1;
  readonly count = new Variable(bm.zeros(2));
  step(x: NDArrayLike, k: number) {
    if (k > 2) return this.state * 0;
    this.state.value = bm.where(this.state > this.threshold, 0, this.state + x);
    this.count.value = this.count + +(this.state > this.threshold);
    return this.state.value;
  }
}
class Fixed extends Cell { step(_x: NDArrayLike, k: number) { return this.state * 0 + k; } }
class Network extends Base {
  readonly cells = new NodeList<Cell>([new Leak(), new Spike(), new Fixed(), new Leak()]);
  readonly weights = new VarList([new Variable(bm.ones(2)), new Variable(bm.full(2, 3))]);
  call(x: NDArray, k: number) {
    let total: NDArrayLike = x * 0;
    for (const cell of this.cells) total = total + cell.step(x, k);
    for (let i = 0; i < this.weights.length; i++) {
      const w = this.weights[i]!;
      w.value = w + total;
    }
    this.cells[0]!.state.value = this.cells[0]!.state + 1;
    return total;
  }
}

class Listed extends Base {
  readonly all = new VarList([new Variable(bm.ones(2)), new Variable(bm.full(2, 3))]);
  call(x: NDArray) {
    const first = this.all[0]!;
    const old = first.value;
    first.value = first + x;
    for (const one of this.all) one.value = one * 2;
    return [old, first * 1, this.all[1]!.value];
  }
}
class Aliased extends Base {
  readonly a: Variable<1>;
  readonly b: Variable<1>;
  constructor() { super(); this.a = new Variable(bm.array([1, 2, 3])); this.b = this.a; }
  call(x: NDArray) {
    this.a.value = this.a + x;
    this.b.value = this.b * 2;
    this.a.value = this.a + this.b;
    return this.b + 0;
  }
}
class TwoVariables extends Base {
  readonly a = new Variable(bm.array([1, 2, 3]));
  readonly b = new Variable(bm.array([10, 20, 30]));
  readonly c = new Variable(bm.array([0, 0, 0]));
  swap() { [this.a.value, this.b.value] = [this.b.value, this.a.value]; }
  call(x: NDArray) {
    const s = this.a + x;
    const t = s * this.b;
    this.a.value = t - s;
    this.b.value = s + this.a;
    this.c.value = bm.exp(this.a * 0) + this.b;
    this.swap();
    return [s, t, bm.sum(this.c)];
  }
}
class Elements extends Base {
  readonly v = new Variable(bm.zeros(5));
  readonly spikes = new Variable(bm.zeros(5, { dtype: 'bool' }));
  readonly counts = new Variable(bm.zeros(5, { dtype: 'int32' }));
  call(x: Vector) {
    for (let i = 0; i < x.length; i++) {
      this.v[i] = x[i]! * 2 + (i > 0 ? this.v[i - 1]! : 0);
      this.spikes[i] = +(this.v[i]! > 3);
      this.counts[i] = this.counts[i]! + i + 0.7;
    }
    this.v[0]! += 10;
    this.v.fill(bm.max(this.v) as unknown as number);
    return bm.sum(this.counts);
  }
}
class Fields extends Base {
  readonly xs = bm.array([1, 2, 3]);
  readonly names = 'double';
  readonly sizes = [2, 3, 4];
  readonly options = { gain: 2, deep: { offset: 3 }, on: true };
  readonly v = new Variable(bm.zeros(3));
  readonly child = new Counter();
  call(k: number) {
    let total = 0;
    for (const size of this.sizes) total += size;
    const scaled = this.names === 'double' ? this.xs * 2 : this.xs * 3;
    this.v.value = scaled * this.options.gain + this.options.deep.offset + total;
    if (this.options.on) this.child.call(this.v.value);
    return this.v * this.sizes[k]! + this.child.v;
  }
}

@jit
class Decorated extends Base {
  readonly v = new Variable(bm.zeros(2));
  update(x: NDArray) { this.v.value += x; return this.value2(); }
  value2() { return this.v * 2; }
  @jit extra(k: number) { this.v.value = this.v * k; return k + 1; }
}

const outer = new Variable(bm.array([1, 2, 3]));
const capturesVariable = jit((x: NDArray) => { outer.value = outer + x; return outer * 2; });
const capturedSnapshot = jit((x: NDArray) => { const old = outer.value; const same = +outer; outer.value = outer + x; return [old, same, bm.asarray(outer), outer * 1]; });
const node = new Counter();
const capturesObject = jit((x: NDArray) => node.call(x) * 2);
const instanceParameter = jit((c: Counter, x: NDArray) => { c.v.value = c.v + x; return c.v * c.gain; });

const failing = jit((c: TwoVariables, x: NDArray, i: number) => {
  c.a.value = c.a + 1;
  c.b[i] = 5;
  c.c.value = c.c + x;
});

class Early extends Base {
  readonly v = new Variable(bm.zeros(3));
  call(x: NDArray, k: number) {
    if (k < 0) return;
    this.v.value = this.v + x;
    if (k > 5) return;
    this.v.value = this.v * 2;
  }
}
class IntVariable extends Base {
  readonly i = new Variable(bm.array([1, 2, 3], { dtype: 'int32' }));
  readonly u = new Variable(bm.array([1, 2, 3], { dtype: 'uint32' }));
  readonly f = new Variable(bm.zeros(3));
  call(k: number) {
    this.i.value += 2;
    this.i.value = this.i * 3;
    this.u.value = this.u - 2;
    this.f.value = this.i;
    this.f.value = this.f + this.i / 2 + k;
    return [this.i % 4, this.u * 2, this.i * 0.5, bm.sum(this.i), bm.mean(this.i)];
  }
}

abstract class Hidden extends Base {
  readonly #state = new Variable(bm.zeros(2));
  #gain = 3;
  protected grow(x: NDArrayLike) { this.#state.value = this.#state * this.#gain + x; return this.#state.value; }
}
class Shown extends Hidden {
  #offset = 10;
  call(x: NDArray) { return this.grow(x) + this.#offset; }
}

const x3 = () => bm.array([0.5, 1.5, -2]);
/** What a choice that constants decide gives is made where it stands, whatever is written before it is read. */
class Choosing extends Base {
  readonly v = new Variable(bm.array([1, 2, 3]));
  readonly x = new Variable(bm.zeros(3));
  constructor(readonly isDouble: boolean) { super(); }
  call(y: Vector) {
    const chosen = this.isDouble ? this.v * 2 : this.v * y;
    this.v.value = this.v + 100;
    this.x.value = this.x + chosen;
  }
}
/** The same with more readers, after a value that both branches begin with. */
class ChoosingOften extends Base {
  readonly v = new Variable(bm.array([1, 2, 3]));
  readonly x = new Variable(bm.zeros(3));
  readonly isOver = new Variable(bm.zeros(3, { dtype: 'bool' }));
  constructor(readonly isNoisy: boolean) { super(); }
  call(y: Vector) {
    const next = this.v - y * 0.5;
    const chosen = this.noisy(next);
    this.x.value = this.x + this.v;
    this.isOver.value = bm.logicalAnd(chosen > 1, this.v > 1);
    this.v.value = chosen;
    this.x.value = this.x + next - this.v;
  }
  noisy(next: NDArrayLike) {
    if (!this.isNoisy) return next;
    return next + bm.random.randn(3);
  }
}

export const cases: Record<string, () => unknown> = {
  tuples: () => { const model = jit(new Tuples([bm.array([3, 1, 1], { dtype: 'int32' }), bm.array([1, 0.5, 2]), 4])); return [model(bm.ones(3)), model(bm.ones(3)), model.v]; },
  counter: () => { const c = jit(new Counter()); return [c(x3()), c(x3()), c.v.value, c.n.value]; },
  snapshot: () => { const c = jit(new Snapshot()); return [c(x3()), c(x3()), c.v.value]; },
  reference: () => { const c = jit(new Reference()); return [c(x3()), c.v.value]; },
  parent: () => { const c = jit(new Parent(3)); return [c(bm.ones(2)), c.hidden, c.a.value]; },
  child: () => { const c = jit(new Child(3)); return [c(bm.ones(2)), c.hidden, c.a.value]; },
  grandChild: () => { const c = jit(new GrandChild(3)); return [c(bm.ones(2)), c(bm.ones(2)), c.hidden, c.a.value, c.b.value]; },
  network: () => { const n = jit(new Network()); return [n(bm.ones(2), 1), n(bm.ones(2), 3), n(bm.ones(2), 0.5), [...n.vars().values()].map((one) => one.value)]; },
  aliased: () => { const c = jit(new Aliased()); return [c(x3()), c(x3()), c.a.value, c.b.value]; },
  twoVariables: () => { const c = jit(new TwoVariables()); return [c(x3()), c(x3()), c.a.value, c.b.value, c.c.value]; },
  elements: () => { const c = jit(new Elements()); return [c(bm.array([1, 2, 3, 4, 5])), c.v.value, c.spikes.value, c.counts.value]; },
  fields: () => { const c = jit(new Fields()); return [c(0), c(2), c.v.value, c.child.v.value]; },
  decorated: () => { const c = new Decorated(); return [c.update(bm.ones(2)), c.extra(3), c.v.value]; },
  capturesVariable: () => [capturesVariable(x3()), capturesVariable(x3()), outer.value],
  capturedSnapshot: () => [capturedSnapshot(x3()), outer.value],
  listed: () => { const c = jit(new Listed()); return [c(bm.ones(2)), c(bm.ones(2)), c.all[0]!.value]; },
  capturesObject: () => [capturesObject(x3()), node.v.value],
  instanceParameter: () => { const c = new Counter(); return [instanceParameter(c, x3()), c.v.value]; },
  failsByShape: () => { const c = new TwoVariables(); const before = c.a.value; try { failing(c, bm.ones(4), 1); } catch (error) { return [(error as Error).name, before, c.a.value, c.b.value, c.c.value]; } return 'none'; },
  failsByIndex: () => { const c = new TwoVariables(); try { failing(c, bm.ones(3), 3); } catch (error) { return [(error as Error).name, c.a.value, c.b.value, c.c.value]; } return 'none'; },
  failsNot: () => { const c = new TwoVariables(); failing(c, bm.ones(3), 2); return [c.a.value, c.b.value, c.c.value]; },
  early: () => { const c = jit(new Early()); return [c(x3(), -1), c.v.value, c(x3(), 9), c.v.value, c(x3(), 1), c.v.value]; },
  choosing: () => [true, false].map((isDouble) => { const c = jit(new Choosing(isDouble)); c(x3()); c(x3()); return [c.v.value, c.x.value]; }),
  choosingOften: () => [true, false].map((isNoisy) => { bm.random.seed(3); const c = jit(new ChoosingOften(isNoisy)); c(x3()); c(x3()); return [c.v.value, c.x.value, c.isOver.value]; }),
  hidden: () => { const c = jit(new Shown()); return [c(bm.ones(2)), c(bm.ones(2))]; },
  intVariable: () => { const c = jit(new IntVariable()); return [c(1), c(2.5), c.i.value, c.u.value, c.f.value]; },
};
