/** Products of vectors and matrices: a call of one of the functions of ops/products.ts. */
import { descriptor, descriptorBytes } from '../../../runtime/abi/layout.js';
import type { ArrayType, Expr, LocalId } from '../../ir/node.js';
import { productFunctions } from '../../ops/products.js';
import { tags } from './program-text.js';
import { freshBuffer } from './run-kernel.js';
import type { UnitText } from './unit-text.js';

/** Where the operands do not fit, the host throws. */
export function emitDot(unit: UnitText, local: LocalId, value: Extract<Expr, { kind: 'dot' }>): void {
  const [ta, tb] = [value.a.type as ArrayType, value.b.type as ArrayType];
  const tag = tags[ta.dtype] as 'f32' | 'f64';
  unit.program.once(`products_${tag}`, () => productFunctions(tag));
  const a = unit.temporary(unit.scalar.address(value.a));
  const b = unit.temporary(unit.scalar.address(value.b));
  const shape = unit.temporary(`frame + ${unit.reserve(descriptorBytes)}`);
  unit.line(`${unit.use('dotShape')}(${value.site}, ${shape}, ${a}, ${b});`);
  const dim = (array: string, axis: number): string => `load<i32>(${array}, ${descriptor.dims + 4 * axis})`;
  if (value.type.kind === 'scalar') {
    unit.line(`l${local} = dot_${tag}(${dim(a, 0)}, load<u32>(${a}), load<u32>(${b}));`);
    return;
  }
  const swaps: string[] = [];
  const address = freshBuffer(unit, { kind: 'local', local, dtype: ta.dtype }, [value.a, value.b], shape, swaps);
  const pointers = `${address}, load<u32>(${a}), load<u32>(${b})`;
  if (ta.rank === 2 && tb.rank === 1) unit.line(`matvec_${tag}(${dim(a, 0)}, ${dim(a, 1)}, ${pointers});`);
  else if (ta.rank === 1) unit.line(`vecmat_${tag}(${dim(b, 0)}, ${dim(b, 1)}, ${pointers});`);
  else unit.line(`matmul_${tag}(${dim(a, 0)}, ${dim(a, 1)}, ${dim(b, 1)}, ${pointers});`);
  unit.line(`${unit.use('copyShape')}(l${local}, ${shape});`);
  unit.line(`store<u32>(l${local}, ${address});`);
  for (const swap of swaps) unit.line(swap);
}
