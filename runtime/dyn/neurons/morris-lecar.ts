/**
 * The Morris–Lecar neuron.
 *
 *     C V' = -gCa M∞ (V - VCa) - gK W (V - VK) - gl (V - Vl) + I
 *     W'   = (W∞ - W) / τ_W
 *
 *     M∞ = (1 + tanh((V - V1) / V2)) / 2      W∞ = (1 + tanh((V - V3) / V4)) / 2      τ_W = 1 / (phi cosh((V - V3) / (2 V4)))
 *
 * V in mV, t in ms. A spike is V rising through V_th; nothing is reset. C. Morris and H. Lecar, Biophys. J. 35 (1981) 193–213.
 */
import type { Variable } from '../../core/variable.js';
import { Uniform } from '../../init/uniform.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { JointEq } from '../../integrators/joint-eq.js';
import { odeint } from '../../integrators/odeint.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { CrossingNeuron } from '../crossing-neuron.js';
import type { Step } from '../step.js';

export class MorrisLecar extends CrossingNeuron {
  readonly VCa: number = this.parameter('VCa', 130);
  readonly gCa: number = this.parameter('gCa', 4.4);
  readonly VK: number = this.parameter('VK', -84);
  readonly gK: number = this.parameter('gK', 8);
  readonly Vl: number = this.parameter('Vl', -60);
  readonly gl: number = this.parameter('gl', 2);
  readonly C: number = this.parameter('C', 20);
  readonly V1: number = this.parameter('V1', -1.2);
  readonly V2: number = this.parameter('V2', 18);
  readonly V3: number = this.parameter('V3', 2);
  readonly V4: number = this.parameter('V4', 30);
  readonly phi: number = this.parameter('phi', 0.04);
  readonly V_th: number = this.parameter('V_th', 10);

  readonly V: Variable<1> = this.state('V', new Uniform(-70, -60));
  readonly W: Variable<1> = this.state('W', 0.02);

  readonly dV = (V: number, t: number, W: number, I: number): number => {
    const M_inf = 0.5 * (1 + Math.tanh((V - this.V1) / this.V2));
    return (-this.gCa * M_inf * (V - this.VCa) - this.gK * W * (V - this.VK) - this.gl * (V - this.Vl) + I) * (1 / this.C);
  };
  readonly dW = (W: number, t: number, V: number): number => {
    const tau_W = 1 / (this.phi * Math.cosh((V - this.V3) / (2 * this.V4)));
    const W_inf = 0.5 * (1 + Math.tanh((V - this.V3) / this.V4));
    return (W_inf - W) / tau_W;
  };

  readonly integral: IntegratorOf<2> = odeint(new JointEq([this.dV, this.dW]), { method: this.method });

  constructor(size: Size, options: ModelOptions<MorrisLecar> = {}) {
    super(size, options);
    this.endOptions(new.target, MorrisLecar);
  }

  override update({ t, dt }: Step): void {
    const [V, W] = this.integral(this.V, this.W, t, this.input, { dt });
    this.rise(V, dt);
    this.W.value = W;
  }
}
