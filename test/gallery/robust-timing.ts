// A chaotic network learns to repeat what it did, R. Laje and D. V. Buonomano, Nat. Neurosci. 16 (2013) 925–933: recursive least squares on the plastic weights of each cell,
// with a matrix of another size for each.
import { Base, VarList, Variable, jit, math as bm, type Matrix, type Vector } from 'myelin';
import type { Program } from './simulation.js';

const count = 40;
const readouts = 2;
const steps = 120;

/** What stands for normal numbers here, so that other programs can write it down. */
const scattered = jit((rows: number, columns: number, scale: number) => bm.asarray<2>(scale * bm.sin(bm.reshape(bm.arange(rows * columns, 'int32'), [rows, columns]) * 1.7 + 0.3) * Math.SQRT2));

class Network extends Base {
  readonly x = new Variable(bm.sin(bm.arange(count)) as unknown as Vector);
  readonly r = new Variable(bm.tanh(this.x));
  readonly z = new Variable(bm.zeros(readouts));
  readonly W_in = scattered(1, count, 1);
  readonly W_rec;
  readonly W_out = new Variable(scattered(readouts, count, 1 / Math.sqrt(count)));
  /** The cells before each cell whose weights learn. */
  readonly plastic: readonly Vector<'int32'>[];
  readonly P_rec: VarList<Variable<2>>;
  readonly P_out = new Variable(bm.asarray<3>(bm.broadcastTo(bm.eye(count), [readouts, count, count])));
  readonly loss = new Variable(1);

  constructor(readonly tau = 10, readonly dt = 1) {
    super();
    const [i, j] = [bm.reshape(bm.arange(count), [count, 1]), bm.arange(count)];
    const connected = bm.logicalAnd(bm.mod(i * 7 + j * 3, 5) < 2, bm.notEqual(i, j));
    const learning = bm.logicalAnd(connected, bm.mod(i + j, 3) > 0);
    this.W_rec = new Variable(bm.asarray<2>(scattered(count, count, 1.8 / Math.sqrt(0.4 * count)) * connected));
    this.plastic = Array.from({ length: count }, (_, cell) => bm.nonzero(bm.at(learning, cell))[0] as Vector<'int32'>);
    this.P_rec = new VarList(this.plastic.map((cells) => new Variable(bm.eye(cells.length))));
  }

  update(stimulus: Vector): void {
    const dx = -this.x + bm.dot(stimulus, this.W_in) + bm.dot(this.W_rec, this.r);
    this.x.value += dx / this.tau * this.dt;
    this.r.value = bm.tanh(this.x);
    this.z.value = bm.dot(this.W_out, this.r);
  }

  trainRecurrent(target: Vector): void {
    const error = this.r - target;
    this.loss.value += bm.mean(error ** 2);
    for (let i = 0; i < count; i++) {
      const cells = this.plastic[i]!;
      const P = this.P_rec[i]!;
      const r = bm.at(this.r, cells);
      const Pr = bm.dot(P, r);
      const norm = 1 + bm.dot(r, Pr);
      P.value -= bm.outer(Pr, Pr) / norm;
      this.W_rec.set([i, cells], bm.at(this.W_rec, i, cells) - bm.at(error, i) * Pr / norm);
    }
  }

  trainReadout(target: Vector): void {
    const error = this.z - target;
    this.loss.value += bm.mean(error ** 2);
    for (let i = 0; i < readouts; i++) {
      const Pr = bm.dot(bm.at(this.P_out, i), this.r);
      const norm = 1 + bm.dot(this.r, Pr);
      this.P_out.set([i], bm.at(this.P_out, i) - bm.outer(Pr, Pr) / norm);
      this.W_out.set([i], bm.at(this.W_out, i) - bm.at(error, i) * Pr / norm);
    }
  }
}

export const robustTiming: Program = {
  record(isJit) {
    const net = new Network();
    const options = { jit: isJit };
    const update = jit((stimulus: Vector) => net.update(stimulus), options);
    const trainRecurrent = jit((target: Vector) => net.trainRecurrent(target), options);
    const trainReadout = jit((target: Vector) => net.trainReadout(target), options);
    const stimulus = (i: number): Vector => bm.array([i >= 10 && i < 15 ? 5 : 0]);
    const trial = (train?: (i: number) => void): { readonly r: Matrix; readonly z: Matrix } => {
      net.x.value = bm.sin(bm.arange(count));
      net.r.value = bm.tanh(net.x);
      const rows = Array.from({ length: steps }, (_, i) => {
        update(stimulus(i));
        const row = [bm.array(net.r), bm.array(net.z)];
        if (i >= 15 && i % 2 === 0) train?.(i);
        return row;
      });
      return { r: bm.stack(rows.map(([r]) => r!)) as Matrix, z: bm.stack(rows.map(([, z]) => z!)) as Matrix };
    };
    const innate = trial();
    const first = trial((i) => trainRecurrent(bm.mul(0.9, bm.at(innate.r, i)) as Vector));
    trial((i) => trainReadout(bm.array([Math.sin(i / 20), 0.5])));
    const last = trial();
    return { innate: innate.r, first: first.r, last: last.r, z: last.z, W: net.W_rec.value, P: net.P_rec[3]!.value, loss: net.loss.value };
  },
  float: 'float64',
};
