/**
 * An exponential synapse whose strengths depend on the order of spikes before and behind it.
 *
 *     A_pre'  = -A_pre / tau_s,     a spike before: A_pre += 1, and each of its strengths w -= A2 A_post
 *     A_post' = -A_post / tau_t,    a spike behind: A_post += 1, and each of its strengths w += A1 A_pre
 *     g' = -g / tau,                a spike before: g += w
 *
 * Strengths change by the traces with the step's own spikes, so that spikes n steps apart count with e^(-n dt / tau), and those of one step with 1: for spikes before
 * first, and before the spike that changes them arrives. They stay between W_min and W_max. Times in ms. S. Song, K. D. Miller and L. F. Abbott, Nat. Neurosci. 3 (2000) 919–926.
 */
import type { Vector } from '../../array/types.js';
import { Variable } from '../../core/variable.js';
import type { Connector } from '../../connect/connector.js';
import { csrOfPairs } from '../../connect/csr.js';
import type { ValuesInit } from '../../init/initial-values.js';
import type { IntegratorOf } from '../../integrators/integrator.js';
import { JointEq } from '../../integrators/joint-eq.js';
import { odeint } from '../../integrators/odeint.js';
import * as bm from '../../math/index.js';
import type { Neuron } from '../neuron.js';
import type { SpikingGroup } from '../spiking-group.js';
import type { Step } from '../step.js';
import type { SynapseOptions } from '../synapse.js';
import { Synapse } from '../synapse.js';

/** `g_max` are the strengths at the beginning. */
export interface STDPOptions extends SynapseOptions {
  /** The time constant of the conductance (ms): one value, or one for each cell behind; 8 where it is not stated. */
  readonly tau?: ValuesInit;
  /** The time constants of the traces of spikes before and behind (ms): one value, or one for each cell there; 16.8 and 33.7 where they are not stated. */
  readonly tau_s?: ValuesInit;
  readonly tau_t?: ValuesInit;
  /** How much strengths grow, by cells before, and shrink, by cells behind: one value, or one for each cell there; 0.96 and 0.53 where it is not stated. */
  readonly A1?: ValuesInit;
  readonly A2?: ValuesInit;
  /** The bounds of strengths; none where they are not stated. */
  readonly W_min?: number;
  readonly W_max?: number;
}

export class STDP_Song2000 extends Synapse {
  readonly tau: number;
  readonly tau_s: number;
  readonly tau_t: number;
  readonly A1: number;
  readonly A2: number;
  readonly W_min: number;
  readonly W_max: number;
  /** The strength of each connection. */
  readonly w: Variable<1>;
  readonly g: Variable<1> = this.zeros();
  readonly A_pre: Variable<1> = this.zeros(this.pre.num);
  readonly A_post: Variable<1> = this.zeros();
  /** The connections by source and by target: their numbers, and the cells at their other ends. */
  readonly numbers: Vector<'int32'>;
  readonly postStarts: Vector<'int32'>;
  readonly postNumbers: Vector<'int32'>;
  readonly postSources: Vector<'int32'>;

  readonly dg = (g: number, t: number): number => -g * (1 / this.tau);
  readonly dA_pre = (A_pre: number, t: number): number => -A_pre * (1 / this.tau_s);
  readonly dA_post = (A_post: number, t: number): number => -A_post * (1 / this.tau_t);

  readonly integral: IntegratorOf<3> = odeint(new JointEq([this.dg, this.dA_pre, this.dA_post]), { method: this.method });

  constructor(pre: SpikingGroup, post: Neuron, conn: Connector, options: STDPOptions = {}) {
    super(pre, post, conn, options);
    this.tau = this.parameter('tau', 8);
    this.tau_s = this.parameter('tau_s', 16.8, pre.num);
    this.tau_t = this.parameter('tau_t', 33.7);
    this.A1 = this.parameter('A1', 0.96, pre.num);
    this.A2 = this.parameter('A2', 0.53);
    this.W_min = this.number('W_min', -Infinity);
    this.W_max = this.number('W_max', Infinity);
    const count = this.indices.size;
    const draw = (): Vector => bm.asarray(bm.broadcastTo(this.g_max, [count]));
    this.w = this.register(new Variable(draw()), draw);
    const numbers = Int32Array.from({ length: count }, (_, k) => k);
    const starts = this.indptr.toTypedArray();
    const sources = new Int32Array(count);
    for (let i = 0; i < pre.num; i++) sources.fill(i, starts[i], starts[i + 1]);
    const byTarget = csrOfPairs(this.indices.toTypedArray(), numbers, post.num);
    this.numbers = bm.array(numbers);
    this.postStarts = bm.array(byTarget.indptr);
    this.postNumbers = bm.array(byTarget.indices);
    this.postSources = bm.array(byTarget.indices.map((k) => sources[k]!));
    this.endOptions(new.target, STDP_Song2000);
  }

  protected override get hasConnectionStates(): boolean {
    return true;
  }

  override update(step: Step): void {
    const spikes = this.receive(step);
    const [g, A_pre, A_post] = this.integral(this.g, this.A_pre, this.A_post, step.t, { dt: step.dt });
    this.A_pre.value = A_pre + spikes;
    this.A_post.value = A_post + this.post.spike;
    bm.event.learn(this.w, spikes, bm.asarray(-this.A2 * this.A_post), this.indptr, this.numbers, this.indices, 1, this.W_min, this.W_max);
    bm.event.learn(this.w, this.post.spike, bm.asarray(this.A1 * this.A_pre), this.postStarts, this.postNumbers, this.postSources, 1, this.W_min, this.W_max);
    this.g.value = g + bm.event.propagate(spikes, this.indices, this.indptr, this.w, this.postCount);
    this.send(this.g);
  }
}
