/**
 * AMPA receptors: a gate that transmitter opens (`transmitter-synapse.ts`), with alpha 0.98, beta 0.18, T 0.5, T_duration 0.5 and g_max 0.42. The output is `COBA` with
 * E = 0 where none is stated. A. Destexhe, Z. Mainen and T. Sejnowski, J. Comput. Neurosci. 1 (1994) 195–230.
 */
import type { Connector } from '../../connect/connector.js';
import type { Neuron } from '../neuron.js';
import { COBA } from '../outputs/coba.js';
import type { SpikingGroup } from '../spiking-group.js';
import type { TransmitterOptions } from './transmitter-synapse.js';
import { TransmitterSynapse } from './transmitter-synapse.js';

export class AMPA extends TransmitterSynapse {
  constructor(pre: SpikingGroup, post: Neuron, conn: Connector, options: TransmitterOptions = {}) {
    super(pre, post, conn, { ...options, g_max: options.g_max ?? 0.42, output: options.output ?? new COBA({ E: 0 }) }, { alpha: 0.98, beta: 0.18, T: 0.5, T_duration: 0.5 });
    this.endOptions(new.target, AMPA);
  }
}
