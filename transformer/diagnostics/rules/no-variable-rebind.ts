/** `this.v = …` on a Variable: it is updated by `.value`, never replaced. */
import { defineRule, type Rule } from '../define-rule.js';

export const noVariableRebind: Rule<{
  /** `receiver`: what stands before the dot (`this` if not given); `operator`: `=` (if not given), `+=`, `++` … */
  assignment: { attribute: string; operator?: string; receiver?: string };
}> = defineRule({
  slug: 'no-variable-rebind',
  class: 'rule',
  messages: {
    assignment: ({ attribute, operator = '=', receiver = 'this' }) => {
      const step = operator === '++' ? '+= 1' : operator === '--' ? '-= 1' : `${operator} …`;
      const written = operator === '++' || operator === '--' ? operator : ` ${operator} …`;
      return {
        message: `'${receiver}.${attribute}${written}' replaces the Variable ${attribute} instead of updating it.`,
        why: 'Compiled code, runners and trainers hold on to the Variable itself; what changes is the array in it.',
        help: `Write '${receiver}.${attribute}.value ${step}'.`,
      };
    },
  },
});
