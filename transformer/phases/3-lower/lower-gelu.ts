/** `bm.gelu(x)`: the element-wise operations of the eager function (runtime/math/gelu.ts), which fuse with those around. */
import type ts from 'typescript';
import { geluCubic, geluLowest, geluScale } from '../../../runtime/abi/gelu.js';
import { applyMapTo, numberConst } from './arithmetic.js';
import { settled } from './lower-declaration.js';
import type { Lowering } from './lowering.js';
import type { Value } from './value.js';
import { exprValue } from './value.js';

export function lowerGelu(l: Lowering, given: Value, node: ts.CallExpression): Value {
  const x = settled(l, given, 'x');
  const apply = (op: string, ...values: readonly Value[]): Value => applyMapTo(l, op, values, node.arguments, node, 'gelu');
  const number = (value: number): Value => exprValue(numberConst(value));
  const cube = apply('mul', apply('mul', apply('mul', x, number(geluCubic)), x), x);
  return apply('mul', apply('maximum', x, number(geluLowest)), apply('sigmoid', apply('mul', apply('add', cube, x), number(geluScale))));
}
