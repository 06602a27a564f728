/**
 * Calcium in a thin shell below the membrane, filled by calcium channels and emptied by a pump.
 *
 *     C' = max(-I / (2 F d), 0) + (C_rest - C) / tau
 *
 * I is the calcium current as channels give it (µA/cm², inwards positive, as in BrainPy), d in µm, tau in ms, concentrations in mM. C begins with 2.4 · 10⁻⁴.
 * A. Destexhe, D. Contreras, M. Steriade, T. J. Sejnowski and J. R. Huguenard, J. Neurosci. 16 (1996) 169–185.
 */
import * as bm from '../../math/index.js';
import { DynamicCalcium, F } from '../dynamic-calcium.js';
import type { ModelOptions, Size } from '../neu-group.js';

export class CalciumDetailed extends DynamicCalcium {
  readonly d: number = this.parameter('d', 1);
  readonly C_rest: number = this.parameter('C_rest', 2.4e-4);
  readonly tau: number = this.parameter('tau', 5);

  constructor(size: Size, options: ModelOptions<CalciumDetailed> = {}) {
    super(size, options);
    this.endOptions(new.target, CalciumDetailed);
  }

  override change(C: number, I: number): number {
    return bm.maximum(-I / (2 * F * this.d), 0) + (this.C_rest - C) / this.tau;
  }
}
