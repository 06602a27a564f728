/** What acts on cells, and so makes its step before them: synapses, and sources of input. */
import { DynamicalSystem } from './dynamical-system.js';

export abstract class Projection extends DynamicalSystem {}
