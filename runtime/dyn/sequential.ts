/** Systems in a row: what one returns, the next one gets. */
import type { VectorLike } from '../array/types.js';
import type { NodeTuple } from '../core/node-list.js';
import { NodeList } from '../core/node-list.js';
import { realObject } from '../core/real-object.js';
import { DynamicalSystem } from './dynamical-system.js';
import { Network } from './network.js';
import { passOn } from './pass-on.js';
import type { Step } from './step.js';

/** What a part takes: the input of its `update`, or what can be added to its Variable `input`. */
type InputOf<Part> = Part extends { update(step: Step, input: infer I, ...others: never[]): unknown } ? (unknown extends I ? VectorLike : I) : VectorLike;

/** What a part hands on: what its `update` returns, or its spikes where that returns nothing. */
type OutputOf<Part> = Part extends { update(...args: never[]): infer R }
  ? ([R] extends [undefined | void] ? (Part extends { readonly spike: infer S } ? S : undefined) : R) // oxlint-disable-line typescript/no-invalid-void-type -- what methods that return nothing say
  : undefined;

type Last<Parts extends readonly unknown[]> = Parts extends readonly [...unknown[], infer Part] ? Part : Parts[number];

/**
 * A network whose parts make their steps in the order in which they are given, each with what the one before returned as the input of its `update`: the first gets the input of
 * the network's own `update`, and what the last returns is the network's output.
 *
 * A part whose `update` takes nothing but the step (a group of neurons) has the signal added to its `input`, and hands on its spikes if it returns nothing. Paths to the parts are `parts.0`, `parts.1`, ….
 *
 * @throws TypeError for a part that is no system, and in a step where a signal reaches a part that has no use for one, or none a part that needs one.
 */
export class Sequential<Parts extends readonly DynamicalSystem[] = readonly DynamicalSystem[]> extends Network {
  declare readonly parts: NodeTuple<Parts>;

  constructor(...parts: Parts) {
    super(...checkParts(parts));
    if (parts.length === 0) this.parts = new NodeList<DynamicalSystem>() as unknown as NodeTuple<Parts>;
  }

  override update(step: Step, input?: InputOf<Parts[0]>): OutputOf<Last<Parts>> {
    const output = this.parts.reduce<VectorLike | undefined>((signal, part) => passOn(part, step, signal), input);
    for (const delay of this.stepDelays) delay.update(step);
    return output as OutputOf<Last<Parts>>;
  }
}

function checkParts<Parts extends readonly DynamicalSystem[]>(parts: Parts): Parts {
  for (const [i, part] of (parts as readonly unknown[]).entries()) {
    if (realObject(part) instanceof DynamicalSystem) continue;
    const what = typeof part === 'function' ? 'a function' : part === null || typeof part !== 'object' ? String(part) : 'an object';
    throw new TypeError(`Sequential: part ${i} is ${what}. The parts are systems, in the order of their steps, new dyn.Sequential(encoder, decoder); of a function f make one: ` +
      'class F extends dyn.DynamicalSystem { update(step: Step, x: Vector) { return f(x); } }');
  }
  return parts;
}
