/** Which snapshots of Variables are copied in memory after all passes, though the unit does not return them. */
import type { LocalId, UnitIr } from '../../ir/node.js';
import { visitStatements } from '../../ir/visit.js';

export function findCopies(unit: UnitIr): readonly LocalId[] {
  const returned = new Set(unit.results.flatMap(({ value }) => (value.kind === 'local' ? [value.local] : [])));
  const registers = new Set<LocalId>();
  const copies = new Set<LocalId>();
  visitStatements(unit.body, (statement) => {
    if (statement.kind === 'kernel') {
      for (const inner of statement.statements) if (inner.kind === 'let' && !statement.kept.includes(inner.local)) registers.add(inner.local);
    }
    if (statement.kind === 'let' && statement.value.kind === 'copy') copies.add(statement.local);
  });
  return [...copies].filter((local) => !registers.has(local) && !returned.has(local));
}
