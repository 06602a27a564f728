// J. J. Hopfield, PNAS 79 (1982) 2554–2558: patterns learned by Hebb's rule and recalled one cell after the other until the energy stays. No runner: a
// class whose methods are called.
import { Base, Variable, jit, withoutJit, math as bm, type Matrix, type Vector } from 'myelin';
import type { Program } from './simulation.js';

@jit
class HopfieldNet extends Base {
  readonly W: Variable<2>;

  constructor(readonly num: number) {
    super();
    this.W = new Variable(bm.zeros([num, num]));
  }

  @jit
  train(patterns: Matrix) {
    const rho = bm.sum(patterns) / (patterns.length * this.num);
    for (let i = 0; i < patterns.length; i++) {
      const p = bm.at(patterns, i) - rho;
      this.W.value += bm.outer(p, p);
    }
    this.W.value -= bm.diag(bm.diag(this.W));
    this.W.value /= patterns.length;
  }

  energy(s: Vector, threshold: number) {
    return -0.5 * bm.dot(bm.dot(s, this.W), s) + bm.sum(s * threshold);
  }

  /** What the state becomes, and after how many sweeps. */
  call(data: Vector, order: Vector<'int32'>, iterations: number, threshold = 0) {
    let s = data;
    let e = this.energy(s, threshold);
    let sweeps = 0;
    for (let k = 0; k < iterations; k++) {
      sweeps++;
      for (const cell of order) {
        const field = bm.dot(bm.at(this.W, cell), s) - threshold;
        s = bm.setAt(s, cell, bm.sign(field));
      }
      const next = this.energy(s, threshold);
      if (next === e) break;
      e = next;
    }
    return [s, e, sweeps] as const;
  }
}

export const hopfield: Program = {
  record(isJitted) {
    return isJitted ? recall() : withoutJit(recall);
  },
  float: 'float64',
};

function recall() {
  const patterns = bm.array(Array.from({ length: 3 }, (_, p) => Array.from({ length: 49 }, (_, i) => ((i * (p + 2) + p) % 7 < 3 ? 1 : -1)))) as Matrix;
  const noisy = bm.array(Array.from({ length: 49 }, (_, i) => (i % 6 === 0 ? -1 : 1) * (bm.at(patterns, 1, i) as number))) as Vector;
  const order = bm.array(Array.from({ length: 49 }, (_, i) => (i * 10) % 49), { dtype: 'int32' });
  const net = new HopfieldNet(49);
  net.train(patterns);
  const [s, e, sweeps] = net.call(noisy, order, 20, 0);
  return { s, e: bm.reshape(e, 1), sweeps: bm.array([sweeps]), W: net.W.value };
}
