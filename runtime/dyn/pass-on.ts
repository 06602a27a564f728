/** How a system in a row makes its step. */
import type { VectorLike } from '../array/types.js';
import { noUseForSignal, printTrouble } from '../abi/signals.js';
import type { Variable } from '../core/variable.js';
import { VariableObject } from '../core/variable.js';
import { realObject } from '../core/real-object.js';
import { methodEntry } from '../jit/define-class.js';
import { add } from '../math/generated/add.js';
import type { DynamicalSystem } from './dynamical-system.js';
import type { Step } from './step.js';

/** Whether the `update` of a system takes inputs beside the step. */
export function takesInputs(system: DynamicalSystem): boolean {
  // A parameter with a default value does not count in `length`.
  return (methodEntry(system, 'update')?.unit.parameters.length ?? system.update.length) > 1;
}

/**
 * Makes a step of a system with a signal: the input of its `update`, or, where that takes none, added to its Variable `input`. Gives what
 * `update` returns, or the system's Variable `spike` where that is nothing. Compiled code knows from the classes which of these it does (3-lower/lower-pass-on.ts).
 */
export function passOn(system: DynamicalSystem, step: Step, signal: VectorLike | undefined): VectorLike | undefined {
  const real = realObject(system) as DynamicalSystem & { readonly input?: unknown; readonly spike?: unknown };
  if (signal !== undefined && !takesInputs(real)) {
    if (!(real.input instanceof VariableObject)) throw new TypeError(printTrouble(noUseForSignal(real.constructor.name)));
    const input = real.input as unknown as Variable;
    input.value = add(input, signal);
  }
  return (real.update(step, signal as never) ?? real.spike) as VectorLike | undefined;
}
