/** Current-based output: I = g. */
import type { OutputOptions } from '../syn-out.js';
import { SynOut } from '../syn-out.js';

export class CUBA extends SynOut {
  constructor(options: OutputOptions = {}, num?: number) {
    super(options, num);
    this.endOptions(new.target, CUBA);
  }

  override current(g: number, _V: number): number {
    return g;
  }

  override copy(num: number): CUBA {
    return new CUBA(this.given, num);
  }
}
