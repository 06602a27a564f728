/**
 * An integrator that a runner may step takes its compiled steps along, by which of its parameters are vectors:
 *
 *     odeint(f, options)   $myelin.withUnits(odeint(f, options), $units.program, [["src/a.ts:lorenz", [], () => [captures]]])
 */
import type ts from 'typescript';
import type { Mark } from '../../contracts.js';
import type { FileRewrite, Mode } from './file-rewrite.js';
import { captureThunk } from './rewrite-functions.js';

export function rewriteIntegratorCall(rewrite: FileRewrite, node: ts.CallExpression, { units }: Extract<Mark, { kind: 'integrator' }>, mode: Mode): ts.Expression {
  const { factory, internal } = rewrite;
  const call = rewrite.visitChildren(node, mode);
  if (units.length === 0) return call;
  const text = (value: string): ts.Expression => factory.createStringLiteral(value);
  const list = units.map(({ id, arrays, captures }) =>
    factory.createArrayLiteralExpression([text(id), factory.createArrayLiteralExpression(arrays.map(text)), captureThunk(rewrite, captures)]));
  return internal.call('withUnits', [call, internal.program(), factory.createArrayLiteralExpression(list)], node);
}
