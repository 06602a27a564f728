/** `partial(f, k)` of the library's methods: the function that gives f's value and its derivative by argument number k. */
import type ts from 'typescript';
import { unsupportedCall } from '../../diagnostics/rules/unsupported-call.js';
import type { Expr } from '../../ir/node.js';
import { differentiate } from './differentiate.js';
import type { Lowering } from './lowering.js';
import type { Value } from './value.js';
import { errorValue, exprValue } from './value.js';

export function lowerPartial(l: Lowering, args: readonly Value[], node: ts.CallExpression): Value {
  const [f, k] = args;
  if (f?.kind !== 'native' || k?.kind !== 'expr' || k.expr.kind !== 'const') {
    return l.report(unsupportedCall.messages.call({ callee: 'partial', reason: 'the function and the argument must be known at build time' }), node);
  }
  const index = Number(k.expr.value);
  return {
    kind: 'native',
    call: (all, at) => {
      const seed = all[index];
      if (seed?.kind !== 'expr') return errorValue;
      const { expr } = seed;
      const value: Expr = expr.type.kind === 'array' && (expr.kind === 'field' || expr.kind === 'slot') ? { kind: 'copy', arg: expr, type: expr.type } : expr;
      const local = l.bindTemporary('seed', value);
      const result = f.call(all.map((arg, i) => (i === index ? exprValue(local) : arg)), at);
      if (result.kind !== 'expr') return result.kind === 'error' ? result : errorValue;
      const slope = differentiate(l, result.expr, local, f.source ?? at);
      return slope === undefined ? errorValue : { kind: 'tuple', items: [result, exprValue(slope)] };
    },
  };
}
