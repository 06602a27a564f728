/** A method that an integrator does not have, or that does not solve such equations. The texts are those of the run (runtime/abi/equations.ts). */
import type { EquationProblem } from '../../../runtime/abi/equations.js';
import { defineRule, type Rule } from '../define-rule.js';

export const integrationMethod: Rule<{ problem: { problem: Pick<EquationProblem, 'message' | 'why' | 'help'> } }> = defineRule({
  slug: 'integration-method',
  class: 'rule',
  messages: {
    problem: ({ problem: { message, why, help } }) => ({ message, why, help }),
  },
});
