/** Our own invariant broke: never a stack trace alone, always the user's position. */
import { defineRule, type Rule } from '../define-rule.js';

export const compilerBug: Rule<{
  /** `detail`: what the compiler found wrong with itself, in one line. */
  invariant: { detail: string };
}> = defineRule({
  slug: 'compiler-bug',
  class: 'bug',
  messages: {
    invariant: ({ detail }) => ({
      message: `Myelin failed to compile this: ${detail.replace(/\.$/, '')}.`,
      why: 'This is a mistake in Myelin, not in your program.',
      help: "Please report it with the code at this place. Until it is mended, '{ jit: false }' runs the original code.",
    }),
  },
});
