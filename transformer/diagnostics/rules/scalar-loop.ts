/** A loop over elements that could be an array expression (a note: it compiles, but one element at a time). */
import { defineRule, type Rule } from '../define-rule.js';

export const scalarLoop: Rule<{
  /** `array`: what the loop goes over, as written; `instead`: the array expression, where it is known. */
  loop: { array: string; instead?: string };
}> = defineRule({
  slug: 'scalar-loop',
  class: 'slow',
  messages: {
    loop: ({ array, instead }) => ({
      message: `This loop goes over ${array} one element at a time.`,
      why: 'An expression on whole arrays is compiled to SIMD and fused with its neighbours; single elements are not.',
      help: `Write ${instead === undefined ? "an expression on the whole array ('y = x * 2 + 1', 'bm.sum(x)', 'bm.where(mask, a, b)')" : `'${instead}'`}.`,
    }),
  },
});
