/** `throw new RangeError(…)`: the host makes the error, with the message that the original makes. */
import type ts from 'typescript';
import type { HostArgument } from '../../../runtime/abi/unit.js';
import { thrownClasses } from '../../../runtime/abi/errors.js';
import { unsupportedSyntax } from '../../diagnostics/rules/unsupported-syntax.js';
import { bareExpression } from '../../host/bare-expression.js';
import type { Expr } from '../../ir/node.js';
import { shorten } from './arithmetic.js';
import { hostArgument } from './host-argument.js';
import type { Lowering } from './lowering.js';
import type { Value } from './value.js';

export function lowerThrow(l: Lowering, node: ts.ThrowStatement): void {
  const { ts, facts } = l;
  const made = bareExpression(ts, node.expression);
  const symbol = ts.isNewExpression(made) || ts.isCallExpression(made) ? facts.symbolAt(made.expression) : undefined;
  if (!(ts.isNewExpression(made) || ts.isCallExpression(made)) || symbol === undefined || !thrownClasses.includes(symbol.name) || !isDeclaredElsewhere(symbol)) {
    refuse(l, node, `'throw ${shorten(node.expression.getText())}'`, "Throw an error of JavaScript or of myelin: 'throw new RangeError(\"…\")'.");
    return;
  }
  const [message, ...others] = made.arguments ?? [];
  if (others.length > 0) {
    refuse(l, others[0]!, 'an error with more than a message', 'Put what it says into the message.');
    return;
  }
  const arrays: Expr[] = [];
  const numbers: Expr[] = [];
  const parts = message === undefined ? [] : messageParts(l, message, arrays, numbers);
  if (parts === undefined) return;
  const site = l.site('throw', [], node, { function: 'throw', args: [{ constant: symbol.name }, ...parts], result: { kind: 'tuple', items: [] } });
  l.emit({ kind: 'host-tuple', locals: [], arrays, numbers, site });
}

/** Throws an error of that class: what the eager path finds wrong at run time. */
export function emitThrow(l: Lowering, errorClass: string, message: string, node: ts.Node): void {
  const site = l.site('throw', [], node, { function: 'throw', args: [{ constant: errorClass }, { constant: message }], result: { kind: 'tuple', items: [] } });
  l.emit({ kind: 'host-tuple', locals: [], arrays: [], numbers: [], site });
}

function refuse(l: Lowering, node: ts.Node, what: string, instead: string): void {
  l.report(unsupportedSyntax.messages.form({ what, instead }), node);
}

/** JavaScript's own classes and the library's: not one of the program with such a name. */
function isDeclaredElsewhere(symbol: ts.Symbol): boolean {
  return (symbol.declarations ?? []).every((declaration) => declaration.getSourceFile().isDeclarationFile || declaration.getSourceFile().fileName.endsWith('/runtime/abi/errors.ts'));
}

/** The parts of a message, to be joined as strings; undefined where there is something that cannot be passed on. */
function messageParts(l: Lowering, message: ts.Expression, arrays: Expr[], numbers: Expr[]): readonly HostArgument[] | undefined {
  const { ts } = l;
  const bare = bareExpression(ts, message);
  if (ts.isBinaryExpression(bare) && bare.operatorToken.kind === ts.SyntaxKind.PlusToken && isText(l, bare)) {
    const sides = [bare.left, bare.right].map((side) => messageParts(l, side, arrays, numbers));
    return sides.every((side) => side !== undefined) ? sides.flat() : undefined;
  }
  if (!ts.isTemplateExpression(bare)) return partOf(l, bare, l.forms.expression(l, bare), arrays, numbers);
  const values = l.inOrder(bare.templateSpans.map((span) => span.expression));
  const parts: HostArgument[] = [{ constant: bare.head.text }];
  for (const [i, span] of bare.templateSpans.entries()) {
    const part = partOf(l, span.expression, values[i]!, arrays, numbers);
    if (part === undefined) return undefined;
    parts.push(...part, { constant: span.literal.text });
  }
  return parts;
}

function isText(l: Lowering, node: ts.Expression): boolean {
  return (l.facts.checker.getTypeAtLocation(node).flags & l.ts.TypeFlags.StringLike) !== 0;
}

function partOf(l: Lowering, node: ts.Expression, value: Value, arrays: Expr[], numbers: Expr[]): readonly HostArgument[] | undefined {
  if (value.kind === 'error') return undefined;
  if (value.kind === 'undefined') return [{ constant: 'undefined' }];
  const argument = value.kind === 'object' ? undefined : hostArgument(value, arrays, numbers);
  if (argument !== undefined) return [argument];
  refuse(l, node, `'${shorten(node.getText())}' in a message`, 'Use strings, numbers and arrays.');
  return undefined;
}
