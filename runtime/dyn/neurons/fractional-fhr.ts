/**
 * The FitzHugh–Rinzel neuron of fractional order.
 *
 *     d^α V / dt^α = V - V³ / 3 - w + y + I
 *     d^α w / dt^α = delta (a + V - b w)
 *     d^α y / dt^α = mu (c - V - d y)
 *
 * Solved by the Grünwald–Letnikov method with a memory of the last `numMemory` steps (1000 where it is not stated). A spike is V rising through V_th; nothing is reset.
 * A. Mondal, S. K. Sharma, R. K. Upadhyay and A. Mondal, Sci. Rep. 9 (2019) 15721.
 */
import type { Variable } from '../../core/variable.js';
import { fdeint } from '../../integrators/fdeint.js';
import type { FractionalIntegratorOf } from '../../integrators/integrator.js';
import { JointEq } from '../../integrators/joint-eq.js';
import { CrossingNeuron } from '../crossing-neuron.js';
import type { FractionalOptions } from '../fractional.js';
import { orderOf } from '../fractional.js';
import type { ModelOptions, Size } from '../neu-group.js';
import type { Step } from '../step.js';

export type FractionalFHROptions = Omit<ModelOptions<FractionalFHR>, 'method'> & FractionalOptions;

export class FractionalFHR extends CrossingNeuron {
  readonly a: number = this.parameter('a', 0.7);
  readonly b: number = this.parameter('b', 0.8);
  readonly c: number = this.parameter('c', -0.775);
  readonly d: number = this.parameter('d', 1);
  readonly delta: number = this.parameter('delta', 0.08);
  readonly mu: number = this.parameter('mu', 0.0001);
  readonly V_th: number = this.parameter('V_th', 1.8);

  readonly V: Variable<1> = this.state('V', 2.5);
  readonly w: Variable<1> = this.state('w', 0);
  readonly y: Variable<1> = this.state('y', 0);

  readonly dV = (V: number, t: number, w: number, y: number, I: number): number => V - V ** 3 / 3 - w + y + I;
  readonly dw = (w: number, t: number, V: number): number => this.delta * (this.a + V - this.b * w);
  readonly dy = (y: number, t: number, V: number): number => this.mu * (this.c - V - this.d * y);

  readonly integral: FractionalIntegratorOf<3> = fdeint(new JointEq([this.dV, this.dw, this.dy]), {
    alpha: orderOf(this, this.option('alpha')), numMemory: this.option<number>('numMemory', 'number') ?? 1000, inits: [this.V, this.w, this.y], method: 'short-memory',
  });

  constructor(size: Size, options: FractionalFHROptions) {
    super(size, options);
    this.refuseOptions('method');
    this.endOptions(new.target, FractionalFHR);
  }

  protected override get listOptions(): readonly string[] {
    return ['alpha'];
  }

  override update({ t, dt }: Step): void {
    const [V, w, y] = this.integral(this.V, this.w, this.y, t, this.input, { dt });
    this.rise(V, dt);
    this.w.value = w;
    this.y.value = y;
  }

  override resetState(): void {
    super.resetState();
    this.integral.memory.reset([this.V, this.w, this.y], ['V', 'w', 'y']);
  }
}
