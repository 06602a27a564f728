/** What `explain` says of a loop of the user's own: why its turns are made one after the other. */
import type { Expr, Local, Statement } from '../../ir/node.js';
import { blocksOf, expressionsOf, visitExpr, visitStatements } from '../../ir/visit.js';

type Loop = Extract<Statement, { kind: 'loop' }>;

export function explainLoop(loop: Loop, locals: readonly Local[]): string {
  const called = new Set<string>();
  const single = new Set<string>();
  let hasKernels = false;
  const see = (expr: Expr): void => {
    if (expr.kind === 'host') called.add(`math.${expr.function}`);
    if (expr.kind === 'element' || (expr.kind === 'view' && expr.type.kind === 'scalar')) single.add(nameOf(expr.array, locals));
  };
  visitStatements([loop], (statement) => {
    if (statement.kind === 'store-element') single.add(nameOf(statement.target, locals));
    if (statement.kind === 'kernel' || statement.kind === 'row-kernel') hasKernels = true;
    for (const root of [...expressionsOf(statement), ...blocksOf(statement).flat().flatMap(expressionsOf)]) visitExpr(root, see);
  });
  const reasons = [
    ...(single.size === 0 ? [] : [`it uses ${[...single].join(', ')} element by element (an expression on whole arrays is SIMD)`]),
    ...(hasKernels ? ['each turn runs the SIMD loops on whole arrays that its body has'] : []),
    ...(called.size === 0 ? [] : [`each turn calls ${[...called].join(', ')}`]),
  ];
  return `a loop of your own, scalar: ${reasons.length === 0 ? 'each turn computes with numbers that the turn before may have changed' : reasons.join('; ')}`;
}

function nameOf(array: Expr, locals: readonly Local[]): string {
  if (array.kind === 'slot' || array.kind === 'field') return array.name;
  return array.kind === 'local' ? locals[array.local]!.name : 'an array';
}
