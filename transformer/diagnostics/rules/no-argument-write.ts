/** `x[i] = …` on an array argument: arguments are values. */
import { defineRule, type Rule } from '../define-rule.js';

export const noArgumentWrite: Rule<{
  /** `name`: the parameter. */
  element: { name: string };
}> = defineRule({
  slug: 'no-argument-write',
  class: 'rule',
  messages: {
    element: ({ name }) => ({
      message: `The elements of ${name}, an argument, are written in jit code.`,
      why: "Arguments are values: a call never changes the caller's arrays.",
      help: `Write to an array of this call ('const result = bm.array(${name})') and return it, or build the result at once with bm.where.`,
    }),
  },
});
