// Balanced excitation and inhibition make cells fire irregularly, C. van Vreeswijk and H. Sompolinsky, Science 274 (1996) 1724–1726: the network as its figure has it, and
// one whose connections and first potentials both libraries can write down.
import { connect, dyn, init, jit, math as bm } from 'myelin';
import type { Simulation } from './simulation.js';

interface Making {
  readonly V: init.ValuesInit;
  readonly conn: (pre: number, post: number) => connect.Connector;
}

class EINet extends dyn.Network {
  readonly E;
  readonly I;
  readonly E2E;
  readonly E2I;
  readonly I2E;
  readonly I2I;

  constructor(num: number, connections: number, { V, conn }: Making) {
    super();
    const pars = { V_rest: -52, V_th: -50, V_reset: -60, tau: 10, tau_ref: 0, V_initializer: V };
    this.E = new dyn.LIF(num, pars);
    this.I = new dyn.LIF(num, pars);
    const [JE, JI] = [1 / Math.sqrt(connections), -1 / Math.sqrt(connections)];
    this.E2E = new dyn.Exponential(this.E, this.E, conn(0, 0), { g_max: JE, tau: 2 });
    this.E2I = new dyn.Exponential(this.E, this.I, conn(0, 1), { g_max: JE, tau: 2 });
    this.I2E = new dyn.Exponential(this.I, this.E, conn(1, 0), { g_max: JI, tau: 2 });
    this.I2I = new dyn.Exponential(this.I, this.I, conn(1, 1), { g_max: JI, tau: 2 });
  }
}

const inputs = [['E.input', 3], ['I.input', 3]] as const;

/** As published: 500 cells of each kind, a tenth of all connections. */
export const balanced: Simulation<EINet> = {
  make: () => new EINet(500, 50, { V: new init.Normal(-60, 10), conn: () => new connect.FixedProb(0.1) }),
  run: 200,
  options: { inputs, monitors: ['E.spike'] },
};

/** Each tenth cell, from another one on for each pair of groups and each source. */
const pattern = jit((pre: number, post: number) => {
  const [i, j] = [bm.at(bm.arange(100), ':', null), bm.arange(100)];
  return bm.equal(bm.mod(i * 37 + j * 13 + pre * 3 + post * 5, 10), 0);
});

export const balancedPattern: Simulation<EINet> = {
  make: () => new EINet(100, 10, { V: bm.sub(bm.mul(10, bm.sin(bm.arange(100))), 60), conn: (pre, post) => new connect.MatConn(pattern(pre, post)) }),
  run: 100,
  options: { inputs, monitors: ['E.V', 'I.V', 'E2E.g'] },
  float: 'float64',
};
