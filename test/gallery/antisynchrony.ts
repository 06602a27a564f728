// Weak gap junctions let two bursting cells spike in turn, A. Sherman and J. Rinzel, Proc. Natl. Acad. Sci. 89 (1992) 2471–2474: inputs of two kinds that take the place of
// parameters, and a coupling between two elements of one state.
import { Variable, dyn, inputs, integrators, math as bm, type Step } from 'myelin';
import type { Simulation } from './simulation.js';

const [lambda, V_m, theta_m, V_n, theta_n, V_ca, V_K, tau, g_ca, g_K, g_s] = [0.8, -20, 12, -17, 5.6, 25, -75, 20, 3.6, 10, 4];

class PairOfCells extends dyn.DynamicalSystem {
  readonly gc = new Variable(bm.zeros(1));
  readonly I = new Variable(bm.zeros(2));
  readonly V = new Variable(bm.full(2, -55));
  readonly n = new Variable(1 / (1 + bm.exp((V_n - this.V) / theta_n)));
  readonly integral;

  constructor(readonly S: number) {
    super();
    this.integral = integrators.odeint(new integrators.JointEq([this.dV, this.dn]), { method: 'exp_auto' });
  }

  dV(V: number, t: number, n: number, coupling: number, I: number) {
    const inward = g_ca / (1 + Math.exp((V_m - V) / theta_m)) * (V - V_ca);
    const outward = g_K * n * (V - V_K);
    const slow = g_s * this.S * (V - V_K);
    return (-inward - outward - slow - coupling + I) / tau;
  }

  dn(n: number, t: number, V: number) {
    const infinity = 1 / (1 + Math.exp((V_n - V) / theta_n));
    return lambda * (infinity - n) / tau;
  }

  override update({ t, dt }: Step) {
    const difference = this.V[0]! - this.V[1]!;
    const [V, n] = this.integral(this.V, this.n, t, this.gc * bm.array([difference, -difference]), this.I, { dt });
    this.V.value = V;
    this.n.value = n;
  }
}

export const antisynchrony: Simulation<PairOfCells> = {
  make: () => new PairOfCells(0.15),
  run: 350,
  options: () => {
    const gc = inputs.sectionInput([0, 0, 0.24], [50, 200, 100]);
    const current = inputs.sectionInput([0, bm.array([0.3, 0])], [50, 300]);
    return { inputs: [['gc', gc, 'iter', '='], ['I', current, 'iter', '=']], monitors: ['V', 'n', 'gc', 'I'] };
  },
  float: 'float64',
};
