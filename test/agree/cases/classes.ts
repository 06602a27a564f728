/** Classes: inheritance, accessors, private members declared twice, lists of objects. */
import { Base, jit, math as bm, NodeDict, NodeList, type NDArrayLike, VarDict, Variable, VarList, type Vector } from 'myelin';

abstract class Layer extends Base {
  static readonly scale = 2;
  protected readonly w: Variable<1>;
  constructor(readonly size: number) { super(); this.w = new Variable(bm.ones(size)); }
  abstract act(x: NDArrayLike): NDArrayLike;
  get total(): NDArrayLike { return bm.sum(this.w); }
  forward(x: NDArrayLike): NDArrayLike { return this.act(x * this.w) * Layer.scale; }
  call(x: Vector) { const y = this.forward(x); this.w.value = this.w + y; return [y, this.total]; }
}
class Relu extends Layer { act(x: NDArrayLike) { return bm.maximum(x, 0); } }
class Tanh extends Layer { act(x: NDArrayLike): NDArrayLike { return bm.tanh(x); } override forward(x: NDArrayLike) { return super.forward(x) + this.size; } }
class Deep extends Tanh { override act(x: NDArrayLike) { return super.act(x) * 3; } override get total() { return super.total * 10; } }

class Hidden extends Base {
  #x = 2;
  #v = new Variable(bm.ones(2));
  #step(y: NDArrayLike) { return y + 1; }
  up(y: NDArrayLike) { this.#v.value = this.#v * this.#x + this.#step(y); return this.#v.value; }
}
class HiddenTwice extends Hidden {
  #x = 5;
  #v = new Variable(bm.zeros(3));
  #step(y: NDArrayLike) { return y * 2; }
  call(y: Vector) { this.#v.value = this.#step(this.#v + this.#x); return [this.up(y), this.#v.value, this.#x]; }
}
class HiddenAgain extends HiddenTwice { #v = new Variable(bm.zeros(1)); override call(y: Vector) { this.#v.value += 1; return [...super.call(y), this.#v.value]; } }

class Accessed extends Base {
  readonly #v = new Variable(bm.ones(2));
  readonly k = 2;
  get v(): NDArrayLike { return this.#v.value; }
  set v(x: NDArrayLike) { this.#v.value = x * this.k; }
  get double() { return this.v * 2; }
  call(x: Vector) { this.v = x; this.v += 1; return [this.v, this.double]; }
}

class Unit extends Base {
  readonly s = new Variable(bm.zeros(2));
  constructor(readonly g: number) { super(); }
  step(x: NDArrayLike) { this.s.value = this.s + x * this.g; return this.s.value; }
}
class Fast extends Unit { override step(x: NDArrayLike) { this.s.value = this.s * 0.5; return super.step(x * 2); } }
class Net extends Base {
  readonly units = new NodeList<Unit>([new Unit(1), new Fast(2)]);
  readonly named = new NodeDict({ a: new Unit(3), b: new Fast(4) });
  readonly vs = new VarList([new Variable(bm.ones(2)), new Variable(bm.zeros(2))]);
  readonly d = new VarDict({ a: new Variable(bm.ones(2)), b: new Variable(bm.zeros(3)) });
  call(x: Vector) {
    let sum: NDArrayLike = x * 0;
    for (const u of this.units) sum = sum + u.step(x);
    for (const [i, u] of this.units.entries()) sum = sum + u.g * i;
    sum = sum + this.units[0]!.step(x) + this.named.a.step(x) + this.named.b.s;
    this.units.forEach((u, i) => { u.s.value = u.s + i; });
    for (const v of this.vs) v.value = v + x;
    for (let i = 0; i < this.vs.length; i++) this.vs[i]!.value += i;
    this.d.a.value = x;
    this.d['b'].value += 1;
    return [sum, this.vs[0]! * this.vs[1]!, this.d.a * 1];
  }
}

const states = (object: Base): unknown => [...object.vars()].map(([path, variable]) => [path, variable.value]);
/** Of use in one float type only: in the other one a call is a DTypeError. */
class InDoubles extends Base {
  readonly g = new Variable(bm.ones(2));
  call(spikes: Vector<'bool'>) { this.g.value = this.g * 0.5 + bm.astype(spikes, 'float64'); return this.g.value; }
}
class InSingles extends Base {
  readonly g = new Variable(bm.ones(2));
  call(spikes: Vector<'bool'>) { const kick: NDArrayLike = bm.astype(spikes, 'float32'); this.g.value = bm.asarray(kick, { dtype: 'float32' }); return this.g * 2; }
}
class Wide extends Base {
  readonly g = new Variable(bm.ones(2));
  call(x: Vector<'float32'>) { this.g.value = bm.asarray(x, { dtype: 'float64' }); return this.g * 2; }
}
/** Getters of objects whose class only the run knows, one of them inherited. */
abstract class Body extends Base {
  constructor(readonly mass: number) { super(); }
  abstract get volume(): number;
  get density() { return this.mass / this.volume; }
}
class Ball extends Body { constructor(mass: number, readonly r: number) { super(mass); } get volume() { return 4 / 3 * Math.PI * this.r ** 3; } }
class Cube extends Body { constructor(mass: number, readonly a: number) { super(mass); } get volume() { return this.a ** 3; } override get density() { return super.density * 2; } }
class Pair extends Base {
  constructor(readonly a: Body, readonly b: Body) { super(); }
  call(x: Vector) { return [x * this.a.density, x * this.b.density / this.a.volume]; }
}
/** The result or the error's name, after a call that works in both float types. */
const attempt = (f: () => unknown): unknown => {
  const first = jit(new Relu(1))(bm.array([1]));
  try { return [first, f()]; } catch (error) { return [first, (error as Error).name]; }
};

export const cases: Record<string, () => unknown> = {
  computed: () => [jit(new Pair(new Ball(3, 1), new Cube(8, 2)))(bm.array([1, 2])), jit(new Pair(new Cube(8, 1), new Cube(8, 2)))(bm.array([1, 2]))],
  layers: () => [new Relu(2), new Tanh(2), new Deep(2)].map((m) => { const j = jit(m); return [j(bm.array([1, -2])), j(bm.array([0.5, 3])), states(m)]; }),
  concrete: () => { const m = jit(new Deep(3)); return [m(bm.array([1, 2, 3])), m.size]; },
  hiddenTwice: () => { const b = jit(new HiddenTwice()); return [b(bm.array([1, 2])), b(bm.array([1, 2])), states(b)]; },
  hiddenAgain: () => { const b = jit(new HiddenAgain()); return [b(bm.array([1, 2])), b(bm.array([1, 2])), states(b)]; },
  accessed: () => { const c = jit(new Accessed()); return [c(bm.array([1, 2])), c.v]; },
  inDoubles: () => attempt(() => { const j = jit(new InDoubles()); return [j(bm.array([true, false])), j(bm.array([true, true]))]; }),
  inSingles: () => attempt(() => { const j = jit(new InSingles()); return [j(bm.array([true, false])), j(bm.array([true, true]))]; }),
  wide: () => attempt(() => jit(new Wide())(bm.array([1, 2], { dtype: 'float32' }))),
  net: () => { const n = jit(new Net()); return [n(bm.array([1, 2])), n(bm.array([1, 2])), states(n)]; },
};
