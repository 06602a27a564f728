/** `Math.random`, `Date.now`, `performance.now` in jit code. */
import { defineRule, type Rule } from '../define-rule.js';

export const noHostRandom: Rule<{
  /** `call`: the function as written (`Math.random`). */
  call: { call: string };
}> = defineRule({
  slug: 'no-host-random',
  class: 'rule',
  messages: {
    call: ({ call }) => ({
      message: `${call} is called in jit code.`,
      why: 'It gives another value at every call, so compiled and original code could never agree.',
      help: /random/i.test(call)
        ? "Draw from the generator of math: 'bm.random.rand(10)' (seeded by 'bm.random.seed(1)')."
        : `Call ${call} outside and pass its result as a parameter.`,
    }),
  },
});
