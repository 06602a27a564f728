/** A derivative whose arguments are not states, then t, then parameters. The texts are those of the run (runtime/abi/equations.ts). */
import type { EquationProblem } from '../../../runtime/abi/equations.js';
import { defineRule, type Rule } from '../define-rule.js';

export const equationArguments: Rule<{ problem: { problem: Pick<EquationProblem, 'message' | 'why' | 'help'> } }> = defineRule({
  slug: 'equation-arguments',
  class: 'rule',
  messages: {
    problem: ({ problem: { message, why, help } }) => ({ message, why, help }),
  },
});
