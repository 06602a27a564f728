/**
 * Calcium whose concentration changes; E follows it by W. Nernst's equation: E = R (T + 273.15) / (2 F) ln(C0 / C), in mV, with C0 outside of the
 * cell (mM) and T in °C.
 */
import type { NDArrayLike } from '../array/types.js';
import type { Variable } from '../core/variable.js';
import * as bm from '../math/index.js';
import { Calcium } from './calcium.js';

/** The gas constant (J / (mol K)), and Faraday's constant (C / mmol). */
const R = 8.31441;
export const F = 96.489;

export abstract class DynamicCalcium extends Calcium {
  readonly C0: number = this.parameter('C0', 2);
  readonly T: number = this.parameter('T', 36);

  readonly C: Variable<1> = this.state('C', 2.4e-4);
  readonly E: Variable<1> = this.state('E', () => this.reversal(this.C));

  reversal(C: NDArrayLike): number {
    return (R / (2 * F)) * (this.T + 273.15) * bm.log(this.C0 / C);
  }

  override take(C: NDArrayLike): void {
    this.C.value = C;
    this.E.value = this.reversal(C);
  }
}
