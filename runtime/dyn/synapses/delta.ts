/**
 * A synapse that moves the potential behind it at once.
 *
 *     a spike: V += g_max for each connection
 */
import type { Step } from '../step.js';
import { Synapse } from '../synapse.js';

export class Delta extends Synapse {
  override update(step: Step): void {
    this.post.V.value += this.transmit(this.receive(step));
  }
}
