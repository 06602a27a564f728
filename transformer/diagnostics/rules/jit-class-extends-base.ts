/** `@jit` on a class that does not extend Base. */
import { defineRule, type Rule } from '../define-rule.js';

export const jitClassExtendsBase: Rule<{
  /** A class with `@jit`. */
  decorated: { className: string };
  /** `jit(instance)` of a class that is no Base. */
  instance: { className: string };
}> = defineRule({
  slug: 'jit-class-extends-base',
  class: 'rule',
  messages: {
    decorated: ({ className }) => ({
      message: `The class ${className} is marked @jit but does not extend Base.`,
      why: 'Base is how compiled code finds the Variables and constants of an object.',
      help: `Write 'class ${className} extends Base' (import { Base } from 'myelin') and call super() first in its constructor.`,
    }),
    instance: ({ className }) => ({
      message: `jit() is given an instance of ${className}, which does not extend Base.`,
      why: 'Base is how compiled code finds the Variables and constants of an object.',
      help: `Write 'class ${className} extends Base' (import { Base } from 'myelin') and call super() first in its constructor.`,
    }),
  },
});
