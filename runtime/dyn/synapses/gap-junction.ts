/**
 * An electrical synapse: a current between two cells, proportional to the difference of their potentials, and the same but for its sign in both.
 *
 *     I_post += g_max (V_pre - V_post) for each connection
 *     I_pre  += g_max (V_post - V_pre)
 *
 * Connections that lead both ways between two cells count twice, as in BrainPy. `DiffusiveCoupling` acts on the cells behind alone.
 */
import type { Vector } from '../../array/types.js';
import type { Variable } from '../../core/variable.js';
import type { Connector } from '../../connect/connector.js';
import { csrOfPairs, sourcesOf } from '../../connect/csr.js';
import * as bm from '../../math/index.js';
import type { CouplingOptions } from '../coupling.js';
import type { Neuron } from '../neuron.js';
import type { Step } from '../step.js';
import { DiffusiveCoupling } from './diffusive-coupling.js';

export type GapJunctionOptions = Pick<CouplingOptions, 'name' | 'g_max'>;

export class GapJunction extends DiffusiveCoupling {
  /** The input of the cells before. */
  readonly backInput: Variable<1>;
  /** The same connections by target: where each target's begin, their sources and strengths. */
  readonly postStarts: Vector<'int32'>;
  readonly postSources: Vector<'int32'>;
  readonly postStrengths: Vector;

  constructor(pre: Neuron, post: Neuron, conn: Connector, options: GapJunctionOptions = {}) {
    super(pre, post, conn, options);
    this.refuseOptions('delayStep', 'initialDelayData', 'preVar', 'postVar', 'targetVar');
    this.backInput = pre.input;
    const sources = sourcesOf({ indices: this.indices.toTypedArray(), indptr: this.indptr.toTypedArray() });
    const { indices: numbers, indptr } = csrOfPairs(this.indices.toTypedArray(), sources.map((_, k) => k), post.num);
    this.postStarts = bm.array(indptr);
    this.postSources = bm.array(numbers.map((k) => sources[k]!));
    this.postStrengths = this.g_max.size === 1 ? this.g_max : bm.asarray(bm.take(this.g_max, bm.array(numbers)));
    this.endOptions(new.target, GapJunction);
  }

  override update(step: Step): void {
    super.update(step);
    this.backInput.value += bm.event.diffuse(bm.asarray(this.compared.value), bm.asarray(this.source.value), this.postSources, this.postStarts, this.postStrengths);
  }
}
