/**
 * The Pinsky–Rinzel neuron: a soma (V) and a dendrite (Vd) of a pyramidal cell of hippocampus, with the soma's part p of the membrane.
 *
 *     Cm V'  = -gNa m∞² h (V - ENa) - gK n (V - EK) - gL (V - EL) + gc / p (Vd - V) + I / p
 *     Cm Vd' = -gL (Vd - EL) - gCa s² (Vd - ECa) - gAHP q (Vd - EK) - gC c min(Ca / 250, 1) (Vd - EK) + gc / (1 - p) (V - Vd) + I_d / (1 - p)
 *     Ca' = -0.13 gCa s² (Vd - ECa) - 0.075 Ca
 *     x'  = α_x (1 - x) - β_x x      for h, n (by V), s, c (by Vd), q (by Ca);   m∞ = α_m / (α_m + β_m);   u = V + 60 or Vd + 60
 *
 *     α_m = 0.32 (13.1 - u) / (e^((13.1 - u) / 4) - 1)       β_m = 0.28 (u - 40.1) / (e^((u - 40.1) / 5) - 1)
 *     α_h = 0.128 e^((17 - u) / 18)                          β_h = 4 / (1 + e^((40 - u) / 5))
 *     α_n = 0.016 (35.1 - u) / (e^((35.1 - u) / 5) - 1)      β_n = 0.25 e^(0.5 - 0.025 u)
 *     α_s = 1.6 / (1 + e^(-0.072 (u - 65)))                  β_s = 0.02 (u - 51.1) / (e^((u - 51.1) / 5) - 1)
 *     α_c = (e^((u - 10) / 11) - e^((u - 6.5) / 27)) / 18.975 and β_c = 2 e^((6.5 - u) / 27) - α_c where u ≤ 50, else 2 e^((6.5 - u) / 27) and 0
 *     α_q = min(2 · 10⁻⁵ Ca, 0.01)                           β_q = 0.001
 *
 * V in mV, t in ms, conductances in mS/cm². `input` reaches the soma, `input_d` the dendrite. A spike is V rising through V_th. BrainPy 2.6 leaves c out of the
 * current of gC. P. F. Pinsky and J. Rinzel, J. Comput. Neurosci. 1 (1994) 39–60.
 */
import type { Variable } from '../../core/variable.js';
import { JointEq } from '../../integrators/joint-eq.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { odeint } from '../../integrators/odeint.js';
import * as bm from '../../math/index.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { CrossingNeuron } from '../crossing-neuron.js';
import type { Step } from '../step.js';

export class PinskyRinzel extends CrossingNeuron {
  readonly gNa: number = this.parameter('gNa', 30);
  readonly gK: number = this.parameter('gK', 15);
  readonly gCa: number = this.parameter('gCa', 10);
  readonly gAHP: number = this.parameter('gAHP', 0.8);
  readonly gC: number = this.parameter('gC', 15);
  readonly gL: number = this.parameter('gL', 0.1);
  readonly ENa: number = this.parameter('ENa', 60);
  readonly EK: number = this.parameter('EK', -75);
  readonly ECa: number = this.parameter('ECa', 80);
  readonly EL: number = this.parameter('EL', -60);
  readonly gc: number = this.parameter('gc', 2.1);
  readonly V_th: number = this.parameter('V_th', 20);
  readonly Cm: number = this.parameter('Cm', 3);
  readonly p: number = this.parameter('p', 0.5);

  /** The current into the dendrite in the next step; each step empties it. */
  readonly input_d: Variable<1> = this.blank();
  readonly V: Variable<1> = this.state('V', -64.6);
  readonly Vd: Variable<1> = this.state('Vd', -64.5);
  readonly Ca: Variable<1> = this.state('Ca', 0.2);
  readonly h: Variable<1> = this.state('h', () => atRest(this.h_alpha(this.V), this.h_beta(this.V)));
  readonly n: Variable<1> = this.state('n', () => atRest(this.n_alpha(this.V), this.n_beta(this.V)));
  readonly s: Variable<1> = this.state('s', () => atRest(this.s_alpha(this.Vd), this.s_beta(this.Vd)));
  readonly c: Variable<1> = this.state('c', () => atRest(this.c_alpha(this.Vd), this.c_beta(this.Vd)));
  readonly q: Variable<1> = this.state('q', () => atRest(this.q_alpha(this.Ca), bm.full(this.num, 0.001)));

