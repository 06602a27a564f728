/** A parameter, field or captured value whose type is `any`, `unknown` or no array, number or boolean. */
import { defineRule, type Rule } from '../define-rule.js';

export type TypedThing = 'parameter' | 'field' | 'captured value' | 'result' | 'value';

/** What a model's `update` gets first, by its usual name or taken apart. */
const isStep = (what: TypedThing, name: string): boolean => what === 'parameter' && /^step$|^\{.*\b(t|dt)\b/.test(name);

export const missingType: Rule<{
  /** `type`: the type as the checker prints it (`any`, `string | Date`). */
  value: { name: string; type: string; what: TypedThing };
  /** A list where an array is wanted. */
  list: { name: string };
  /** A name, or one of `owner`'s, that is declared nowhere. */
  undeclared: { name: string; owner?: string; near?: string };
}> = defineRule({
  slug: 'missing-type',
  class: 'rule',
  messages: {
    value: ({ name, type, what }) => ({
      message: `The ${what} ${name} of jit code has the type '${type}'.`,
      why: 'Code is compiled for arrays, numbers, booleans and objects made of them, so the type must say which it is.',
      help: isStep(what, name) ? "Declare it: 'step: Step', or '{ t, dt }: Step' (import type { Step } from 'myelin')." : `Declare it: '${name}: NDArray' (or Vector, Matrix) for arrays (import type { NDArray } from 'myelin'), '${name}: number' for numbers.`,
    }),
    list: ({ name }) => ({
      message: `${name} is a list, where an array or a number is wanted.`,
      why: 'Compiled code computes with arrays and numbers; lists only hold them.',
      help: `Make it an array: 'bm.array(${name})', in a field or outside of jit code.`,
    }),
    undeclared: ({ name, owner, near }) => ({
      message: owner === undefined ? `The name ${name} is declared nowhere.` : `${owner} has no '${name}'.`,
      why: 'Code is compiled for what its types declare.',
      help: near !== undefined ? `The nearest name is '${near}'.` : owner === undefined ? `Declare ${name}, or import it.` : `Give what has a '${name}'.`,
    }),
  },
});
