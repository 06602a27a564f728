/** Jit code writes to something outside of it that is not a Variable. */
import { defineRule, type Rule } from '../define-rule.js';

export const noCapturedWrite: Rule<{
  /** `target`: what is assigned, as written (`calls.count`). */
  write: { target: string };
}> = defineRule({
  slug: 'no-captured-write',
  class: 'rule',
  messages: {
    write: ({ target }) => ({
      message: `${target} is written in jit code, but it belongs to the code outside.`,
      why: 'Variables are the only things outside of it that compiled code can change.',
      help: `Return the new value and assign ${target} where the function is called, or make it a Variable and write its '.value'.`,
    }),
  },
});
