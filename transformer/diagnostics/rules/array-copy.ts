/** A copy that another order of statements avoids (a note: it compiles, but copies). */
import { defineRule, type Rule } from '../define-rule.js';

export const arrayCopy: Rule<{
  /** `array`: what is copied, as written; `reason`: the rest of "It is copied because …" (`this.V is written while its old elements are used`). */
  copy: { array: string; reason: string; instead?: string };
}> = defineRule({
  slug: 'array-copy',
  class: 'slow',
  messages: {
    copy: ({ array, reason, instead }) => ({
      message: `${array} is copied here.`,
      why: `It is copied because ${reason}.`,
      help: instead ?? `Read ${array} for the last time before the statement that writes it, and the copy is left out.`,
    }),
  },
});
