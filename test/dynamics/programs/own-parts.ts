// Classes of a user below each of the library's abstract ones, with each other and with the library's own.
import { NodeList, Variable, connect, dyn, init, integrators, math as bm, type NDArrayLike, type Step, type VectorLike } from 'myelin';
import { compareBothWays } from './both-ways.js';

class OwnOutput extends dyn.SynOut {
  constructor(readonly E: number, readonly slope: number) {
    super();
  }

  override current(g: number, V: number): number {
    return (g * (this.E - V)) / (1 + Math.exp(-this.slope * V));
  }

  override copy(): OwnOutput {
    return new OwnOutput(this.E, this.slope);
  }
}

class OwnPlasticity extends dyn.SynSTP {
  readonly left: Variable<1>;

  constructor(readonly loss: number, num = 0) {
    super();
    this.left = new Variable(bm.ones(num));
  }

  override update(spikes: VectorLike, _t: number, dt: number): void {
    this.left.value = bm.where(spikes, this.left * (1 - this.loss), this.left + (1 - this.left) * dt * 0.02);
  }

  override filter(sent: VectorLike): VectorLike {
    return sent * this.left;
  }

  override forCells(num: number): OwnPlasticity {
    return new OwnPlasticity(this.loss, num);
  }
}

class OwnNeuron extends dyn.Neuron {
  readonly tau: number = this.parameter('tau', 20);
  readonly V: Variable<1> = this.state('V', -60);
  readonly dV = (V: number, t: number, I: number): number => (-60 - V + I) / this.tau;
  readonly integral = integrators.odeint(this.dV, { method: 'rk4' });

  override update({ t, dt }: Step): void {
    const V = this.integral(this.V, t, this.input, { dt });
    this.spike.value = V >= -50;
    this.V.value = bm.where(this.spike, -60, V);
  }
}

class OwnThreshold extends dyn.ThresholdNeuron {
  readonly V_th: number = this.parameter('V_th', -50);
  readonly V_reset: number = this.parameter('V_reset', -65);
  readonly V: Variable<1> = this.state('V', -60);

  override update({ dt }: Step): void {
    this.fire(this.V + dt * 0.05 * (-60 - this.V + this.input), dt);
  }
}

/** An integrator that a method makes, and a subclass with other equations. */
class MadeByMethod extends dyn.NeuGroup {
  readonly V = new Variable(this.num);
  readonly input = new Variable(this.num);
  readonly integral;

  constructor(size: number, readonly tau = 20) {
    super(size);
    this.integral = this.makeIntegral();
  }

  makeIntegral() {
    const dV = (V: number, t: number, I: number): number => (-V + I) / this.tau;
    return integrators.odeint(dV, { method: 'exp_auto' });
  }

  override update({ t, dt }: Step): void {
    this.V.value = this.integral(this.V, t, this.input, { dt });
  }

  override clearInput(): void {
    this.input.value = 0;
  }
}

class MadeOtherwise extends MadeByMethod {
  override makeIntegral() {
    return integrators.odeint((V: number, t: number, I: number): number => (-V + V ** 2 / 10 + I) / this.tau, { method: 'exp_auto' });
  }
}

/** Goes on after its parts have made their step. */
class Observed extends dyn.Network {
  readonly cells = new MadeByMethod(4);
  readonly others = new OwnNeuron(3, { tau: 12 });
  readonly more = new NodeList([new MadeOtherwise(2), new MadeOtherwise(3)]);
  readonly mean = new Variable(1);

  override update(step: Step): void {
    super.update(step);
    this.others.input.value += bm.mean(this.cells.V);
    this.mean.value = 0.9 * this.mean + 0.1 * bm.mean(this.others.V);
  }
}

class OwnSynapse extends dyn.Synapse {
  readonly g: Variable<1> = this.zeros();
  readonly dg = (g: number, t: number): number => -g / 3;
  readonly integral = integrators.odeint(this.dg, { method: 'exp_auto' });

  override update(step: Step): void {
    const spikes = this.receive(step);
    this.g.value = this.integral(this.g, step.t, { dt: step.dt }) + this.transmit(spikes);
    this.send(this.g);
  }
}

class OwnRate extends dyn.RateModel {
  readonly x: Variable<1> = this.state('x', 0.1);
  readonly y: Variable<1> = this.state('y', 0.2);
  readonly dx = (x: number, t: number, y: number, I: number): number => x - x ** 3 - y + I;
  readonly dy = (y: number, t: number, x: number): number => 0.1 * (x - y);
  readonly integral = integrators.odeint(new integrators.JointEq([this.dx, this.dy]), { method: 'rk4' });

  override update({ t, dt }: Step): void {
    const [x, y] = this.integral(this.x, this.y, t, this.input, { dt });
    this.x.value = x;
    this.y.value = y;
  }
}

/** The method is the user's choice, and what some of its steps give has a rank that only the run knows. */
class OwnMethod extends dyn.NeuGroup {
  readonly V = new Variable(bm.full(this.num, 0.3));
  readonly input = new Variable(this.num);
  readonly integral;

  constructor(size: number, readonly gain: NDArrayLike, method: integrators.OdeMethod = 'exp_auto') {
    super(size);
    this.integral = integrators.odeint(this.dV, { method });
  }

  dV = (V: number, t: number, I: number) => this.gain * (I - V) / 10;

  override update({ t, dt }: Step) {
    this.V.value = this.integral(this.V, t, this.input, { dt });
    this.input.value = 0;
  }
}

