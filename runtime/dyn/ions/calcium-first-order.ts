/**
 * Calcium that channels bring in and that decays.
 *
 *     C' = max(-alpha I, 0) - beta C
 *
 * I is the calcium current (µA/cm²), beta in 1/ms, concentrations in mM. C begins with 2.4 · 10⁻⁴. M. Bazhenov, I. Timofeev, M. Steriade and T. J. Sejnowski,
 * J. Neurosci. 18 (1998) 6444–6465.
 */
import * as bm from '../../math/index.js';
import { DynamicCalcium } from '../dynamic-calcium.js';
import type { ModelOptions, Size } from '../neu-group.js';

export class CalciumFirstOrder extends DynamicCalcium {
  readonly alpha: number = this.parameter('alpha', 0.13);
  readonly beta: number = this.parameter('beta', 0.075);

  constructor(size: Size, options: ModelOptions<CalciumFirstOrder> = {}) {
    super(size, options);
    this.endOptions(new.target, CalciumFirstOrder);
  }

  override change(C: number, I: number): number {
    return bm.maximum(-this.alpha * I, 0) - this.beta * C;
  }
}
