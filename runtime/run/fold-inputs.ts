/**
 * Inputs that are one number at every step, and what empties their Variables after it. From the second step of a slice on, a Variable that would be filled
 * with 0 and then get `0 + number` is filled with that at once: one pass over its memory less.
 */
import type { VariableObject } from '../core/variable.js';
import type { CompiledCommand } from './step-command.js';

export interface FoldedCommands {
  /** What the first step of a slice does, and the others need not. */
  readonly once: readonly CompiledCommand[];
  readonly others: readonly CompiledCommand[];
  /** What is left in Variables at the end of a step instead of 0; at the end of the slice it is 0. */
  readonly left: ReadonlyMap<VariableObject, number>;
}

/** The commands of a whole step. Only the first inputs and the last commands of a step count: nothing then looks at the Variable in between. */
export function foldInputs(commands: readonly CompiledCommand[]): FoldedCommands {
  const inputCount = commands.findIndex(({ adds }) => adds === undefined);
  const lastOther = commands.findLastIndex(({ empties }) => empties === undefined);
  const emptied = new Set(commands.slice(lastOther + 1).flatMap(({ empties = [] }) => empties));
  const left = new Map<VariableObject, number>();
  const once = commands.slice(0, Math.max(0, inputCount)).filter(({ adds }) => {
    if (adds === undefined || !emptied.has(adds.variable) || left.has(adds.variable)) return false;
    left.set(adds.variable, 0 + adds.number);
    return true;
  });
  return { once, others: commands.filter((command) => !once.includes(command)), left };
}
