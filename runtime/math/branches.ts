/** Choices as functions, for programs that come from BrainPy and JAX: `cond`, `ifelse`. Only the chosen branch runs. */
import { isTrue } from './loops.js';

/** `onTrue(...operands)` if the predicate (a boolean or an array of rank 0) holds, else `onFalse(...operands)`. Branches may be plain values. */
export function cond<const A extends readonly unknown[], T, F>(predicate: number | boolean, onTrue: ((...operands: A) => T) | T, onFalse: ((...operands: A) => F) | F, operands?: A): T | F {
  const branch = isTrue('cond', predicate) ? onTrue : onFalse;
  return run(branch as ((...operands: A) => T | F) | T | F, operands);
}

/** The branch of the first condition that holds; the last branch, of which there is one more than conditions, where none does. */
export function ifelse<const A extends readonly unknown[], T>(conditions: readonly (number | boolean)[], branches: readonly (((...operands: A) => T) | T)[], operands?: A): T {
  if (branches.length !== conditions.length + 1) throw new TypeError(`ifelse: ${conditions.length} conditions need ${conditions.length + 1} branches, and there are ${branches.length}`);
  const first = conditions.findIndex((condition) => isTrue('ifelse', condition));
  return run(branches.at(first)!, operands);
}

function run<A extends readonly unknown[], T>(branch: ((...operands: A) => T) | T, operands: A | undefined): T {
  // The reason for the casts: a branch that is a function is called, whatever else it is, is the value.
  return typeof branch === 'function' ? (branch as (...operands: A) => T)(...((operands ?? []) as unknown as A)) : branch;
}
