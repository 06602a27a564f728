/** A group without dynamics that hands on what it is given: the first or the last layer of a model. */
import type { VectorLike } from '../../array/types.js';
import type { NeuGroupOptions, Size } from '../neu-group.js';
import { NeuGroup } from '../neu-group.js';
import type { Step } from '../step.js';

export class InputGroup extends NeuGroup {
  constructor(size: Size, options: NeuGroupOptions = {}) {
    super(size, options);
    this.endOptions(new.target, InputGroup);
  }

  override update(_step: Step, x: VectorLike): VectorLike {
    return x;
  }
}

/** The same, behind the other groups. */
export class OutputGroup extends InputGroup {}
