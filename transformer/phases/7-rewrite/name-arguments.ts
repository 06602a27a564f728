/**
 * The names of a derivative function's arguments mean something (states, then `t`, then parameters), and minifiers rename them: the build
 * says what they were, and the texts of their defaults. A method takes its object along.
 *
 *     odeint((V, t, I = 0) => …)     odeint($myelin.derivative((V, t, I = 0) => …, ["V", "t", "I"], [void 0, void 0, "0"]))
 *     odeint(this.dV)                odeint($myelin.derivative(this.dV, ["V", "t"], [], this))
 */
import type ts from 'typescript';
import { readSignature } from '../../host/equation-signature.js';
import type { FileRewrite } from './file-rewrite.js';

/** `value` is (or names) the rewritten form of `target`. Declarations and functions with patterns for arguments stay as they are. */
export function nameArguments(rewrite: FileRewrite, target: ts.Node, value: ts.Expression): ts.Expression;
export function nameArguments(rewrite: FileRewrite, target: ts.Node, value: ts.Node): ts.Node;
export function nameArguments({ ts: api, factory, internal }: FileRewrite, target: ts.Node, value: ts.Node): ts.Node {
  if (!api.isFunctionLike(target) || !('body' in target) || !api.isExpression(value)) return value;
  const { args } = readSignature(api, target as ts.FunctionLikeDeclaration);
  if (args.some(({ form }) => form !== undefined)) return value;
  const texts = (list: readonly (string | undefined)[]): ts.Expression =>
    factory.createArrayLiteralExpression(list.map((text) => (text === undefined ? factory.createVoidZero() : factory.createStringLiteral(text))));
  const self = api.isMethodDeclaration(target) && api.isPropertyAccessExpression(value) ? value.expression : undefined;
  const hasDefaults = args.some(({ fallback }) => fallback !== undefined);
  return internal.call('derivative', [
    value, texts(args.map(({ name }) => name)),
    ...(hasDefaults || self !== undefined ? [texts(hasDefaults ? args.map(({ fallback }) => fallback) : [])] : []), ...(self === undefined ? [] : [self]),
  ]);
}
