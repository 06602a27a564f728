// FORCE learning, D. Sussillo and L. F. Abbott, Neuron 63 (2009) 544–557: a network that learns its output by recursive least squares as it runs. No runner:
// methods that loop over the rows of their arguments.
import { Base, Variable, jit, withoutJit, math as bm, type Matrix, type Vector } from 'myelin';
import type { Program } from './simulation.js';

@jit
class EchoStateNet extends Base {
  readonly w_ir: Matrix;
  readonly w_rr: Matrix;
  readonly w_or: Matrix;
  readonly w_ro: Variable<2>;
  readonly P: Variable<2>;
  readonly h: Variable<1>;
  readonly r: Variable<1>;
  readonly o: Variable<1>;

  constructor(readonly num_input: number, readonly num_hidden: number, readonly num_output: number, readonly dt = 0.1, readonly tau = 1, alpha = 1) {
    super();
    this.w_ir = weights(num_input, num_hidden, 1);
    this.w_rr = weights(num_hidden, num_hidden, 1.4 * Math.SQRT2 / Math.sqrt(num_hidden));
    this.w_or = weights(num_output, num_hidden, 0.9);
    this.w_ro = new Variable(bm.mul(0.1, weights(num_hidden, num_output, 1)) as Matrix);
    this.P = new Variable(bm.div(bm.eye(num_hidden), alpha) as Matrix);
    this.h = new Variable(bm.mul(0.5, bm.sin(bm.arange(num_hidden))) as Vector);
    this.r = new Variable(bm.tanh(this.h) as Vector);
    this.o = new Variable(bm.dot(this.r, this.w_ro) as Vector);
  }

  @jit
  step(x: Vector) {
    let dhdt = -this.h + bm.dot(this.r, this.w_rr);
    dhdt += bm.dot(x, this.w_ir);
    dhdt += bm.dot(this.o, this.w_or);
    this.h.value += this.dt / this.tau * dhdt;
    this.r.value = bm.tanh(this.h);
    this.o.value = bm.dot(this.r, this.w_ro);
  }

  rls(target: Vector) {
    const k = bm.expandDims(bm.dot(this.P, this.r), 1);
    const hPh = bm.sum(this.r * bm.squeeze(k, 1));
    const c = 1 / (1 + hPh);
    this.P.value -= bm.dot(k * c, bm.transpose(k));
    const e = bm.expandDims(this.o - target, 0);
    this.w_ro.value -= bm.dot(c * k, e);
  }

  @jit
  simulate(xs: Matrix): Matrix {
    const outputs = bm.zeros([xs.length, this.num_output]);
    for (let i = 0; i < xs.length; i++) {
      this.step(bm.at(xs, i));
      outputs.set(i, this.o);
    }
    return outputs;
  }

  @jit
  train(xs: Matrix, targets: Matrix) {
    for (let i = 0; i < xs.length; i++) {
      this.step(bm.at(xs, i));
      this.rls(bm.at(targets, i));
    }
  }
}

function weights(rows: number, columns: number, scale: number): Matrix {
  return bm.array(Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (__, j) => scale * Math.sin(1 + 3.7 * i * i + 1.3 * i * j + 5.1 * j * j)))) as Matrix;
}

export const force: Program = {
  record(isJitted) {
    return isJitted ? learn() : withoutJit(learn);
  },
  float: 'float64',
};

function learn() {
  const times = bm.mul(0.1, bm.arange(200));
  const targets = bm.expandDims(bm.add(bm.mul(0.8, bm.sin(bm.mul(0.5, times))), bm.mul(0.3, bm.cos(times))), 1) as Matrix;
  const xs = bm.ones([200, 1]);
  const net = new EchoStateNet(1, 30, 1);
  const before = net.simulate(xs);
  net.train(xs, targets);
  const after = net.simulate(xs);
  return { before, after, w: net.w_ro.value, P: net.P.value };
}
