/** Jit code assigns to an attribute that is not a Variable. */
import { defineRule, type Rule } from '../define-rule.js';

export const noStaticWrite: Rule<{
  assignment: { attribute: string; className: string };
}> = defineRule({
  slug: 'no-static-write',
  class: 'rule',
  messages: {
    assignment: ({ attribute, className }) => ({
      message: `${className}.${attribute} is assigned in jit code, but it is not a Variable.`,
      why: 'An attribute that is not a Variable is a constant of compiled code: the new value would never be seen.',
      help: `Make it a Variable ('readonly ${attribute} = new Variable(bm.zeros(1))') and write 'this.${attribute}.value = …', or assign it outside of jit code, before the first call.`,
    }),
  },
});
