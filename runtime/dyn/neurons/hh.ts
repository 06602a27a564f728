/**
 * The Hodgkin–Huxley neuron.
 *
 *     C V' = -gNa m³ h (V - ENa) - gK n⁴ (V - EK) - gL (V - EL) + I
 *     x'   = α_x (1 - x) - β_x x                                       for x = m, h, n
 *
 *     α_m = 0.1 (V + 40) / (1 - e^(-(V + 40) / 10))      β_m = 4 e^(-(V + 65) / 18)
 *     α_h = 0.07 e^(-(V + 65) / 20)                      β_h = 1 / (1 + e^(-(V + 35) / 10))
 *     α_n = 0.01 (V + 55) / (1 - e^(-(V + 55) / 10))     β_n = 0.125 e^(-(V + 65) / 80)
 *
 * V in mV, conductances in mS/cm², I in µA/cm², C in µF/cm², t in ms. A spike is V rising through V_th; nothing is reset.
 * `gL` is 0.03 as in BrainPy; the textbook's value is 0.3.
 *
 * A. L. Hodgkin and A. F. Huxley, J. Physiol. 117 (1952) 500–544.
 */
import type { Variable } from '../../core/variable.js';
import { Uniform } from '../../init/uniform.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { JointEq } from '../../integrators/joint-eq.js';
import { odeint } from '../../integrators/odeint.js';
import * as bm from '../../math/index.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { CrossingNeuron } from '../crossing-neuron.js';
import type { Step } from '../step.js';

/** e³, since -(V + 35) / 10 is 3 - (V + 65) / 10. */
const e3 = 20.085536923187668;

export class HH extends CrossingNeuron {
  readonly ENa: number = this.parameter('ENa', 50);
  readonly gNa: number = this.parameter('gNa', 120);
  readonly EK: number = this.parameter('EK', -77);
  readonly gK: number = this.parameter('gK', 36);
  readonly EL: number = this.parameter('EL', -54.387);
  readonly gL: number = this.parameter('gL', 0.03);
  readonly V_th: number = this.parameter('V_th', 20);
  readonly C: number = this.parameter('C', 1);

  // Products with constants, since a quotient of vectors takes as long as five of them; and powers of one exponential, e^(-(V + 65) / 80), for three
  // rates: of the ten exponentials of a step eight are left.
  readonly m_alpha = (V: number): number => 1 / bm.exprel((V + 40) * -0.1);
  readonly m_beta = (V: number): number => 4 * Math.exp((V + 65) * (-1 / 18));
  readonly h_alpha = (V: number): number => 0.07 * Math.exp((V + 65) * -0.0125) ** 4;
  readonly h_beta = (V: number): number => 1 / (1 + e3 * Math.exp((V + 65) * -0.0125) ** 8);
  readonly n_alpha = (V: number): number => 0.1 / bm.exprel((V + 55) * -0.1);
  readonly n_beta = (V: number): number => 0.125 * Math.exp((V + 65) * -0.0125);

  readonly V: Variable<1> = this.state('V', new Uniform(-70, -60));
  readonly m: Variable<1> = this.state('m', () => atRest(this.m_alpha(this.V), this.m_beta(this.V)));
  readonly h: Variable<1> = this.state('h', () => atRest(this.h_alpha(this.V), this.h_beta(this.V)));
  readonly n: Variable<1> = this.state('n', () => atRest(this.n_alpha(this.V), this.n_beta(this.V)));

  readonly dm = (m: number, t: number, V: number): number => this.m_alpha(V) * (1 - m) - this.m_beta(V) * m;
  readonly dh = (h: number, t: number, V: number): number => this.h_alpha(V) * (1 - h) - this.h_beta(V) * h;
  readonly dn = (n: number, t: number, V: number): number => this.n_alpha(V) * (1 - n) - this.n_beta(V) * n;
  readonly dV = (V: number, t: number, m: number, h: number, n: number, I: number): number =>
    (-this.gNa * m ** 3 * h * (V - this.ENa) - this.gK * n ** 4 * (V - this.EK) - this.gL * (V - this.EL) + I) * (1 / this.C);

  readonly integral: IntegratorOf<4> = odeint(new JointEq([this.dV, this.dm, this.dh, this.dn]), { method: this.method });

  constructor(size: Size, options: ModelOptions<HH> = {}) {
    super(size, options);
    this.endOptions(new.target, HH);
  }

  override update({ t, dt }: Step): void {
    const [V, m, h, n] = this.integral(this.V, this.m, this.h, this.n, t, this.input, { dt });
    this.rise(V, dt);
    this.m.value = m;
    this.h.value = h;
    this.n.value = n;
  }
}

/** Where a gate stays at a constant potential: α / (α + β). */
function atRest(alpha: number, beta: number): number {
  return bm.div(alpha, bm.add(alpha, beta));
}
