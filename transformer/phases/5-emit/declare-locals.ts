/** The declarations at the head of a unit's function. */
import { descriptor, descriptorBytes, dtypeCode } from '../../../runtime/abi/layout.js';
import type { Block, LocalId, UnitIr } from '../../ir/node.js';
import { assignedLocals, visitStatements } from '../../ir/visit.js';
import { scalarTypes } from './program-text.js';
import type { UnitText } from './unit-text.js';

/** Made after the body, which says what is reused and what the host gave. */
export function declareLocals(unit: UnitText): string {
  const assigned = assignedLocals(unit.ir.body);
  const kept = keptLocals(unit.ir);
  return unit.ir.locals.filter((local) => assigned.has(local.id) && kept.has(local.id)).map(({ id, type }) => {
    if (type.kind === 'array') {
      const offset = unit.reserve(descriptorBytes);
      const code = `  store<i32>(l${id}, ${dtypeCode(type.dtype)}, ${descriptor.dtype});\n`;
      return `  const l${id} = frame + ${offset};\n${code}${unit.reusable.has(id) ? `  let own${id}: usize = 0, room${id}: u32 = 0;\n` : ''}${unit.given.has(id) ? `  let given${id}: usize = 0;\n` : ''}`;
    }
    if (unit.numbers.isWhole(id)) return `  let l${id}: i64 = 0;\n`;
    if (type.kind === 'scalar') return `  let l${id}: ${scalarTypes[type.dtype]} = ${type.dtype === 'bool' ? 'false' : '0'};\n`;
    return `  let l${id}: ${type.kind === 'string' ? 'i32' : 'usize'} = 0;\n`;
  }).join('');
}

/** Locals that live in memory or registers of the unit: those that kernels keep to themselves do not. */
function keptLocals(ir: UnitIr): Set<LocalId> {
  const kept = new Set<LocalId>();
  visitStatements(ir.body, (statement) => {
    if (statement.kind === 'kernel' || statement.kind === 'row-kernel') for (const local of statement.kept) kept.add(local);
    if (statement.kind === 'kernel') for (const local of statement.sized) kept.add(local);
  });
  const see = (block: Block): void => {
    for (const statement of block) {
      if (statement.kind === 'let') kept.add(statement.local);
      if (statement.kind === 'host-tuple') for (const local of statement.locals) kept.add(local);
      if (statement.kind === 'if') { see(statement.then); see(statement.else); }
      if (statement.kind === 'loop') { see(statement.body); see(statement.step); }
      // Run one by one, a kernel's statements need all their locals.
      if ((statement.kind === 'kernel' && statement.statements.length > 1) || statement.kind === 'row-kernel') see(statement.statements);
    }
  };
  see(ir.body);
  return kept;
}
