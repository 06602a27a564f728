/** Short-term plasticity: how what a cell sends depends on its last spikes. */
import type { NDArrayLike, VectorLike } from '../array/types.js';
import { SynapsePart } from './synapse-part.js';

/** A specification: one object may be given to several synapses, each of which makes its own from it, for as many cells as it has. */
export abstract class SynSTP extends SynapsePart {
  /** Whether there is anything to do. */
  readonly isActive: boolean = true;

  /** Makes a step, with the spikes that arrive in it. */
  abstract update(spikes: VectorLike, t: number, dt: number): void;

  /** What is left of what each cell sends. */
  abstract filter(sent: VectorLike): NDArrayLike;

  /** Gives its states their initial values. */
  resetState(): void {
    // For those that have states.
  }

  /** Plasticity like this one for so many cells. */
  abstract forCells(num: number): SynSTP;
}

/** No plasticity: everything arrives. */
export class NoSTP extends SynSTP {
  override readonly isActive: boolean = false;
  /** The part that arrives. */
  readonly all: number = 1;

  override update(_spikes: VectorLike, _t: number, _dt: number): void {
    // Nothing changes.
  }

  override filter(sent: VectorLike): NDArrayLike {
    return sent * this.all;
  }

  override forCells(_num: number): NoSTP {
    return new NoSTP();
  }
}
