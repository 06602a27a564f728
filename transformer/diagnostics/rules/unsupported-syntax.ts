/** `async`, generators, closures that escape, `try`, `with`, spread of arrays, … */
import { defineRule, type Rule } from '../define-rule.js';

export const unsupportedSyntax: Rule<{
  /** `what`: the form with its article (`a try statement`); `instead`: a sentence with the code to write instead. */
  form: { what: string; instead: string; why?: string };
}> = defineRule({
  slug: 'unsupported-syntax',
  class: 'unsupported',
  messages: {
    form: ({ what, instead, why }) => ({
      message: `${what.charAt(0).toUpperCase()}${what.slice(1)} cannot be compiled.`,
      why: why ?? 'Compiled code is made of arrays, numbers, objects of known classes and plain control flow.',
      help: instead,
    }),
  },
});
