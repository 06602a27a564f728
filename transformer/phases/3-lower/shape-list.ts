/** `x.shape` as the list that it is in JavaScript: its sizes, where the rank is known. */
import type { Expr } from '../../ir/node.js';
import { numberConst, numberType } from './arithmetic.js';
import type { Value } from './value.js';
import { exprValue } from './value.js';

export type TupleValue = Extract<Value, { kind: 'tuple' }>;

/** A value as a list that is laid out at build time; undefined where it is none. `count`: how many sizes of a shape are asked for. */
export function asTuple(value: Value, count?: number): TupleValue | undefined {
  if (value.kind === 'tuple') return value;
  const array = shapedArray(value);
  const rank = array?.type.kind === 'array' ? array.type.rank ?? count : undefined;
  return array === undefined || rank === undefined ? undefined : { kind: 'tuple', items: Array.from({ length: rank }, (_, axis) => exprValue(sizeOfAxis(array, axis))) };
}

/** The array whose shape a value is. */
export function shapedArray(value: Value): Expr | undefined {
  return value.kind === 'method' && value.name === 'shape' && value.receiver.kind === 'expr' && value.receiver.expr.type.kind === 'array' ? value.receiver.expr : undefined;
}

function sizeOfAxis(array: Expr, axis: number): Expr {
  return { kind: 'dim', array, axis: numberConst(axis), type: numberType };
}
