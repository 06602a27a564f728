/** A cycle of calls, shown as a path. */
import { defineRule, type Rule } from '../define-rule.js';

export const unsupportedRecursion: Rule<{
  /** `cycle`: the functions from the first to itself again (`['even', 'odd', 'even']`). */
  cycle: { cycle: readonly string[] };
}> = defineRule({
  slug: 'unsupported-recursion',
  class: 'unsupported',
  messages: {
    cycle: ({ cycle }) => ({
      message: cycle.length <= 2 ? `${cycle[0] ?? 'The function'} calls itself: ${cycle.join(' → ')}.` : `These functions call each other in a circle: ${cycle.join(' → ')}.`,
      why: 'Every call is compiled into its caller, which would never end.',
      help: "Write it as a loop ('let product = 1; for (let i = 2; i <= n; i++) product *= i;').",
    }),
  },
});
