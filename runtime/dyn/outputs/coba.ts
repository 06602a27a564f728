/** Conductance-based output: I = g (E - V), E the reversal potential (mV). */
import { checkOptions } from '../../abi/check-options.js';
import type { OutputOptions } from '../syn-out.js';
import { outputKinds, SynOut } from '../syn-out.js';

export interface COBAOptions extends OutputOptions {
  /** The reversal potential (mV); 0 where it is not stated. */
  readonly E?: number;
}

export class COBA extends SynOut {
  readonly E: number;

  constructor(options: COBAOptions = {}) {
    super(options);
    if (new.target === COBA) checkOptions('COBA', options, { ...outputKinds, E: 'number' });
    this.E = options.E ?? 0;
  }

  override current(g: number, V: number): number {
    return g * (this.E - V);
  }

  override copy(): COBA {
    return new COBA({ E: this.E, targetVar: this.targetVar, membraneVar: this.membraneVar });
  }
}
