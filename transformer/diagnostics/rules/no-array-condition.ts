/** `if`, `?:`, `&&`, `while`, `===` … on an array. */
import { defineRule, type Rule } from '../define-rule.js';

export type ConditionKind = 'if' | '?:' | '&&' | '||' | '!' | 'while' | 'for' | '===' | '!==' | 'switch';

/** The code to write instead, where the caller knows nothing better. */
const replacements: Readonly<Record<ConditionKind, (expression: string) => string>> = {
  if: (expression) => `choose element by element with 'bm.where(${expression}, a, b)', or decide once with 'bm.any(${expression})' or 'bm.all(${expression})'`,
  '?:': (expression) => `choose element by element with 'bm.where(${expression}, a, b)', or decide once with 'bm.any(${expression})' or 'bm.all(${expression})'`,
  '&&': () => "combine masks with 'bm.logicalAnd(a, b)'",
  '||': () => "combine masks with 'bm.logicalOr(a, b)'",
  '!': (expression) => `negate a mask with 'bm.logicalNot(${expression})'`,
  while: (expression) => `decide once with 'while (bm.any(${expression}))' or 'bm.all'`,
  for: (expression) => `decide once with 'bm.any(${expression})' or 'bm.all(${expression})'`,
  '===': () => "compare element by element with 'bm.equal(a, b)', or whole arrays with 'bm.all(bm.equal(a, b))'",
  '!==': () => "compare element by element with 'bm.notEqual(a, b)'",
  switch: (expression) => `choose element by element with 'bm.where(bm.equal(${expression}, 1), a, b)'`,
};

export const noArrayCondition: Rule<{
  /** `expression`: the array, as written; `replacement`: the code to write instead (a standard text for the kind if not given). */
  condition: { kind: ConditionKind; expression: string; replacement?: string };
}> = defineRule({
  slug: 'no-array-condition',
  class: 'rule',
  messages: {
    condition: ({ kind, expression, replacement }) => ({
      message: `'${kind}' is given an array: ${expression}.`,
      why: kind === '===' || kind === '!=='
        ? 'On arrays it asks whether two names stand for the same object, not whether their elements are equal.'
        : 'An array is not true or false: each of its elements is.',
      help: `${capitalize(replacement ?? replacements[kind](expression))}.`,
    }),
  },
});

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
