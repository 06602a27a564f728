/** A call to something that cannot be compiled. */
import { defineRule, type Rule } from '../define-rule.js';

export const unsupportedCall: Rule<{
  /**
   * `callee` as written (`JSON.stringify`); `reason`: the rest of "it cannot be compiled: …" (`its source is not part of the
   * program`); `from`: the jit code that reaches it, if that is not where it stands; `instead`: a sentence that helps.
   */
  call: { callee: string; reason: string; from?: string; instead?: string };
}> = defineRule({
  slug: 'unsupported-call',
  class: 'unsupported',
  messages: {
    call: ({ callee, reason, from, instead }) => ({
      message: `${callee} cannot be compiled: ${reason}.`,
      why: `Whatever jit code calls is compiled with it${from === undefined ? '' : ` (it is reached from ${from})`}.`,
      help: instead ?? `Call ${callee} outside and pass its result as a parameter, or write it with math, Math and functions of your own.`,
    }),
  },
});
