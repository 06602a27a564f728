/** `new Variable(…)` inside jit code. */
import { defineRule, type Rule } from '../define-rule.js';

export const noVariableCreate: Rule<{ creation: void }> = defineRule({
  slug: 'no-variable-create',
  class: 'rule',
  messages: {
    creation: () => ({
      message: 'A Variable is created in jit code.',
      why: 'The Variables of an object are fixed when it is compiled; one that is made during a call belongs to no object.',
      help: "Create it as a field ('readonly V = new Variable(…)') or in the constructor; for a value of this call alone use the array ('const fresh = bm.zeros(10)').",
    }),
  },
});
