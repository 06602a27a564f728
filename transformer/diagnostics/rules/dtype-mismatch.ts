/** A float written to an int or bool Variable, or an operation on dtypes that it does not have. */
import { defineRule, type Rule } from '../define-rule.js';

export const dtypeMismatch: Rule<{
  /** `variable.value = …`; `variable` as written (`this.n`). */
  assignment: { variable: string; variableDType: string; valueDType: string };
  /** `operation` as written (`bm.dot`), its operands with their dtypes, and what it takes (`numbers, not bool`). */
  operands: { operation: string; operands: readonly { text: string; dtype: string }[]; expected: string };
}> = defineRule({
  slug: 'dtype-mismatch',
  class: 'rule',
  messages: {
    assignment: ({ variable, variableDType, valueDType }) => ({
      message: `${variable} is a Variable of ${variableDType}, but the value assigned to it is ${valueDType}.`,
      why: `'.value =' keeps the dtype of the Variable, and ${valueDType} does not fit into ${variableDType} without loss.`,
      help: `Convert it on purpose ('${variable}.value = bm.asarray(…, { dtype: '${variableDType}' })'), or create the Variable with dtype '${valueDType}'.`,
    }),
    operands: ({ operation, operands, expected }) => ({
      message: `${operation} cannot take ${operands.map(({ text, dtype }) => `${text} (${dtype})`).join(' and ')}.`,
      why: `${operation} takes ${expected}.`,
      help: "Convert the operand first: 'bm.asarray(x, { dtype: … })'.",
    }),
  },
});
