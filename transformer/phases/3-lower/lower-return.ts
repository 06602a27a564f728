/** `return`: what a function gives, from one place or from several. */
import type ts from 'typescript';
import { unsupportedSyntax } from '../../diagnostics/rules/unsupported-syntax.js';
import { booleanConst, booleanType } from './arithmetic.js';
import { completes, emitJump } from './jumps.js';
import type { Inlined, Lowering } from './lowering.js';
import { LowerAgain } from './lowering.js';
import { assignValue, besideFloats, declareLike, floatsOf, widenLike } from './merge.js';
import type { Value } from './value.js';
import { errorValue, undefinedValue } from './value.js';

export function lowerReturn(l: Lowering, node: ts.ReturnStatement): void {
  returnValue(l, node.expression === undefined ? undefinedValue : l.forms.expression(l, node.expression), node);
}

/** Returns a value from the function at hand. */
export function returnValue(l: Lowering, value: Value, node: ts.Node): void {
  keepResult(l, l.current, value, node);
  emitJump(l, { kind: 'return' });
}

function keepResult(l: Lowering, frame: Inlined, value: Value, node: ts.Node): void {
  if (frame.result?.kind === 'error') return;
  if (!frame.merges || value.kind === 'error') {
    frame.result = value;
    return;
  }
  // The flag was false from the start.
  if (value.kind === 'undefined' && frame.present !== undefined) return;
  const kept = besideReturned(l, frame, value);
  frame.result = frame.result === undefined ? declareLike(l, kept, kept, node) ?? errorValue : widenLike(l, frame.result, kept) ?? mismatch(l, node);
  assignValue(l, frame.result, kept);
  if (frame.present !== undefined) l.emit({ kind: 'let', local: frame.present, value: booleanConst(true) });
}

/** `if (isOff) return 0; return x;`: a whole number beside an array. Where the number comes first, the function is lowered again with an array there. */
function besideReturned(l: Lowering, { node, call, result }: Inlined, value: Value): Value {
  const key = `return:${node.getSourceFile().fileName}:${node.pos}:${call.pos}`;
  const promoted = l.promotions.get(key);
  if (promoted !== undefined) return besideFloats(value, promoted);
  if (result?.kind !== 'expr') return value;
  const { type } = result.expr;
  const wanted = type.kind === 'scalar' && type.weak !== undefined && value.kind === 'expr' ? floatsOf(value.expr.type) : undefined;
  if (wanted === undefined) return besideFloats(value, type);
  l.promotions.set(key, wanted);
  throw new LowerAgain();
}

function mismatch(l: Lowering, node: ts.Node): Value {
  return l.report(unsupportedSyntax.messages.form({ what: 'returns of different types', instead: 'Return the same type from every return: a number everywhere, or arrays of one dtype.' }), node);
}

/** The result of a function whose body has been lowered. */
export function resultOf(l: Lowering, frame: Inlined): Value {
  if (frame.result === undefined) return undefinedValue;
  if (frame.present === undefined || frame.result.kind === 'error' || frame.result.kind === 'undefined') return frame.result;
  return { kind: 'optional', present: l.localExpr(frame.present), value: frame.result };
}

/** The return statements of a body, without those of functions inside of it. */
export function findReturns(l: Lowering, body: ts.Node): readonly ts.ReturnStatement[] {
  const found: ts.ReturnStatement[] = [];
  const visit = (node: ts.Node): void => {
    if (l.ts.isFunctionLike(node) || l.ts.isClassLike(node)) return;
    if (l.ts.isReturnStatement(node)) found.push(node);
    l.ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}

/** A local that says whether a value was returned, where some returns have one and others, or the end of the body, have none. */
export function declarePresent(l: Lowering, body: ts.ConciseBody, returns: readonly ts.ReturnStatement[]): number | undefined {
  const isEmpty = ({ expression }: ts.ReturnStatement): boolean => expression === undefined || (l.ts.isIdentifier(expression) && expression.text === 'undefined');
  const mayLack = l.ts.isBlock(body) && (returns.some(isEmpty) || completes(l, body));
  if (!mayLack || returns.every(isEmpty)) return undefined;
  const present = l.newLocal('present', booleanType, true);
  l.emit({ kind: 'let', local: present, value: booleanConst(false) });
  return present;
}
