/**
 * Which array locals may be written in place when they are assigned again (`total = total + x` in a loop): those whose array no
 * other name can hold at that time. Without this a loop would take new memory at every turn.
 */
import type { Block, Expr, LocalId, UnitIr } from '../../ir/node.js';
import { assignedLocals } from '../../ir/visit.js';

export function findReusable(unit: UnitIr): ReadonlySet<LocalId> {
  const reusable = new Set(unit.locals.filter((local) => local.type.kind === 'array').map((local) => local.id));
  excludeAliased(unit.body, new Set(), reusable);
  return reusable;
}

/**
 * Walks backwards: `later` holds the locals that are assigned after the point reached. Taking the array of one of them under another
 * name forbids writing it in place.
 */
function excludeAliased(block: Block, later: Set<LocalId>, reusable: Set<LocalId>): void {
  for (const statement of [...block].reverse()) {
    switch (statement.kind) {
      case 'let':
        if (isAlias(statement.value) && later.has(statement.value.local)) reusable.delete(statement.value.local);
        // The new name shares the array: it must not be written in place either.
        if (isAlias(statement.value)) reusable.delete(statement.local);
        later.add(statement.local);
        break;
      case 'host-tuple':
        for (const local of statement.locals) later.add(local);
        break;
      case 'if': {
        const then = new Set(later);
        const otherwise = new Set(later);
        excludeAliased(statement.then, then, reusable);
        excludeAliased(statement.else, otherwise, reusable);
        for (const local of [...then, ...otherwise]) later.add(local);
        break;
      }
      case 'loop': {
        // What the loop assigns anywhere is assigned after any point of it, on the next turn.
        for (const local of [...assignedLocals(statement.body), ...assignedLocals(statement.step)]) later.add(local);
        excludeAliased(statement.step, new Set(later), reusable);
        excludeAliased(statement.body, new Set(later), reusable);
        break;
      }
      case 'kernel': case 'row-kernel':
        excludeAliased(statement.statements, later, reusable);
        break;
      default: break;
    }
  }
}

function isAlias(expr: Expr): expr is Extract<Expr, { kind: 'local' }> {
  return expr.kind === 'local' && expr.type.kind === 'array';
}
