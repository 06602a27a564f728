/** An option that `odeint`, `sdeint` or `fdeint` does not have: bundlers do not ask the type checker, which would know. */
import { defineRule, type Rule } from '../define-rule.js';

interface Unknown {
  readonly family: string;
  readonly name: string;
  readonly near: string | undefined;
  readonly names: readonly string[];
}

export const integratorOption: Rule<{ unknown: Unknown }> = defineRule({
  slug: 'integrator-option',
  class: 'rule',
  messages: {
    unknown: ({ family, name, near, names }) => ({
      message: `${family} has no option '${name}'.`,
      why: 'A misspelt option would do nothing, and the integrator would take its default.',
      help: `${near === undefined ? '' : `Did you mean '${near}'? `}The options are ${names.join(', ')}.`,
    }),
  },
});
