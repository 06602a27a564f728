/** Every model that the library exports has numbers of BrainPy's to be compared with, or a reason why not. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dyn } from '../../runtime/index.js';

/** The models that golden files name: as cases, and as outputs or plasticity within them. */
const named = new Set(['neurons', 'rates', 'synapses', 'couplings', 'channels'].flatMap((file) => [...readFileSync(join(import.meta.dirname, `${file}.json`), 'utf8').matchAll(/"(\w+)"/g)].map(([, word]) => word)));

const isBasis = 'what models are made of';
const reasons: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['CondNeuGroup', 'Channel', 'Calcium', 'NeuGroup', 'Neuron', 'CrossingNeuron', 'ThresholdNeuron', 'SpikingGroup', 'RateModel', 'DynamicalSystem', 'Network', 'Sequential', 'Projection', 'Synapse', 'TransmitterSynapse', 'SynOut', 'SynSTP'].map((name) => [name, isBasis])),
  CUBA: 'the output of synapses that state none', STDP_Song2000: 'the golden data of synapses have it as stdp',
  PoissonGroup: 'random', PoissonInput: 'random', OUProcess: 'random',
  InputGroup: 'no dynamics', OutputGroup: 'no dynamics', SpikeTimeGroup: 'spikes of all golden synapses', LengthDelay: 'delayed golden synapses',
  GapJunction: 'the pituitary cells of test/gallery', Coupling: isBasis,
};

describe('golden data', () => {
  const classes = [dyn, dyn.rates].flatMap((space) => Object.entries(space)).filter(([, value]) => typeof value === 'function').map(([name]) => name);

  it.each(classes)('%s', (name) => {
    expect(named.has(name) !== (reasons[name] !== undefined), named.has(name) ? 'has a reason and needs none' : 'has neither golden data nor a reason').toBe(true);
  });
});
