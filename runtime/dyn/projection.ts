/** What acts on cells, and so makes its step before them: synapses, and sources of input. */
import { ConfiguredSystem } from './configured-system.js';

export abstract class Projection extends ConfiguredSystem {}
