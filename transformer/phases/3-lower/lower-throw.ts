/** `throw new RangeError(…)`: the host makes the error, of the same class and with the same message as the original's. */
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

/** What an error's constructor is given, as it is gathered. */
interface Given {
  readonly args: HostArgument[];
  readonly arrays: Expr[];
  readonly numbers: Expr[];
}

export function lowerThrow(l: Lowering, node: ts.ThrowStatement): void {
  const { ts } = l;
  const made = bareExpression(ts, node.expression);
  const thrown = ts.isNewExpression(made) || ts.isCallExpression(made) ? classOfError(l, made) : undefined;
  if (!(ts.isNewExpression(made) || ts.isCallExpression(made)) || thrown === undefined) {
    refuse(l, node, `'throw ${shorten(node.expression.getText())}'`, "Make the error where it is thrown, of a class of JavaScript, of myelin or of the top level of a file: 'throw new RangeError(\"…\")'.");
    return;
  }
  const given: Given = { args: [], arrays: [], numbers: [] };
  for (const argument of made.arguments ?? []) if (!addArgument(l, argument, given)) return;
  emitError(l, thrown, given, node);
}

/** Ends the call with an error of that class: what the eager path finds wrong at run time. */
export function emitThrow(l: Lowering, errorClass: string, message: string, node: ts.Node): void {
  emitError(l, errorClass, { args: [{ constant: message }], arrays: [], numbers: [] }, node);
}

/** Ends the call with an error of a class that `makeThrown` knows. */
export function emitError(l: Lowering, errorClass: string, { args, arrays, numbers }: Given, node: ts.Node): void {
  const call = { function: 'throw', args: [{ constant: errorClass }, ...args] };
  const site = l.site('throw', [], node, { ...call, result: { kind: 'tuple', items: [] } });
  l.emit({ kind: 'host-tuple', ...call, locals: [], arrays, numbers, site });
}

function refuse(l: Lowering, node: ts.Node, what: string, instead: string): void {
  l.report(unsupportedSyntax.messages.form({ what, instead }), node);
}

/** The name of an error's class as the run knows it: JavaScript's and the library's own, and classes of the program, which register themselves. */
function classOfError(l: Lowering, made: ts.NewExpression | ts.CallExpression): string | undefined {
  const symbol = l.facts.symbolAt(made.expression);
  const declaration = symbol?.valueDeclaration;
  if (symbol === undefined || declaration === undefined) return undefined;
  const file = declaration.getSourceFile();
  if (file.isDeclarationFile || file.fileName.endsWith('/runtime/abi/errors.ts')) return Object.hasOwn(thrownClasses, symbol.name) ? symbol.name : undefined;
  const isTopLevel = l.ts.isClassDeclaration(declaration) && declaration.name !== undefined && l.ts.isSourceFile(declaration.parent);
  return isTopLevel && l.ts.isNewExpression(made) ? l.state.thrownClass(declaration) : undefined;
}

/** One argument of the error's constructor; false (and a diagnostic) where there is something that cannot be passed on. */
function addArgument(l: Lowering, node: ts.Expression, given: Given): boolean {
  const parts = isText(l, node) ? textParts(l, node, given) : partOf(l, node, l.forms.expression(l, node), given);
  if (parts === undefined) return false;
  given.args.push(parts.length === 1 ? parts[0]! : { text: parts });
  return true;
}

/** The parts of a text, to be joined as strings. */
function textParts(l: Lowering, message: ts.Expression, given: Given): readonly HostArgument[] | undefined {
  const { ts } = l;
  const bare = bareExpression(ts, message);
  if (ts.isBinaryExpression(bare) && bare.operatorToken.kind === ts.SyntaxKind.PlusToken && isText(l, bare)) {
    const sides = [bare.left, bare.right].map((side) => textParts(l, side, given));
    return sides.every((side) => side !== undefined) ? sides.flat() : undefined;
  }
  if (!ts.isTemplateExpression(bare)) return partOf(l, bare, l.forms.expression(l, bare), given);
  const values = l.inOrder(bare.templateSpans.map((span) => span.expression));
  const parts: HostArgument[] = [{ constant: bare.head.text }];
  for (const [i, span] of bare.templateSpans.entries()) {
    const part = partOf(l, span.expression, values[i]!, given);
    if (part === undefined) return undefined;
    parts.push(...part, { constant: span.literal.text });
  }
  return parts;
}

function isText(l: Lowering, node: ts.Expression): boolean {
  return (l.facts.checker.getTypeAtLocation(node).flags & l.ts.TypeFlags.StringLike) !== 0;
}

function partOf(l: Lowering, node: ts.Expression, value: Value, { arrays, numbers }: Given): readonly HostArgument[] | undefined {
  if (value.kind === 'error') return undefined;
  if (value.kind === 'undefined') return [{ constant: 'undefined' }];
  const argument = value.kind === 'object' ? undefined : hostArgument(value, arrays, numbers);
  if (argument !== undefined) return [argument];
  refuse(l, node, `'${shorten(node.getText())}' in an error`, 'Use strings, numbers and arrays.');
  return undefined;
}
