/** Current-based output: I = g. */
import { SynOut } from '../syn-out.js';

export class CUBA extends SynOut {
  override current(g: number, _V: number): number {
    return g;
  }

  override copy(): CUBA {
    return new CUBA();
  }
}
