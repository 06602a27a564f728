/** What a synapse's conductance does to the cell behind it. */
import { Variable } from '../core/variable.js';
import type { Neuron } from './neuron.js';
import { SynapsePart } from './synapse-part.js';

export interface OutputOptions {
  /** The state of the cells behind that the current is added to; `'input'` where it is not stated. */
  readonly targetVar?: string;
  /** The state of the cells behind that is their potential; `'V'` where it is not stated. */
  readonly membraneVar?: string;
}

/** A specification: one object may be given to several synapses, each of which makes its own from it. */
export abstract class SynOut extends SynapsePart {
  readonly targetVar: string = this.text('targetVar', 'input');
  readonly membraneVar: string = this.text('membraneVar', 'V');

  constructor(options: OutputOptions = {}, num?: number) {
    super(options, num);
  }

  /** The current of conductance `g` into a cell whose potential is `V`. */
  abstract current(g: number, V: number): number;

  /** An output like this one for one synapse, with so many cells behind it. */
  abstract copy(num: number): SynOut;

  targetOf(post: Neuron): Variable<1> {
    return stateOf(this, 'targetVar', this.targetVar, post);
  }

  membraneOf(post: Neuron): Variable<1> {
    return stateOf(this, 'membraneVar', this.membraneVar, post);
  }
}

/** A state of a group, by the name that an option gives. */
export function stateOf(owner: object, option: string, name: string, group: object): Variable<1> {
  const found = (group as Readonly<Record<string, unknown>>)[name];
  if (found instanceof Variable) return found as unknown as Variable<1>;
  const names = Object.entries(group).filter(([, value]) => value instanceof Variable).map(([key]) => key);
  throw new TypeError(`${owner.constructor.name}: ${option} names '${name}', and the states of ${group.constructor.name} are ${names.join(', ')}`);
}
