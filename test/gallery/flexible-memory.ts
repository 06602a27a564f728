// Working memory whose items any of several rings can hold, F. Bouchacourt and T. J. Buschman, Neuron 103 (2019) 147–160: cells without a threshold, synapses that write
// into parts of a state, and weights made of whole matrices.
import { Variable, dyn, inputs, integrators, jit, math as bm, type Matrix, type Step } from 'myelin';
import type { Simulation } from './simulation.js';

const pools = 4;
const perPool = 64;
const sensoryCount = pools * perPool;
const randomCount = 128;
const tau = 10;
// The published sizes are 512, 8 and 1,024: weights grow where cells are fewer, or shrink with the cells that a sum is over.
const factor = 62.5;

function ringWeights() {
  const angles = 2 * Math.PI * bm.arange(1, perPool + 1) / perPool;
  const apart = bm.cos(bm.at(angles, ':', null) - angles);
  const weights = 16 * (0.28 + 2 * bm.exp(1 * (apart - 1)) - 2 * bm.exp(0.25 * (apart - 1)));
  return bm.asarray<2>(weights * (1 - bm.eye(perPool)));
}

/** Each source in its turn reaches about a third of all targets; what reaches a target sums to nothing. */
function mixedWeights() {
  const connected = bm.astype(bm.mod(bm.at(bm.arange(sensoryCount), ':', null) * 7 + bm.arange(randomCount) * 11 + 3, 20) < 7, 'float64');
  const forward = connected * (factor * 2.1 / bm.sum(connected, 0));
  const backward = connected.T * (factor * 0.2 / bm.sum(connected, 1));
  return {
    forward: bm.asarray<2>(forward - bm.sum(forward, 0) / sensoryCount),
    backward: bm.asarray<2>(backward - bm.sum(backward, 0) / randomCount),
  };
}

class PoissonCells extends dyn.NeuGroup {
  readonly s = new Variable(bm.zeros(this.num));
  readonly r = new Variable(bm.zeros(this.num));
  readonly input = new Variable(bm.zeros(this.num));
  readonly spike = new Variable(bm.zeros(this.num, 'bool'));
  /** What a cell's probability to spike is compared with: written before each step. */
  readonly draw = new Variable(bm.ones(this.num));
  readonly integral = integrators.odeint((s: number, t: number) => -s / tau, { method: 'exp_euler' });

  override update({ t, dt }: Step) {
    this.s.value = this.integral(this.s, t, { dt });
    this.r.value = 0.4 * (1 + bm.tanh(0.4 * (this.input + this.s) - 3)) / tau;
    this.spike.value = this.draw < this.r * dt;
  }

  override clearInput() {
    this.input.value = 0;
  }
}

class WithinPools extends dyn.Projection {
  readonly weights = ringWeights();

  constructor(readonly cells: PoissonCells) {
    super();
  }

  override update() {
    for (let i = 0; i < pools; i++) {
      const pool = `${i * perPool}:${(i + 1) * perPool}`;
      this.cells.s.set([pool], bm.at(this.cells.s, pool) + bm.dot(bm.at(this.cells.spike, pool), this.weights));
    }
  }
}

class Mixed extends dyn.Projection {
  constructor(readonly pre: PoissonCells, readonly post: PoissonCells, readonly weights: Matrix) {
    super();
  }

  override update() {
    this.post.s.value += bm.dot(this.pre.spike, this.weights);
  }
}

class FlexibleMemory extends dyn.Network {
  readonly sensory = new PoissonCells(sensoryCount);
  readonly random = new PoissonCells(randomCount);
  readonly within = new WithinPools(this.sensory);
  readonly backward;
  readonly forward;

  constructor() {
    super();
    const { forward, backward } = mixedWeights();
    this.backward = new Mixed(this.random, this.sensory, backward);
    this.forward = new Mixed(this.sensory, this.random, forward);
  }
}

/**
 * Two pools are shown a bump around their middle.
 * @jit
 */
function stimulus() {
  const cells = bm.arange(perPool);
  const bump = bm.exp(-((cells - perPool / 2) ** 2) / 8) * +(bm.abs(cells - perPool / 2) <= 6);
  const shown = 10 * (bump - bm.mean(bump));
  return bm.concatenate([bm.asarray(shown), bm.zeros(perPool), bm.asarray(shown), bm.zeros(perPool)]);
}

/** Numbers between 0 and 1 that fill the unit interval evenly, one row for each step. */
const evenly = jit((steps: number, count: number) => {
  const points = bm.at(bm.arange(steps, 'int32'), ':', null) * 0.7548776662466927 + bm.arange(count, 'int32') * 0.5698402909980532;
  return bm.asarray(points - bm.floor(points));
});

export const flexibleMemory: Simulation<FlexibleMemory> = {
  make: () => new FlexibleMemory(),
  run: 100,
  options: () => ({
    inputs: [
      ['sensory.input', inputs.sectionInput([0, stimulus(), 0], [10, 30, 60]), 'iter'],
      ['sensory.draw', evenly(1000, sensoryCount), 'iter', '='], ['random.draw', evenly(1000, randomCount), 'iter', '='],
    ],
    monitors: { rate: 'sensory.r', s: 'sensory.s', shown: ['sensory.r', 32], other: ['sensory.r', 96], kept: ['sensory.r', 160], spikes: 'random.spike' },
  }),
  float: 'float64',
};
