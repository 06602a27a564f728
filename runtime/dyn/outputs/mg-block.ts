/**
 * Conductance-based output with the voltage-dependent block by magnesium of NMDA receptors.
 *
 *     I = g (E - V) / (1 + [Mg²⁺] / β · e^(-α V))
 *
 * C. E. Jahr and C. F. Stevens, J. Neurosci. 10 (1990) 3178–3182.
 */
import type { ValuesInit } from '../../init/initial-values.js';
import type { OutputOptions } from '../syn-out.js';
import { SynOut } from '../syn-out.js';

/** Each of them one value, or one for each cell behind. */
export interface MgBlockOptions extends OutputOptions {
  /** The reversal potential (mV); 0 where it is not stated. */
  readonly E?: ValuesInit;
  /** The concentration of magnesium (mM); 1.2 where it is not stated. */
  readonly cc_Mg?: ValuesInit;
  /** How steeply the block depends on the potential (1 / mV), and its scale (mM); 0.062 and 3.57 where they are not stated. */
  readonly alpha?: ValuesInit;
  readonly beta?: ValuesInit;
}

export class MgBlock extends SynOut {
  readonly E: number;
  readonly cc_Mg: number;
  readonly alpha: number;
  readonly beta: number;

  constructor(options: MgBlockOptions = {}, num?: number) {
    super(options, num);
    this.E = this.parameter('E', 0);
    this.cc_Mg = this.parameter('cc_Mg', 1.2);
    this.alpha = this.parameter('alpha', 0.062);
    this.beta = this.parameter('beta', 3.57);
    this.endOptions(new.target, MgBlock);
  }

  override current(g: number, V: number): number {
    return (g * (this.E - V)) / (1 + (this.cc_Mg / this.beta) * Math.exp(-this.alpha * V));
  }

  override copy(num: number): MgBlock {
    return new MgBlock(this.given, num);
  }
}