  readonly dV = (V: number, t: number, h: number, n: number, Vd: number, I: number): number =>
    (-this.gNa * this.m_inf(V) ** 2 * h * (V - this.ENa) - this.gK * n * (V - this.EK) - this.gL * (V - this.EL) + (this.gc / this.p) * (Vd - V) + I / this.p) * (1 / this.Cm);
  readonly dVd = (Vd: number, t: number, s: number, q: number, c: number, Ca: number, V: number, I_d: number): number =>
    (-this.gL * (Vd - this.EL) - this.gCa * s * s * (Vd - this.ECa) - this.gAHP * q * (Vd - this.EK) - this.gC * c * bm.minimum(Ca / 250, 1) * (Vd - this.EK)
      + (this.gc / (1 - this.p)) * (V - Vd) + I_d / (1 - this.p)) * (1 / this.Cm);
  readonly dCa = (Ca: number, t: number, s: number, Vd: number): number => -0.13 * this.gCa * s * s * (Vd - this.ECa) - 0.075 * Ca;
  readonly dh = (h: number, t: number, V: number): number => this.h_alpha(V) * (1 - h) - this.h_beta(V) * h;
  readonly dn = (n: number, t: number, V: number): number => this.n_alpha(V) * (1 - n) - this.n_beta(V) * n;
  readonly ds = (s: number, t: number, Vd: number): number => this.s_alpha(Vd) * (1 - s) - this.s_beta(Vd) * s;
  readonly dc = (c: number, t: number, Vd: number): number => this.c_alpha(Vd) * (1 - c) - this.c_beta(Vd) * c;
  readonly dq = (q: number, t: number, Ca: number): number => this.q_alpha(Ca) * (1 - q) - 0.001 * q;

  readonly integral: IntegratorOf<8> = odeint(
    new JointEq([this.dV, this.dVd, this.dCa, this.dh, this.dn, this.ds, this.dc, this.dq]), { method: this.method },
  );

  constructor(size: Size, options: ModelOptions<PinskyRinzel> = {}) {
    super(size, options);
    this.endOptions(new.target, PinskyRinzel);
  }

  m_inf(V: number): number {
    return atRest(bm.div(1.28, bm.exprel(bm.div(bm.sub(-46.9, V), 4))), bm.div(1.4, bm.exprel(bm.div(bm.add(V, 19.9), 5))));
  }

  h_alpha(V: number): number {
    return bm.mul(0.128, bm.exp(bm.div(bm.sub(-43, V), 18)));
  }

  h_beta(V: number): number {
    return bm.div(4, bm.add(1, bm.exp(bm.div(bm.sub(-20, V), 5))));
  }

  n_alpha(V: number): number {
    return bm.div(0.08, bm.exprel(bm.div(bm.sub(-24.9, V), 5)));
  }

  n_beta(V: number): number {
    return bm.mul(0.25, bm.exp(bm.sub(0.5, bm.mul(0.025, bm.add(V, 60)))));
  }

  s_alpha(Vd: number): number {
    return bm.div(1.6, bm.add(1, bm.exp(bm.mul(-0.072, bm.sub(Vd, 5)))));
  }

  s_beta(Vd: number): number {
    return bm.div(0.1, bm.exprel(bm.div(bm.add(Vd, 8.9), 5)));
  }

  c_alpha(Vd: number): number {
    return bm.where(bm.lessEqual(Vd, -10), this.c_opening(Vd), this.c_closing(Vd));
  }

  c_beta(Vd: number): number {
    return bm.where(bm.lessEqual(Vd, -10), bm.sub(this.c_closing(Vd), this.c_opening(Vd)), 0);
  }

  c_opening(Vd: number): number {
    return bm.div(bm.sub(bm.exp(bm.div(bm.add(Vd, 50), 11)), bm.exp(bm.div(bm.add(Vd, 53.5), 27))), 18.975);
  }

  c_closing(Vd: number): number {
    return bm.mul(2, bm.exp(bm.div(bm.sub(-53.5, Vd), 27)));
  }

  q_alpha(Ca: number): number {
    return bm.minimum(bm.mul(2e-5, Ca), 0.01);
  }

  override update({ t, dt }: Step): void {
    const [V, Vd, Ca, h, n, s, c, q] = this.integral(this.V, this.Vd, this.Ca, this.h, this.n, this.s, this.c, this.q, t, this.input, this.input_d, { dt });
    this.rise(V, dt);
    this.Vd.value = Vd;
    this.Ca.value = Ca;
    this.h.value = h;
    this.n.value = n;
    this.s.value = s;
    this.c.value = c;
    this.q.value = q;
  }

  override clearInput(): void {
    super.clearInput();
    this.input_d.value = 0;
  }
}

/** Where a gate stays: α / (α + β). */
function atRest(alpha: number, beta: number): number {
  return bm.div(alpha, bm.add(alpha, beta));
}
