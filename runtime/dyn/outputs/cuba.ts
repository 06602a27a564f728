/** Current-based output: I = g. */
import { checkOptions } from '../../abi/check-options.js';
import type { OutputOptions } from '../syn-out.js';
import { outputKinds, SynOut } from '../syn-out.js';

export class CUBA extends SynOut {
  constructor(options: OutputOptions = {}) {
    super(options);
    if (new.target === CUBA) checkOptions('CUBA', options, outputKinds);
  }

  override current(g: number, _V: number): number {
    return g;
  }

  override copy(): CUBA {
    return new CUBA({ targetVar: this.targetVar });
  }
}
