/** Fields that may hold `undefined` or `null`: of every kind, read behind a test, with `??` and with `!`. */
import { Base, jit, math as bm, Variable, type Vector } from 'myelin';

type Activation = 'relu' | 'tanh';
class Activated extends Base {
  constructor(readonly activation: Activation | null = null) { super(); }
  call(x: Vector) { return this.activation === 'relu' ? bm.maximum(x, 0) : this.activation === null ? bm.asarray(x * 2) : bm.tanh(x); }
}
class Switched extends Base {
  constructor(readonly activation?: Activation) { super(); }
  call(x: Vector) {
    switch (this.activation) {
      case 'relu': return bm.maximum(x, 0);
      case undefined: return x;
      default: return bm.tanh(x);
    }
  }
}
class Scaled extends Base {
  gain?: number;
  constructor(readonly offset: number | null = null, readonly sign: boolean | undefined = undefined) { super(); }
  call(x: Vector) {
    const y = this.gain === undefined ? x : x * this.gain;
    return bm.asarray((y + (this.offset ?? 3)) * (this.sign === undefined ? 1 : this.sign ? 10 : -10));
  }
}
class Biased extends Base {
  readonly bias: Variable<1> | null;
  readonly weights?: Vector;
  constructor(hasBias: boolean, weights?: Vector) {
    super();
    this.bias = hasBias ? new Variable(bm.ones(2)) : null;
    if (weights !== undefined) this.weights = weights;
  }
  call(x: Vector) {
    let y = bm.asarray(x * 2);
    if (this.weights !== undefined) y = bm.asarray(y * this.weights);
    if (this.bias !== null) {
      this.bias.value += 1;
      y = bm.asarray(y + this.bias);
    }
    return y;
  }
}
class Outer extends Base {
  constructor(readonly inner: Activated | null, readonly options?: { readonly gain: number; readonly mode?: 'a' | 'b' }) { super(); }
  call(x: Vector) {
    const y = this.inner === null ? x : this.inner.call(x);
    return this.options === undefined ? y : bm.asarray(y * this.options.gain * (this.options.mode === 'b' ? 10 : 1));
  }
}
class Certain extends Base {
  constructor(readonly weights?: Vector, readonly gain?: number) { super(); }
  call(x: Vector) { return bm.asarray(x * this.weights! * this.gain!); }
}
/** A choice at the end of a branch of a choice, both before one write. */
class Nested extends Base {
  readonly v = new Variable(bm.array([1.5, -2]));
  constructor(readonly bias?: Vector, readonly rate?: number) { super(); }
  call(x: Vector) {
    this.v.value = this.bias === undefined ? (this.rate === undefined ? this.v - x : this.v * this.rate + x) / bm.minimum(x, 9) : x ** 2 + bm.sum(x) + this.bias;
    return this.v.value;
  }
}

const x = () => bm.array([-1.5, 2]);
const attempt = (f: () => unknown): unknown => {
  try { return f(); } catch (error) { return (error as Error).name; }
};

export const cases: Record<string, () => unknown> = {
  texts: () => [jit(new Activated())(x()), jit(new Activated('relu'))(x()), jit(new Activated('tanh'))(x())],
  switched: () => [jit(new Switched())(x()), jit(new Switched('relu'))(x()), jit(new Switched('tanh'))(x())],
  numbers: () => { const s = new Scaled(1, false); s.gain = 4; return [jit(new Scaled())(x()), jit(new Scaled(0, true))(x()), jit(s)(x())]; },
  arrays: () => [new Biased(true), new Biased(false), new Biased(true, bm.array([3, 4]))].map((m) => { const j = jit(m); return [j(x()), j(x()), m.bias]; }),
  objects: () => [new Outer(null), new Outer(new Activated('relu'), { gain: 3 }), new Outer(null, { gain: 2, mode: 'b' })].map((m) => jit(m)(x())),
  nested: () => [new Nested(), new Nested(undefined, 0.5), new Nested(bm.ones(2))].map((m) => jit(m)(x())),
  certain: () => [jit(new Certain(bm.ones(2), 2))(x()), attempt(() => jit(new Certain(undefined, 2))(x()))],
};
