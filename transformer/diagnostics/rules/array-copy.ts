/** A copy that another order of statements avoids (a note: it compiles, but copies). */
import { defineRule, type Rule } from '../define-rule.js';

export const arrayCopy: Rule<{
  /** `array`: what is copied, as written; `reason`: a sentence, why the copy is needed as the code stands. */
  copy: { array: string; reason: string; instead?: string };
}> = defineRule({
  slug: 'array-copy',
  class: 'slow',
  messages: {
    copy: ({ array, reason, instead }) => ({
      message: `${array} is copied here.`,
      why: reason,
      help: instead ?? `Read ${array} for the last time before the statement that writes it, and the copy is left out.`,
    }),
  },
});
