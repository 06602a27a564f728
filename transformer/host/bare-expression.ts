/** What is left of an expression without the wrappers that mean nothing at run time. */
import type ts from 'typescript';
import type { TypeScript } from '../contracts.js';

/** Takes off parentheses, `as T`, `<T>x`, `satisfies T` and `!`. */
export function bareExpression(api: TypeScript, node: ts.Expression): ts.Expression {
  let at = node;
  while (api.isParenthesizedExpression(at) || api.isAsExpression(at) || api.isTypeAssertionExpression(at)
    || api.isSatisfiesExpression(at) || api.isNonNullExpression(at)) at = at.expression;
  return at;
}
