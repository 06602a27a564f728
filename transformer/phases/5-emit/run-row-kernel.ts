/** How a unit calls the one pass over the rows of a matrix (emit-row-kernel.ts). */
import { itemSize } from '../../../runtime/abi/dtype.js';
import { alignment, descriptor } from '../../../runtime/abi/layout.js';
import type { ArrayType, LocalId, Statement } from '../../ir/node.js';
import { emitRowKernel, rowKernelFits } from './emit-row-kernel.js';
import type { UnitText } from './unit-text.js';

/** One pass over the rows of a matrix; statement by statement where the sizes do not allow it (or are wrong: then one of them throws). */
export function runRowKernel(unit: UnitText, statement: Extract<Statement, { kind: 'row-kernel' }>): void {
  const { statements, kept } = statement;
  const kernel = emitRowKernel(unit.program, unit.kernelName('r'), statements, kept);
  unit.note(`${kernel.name}: one pass over the rows of a matrix, ${statements.length} statements`);
  const { dtype } = statement.matrix.type as ArrayType;
  unit.line('{');
  unit.indented(() => {
    const matrix = unit.temporary(unit.scalar.address(statement.matrix));
    const inputs = kernel.inputs.map((input) => unit.temporary(unit.scalar.address(input)));
    const weights = kernel.weights.map((weight) => unit.temporary(unit.scalar.address(weight)));
    unit.line(`if (${rowKernelFits(matrix, inputs, weights)}) {`);
    unit.indented(() => {
      const dim = (axis: number): string => `load<i32>(${matrix}, ${descriptor.dims + 4 * axis})`;
      const make = (local: LocalId, axis: number): string => {
        unit.line(`store<i32>(l${local}, ${dim(axis)}, ${descriptor.size});`);
        unit.line(`store<i32>(l${local}, 1, ${descriptor.rank});`);
        unit.line(`store<i32>(l${local}, ${dim(axis)}, ${descriptor.dims});`);
        const address = unit.temporary(unit.allocate(`${unit.use('paddedBytes')}(l${local}, ${itemSize(dtype)})`, local));
        unit.line(`store<u32>(l${local}, ${address});`);
        return address;
      };
      const rows = kernel.kept.map(({ local }) => make(local, 0));
      const outputs = kernel.outputs.map(({ local }) => make(local, 1));
      const buffer = unit.temporary(unit.allocate(String(Math.ceil(kernel.buffers / alignment) * alignment)));
      const scalars = kernel.scalars.map((scalar) => unit.scalar.value(scalar.expr));
      const pointer = (array: string): string => `load<u32>(${array})`;
      unit.line(`${kernel.name}(${[dim(0), dim(1), pointer(matrix), buffer, ...inputs.map(pointer), ...rows, ...weights.map(pointer), ...outputs, ...scalars].join(', ')});`);
      unit.line(`${unit.use('release')}(${buffer});`);
    });
    unit.line('} else {');
    unit.indented(() => { unit.block(statements); });
    unit.line('}');
  });
  unit.line('}');
}
