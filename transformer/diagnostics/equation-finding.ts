/** Which rule a mistake in equations breaks: the mistakes themselves are found by the code that the run uses too. */
import type { EquationProblem } from '../../runtime/abi/equations.js';
import type { Finding } from './define-rule.js';
import { equationArguments } from './rules/equation-arguments.js';
import { equationStates } from './rules/equation-states.js';
import { integrationMethod } from './rules/integration-method.js';

export function findingOf(problem: EquationProblem): Finding {
  switch (problem.rule) {
    case 'equation-arguments': return equationArguments.messages.problem({ problem });
    case 'equation-states': return equationStates.messages.problem({ problem });
    case 'integration-method': return integrationMethod.messages.problem({ problem });
  }
}
