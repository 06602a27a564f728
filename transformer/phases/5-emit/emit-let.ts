/** The assignment of a local. */
import { itemSize } from '../../../runtime/abi/dtype.js';
import { descriptor } from '../../../runtime/abi/layout.js';
import type { Expr, LocalId } from '../../ir/node.js';
import { emitHostFunction } from './emit-host-call.js';
import { emitDot } from './emit-product.js';
import { scalarTypes } from './program-text.js';
import { runKernel } from './run-kernel.js';
import type { UnitText } from './unit-text.js';

export function emitLet(unit: UnitText, local: LocalId, value: Expr): void {
  const { type } = value;
  if (value.kind === 'reduce' || (type.kind === 'array' && (value.kind === 'map' || value.kind === 'cast' || value.kind === 'view'))) {
    runKernel(unit, { statements: [{ kind: 'let', local, value }], kept: [local], sized: [] });
    return;
  }
  switch (value.kind) {
    case 'dot': return emitDot(unit, local, value);
    case 'host': return emitHostFunction(unit, local, value);
    case 'copy': {
      const from = unit.temporary(unit.scalar.address(value.arg));
      const address = unit.outputBuffer(local, value.type.dtype, from);
      unit.line(`memory.copy(${address}, load<u32>(${from}), ${unit.use('paddedBytes')}(${from}, ${itemSize(value.type.dtype)}));`);
      unit.line(`${unit.use('copyShape')}(l${local}, ${from});`);
      unit.line(`store<u32>(l${local}, ${address});`);
      return;
    }
    case 'box': {
      const { dtype } = value.type;
      const address = unit.temporary(unit.allocate('128', local));
      unit.line(`store<i64>(l${local}, 1, ${descriptor.size});`);
      unit.line(dtype === 'bool' ? `store<u8>(${address}, ${unit.scalar.value(value.arg)} ? 1 : 0);` : `store<${scalarTypes[dtype]}>(${address}, ${unit.scalar.value(value.arg)});`);
      unit.line(`store<u32>(l${local}, ${address});`);
      return;
    }
    default: break;
  }
  if (type.kind === 'array') unit.line(`${unit.use('copyDescriptor')}(l${local}, ${unit.scalar.address(value)});`);
  else if (type.kind === 'scalar') unit.line(unit.scalar.assignment(local, value));
  else if (type.kind === 'string') unit.line(`l${local} = ${unit.scalar.string(value)};`);
  else unit.line(`l${local} = ${unit.scalar.address(value)};`);
}
