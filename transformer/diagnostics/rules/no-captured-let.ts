/** Jit code reads an outer `let` or `var` that is assigned after its declaration. */
import { defineRule, type Rule } from '../define-rule.js';

export const noCapturedLet: Rule<{ read: { name: string } }> = defineRule({
  slug: 'no-captured-let',
  class: 'rule',
  messages: {
    read: ({ name }) => ({
      message: `${name} is read in jit code, but it is assigned again after its declaration.`,
      why: 'Compiled code takes what surrounds it as constants, so the new value would not be seen.',
      help: `Declare it with const, pass ${name} as a parameter, or keep it in a Variable.`,
    }),
  },
});
