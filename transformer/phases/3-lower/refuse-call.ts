/** Why a call cannot be compiled, and from where it is reached. */
import type ts from 'typescript';
import { unsupportedCall } from '../../diagnostics/rules/unsupported-call.js';
import { shorten } from './arithmetic.js';
import { functionName } from './lower-function.js';
import type { Lowering } from './lowering.js';
import type { Value } from './value.js';

export function refuseCall(l: Lowering, node: ts.CallExpression, reason: string, instead?: string): Value {
  const from = l.inlined.length > 1 ? functionName(l.inlined[0]!.node) : undefined;
  return l.report(unsupportedCall.messages.call({
    callee: shorten(node.expression.getText()), reason, ...(from === undefined ? {} : { from }), ...(instead === undefined ? {} : { instead }),
  }), node);
}
