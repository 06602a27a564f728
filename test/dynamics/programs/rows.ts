// Systems in a row (dyn.Sequential), and updates that return numbers, arrays, lists and records.
import { Variable, connect, dyn, math as bm, type NDArray, type Step, type Vector } from 'myelin';
import { compareBothWays } from './both-ways.js';

class Dense extends dyn.DynamicalSystem {
  readonly w: Variable<2>;
  readonly b: Variable<1>;

  constructor(from: number, to: number) {
    super();
    this.w = new Variable(bm.random.randn([from, to]));
    this.b = new Variable(bm.zeros(to));
  }

  override update({ i }: Step, x: Vector): Vector {
    this.b.value += 0.001 * i;
    return bm.asarray(bm.dot(x, this.w) + this.b);
  }
}

class Tanh extends dyn.DynamicalSystem {
  override update(_step: Step, x: Vector): Vector {
    return bm.tanh(x);
  }
}

class Leaky extends dyn.DynamicalSystem {
  readonly r: Variable<1>;

  constructor(size: number, readonly tau: number) {
    super();
    this.r = new Variable(bm.zeros(size));
  }

  override update({ dt }: Step, x: Vector): Vector {
    this.r.value += (x - this.r) * (dt / this.tau);
    return this.r.value;
  }
}

class Wave extends dyn.DynamicalSystem {
  readonly phase: Variable<1> = new Variable(bm.zeros(3));

  override update({ dt }: Step): Vector {
    this.phase.value += dt * bm.arange(1, 4, 1, { dtype: this.phase.dtype });
    return bm.sin(this.phase);
  }
}

/** Hands on what came two steps before. */
class Late extends dyn.DynamicalSystem {
  readonly now: Variable<1>;
  readonly delay: dyn.LengthDelay;

  constructor(size: number) {
    super();
    this.now = new Variable(bm.zeros(size));
    this.delay = new dyn.LengthDelay(this.now, 2);
  }

  override update({ i }: Step, x?: Vector): Vector {
    if (x !== undefined) this.now.value = x;
    return this.delay.at(i, 2);
  }
}

class Mean extends dyn.DynamicalSystem {
  override update(_step: Step, x: Vector) {
    return bm.mean(x);
  }
}

class EncodeAndRead extends dyn.DynamicalSystem {
  readonly encode = new dyn.Sequential(new Dense(3, 4), new Tanh());
  readonly read = new dyn.Sequential(new Leaky(4, 5), new Dense(4, 2));

  override update(step: Step, x: Vector) {
    const encoded = this.encode.update(step, x);
    const read = this.read.update(step, bm.asarray(encoded * 2));
    return { encoded, read, norms: [bm.norm(encoded), bm.norm(read)] as const, isUp: bm.at(read, 0) > 0 };
  }
}

class Encoder extends dyn.Sequential<[Dense, Tanh]> {
  constructor(from: number, to: number) {
    super(new Dense(from, to), new Tanh());
  }
}

/** A network with inputs of its own. */
class Driven extends dyn.Network {
  readonly encode = new Encoder(3, 6);
  readonly cells = new dyn.LIF(6, { V_rest: 0, V_reset: 0, V_th: 1, tau: 4 });

  override update(step: Step, x: Vector) {
    this.cells.input.value += bm.abs(this.encode.update(step, x));
    this.cells.update(step);
    return { spikes: this.cells.spike.value, total: bm.sum(this.cells.V) };
  }
}

class Pair extends dyn.DynamicalSystem {
  readonly x: Variable<1> = new Variable(bm.ones(3));

  override update({ t }: Step): [Vector, number] {
    this.x.value *= 1.01;
    return [this.x.value, t * 2];
  }
}

const threshold = { V_rest: 0, V_reset: 0, V_th: 1, tau: 5 };
const noise = (columns: number) => (steps: number): NDArray => bm.random.rand([steps, columns]);

compareBothWays({
  layers: { make: () => new dyn.Sequential(new Dense(3, 5), new Tanh(), new Leaky(5, 10), new Dense(5, 2), new Mean()), rows: noise(3) },
  neurons: { make: () => new dyn.Sequential(new Dense(3, 10), new dyn.LIF(10, threshold), new Leaky(10, 20)), rows: noise(3) },
  neuronsFirst: { make: () => new dyn.Sequential(new dyn.LIF(10, threshold), new Leaky(10, 20), new Dense(10, 1)), rows: (steps) => bm.mul(bm.random.rand([steps, 10]), 3) },
  withoutInput: { make: () => new dyn.Sequential(new Wave(), new Dense(3, 2)) },
  inNetwork: { make: () => new dyn.Network({ row: new dyn.Sequential(new Wave(), new Late(3), new Leaky(3, 2)), wave: new Wave() }) },
  inside: { make: () => new EncodeAndRead(), rows: noise(3) },
  ofRows: { make: () => new dyn.Sequential(new dyn.Sequential(new Wave(), new Tanh()), new dyn.Sequential(new Dense(3, 3), new Tanh())) },
  extended: { make: () => new dyn.Sequential(new Encoder(3, 2), new Leaky(2, 4)), rows: noise(3) },
  network: { make: () => new Driven(), rows: noise(3) },
  manyOfOneKind: { make: () => new dyn.Sequential(...Array.from({ length: 4 }, () => new Dense(3, 3))), rows: noise(3) },
  delayed: { make: () => new dyn.Sequential(new Wave(), new Late(3)) },
  list: { make: () => new Pair() },
  besideSynapses: {
    make: () => {
      const cells = new dyn.LIF(20, { V_rest: 0, V_reset: 0, V_th: 1 });
      const row = new dyn.Sequential(new Wave(), new Dense(3, 20), cells);
      return new dyn.Network({ row, synapse: new dyn.Exponential(cells, cells, new connect.FixedProb(0.3, { seed: 1 }), { g_max: 0.01 }), noise: new dyn.OUProcess(3) });
    },
    inputs: ['row.parts.2.input', 2],
  },
});
