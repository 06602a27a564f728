/** Conductance-based output: I = g (E - V), E the reversal potential (mV). */
import { SynOut } from '../syn-out.js';

export class COBA extends SynOut {
  readonly E: number;

  constructor({ E = 0 }: { readonly E?: number } = {}) {
    super();
    this.E = E;
  }

  override current(g: number, V: number): number {
    return g * (this.E - V);
  }

  override copy(): COBA {
    return new COBA(this);
  }
}
