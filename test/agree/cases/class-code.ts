/** Plain code of classes below Base: constructors, field initializers and methods without a mark work with operators on arrays. */
import { Base, jit, math as bm, type Matrix, type NDArrayLike, Variable, type Vector } from 'myelin';

const wrap = (x: number) => x - 6 * bm.round(x / 6);
const half = (x: number) => x / 2;
function bump(x: number, width: number) {
  const d = wrap(x);
  return Math.exp(-(d * d) / (2 * width * width));
}

class Ring extends Base {
  readonly x: Vector = bm.linspace(-3, 3, 5);
  readonly gain = this.x * 0.5 + 1;
  readonly twice = this.gain * 2;
  readonly total = bm.sum(this.x) * 2 + 1;
  readonly near = this.x > 0;
  readonly steps = bm.arange(5, 'int32') * 3;
  readonly weights: Matrix;
  readonly u = new Variable(bump(this.x - 1, 0.5));
  readonly up = new Variable(this.x > 1);
  readonly outer = new Variable(bm.expandDims(this.x, 1) * this.x);
  readonly count = new Variable(bm.arange(5, 'int32') % 2);
  constructor(readonly size: number, width = 2) {
    super();
    const apart = bm.expandDims(this.x, 1) - bm.expandDims(this.x, 0);
    this.weights = bm.asarray(bump(apart, width) / size);
    for (let i = 0; i < size; i++) this.u[i] += i / size;
    this.u.value *= 2;
  }
  call(input: Vector) {
    this.u.value += (bm.matmul(this.weights, this.u) * this.gain - this.u) * 0.1 + input * this.twice * this.total;
    this.count.value += this.steps;
    this.up.value = this.u > 0.5;
    this.outer.value *= this.gain;
    return [this.u.value, this.count.value, bm.where(this.near, this.u, 0), this.up.value, this.outer.value];
  }
  energy() {
    const squares = this.u ** 2 / 2;
    const mean = bm.sum(squares * this.gain) / this.size;
    return bm.sum(squares) > 1e3 ? '' : [mean.toFixed(3), typeof mean, typeof (mean > 1), half(bm.sum(squares)).toFixed(3), typeof this.total];
  }
}

class PerCell extends Base {
  readonly decay: NDArrayLike;
  readonly v = new Variable(bm.ones(3));
  constructor(tau: number) { super(); this.decay = Math.exp(-0.5 / tau); }
  call() { this.v.value *= this.decay; return this.v.value; }
}

/** The checker takes what operators give for numbers: the declared type says what it is. */
class Declared extends Base {
  readonly outer: Variable<2>;
  readonly whole: Variable<1, 'int32'>;
  constructor(x: Vector) {
    super();
    this.outer = new Variable(bm.expandDims(x, 1) * x);
    this.whole = new Variable(bm.arange(3, 'int32') * 2);
  }
  call() { this.outer.value += 1; this.whole.value += 1; return [bm.sum(this.outer, 0), this.whole.value]; }
}

const jittedRing = (width?: number) => jit(new Ring(5, width));

export const cases = {
  constructed: () => { const ring = jittedRing(); return [ring.call(bm.ones(5)), ring.call(bm.zeros(5)), ring.energy()]; },
  width: () => { const ring = jittedRing(0.7); return [ring.weights, ring.call(bm.linspace(0, 4, 5)), ring.energy()]; },
  declared: () => { const declared = jit(new Declared(bm.array([1, 2, 3]))); return [declared.call(), declared.call()]; },
  perCell: () => [jit(new PerCell(2)).call(), jit(new PerCell(bm.array([1, 2, 4]))).call()],
};
