/**
 * GABA_A receptors: a gate that transmitter opens (`transmitter-synapse.ts`), with alpha 0.53, beta 0.18, T 1, T_duration 1 and g_max 0.04. The output is `COBA` with
 * E = -80 where none is stated. A. Destexhe and D. Paré, J. Neurophysiol. 81 (1999) 1531–1547.
 */
import type { Connector } from '../../connect/connector.js';
import type { Neuron } from '../neuron.js';
import { COBA } from '../outputs/coba.js';
import type { SpikingGroup } from '../spiking-group.js';
import type { TransmitterOptions } from './transmitter-synapse.js';
import { TransmitterSynapse } from './transmitter-synapse.js';

export class GABAa extends TransmitterSynapse {
  constructor(pre: SpikingGroup, post: Neuron, conn: Connector, options: TransmitterOptions = {}) {
    super(pre, post, conn, { ...options, g_max: options.g_max ?? 0.04, output: options.output ?? new COBA({ E: -80 }) }, { alpha: 0.53, beta: 0.18, T: 1, T_duration: 1 });
    this.endOptions(new.target, GABAa);
  }
}
