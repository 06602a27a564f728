/**
 * The fast-spiking interneuron of Wang and Buzsáki; its m is always at rest.
 *
 *     C V' = -gNa m∞³ h (V - ENa) - gK n⁴ (V - EK) - gL (V - EL) + I
 *     x'   = phi (α_x (1 - x) - β_x x)                                  for x = h, n;  m∞ = α_m / (α_m + β_m)
 *
 *     α_m = 0.1 (V + 35) / (1 - e^(-(V + 35) / 10))      β_m = 4 e^(-(V + 60) / 18)
 *     α_h = 0.07 e^(-(V + 58) / 20)                      β_h = 1 / (1 + e^(-(V + 28) / 10))
 *     α_n = 0.01 (V + 34) / (1 - e^(-(V + 34) / 10))     β_n = 0.125 e^(-(V + 44) / 80)
 *
 * V in mV, t in ms. A spike is V rising through V_th; nothing is reset. X.-J. Wang and G. Buzsáki, J. Neurosci. 16 (1996) 6402–6413.
 */
import type { Variable } from '../../core/variable.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { JointEq } from '../../integrators/joint-eq.js';
import { odeint } from '../../integrators/odeint.js';
import * as bm from '../../math/index.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { CrossingNeuron } from '../crossing-neuron.js';
import type { Step } from '../step.js';

export class WangBuzsaki extends CrossingNeuron {
  readonly ENa: number = this.parameter('ENa', 55);
  readonly gNa: number = this.parameter('gNa', 35);
  readonly EK: number = this.parameter('EK', -90);
  readonly gK: number = this.parameter('gK', 9);
  readonly EL: number = this.parameter('EL', -65);
  readonly gL: number = this.parameter('gL', 0.1);
  readonly V_th: number = this.parameter('V_th', 20);
  readonly phi: number = this.parameter('phi', 5);
  readonly C: number = this.parameter('C', 1);

  readonly V: Variable<1> = this.state('V', -65);
  readonly h: Variable<1> = this.state('h', 0.6);
  readonly n: Variable<1> = this.state('n', 0.32);

  readonly m_inf = (V: number): number => {
    const alpha = 1 / bm.exprel(-0.1 * (V + 35));
    const beta = 4 * Math.exp(-(V + 60) / 18);
    return alpha / (alpha + beta);
  };
  readonly dh = (h: number, t: number, V: number): number => {
    const alpha = 0.07 * Math.exp(-(V + 58) / 20);
    const beta = 1 / (Math.exp(-0.1 * (V + 28)) + 1);
    return this.phi * (alpha * (1 - h) - beta * h);
  };
  readonly dn = (n: number, t: number, V: number): number => {
    const alpha = 0.1 / bm.exprel(-0.1 * (V + 34));
    const beta = 0.125 * Math.exp(-(V + 44) / 80);
    return this.phi * (alpha * (1 - n) - beta * n);
  };
  readonly dV = (V: number, t: number, h: number, n: number, I: number): number =>
    (-this.gNa * this.m_inf(V) ** 3 * h * (V - this.ENa) - this.gK * n ** 4 * (V - this.EK) - this.gL * (V - this.EL) + I) * (1 / this.C);

  readonly integral: IntegratorOf<3> = odeint(new JointEq([this.dV, this.dh, this.dn]), { method: this.method });

  constructor(size: Size, options: ModelOptions<WangBuzsaki> = {}) {
    super(size, options);
    this.endOptions(new.target, WangBuzsaki);
  }

  override update({ t, dt }: Step): void {
    const [V, h, n] = this.integral(this.V, this.h, this.n, t, this.input, { dt });
    this.rise(V, dt);
    this.h.value = h;
    this.n.value = n;
  }
}
