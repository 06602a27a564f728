// Activity that travels through the areas of the cortex, M. R. Joglekar et al., Neuron 98 (2018) 222–234, figure 2: two populations in each of many
// areas, all of an area's strengths scaled by its place, and a matrix of long-range connections.
import { Variable, dyn, math as bm, type Matrix, type NDArrayLike, type Step, type Vector } from 'myelin';
import type { Simulation } from './simulation.js';

const areas = 29;
const params = { betaE: 0.066, betaI: 0.351, omegaEE: 24.4, omegaIE: 12.2, omegaEI: 19.7, omegaII: 12.5, muIE: 25.5, muEE: 33.7, eta: 0.68, tauE: 0.02, tauI: 0.01 };

class MultiArea extends dyn.DynamicalSystem {
  readonly p = params;
  /** How much of what an area gets from others comes from which of them; its rows sum to 1. */
  readonly fln: Matrix;
  readonly hier: Vector;
  readonly rE = new Variable(bm.full(areas, 10));
  readonly rI = new Variable(bm.full(areas, 35));
  readonly stimulus = new Variable(bm.zeros(areas));
  readonly backgroundE: Vector;
  readonly backgroundI: Vector;

  constructor() {
    super();
    const raw = bm.fromFunction((i: number, j: number) => (i === j ? 0 : Math.exp(-Math.abs(i - j) / 4) * (1 + ((3 * i + 5 * j) % 7))), [areas, areas]) as Matrix;
    this.fln = bm.div(raw, bm.sum(raw, { axis: 1, keepdims: true })) as Matrix;
    this.hier = bm.linspace(0, 1, areas);
    // What keeps the rates at 10 and 35 Hz.
    const [E, I] = this.currents(this.rE.value, this.rI.value);
    this.backgroundE = bm.sub(bm.full(areas, 10 / this.p.betaE), E) as Vector;
    this.backgroundI = bm.sub(bm.full(areas, 35 / this.p.betaI), I) as Vector;
  }

  /** The currents from within. Called from the constructor too, so with functions instead of operators. */
  currents(rE: Vector, rI: Vector): readonly [NDArrayLike, NDArrayLike] {
    const { omegaEE, omegaIE, omegaEI, omegaII, muEE, muIE, eta } = this.p;
    const scale = bm.add(1, bm.mul(eta, this.hier));
    const far = bm.matmul(this.fln, rE);
    const E = bm.sub(bm.mul(scale, bm.add(bm.mul(omegaEE, rE), bm.mul(muEE, far))), bm.mul(omegaEI, rI));
    const I = bm.sub(bm.mul(scale, bm.add(bm.mul(omegaIE, rE), bm.mul(muIE, far))), bm.mul(omegaII, rI));
    return [E, I];
  }

  override update({ dt }: Step) {
    const { betaE, betaI, tauE, tauI } = this.p;
    const [E, I] = this.currents(this.rE, this.rI);
    const drE = (-this.rE + betaE * bm.relu(E + this.backgroundE + this.stimulus)) / tauE;
    const drI = (-this.rI + betaI * bm.relu(I + this.backgroundI)) / tauI;
    this.rE.value = this.rE + dt * drE;
    this.rI.value = this.rI + dt * drI;
  }

  override clearInput() {
    this.stimulus.value = 0;
  }
}

const dt = 2e-4;
const pulse = bm.zeros([3000, areas]);
pulse.set(['500:1750', 0], 41);

export const multiArea: Simulation<MultiArea> = {
  make: () => new MultiArea(),
  run: 0.6,
  options: () => ({ inputs: ['stimulus', pulse, 'iter'], monitors: { V1: ['rE', 0], last: ['rE', [28]], rI: 'rI' }, dt }),
  float: 'float64',
};
