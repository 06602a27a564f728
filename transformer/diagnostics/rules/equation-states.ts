/** A system of equations that has two equations for a state, one for several where each needs its own, or two defaults for a parameter. The texts are those of the run (runtime/abi/equations.ts). */
import type { EquationProblem } from '../../../runtime/abi/equations.js';
import { defineRule, type Rule } from '../define-rule.js';

export const equationStates: Rule<{ problem: { problem: Pick<EquationProblem, 'message' | 'why' | 'help'> } }> = defineRule({
  slug: 'equation-states',
  class: 'rule',
  messages: {
    problem: ({ problem: { message, why, help } }) => ({ message, why, help }),
  },
});
