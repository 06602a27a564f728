/** Tells equal leaf expressions apart from different ones, by their text. */
import type { Expr } from '../../ir/node.js';
import { printExpr } from '../../ir/print.js';

export function expressionKey(expr: Expr): string {
  if (expr.kind === 'field') return `${expressionKey(expr.record)}@${expr.offset}`;
  if (expr.kind === 'slot') return `slot@${expr.offset}`;
  if (expr.kind === 'view') return `view ${expressionKey(expr.array)} ${printExpr(expr, (local) => `%${local}`)}`;
  return `${expr.kind} ${printExpr(expr, (local) => `%${local}`)}`;
}