/** A projection that keeps a delay for itself, in a network with an update of its own. */
class LateKick extends dyn.Projection {
  readonly past: dyn.LengthDelay;
  readonly g: Variable<1>;

  constructor(readonly pre: OwnNeuron, readonly post: dyn.LIF) {
    super();
    this.past = new dyn.LengthDelay(pre.V, 7);
    this.g = new Variable(post.num);
  }

  override update({ i }: Step): void {
    this.g.value = bm.sum(this.past.at(i, 7)) * 0.01;
    this.post.input.value += this.g;
  }
}

class Watched extends dyn.Network {
  readonly pre: OwnNeuron;
  readonly post: dyn.LIF;
  readonly kick: LateKick;
  readonly mean = new Variable(bm.zeros(1));

  constructor() {
    super();
    const { pre, post } = pair();
    [this.pre, this.post, this.kick] = [pre, post, new LateKick(pre, post)];
  }

  override update(step: Step): void {
    super.update(step);
    this.mean.value = 0.9 * this.mean + 0.1 * bm.mean(this.kick.g);
  }
}

/** A network whose step takes what another part gives. */
class Driven extends dyn.Network {
  readonly cells = new MadeByMethod(6);

  override update(step: Step, current: NDArrayLike): void {
    this.cells.input.value += current;
    super.update(step);
  }
}

class Driving extends dyn.Network {
  readonly source = new OwnNeuron(6, { V_initializer: new init.Uniform(-60, -50, { seed: 3 }) });
  readonly driven = new Driven();

  override update(step: Step): void {
    this.source.update(step);
    this.driven.update(step, (this.source.V + 60) * 0.3);
  }
}

class OwnLIF extends dyn.LIF {
  readonly count: Variable<1> = this.blank();

  override update(step: Step): void {
    super.update(step);
    this.count.value += this.spike;
  }
}

/** Cells below `NeuGroup` alone, before a synapse of the library: it asks for what they have. */
class Regular extends dyn.NeuGroup {
  readonly spike = new Variable(bm.zeros(this.num, { dtype: 'bool' }));
  readonly phase = new Variable(bm.linspace(0, 0.9, this.num));

  override update({ dt }: Step): void {
    const phase = this.phase + dt / 5;
    this.spike.value = phase >= 1;
    this.phase.value = phase % 1;
  }
}

const pair = (): { pre: OwnNeuron; post: dyn.LIF } => ({ pre: new OwnNeuron(6, { V_initializer: new init.Uniform(-60, -50, { seed: 3 }) }), post: new dyn.LIF(5, { V_rest: -60, V_th: -50, V_reset: -62, V_initializer: -60 }) });
const all = (): connect.Connector => new connect.All2All();

compareBothWays({
  'own neuron': { make: () => new OwnNeuron(5, { tau: 15 }), inputs: ['input', 12] },
  'integrator by a method': { make: () => new MadeByMethod(4), inputs: ['input', 3] },
  'integrator by the method of a subclass': { make: () => new MadeOtherwise(4), inputs: ['input', 1] },
  'own network': { make: () => new Observed(), inputs: [['cells.input', 3], ['others.input', 12], ['more.0.input', 1]] },
  'own network, delay of a part': { make: () => new Watched(), inputs: ['pre.input', 12] },
  'own network, whose update takes an input': { make: () => new Driving(), inputs: ['source.input', 12] },
  'own threshold': { make: () => new OwnThreshold(5, { tau_ref: 2 }), inputs: ['input', 25] },
  'own rate': { make: () => new OwnRate(5), inputs: ['input', 0.4] },
  'own neuron, method by a parameter': { make: () => new dyn.Network({ a: new OwnMethod(3, bm.array([1, 2, 3])), b: new OwnMethod(3, 1, 'rk4'), c: new OwnMethod(3, 2, 'midpoint') }), inputs: [['a.input', 2], ['b.input', 2], ['c.input', 2]] },
  'own neuron below LIF': { make: () => new OwnLIF(5, { tau_ref: 1 }), inputs: ['input', 30] },
  'own synapse, own output, own plasticity': {
    make: () => { const { pre, post } = pair(); return new dyn.Network({ pre, post, synapse: new OwnSynapse(pre, post, all(), { output: new OwnOutput(0, 0.06), stp: new OwnPlasticity(0.2), g_max: 0.1 }) }); },
    inputs: ['pre.input', 15],
  },
  'library synapse, own neuron, own output, own plasticity': {
    make: () => { const { pre, post } = pair(); return new dyn.Network({ pre, post, synapse: new dyn.Exponential(pre, post, all(), { output: new OwnOutput(0, 0.06), stp: new OwnPlasticity(0.2), g_max: 0.1, tau: 4 }) }); },
    inputs: ['pre.input', 15],
  },
  'library synapse, source below NeuGroup': {
    make: () => { const [pre, { post }] = [new Regular(6), pair()]; return new dyn.Network({ pre, post, synapse: new dyn.Exponential(pre, post, all(), { g_max: 2, delayStep: 4, stp: new dyn.STD() }) }); },
  },
  'library synapse, library output, method of the program': {
    make: () => { const { pre, post } = pair(); return new dyn.Network({ pre, post, synapse: new dyn.NMDA(pre, post, all(), { stp: new dyn.STP(), method: 'rk4' }) }); },
    inputs: ['pre.input', 15],
  },
  'library neurons, other methods': { make: () => new dyn.Network({ a: new dyn.LIF(4, { method: 'rk4' }), b: new dyn.FHN(4) }), inputs: [['a.input', 30], ['b.input', 1]] },
});
