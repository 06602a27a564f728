/** The rewritten twins of plain functions, which the build registered while the program's modules were evaluated. */
import { JitError } from '../abi/errors.js';

interface Twin {
  readonly fn: (...args: never[]) => unknown;
  readonly captures: (() => readonly unknown[]) | undefined;
}

const twins = new Map<string, Twin>();

/** Registers the rewritten form of a plain function that jit code calls, with the values around it that compiled code captures. */
export function defineTwin(id: string, fn: (...args: never[]) => unknown, captures?: () => readonly unknown[]): void {
  twins.set(id, { fn, captures });
}

function findTwin(id: string): Twin {
  const found = twins.get(id);
  if (found !== undefined) return found;
  throw new JitError(`${id} is used before its module was evaluated, or its file was not built together with its caller: build both with the plugin`);
}

/** The rewritten form of a plain function. Generated code also names the function, so that bundlers keep the module that defines both. */
export function twin(id: string, _original?: unknown): (...args: unknown[]) => unknown {
  // The reason for the cast: rewritten code passes on what the user's own code, which was type-checked, passes.
  return findTwin(id).fn as (...args: unknown[]) => unknown;
}

/** Value number `index` of those around a plain function. */
export function twinCapture(id: string, index: number): unknown {
  return findTwin(id).captures?.()[index];
}
