// W3 and W4 as a user writes them.
import { DSRunner, connect, dyn, math as bm, type NDArray, type Vector } from 'myelin';

/** One Hodgkin–Huxley population; makes steps and counts the spikes in them. */
export function startCells(V: Vector, dt: number, current: number): (steps: number) => number {
  const cells = new dyn.HH(V.length, { V_initializer: () => V });
  return counting(new DSRunner(cells, { inputs: ['input', current], monitors: ['spike'], dt, progressBar: false }), dt);
}

export interface CobaSetup {
  readonly excitatory: number;
  readonly inhibitory: number;
  readonly V: Vector;
  readonly dt: number;
  /** [from, to] of each connection, all cells numbered through. */
  readonly connections: readonly (readonly [number, number])[];
}

class EINet extends dyn.Network {
  readonly E: dyn.LIF;
  readonly I: dyn.LIF;
  readonly E2E: dyn.Exponential;
  readonly E2I: dyn.Exponential;
  readonly I2E: dyn.Exponential;
  readonly I2I: dyn.Exponential;

  constructor({ excitatory, inhibitory, V, connections }: CobaSetup) {
    super();
    const cell = { V_rest: -60, V_th: -50, V_reset: -60, tau: 20, tau_ref: 5 };
    this.E = new dyn.LIF(excitatory, { ...cell, V_initializer: () => bm.at(V, `:${excitatory}`) as NDArray });
    this.I = new dyn.LIF(inhibitory, { ...cell, V_initializer: () => bm.at(V, `${excitatory}:`) as NDArray });
    const between = (fromFirst: boolean, toFirst: boolean): connect.IJConn => {
      const chosen = connections.filter(([i, j]) => i < excitatory === fromFirst && j < excitatory === toFirst);
      return new connect.IJConn(chosen.map(([i]) => (fromFirst ? i : i - excitatory)), chosen.map(([, j]) => (toFirst ? j : j - excitatory)));
    };
    const [strong, weak] = [{ output: new dyn.COBA({ E: -80 }), g_max: 6.7, tau: 10 }, { output: new dyn.COBA({ E: 0 }), g_max: 0.6, tau: 5 }];
    this.E2E = new dyn.Exponential(this.E, this.E, between(true, true), weak);
    this.E2I = new dyn.Exponential(this.E, this.I, between(true, false), weak);
    this.I2E = new dyn.Exponential(this.I, this.E, between(false, true), strong);
    this.I2I = new dyn.Exponential(this.I, this.I, between(false, false), strong);
  }
}

export function startNetwork(setup: CobaSetup): (steps: number) => number {
  const runner = new DSRunner(new EINet(setup), {
    inputs: [['E.input', 20], ['I.input', 20]], monitors: { E: 'E.spike', I: 'I.spike' }, dt: setup.dt, progressBar: false,
  });
  return counting(runner, setup.dt);
}

function counting(runner: DSRunner, dt: number): (steps: number) => number {
  return (steps) => {
    runner.run(steps * dt);
    return Object.entries(runner.mon).reduce((total, [name, array]) => (name === 'ts' ? total : total + bm.sum(array).item()), 0);
  };
}
