/**
 * Izhikevich's neuron of fractional order.
 *
 *     tau d^α V / dt^α = f V² + g V + h - u + R I
 *     tau d^α u / dt^α = a (b V - u)
 *     V ≥ V_th: a spike, V = c, u += d
 *
 * Caputo derivatives, solved by the L1 scheme, which remembers all steps: a run has at most `numMemory` of them (1000 where it is not stated). V in mV, t in ms.
 * W. W. Teka, R. K. Upadhyay and A. Mondal, Commun. Nonlinear Sci. Numer. Simul. 56 (2018) 161–176.
 */
import type { Variable } from '../../core/variable.js';
import { fdeint } from '../../integrators/fdeint.js';
import type { FractionalIntegratorOf } from '../../integrators/integrator.js';
import { JointEq } from '../../integrators/joint-eq.js';
import * as bm from '../../math/index.js';
import type { FractionalOptions } from '../fractional.js';
import { orderOf } from '../fractional.js';
import type { ModelOptions, Size } from '../neu-group.js';
import type { Step } from '../step.js';
import { ThresholdNeuron } from '../threshold-neuron.js';

export type FractionalIzhikevichOptions = Omit<ModelOptions<FractionalIzhikevich>, 'method'> & FractionalOptions;

export class FractionalIzhikevich extends ThresholdNeuron {
  readonly a: number = this.parameter('a', 0.02);
  readonly b: number = this.parameter('b', 0.2);
  readonly c: number = this.parameter('c', -65);
  readonly d: number = this.parameter('d', 8);
  readonly f: number = this.parameter('f', 0.04);
  readonly g: number = this.parameter('g', 5);
  readonly h: number = this.parameter('h', 140);
  readonly R: number = this.parameter('R', 1);
  readonly tau: number = this.parameter('tau', 1);
  readonly V_th: number = this.parameter('V_th', 30);
  readonly V_reset: number = this.c;

  readonly V: Variable<1> = this.state('V', -65);
  readonly u: Variable<1> = this.state('u', -13);

  readonly dV = (V: number, t: number, u: number, I: number): number => (this.f * V * V + this.g * V + this.h - u + this.R * I) / this.tau;
  readonly du = (u: number, t: number, V: number): number => (this.a * (this.b * V - u)) / this.tau;

  readonly integral: FractionalIntegratorOf<2> = fdeint(new JointEq([this.dV, this.du]), {
    alpha: orderOf(this, this.option('alpha')), numMemory: this.option<number>('numMemory', 'number') ?? 1000, inits: [this.V, this.u], method: 'l1',
  });

  constructor(size: Size, options: FractionalIzhikevichOptions) {
    super(size, options);
    this.refuseOptions('method');
    this.endOptions(new.target, FractionalIzhikevich);
  }

  protected override get listOptions(): readonly string[] {
    return ['alpha'];
  }

  override update({ t, dt }: Step): void {
    const [V, u] = this.integral(this.V, this.u, t, this.input, { dt });
    const spike = this.fire(V, dt);
    this.u.value = bm.where(spike, u + this.d, u);
  }

  override resetState(): void {
    super.resetState();
    this.integral.memory.reset([this.V, this.u], ['V', 'u']);
  }
}
