/** What the passes that move statements ask of them. */
import type { Block, Statement } from '../../ir/node.js';
import { expressionsOf, hasView } from '../../ir/visit.js';

/** Stores, and values that one loop over elements makes. */
export function isElementwise(statement: Statement): boolean {
  if (expressionsOf(statement).some(hasView)) return false;
  if (statement.kind === 'store') return statement.target.type.kind === 'array';
  return statement.kind === 'let' && statement.value.type.kind === 'array' && ['map', 'cast', 'copy'].includes(statement.value.kind);
}

/** The ends of a choice's branches, choices at their ends included; undefined branches end nowhere. */
export function leavesOf(choice: Extract<Statement, { kind: 'if' }>): readonly Block[] {
  return [choice.then, choice.else].flatMap((block) => {
    const last = block.at(-1);
    return last?.kind === 'if' ? leavesOf(last) : [block];
  });
}
