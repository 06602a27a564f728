// The areas of a brain as populations, joined by weights with a delay for each connection: FitzHugh–Nagumo as in BrainPy's simulation of a whole brain, and
// Wilson–Cowan oscillators that add what they get.
import { connect, dyn, init, math as bm, type Matrix, type NDArray, type Step } from 'myelin';
import type { Simulation } from './simulation.js';

const count = 20;

/** Neighbours along a line are joined more strongly, and sooner. */
function connectome(gain: number): { readonly Cmat: Matrix; readonly Dmat: NDArray<2, 'int32'> } {
  const [i, j] = bm.meshgrid(bm.arange(count), bm.arange(count), { indexing: 'ij' });
  const apart = bm.abs(bm.sub(i!, j!));
  const raw = bm.exp(bm.div(bm.negative(apart), 5));
  const Cmat = bm.mul(gain, bm.where(bm.equal(apart, 0), 0, raw));
  return { Cmat: Cmat as Matrix, Dmat: bm.astype(bm.add(2, bm.mul(3, apart)), 'int32') as NDArray<2, 'int32'> };
}

class WholeBrain extends dyn.Network {
  readonly fhn;
  readonly coupling;

  constructor(noise?: number) {
    super();
    const { Cmat, Dmat } = connectome(0.3);
    this.fhn = new dyn.rates.FHN(count, {
      ...(noise === undefined ? {} : { x_ou_sigma: noise, y_ou_sigma: noise }), method: 'exp_auto',
      x_initializer: bm.linspace(0, 0.5, count), y_initializer: bm.linspace(0.2, 0, count),
    });
    this.coupling = new dyn.DiffusiveCoupling(this.fhn, this.fhn, new connect.MatConn(Cmat), { g_max: Cmat, delayStep: Dmat, initialDelayData: new init.Constant(0.05) });
  }

  override update(step: Step) {
    this.coupling.update(step);
    this.fhn.update(step);
  }
}

export const wholeBrain: Simulation<WholeBrain> = {
  make: () => new WholeBrain(),
  run: 200,
  options: { monitors: ['fhn.x', 'fhn.y'], inputs: ['fhn.input', 0.72] },
  float: 'float64',
};

export const noisyBrain: Simulation<WholeBrain> = {
  make: () => new WholeBrain(0.01),
  run: 100,
  options: { monitors: ['fhn.x'], inputs: ['fhn.input', 0.72] },
};

class Oscillators extends dyn.Network {
  readonly areas = new dyn.rates.WilsonCowanModel(count, { x_initializer: bm.linspace(0, 0.3, count), y_initializer: new init.Constant(0.05) });
  readonly excitation;
  readonly inhibition;

  constructor() {
    super();
    const { Cmat } = connectome(0.2);
    const conn = new connect.MatConn(Cmat);
    this.excitation = new dyn.AdditiveCoupling(this.areas, this.areas, conn, { g_max: Cmat, delayStep: 12 });
    this.inhibition = new dyn.AdditiveCoupling(this.areas, this.areas, conn, { g_max: bm.mul(0.1, Cmat), preVar: 'y', targetVar: 'input_y' });
  }
}

export const oscillators: Simulation<Oscillators> = {
  make: () => new Oscillators(),
  run: 100,
  options: { monitors: ['areas.x', 'areas.y'], inputs: ['areas.input', 0.4] },
  float: 'float64',
};
