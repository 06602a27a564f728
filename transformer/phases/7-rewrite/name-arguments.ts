/**
 * The names of a derivative function's arguments mean something (states, then `t`, then parameters), and minifiers rename them: the build
 * says what they were.
 *
 *     odeint((V, t, I = 0) => …)     odeint($myelin.derivative((V, t, I = 0) => …, ["V", "t", "I"], ["I"]))
 */
import type ts from 'typescript';
import type { FileRewrite } from './file-rewrite.js';

/** `value` is (or names) the rewritten form of `target`. Declarations and functions with patterns for arguments stay as they are. */
export function nameArguments(rewrite: FileRewrite, target: ts.Node, value: ts.Expression): ts.Expression;
export function nameArguments(rewrite: FileRewrite, target: ts.Node, value: ts.Node): ts.Node;
export function nameArguments({ ts: api, factory, internal }: FileRewrite, target: ts.Node, value: ts.Node): ts.Node {
  if (!api.isFunctionLike(target) || !api.isExpression(value)) return value;
  const parameters = target.parameters.filter((parameter) => parameter.name.getText() !== 'this');
  const isNamed = (parameter: ts.ParameterDeclaration): boolean => api.isIdentifier(parameter.name) && parameter.dotDotDotToken === undefined;
  if (!parameters.every(isNamed)) return value;
  const texts = (list: readonly ts.ParameterDeclaration[]): ts.Expression =>
    factory.createArrayLiteralExpression(list.map((parameter) => factory.createStringLiteral(parameter.name.getText())));
  const optional = parameters.filter((parameter) => parameter.initializer !== undefined);
  return internal.call('derivative', [value, texts(parameters), ...(optional.length === 0 ? [] : [texts(optional)])]);
}
