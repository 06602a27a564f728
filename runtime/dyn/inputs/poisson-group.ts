/** Cells that spike at random, each with a rate of its own or all with one: in each step with the probability freqs dt / 1000. */
import * as bm from '../../math/index.js';
import type { ModelOptions, Size } from '../neu-group.js';
import { SpikingGroup } from '../spiking-group.js';
import type { Step } from '../step.js';

export class PoissonGroup extends SpikingGroup {
  /** The rates (Hz). */
  readonly freqs: number = this.parameter('freqs', 0);

  constructor(size: Size, options: ModelOptions<PoissonGroup> = {}) {
    super(size, options);
    this.endOptions(new.target, PoissonGroup);
  }

  override update({ dt }: Step): void {
    this.spike.value = bm.random.random(this.num) < (this.freqs * dt) / 1000;
  }
}
