/**
 * Which array locals outlive the unit or are shown to the host: their memory comes from the host, which can make arrays of it without a
 * copy. All others come from the arena, which Wasm hands out itself and which ends with the call.
 */
import type { Expr, LocalId, UnitIr } from '../../ir/node.js';
import { expressionsOf, visitExpr, visitStatements } from '../../ir/visit.js';
import { compiledForm } from './compiled-form.js';

export function findEscaping(unit: UnitIr): ReadonlySet<LocalId> {
  const escaping = new Set<LocalId>();
  const aliases: (readonly [alias: LocalId, of: LocalId])[] = [];
  const note = (expr: Expr): void => {
    if (expr.kind === 'local') escaping.add(expr.local);
  };
  for (const { value } of unit.results) note(value);
  visitStatements(unit.body, (statement) => {
    if (statement.kind === 'let' && statement.value.kind === 'local') aliases.push([statement.local, statement.value.local]);
    if (statement.kind === 'host-tuple') statement.arrays.forEach(note);
    for (const root of expressionsOf(statement)) {
      visitExpr(root, (expr) => {
        if (expr.kind === 'host' && compiledForm(expr) === undefined) expr.arrays.forEach(note);
      });
    }
  });
  // A name for an array that escapes makes the array escape under its other names too.
  for (let grown = true; grown;) {
    grown = false;
    for (const [alias, of] of aliases) {
      if (!escaping.has(alias) || escaping.has(of)) continue;
      escaping.add(of);
      grown = true;
    }
  }
  return escaping;
}
