// The balanced network that follows its input at once, G. Tian et al., Front. Comput. Neurosci. 14 (2020): models of the library, parameters that scale with the
// number of connections, an input that is one array for both groups with cells of their own strengths.
import { connect, dyn, inputs, math as bm } from 'myelin';
import type { Simulation } from './simulation.js';

const [numExc, numInh] = [60, 20];
const [f_E, f_I] = [3, 2];
const K = 12;
const JE = 1 / Math.sqrt(10 * K);

class EINet extends dyn.Network {
  readonly E;
  readonly I;
  readonly E2E;
  readonly E2I;
  readonly I2E;
  readonly I2I;

  constructor() {
    super();
    const neuron = { V_rest: 0, V_th: 15, V_reset: 0, tau: 15, R: 15 };
    this.E = new dyn.LIF(numExc, { ...neuron, V_initializer: bm.mul(12, bm.linspace(0, 1, numExc)) });
    this.I = new dyn.LIF(numInh, { ...neuron, tau: 10, R: 10, V_initializer: (shape) => bm.mul(12, bm.linspace(0, 1, shape[0]!)) });
    const output = new dyn.CUBA();
    const connectTo = (pre: dyn.LIF, post: dyn.LIF, g_max: number, tau: number) => {
      // Every cell has K sources, the same each time.
      const pairs = Array.from({ length: post.num * K }, (_, k) => [(Math.floor(k / K) * 5 + (k % K) * 3) % pre.num, Math.floor(k / K)] as const);
      const conn = new connect.IJConn(pairs.map(([i]) => i), pairs.map(([, j]) => j));
      return new dyn.Exponential(pre, post, conn, { output, g_max, tau });
    };
    this.E2E = connectTo(this.E, this.E, JE, 6);
    this.E2I = connectTo(this.E, this.I, 1.2 * JE, 6);
    this.I2E = connectTo(this.I, this.E, -2 * JE, 5);
    this.I2I = connectTo(this.I, this.I, -1.8 * JE, 5);
  }
}

function makeInputs(net: EINet) {
  const [current] = inputs.constantInput([[0.3, 20], [0.8, 40], [0.5, 40]]);
  const column = bm.reshape(current, [-1, 1]);
  return [
    ['E.input', bm.mul(f_E, bm.mul(column, bm.linspace(0.9, 1.1, numExc))), 'iter', '+'],
    [net.I.input, bm.mul(f_I, column), 'iter'],
  ] as const;
}

export const fastResponse: Simulation<EINet> = {
  make: () => new EINet(),
  run: 100,
  options: (net) => ({
    inputs: makeInputs(net),
    monitors: { 'E.spike': net.E.spike, V: ['E.V', [0, 7]], I: net.I.V, mean: () => bm.mean(net.E.V).item(), g: net.I2E.g },
  }),
  float: 'float64',
};
