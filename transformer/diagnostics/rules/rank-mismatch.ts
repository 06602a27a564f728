/** Ranks that cannot be broadcast, dotted or assigned. */
import { defineRule, type Rule } from '../define-rule.js';

export const rankMismatch: Rule<{
  /** `operation` as written (`bm.dot`, `+`); `rule`: what it asks of the ranks. */
  operands: { operation: string; operands: readonly { text: string; rank: number }[]; rule?: string };
  /** `variable.value = value`; `variable` as written (`this.w`). */
  assignment: { variable: string; variableRank: number; value: string; valueRank: number };
  /** An axis or index list that the array does not have: `bm.sum(x, { axis: 2 })`, `bm.at(X, 1, 2, 3)`. */
  axis: { operation: string; operand: string; rank: number; axis: number };
}> = defineRule({
  slug: 'rank-mismatch',
  class: 'rule',
  messages: {
    operands: ({ operation, operands, rule }) => ({
      message: `${operation} cannot combine ${operands.map(({ text, rank }) => `${text} (rank ${rank})`).join(' and ')}.`,
      why: rule ?? `${operation} has no meaning for arrays of these ranks.`,
      help: "Reshape or reduce one of them first ('bm.reshape(x, [-1, 1])', 'bm.sum(X, { axis: 0 })'), or correct its declared type.",
    }),
    assignment: ({ variable, variableRank, value, valueRank }) => ({
      message: `${variable} has rank ${variableRank}, but ${value} has rank ${valueRank}.`,
      why: "'.value =' keeps the shape of the Variable: the value must have its rank or a lower one that broadcasts to it.",
      help: `Reduce the value first ('bm.sum(…, { axis: 0 })', 'bm.mean(…, { axis: 0 })'), or create the Variable with rank ${valueRank}.`,
    }),
    axis: ({ operation, operand, rank, axis }) => ({
      message: `${operation} asks for axis ${axis} of ${operand}, which has rank ${rank}.`,
      why: rank === 0 ? 'An array of rank 0 has no axes.' : `The axes of ${operand} are 0 to ${rank - 1} (or -${rank} to -1, counted from the end).`,
      help: rank === 0 ? 'Leave the axis out.' : 'Name one of those axes, or correct the declared type of the array.',
    }),
  },
});
