/** What iteration over an array gives: numbers for rank 1, else arrays of one rank less. Of `for … of` and of patterns. */
import type ts from 'typescript';
import type { Expr, ViewItem } from '../../ir/node.js';
import { booleanType, numberConst, numberType, shorten } from './arithmetic.js';
import type { Lowering } from './lowering.js';
import type { Value } from './value.js';
import { exprValue } from './value.js';

export interface Rows {
  readonly count: Expr;
  readonly itemAt: (index: Expr) => Value;
}

/** Undefined for values that are no arrays of a known rank of 1 or more. */
export function rowsOf(l: Lowering, value: Value, operation: string, node: ts.Node): Rows | undefined {
  if (value.kind !== 'expr' || value.expr.type.kind !== 'array') return undefined;
  const { dtype, rank } = value.expr.type;
  if (rank === null || rank === 0) return undefined;
  const array = value.expr.kind === 'local' || value.expr.kind === 'slot' ? value.expr : l.bindTemporary('rows', value.expr);
  const site = l.site(operation, [shorten(node.getText())], node);
  const whole = Array.from({ length: rank - 1 }, (): ViewItem => ({ kind: 'range' }));
  return {
    count: { kind: 'dim', array, axis: numberConst(0), type: numberType },
    itemAt(index) {
      if (rank > 1) return exprValue(l.bindTemporary('row', { kind: 'view', array, items: [{ kind: 'number', index }, ...whole], type: { kind: 'array', dtype, rank: rank - 1 }, site }));
      const element: Expr = { kind: 'element', array, index, type: { kind: 'scalar', dtype }, site };
      return exprValue({ kind: 'cast', arg: element, type: dtype === 'bool' ? booleanType : numberType });
    },
  };
}
