/** Whether a unit writes Variables, and whether it can fail once it has: then the loader keeps copies, so that a call that throws changes nothing. */
import type { Block, Expr, Statement, UnitIr } from '../../ir/node.js';
import { blocksOf, expressionsOf, visitExpr } from '../../ir/visit.js';

export interface WriteSummary {
  readonly writes: boolean;
  readonly failsAfterWrite: boolean;
}

export function summarizeWrites(unit: UnitIr): WriteSummary {
  const walk = walkBlock(unit.body, false);
  return { writes: walk.written, failsAfterWrite: walk.fails };
}

function walkBlock(block: Block, writtenBefore: boolean): { written: boolean; fails: boolean } {
  let written = writtenBefore;
  let fails = false;
  for (const statement of block) {
    if (written && canFail(statement)) fails = true;
    if (isWrite(statement)) written = true;
    const inner = blocksOf(statement).map((one) => walkBlock(one, written));
    // A kernel that stores may run statement by statement; a loop comes round to its head again.
    const isLoop = statement.kind === 'loop';
    for (const one of inner) {
      if (one.fails || (isLoop && one.written && blocksOf(statement).some(blockCanFail))) fails = true;
      if (one.written) written = true;
    }
  }
  return { written, fails };
}

function blockCanFail(block: Block): boolean {
  return block.some((statement) => canFail(statement) || blocksOf(statement).some(blockCanFail));
}

function isWrite(statement: Statement): boolean {
  if (statement.kind === 'store') return (statement.target.kind === 'view' ? statement.target.array : statement.target).kind !== 'local';
  return statement.kind === 'store-element' && statement.target.kind !== 'local';
}

/** Shapes can differ, indices can be out of range, memory can run out, host functions can throw. */
function canFail(statement: Statement): boolean {
  if (statement.kind === 'store' || statement.kind === 'store-element' || statement.kind === 'host-tuple' || statement.kind === 'row-kernel') return true;
  let found = false;
  const see = (expr: Expr): void => {
    if (expr.kind === 'element' || expr.kind === 'host' || expr.kind === 'dot' || expr.kind === 'item' || expr.kind === 'reduce' || expr.type.kind === 'array') found = true;
  };
  for (const root of expressionsOf(statement)) visitExpr(root, see);
  return found;
}
