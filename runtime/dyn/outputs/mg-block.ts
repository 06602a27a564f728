/**
 * Conductance-based output with the voltage-dependent block by magnesium of NMDA receptors.
 *
 *     I = g (E - V) / (1 + [Mg²⁺] / β · e^(-α V))
 *
 * C. E. Jahr and C. F. Stevens, J. Neurosci. 10 (1990) 3178–3182.
 */
import { SynOut } from '../syn-out.js';

export interface MgBlockOptions {
  /** The reversal potential (mV). */
  readonly E?: number;
  /** The concentration of magnesium (mM). */
  readonly cc_Mg?: number;
  readonly alpha?: number;
  readonly beta?: number;
}

export class MgBlock extends SynOut {
  readonly E: number;
  readonly cc_Mg: number;
  readonly alpha: number;
  readonly beta: number;

  constructor({ E = 0, cc_Mg = 1.2, alpha = 0.062, beta = 3.57 }: MgBlockOptions = {}) {
    super();
    this.E = E;
    this.cc_Mg = cc_Mg;
    this.alpha = alpha;
    this.beta = beta;
  }

  override current(g: number, V: number): number {
    return (g * (this.E - V)) / (1 + (this.cc_Mg / this.beta) * Math.exp(-this.alpha * V));
  }

  override copy(): MgBlock {
    return new MgBlock(this);
  }
}
