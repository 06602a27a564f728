// The cells below a square millimetre of cortex, T. C. Potjans and M. Diesmann, Cereb. Cortex 24 (2014) 785–806, a fortieth of them: populations in a dictionary, projections
// that loops make, weights drawn for each connection and delays drawn for each cell.
import { NodeDict, NodeList, Variable, connect, dyn, integrators, math as bm, type Step, type Vector } from 'myelin';
import type { Simulation } from './simulation.js';

const layers = ['L23e', 'L23i', 'L4e', 'L4i', 'L5e', 'L5i', 'L6e', 'L6i'] as const;
const sizes = [20683, 5834, 21915, 5479, 4850, 1065, 14395, 2948].map((size) => Math.round(size / 40));
/** Input from elsewhere (nA). */
const background = [1.6, 1.5, 2.1, 1.9, 2, 1.9, 2.9, 2.1].map((current) => 0.3512 * current);
/** How probable a connection is, to the population of the row from that of the column. */
const probabilities = [
  [0.101, 0.169, 0.044, 0.082, 0.032, 0, 0.008, 0], [0.135, 0.137, 0.032, 0.052, 0.075, 0, 0.004, 0],
  [0.008, 0.006, 0.05, 0.135, 0.007, 0.0003, 0.045, 0], [0.069, 0.003, 0.079, 0.16, 0.003, 0, 0.106, 0],
  [0.1, 0.062, 0.051, 0.006, 0.083, 0.373, 0.02, 0], [0.055, 0.027, 0.026, 0.002, 0.06, 0.316, 0.009, 0],
  [0.016, 0.007, 0.021, 0.017, 0.057, 0.02, 0.04, 0.225], [0.036, 0.001, 0.003, 0.001, 0.028, 0.008, 0.066, 0.144],
];

class Cells extends dyn.NeuGroup {
  readonly tau = 10;
  readonly tau_syn = 0.5;
  readonly tau_ref = 2;
  readonly C = 0.25;
  readonly V = new Variable(-65 + 5 * bm.random.randn(this.num));
  readonly I = new Variable(bm.zeros(this.num));
  readonly spike = new Variable(bm.zeros(this.num, 'bool'));
  readonly tLastSpike = new Variable(bm.full(this.num, -1e7));
  readonly integral;

  constructor(size: number, readonly current: number) {
    super(size);
    this.integral = integrators.odeint(new integrators.JointEq([this.dV, this.dI]), { method: 'exp_auto' });
  }

  dV(V: number, t: number, I: number) {
    return (-V - 65) / this.tau + (I + this.current) / this.C;
  }

  dI(I: number, t: number) {
    return -I / this.tau_syn;
  }

  override update({ t, dt }: Step) {
    const isRefractory = t - this.tLastSpike <= this.tau_ref;
    const [V, I] = this.integral(this.V, this.I, t, { dt });
    const potential = bm.where(isRefractory, this.V, V);
    const spike = potential >= -50;
    this.tLastSpike.value = bm.where(spike, t, this.tLastSpike);
    this.V.value = bm.where(spike, -65, potential);
    this.spike.value = spike;
    this.I.value = I;
  }
}

class Connections extends dyn.Projection {
  readonly indices: Vector<'int32'>;
  readonly indptr: Vector<'int32'>;
  readonly weights: Vector;
  readonly delays: Vector<'int32'>;
  readonly past: dyn.LengthDelay<'bool'>;

  constructor(readonly pre: Cells, readonly post: Cells, probability: number, isExcitatory: boolean, gain: number) {
    super();
    const { indices, indptr } = new connect.FixedProb(probability).between(pre, post);
    this.indices = bm.array(indices);
    this.indptr = bm.array(indptr);
    const drawn = bm.maximum(bm.random.normal(0.0878, 0.0088, indices.length), 0);
    this.weights = bm.asarray(drawn * (isExcitatory ? gain : -4 * gain));
    const ms = isExcitatory ? bm.random.normal(1.5, 0.75, pre.num) : bm.random.normal(0.8, 0.4, pre.num);
    this.delays = bm.astype(bm.maximum(bm.round(ms / 0.1), 1), 'int32');
    this.past = new dyn.LengthDelay(pre.spike, bm.max(this.delays).item());
  }

  override update({ i }: Step) {
    const arriving = this.past.atEach(i, this.delays);
    this.post.I.value += bm.event.propagate(arriving, this.indices, this.indptr, this.weights, this.post.num);
  }
}

class Microcircuit extends dyn.Network {
  readonly populations = new NodeDict(Object.fromEntries(layers.map((name, i) => [name, new Cells(sizes[i]!, background[i]!)])));
  readonly synapses = new NodeList<Connections>();

  constructor() {
    super();
    for (const [from, source] of layers.entries()) {
      for (const [to, target] of layers.entries()) {
        const probability = probabilities[to]![from]!;
        if (probability === 0) continue;
        // Of fewer cells each counts for more; that from layer 4 to layer 2/3 is doubled.
        const gain = 4 * (source === 'L4e' && target === 'L23e' ? 2 : 1);
        this.synapses.push(new Connections(this.populations[source]!, this.populations[target]!, probability, source.endsWith('e'), gain));
      }
    }
  }
}

export const cortex: Simulation<Microcircuit> = {
  make: () => new Microcircuit(),
  run: 60,
  float: 'float64',
  options: { monitors: Object.fromEntries(layers.map((name) => [name, `populations.${name}.spike`])) },
};
