/**
 * The current that hyperpolarization activates, with its regulation by calcium, of thalamic relay cells. O is the open part, OL the open and locked
 * part, P1 the part of the regulating protein that has bound calcium.
 *
 *     I = g_max (O + g_inc OL) (E - V)
 *     O'  = α (1 - O - OL) - β O,   α = x∞ / τ,   β = (1 - x∞) / τ
 *     OL' = k3 P1 O - k4 OL,   k3 = k4 / 0.01
 *     P1' = k1 C⁴ (1 - P1) - k2 P1,   k1 = k2 / Ca_half⁴,   C the concentration of calcium (mM)
 *     x∞ = 1 / (1 + e^((u + 75) / 5.5)),   τ = (20 + 1000 / (e^((u + 71.5) / 14.2) + e^(-(u + 89) / 11.6))) / phi
 *     u = V - V_sh,   phi = T_base^((T - 24) / 10)
 *
 * V in mV, t in ms, conductances in mS/cm². A. Destexhe, T. Bal, D. A. McCormick and T. J. Sejnowski, J. Neurophysiol. 76 (1996) 2049–2070.
 */
import type { NDArrayLike } from '../../array/types.js';
import type { Variable } from '../../core/variable.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { JointEq } from '../../integrators/joint-eq.js';
import { odeint } from '../../integrators/odeint.js';
import * as bm from '../../math/index.js';
import type { Calcium } from '../calcium.js';
import { Channel } from '../channel.js';
import type { ModelOptions, Size } from '../neu-group.js';
import type { Step } from '../step.js';
import { temperatureFactor } from '../temperature-factor.js';

export class Ih_De1996 extends Channel {
  readonly E: number = this.parameter('E', -40);
  readonly k2: number = this.parameter('k2', 4e-4);
  readonly k4: number = this.parameter('k4', 1e-3);
  readonly V_sh: number = this.parameter('V_sh', 0);
  readonly g_max: number = this.parameter('g_max', 0.02);
  readonly g_inc: number = this.parameter('g_inc', 2);
  readonly Ca_half: number = this.parameter('Ca_half', 2e-3);
  readonly T: number = this.parameter('T', 36);
  readonly T_base: number = this.parameter('T_base', 3);
  readonly phi: number = this.parameter('phi', temperatureFactor(this.T_base, this.T, 24));

  // In this order: where O stays depends on P1, and OL on both.
  readonly P1: Variable<1> = this.gate('P1', () => {
    const binding = this.binding(this.ca.C);
    return bm.div(binding, bm.add(binding, this.k2));
  });

  readonly O: Variable<1> = this.gate('O', (V) => {
    // α / (α + α k3 P1 / k4 + β) with k3 / k4 = 100, times τ.
    const inf = this.inf(V);
    return bm.div(inf, bm.add(1, bm.mul(inf, bm.div(this.P1, 0.01))));
  });

  readonly OL: Variable<1> = this.gate('OL', () => bm.mul(bm.div(this.P1, 0.01), this.O));

  readonly dO = (O: number, t: number, OL: number, V: number): number => (this.inf(V) * (1 - O - OL) - (1 - this.inf(V)) * O) / this.tau(V);
  readonly dOL = (OL: number, t: number, O: number, P1: number): number => (this.k4 / 0.01) * P1 * O - this.k4 * OL;
  readonly dP1 = (P1: number, t: number, C: number): number => this.binding(C) * (1 - P1) - this.k2 * P1;

  readonly integral: IntegratorOf<3> = odeint(new JointEq([this.dO, this.dOL, this.dP1]), { method: this.method });

  constructor(size: Size, readonly ca: Calcium, options: ModelOptions<Ih_De1996> = {}) {
    super(size, options);
    this.endOptions(new.target, Ih_De1996);
  }

  inf(V: number): number {
    return bm.div(1, bm.add(1, bm.exp(bm.div(bm.sub(bm.add(V, 75), this.V_sh), 5.5))));
  }

  tau(V: number): number {
    return (20 + 1000 / (Math.exp((V + 71.5 - this.V_sh) / 14.2) + Math.exp(-(V + 89 - this.V_sh) / 11.6))) / this.phi;
  }

  /** The rate at which the protein binds calcium (1/ms). */
  binding(C: number): number {
    return bm.mul(this.k2, bm.pow(bm.div(C, this.Ca_half), 4));
  }

  override current(V: number): number {
    return this.g_max * (this.O + this.g_inc * this.OL) * (this.E - V);
  }

  override update({ t, dt }: Step, V: NDArrayLike): void {
    const [O, OL, P1] = this.integral(this.O, this.OL, this.P1, t, V, this.ca.C, { dt });
    this.O.value = O;
    this.OL.value = OL;
    this.P1.value = P1;
  }
}
