/**
 * Channels with one gate p, or with two, p and q. How gates move is said in one of two ways: by the rates at which they open and close,
 * x' = φ (α (1 - x) - β x), or by where they tend and how fast, x' = φ (x∞ - x) / τ.
 */
import type { NDArrayLike } from '../../array/types.js';
import type { Variable } from '../../core/variable.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { JointEq } from '../../integrators/joint-eq.js';
import { odeint } from '../../integrators/odeint.js';
import * as bm from '../../math/index.js';
import { Channel } from '../channel.js';
import type { Step } from '../step.js';

export abstract class OneRateGate extends Channel {
  abstract readonly phi: number;
  readonly p: Variable<1> = this.gate('p', (V) => openPart(this.p_alpha(V), this.p_beta(V)));

  readonly dp = (p: number, t: number, V: number): number => this.phi * (this.p_alpha(V) * (1 - p) - this.p_beta(V) * p);

  readonly integral: IntegratorOf<1> = odeint(this.dp, { method: this.method });

  /** The rates of opening and closing at the potential `V` (1/ms). */
  abstract p_alpha(V: number): number;
  abstract p_beta(V: number): number;

  override update({ t, dt }: Step, V: NDArrayLike): void {
    this.p.value = this.integral(this.p, t, V, { dt });
  }
}

export abstract class TwoRateGates extends Channel {
  abstract readonly phi_p: number;
  abstract readonly phi_q: number;
  readonly p: Variable<1> = this.gate('p', (V) => openPart(this.p_alpha(V), this.p_beta(V)));
  readonly q: Variable<1> = this.gate('q', (V) => openPart(this.q_alpha(V), this.q_beta(V)));

  readonly dp = (p: number, t: number, V: number): number => this.phi_p * (this.p_alpha(V) * (1 - p) - this.p_beta(V) * p);
  readonly dq = (q: number, t: number, V: number): number => this.phi_q * (this.q_alpha(V) * (1 - q) - this.q_beta(V) * q);

  readonly integral: IntegratorOf<2> = odeint(new JointEq([this.dp, this.dq]), { method: this.method });

  /** The rates of opening and closing at the potential `V` (1/ms). */
  abstract p_alpha(V: number): number;
  abstract p_beta(V: number): number;
  abstract q_alpha(V: number): number;
  abstract q_beta(V: number): number;

  override update({ t, dt }: Step, V: NDArrayLike): void {
    const [p, q] = this.integral(this.p, this.q, t, V, { dt });
    this.p.value = p;
    this.q.value = q;
  }
}

export abstract class OneSteadyGate extends Channel {
  abstract readonly phi_p: number;
  readonly p: Variable<1> = this.gate('p', (V) => this.p_inf(V));

  readonly dp = (p: number, t: number, V: number): number => (this.phi_p * (this.p_inf(V) - p)) / this.p_tau(V);

  readonly integral: IntegratorOf<1> = odeint(this.dp, { method: this.method });

  /** Where the gate tends at the potential `V`, and the time constant (ms). */
  abstract p_inf(V: number): number;
  abstract p_tau(V: number): number;

  override update({ t, dt }: Step, V: NDArrayLike): void {
    this.p.value = this.integral(this.p, t, V, { dt });
  }
}

export abstract class TwoSteadyGates extends Channel {
  abstract readonly phi_p: number;
  abstract readonly phi_q: number;
  readonly p: Variable<1> = this.gate('p', (V) => this.p_inf(V));
  readonly q: Variable<1> = this.gate('q', (V) => this.q_inf(V));

  readonly dp = (p: number, t: number, V: number): number => (this.phi_p * (this.p_inf(V) - p)) / this.p_tau(V);
  readonly dq = (q: number, t: number, V: number): number => (this.phi_q * (this.q_inf(V) - q)) / this.q_tau(V);

  readonly integral: IntegratorOf<2> = odeint(new JointEq([this.dp, this.dq]), { method: this.method });

  /** Where the gates tend at the potential `V`, and the time constants (ms). */
  abstract p_inf(V: number): number;
  abstract p_tau(V: number): number;
  abstract q_inf(V: number): number;
  abstract q_tau(V: number): number;

  override update({ t, dt }: Step, V: NDArrayLike): void {
    const [p, q] = this.integral(this.p, this.q, t, V, { dt });
    this.p.value = p;
    this.q.value = q;
  }
}

/** Where a gate stays: α / (α + β). */
function openPart(alpha: number, beta: number): number {
  return bm.div(alpha, bm.add(alpha, beta));
}
