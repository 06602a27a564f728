/** Calcium that stays as it is: C = 2.4 · 10⁻⁴ mM, E = 120 mV. */
import type { NDArrayLike } from '../../array/types.js';
import type { Variable } from '../../core/variable.js';
import type { ValuesInit } from '../../init/initial-values.js';
import { Calcium } from '../calcium.js';
import type { NeuGroupOptions, Size } from '../neu-group.js';

export interface CalciumFixedOptions extends NeuGroupOptions {
  readonly C?: ValuesInit;
  readonly E?: ValuesInit;
}

export class CalciumFixed extends Calcium {
  readonly C: Variable<1> = this.constant('C', 2.4e-4);
  readonly E: Variable<1> = this.constant('E', 120);

  constructor(size: Size, options: CalciumFixedOptions = {}) {
    super(size, options);
    this.endOptions(new.target, CalciumFixed);
  }

  override change(_C: number, _I: number): number {
    return 0;
  }

  override take(_C: NDArrayLike): void {
    // It stays.
  }
}
