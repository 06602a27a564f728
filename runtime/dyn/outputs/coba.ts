/** Conductance-based output: I = g (E - V), E the reversal potential (mV). */
import type { ValuesInit } from '../../init/initial-values.js';
import type { OutputOptions } from '../syn-out.js';
import { SynOut } from '../syn-out.js';

export interface COBAOptions extends OutputOptions {
  /** The reversal potential (mV): one value, or one for each cell behind; 0 where it is not stated. */
  readonly E?: ValuesInit;
}

export class COBA extends SynOut {
  readonly E: number;

  constructor(options: COBAOptions = {}, num?: number) {
    super(options, num);
    this.E = this.parameter('E', 0);
    this.endOptions(new.target, COBA);
  }

  override current(g: number, V: number): number {
    return g * (this.E - V);
  }

  override copy(num: number): COBA {
    return new COBA(this.given, num);
  }
}
