/**
 * Conductance-based output with the voltage-dependent block by magnesium of NMDA receptors.
 *
 *     I = g (E - V) / (1 + [Mg²⁺] / β · e^(-α V))
 *
 * C. E. Jahr and C. F. Stevens, J. Neurosci. 10 (1990) 3178–3182.
 */
import { checkOptions } from '../../abi/check-options.js';
import type { OutputOptions } from '../syn-out.js';
import { outputKinds, SynOut } from '../syn-out.js';

export interface MgBlockOptions extends OutputOptions {
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

  constructor(options: MgBlockOptions = {}) {
    super(options);
    if (new.target === MgBlock) checkOptions('MgBlock', options, { ...outputKinds, E: 'number', cc_Mg: 'number', alpha: 'number', beta: 'number' });
    this.E = options.E ?? 0;
    this.cc_Mg = options.cc_Mg ?? 1.2;
    this.alpha = options.alpha ?? 0.062;
    this.beta = options.beta ?? 3.57;
  }

  override current(g: number, V: number): number {
    return (g * (this.E - V)) / (1 + (this.cc_Mg / this.beta) * Math.exp(-this.alpha * V));
  }

  override copy(): MgBlock {
    const { E, cc_Mg, alpha, beta, targetVar, membraneVar } = this;
    return new MgBlock({ E, cc_Mg, alpha, beta, targetVar, membraneVar });
  }
}
