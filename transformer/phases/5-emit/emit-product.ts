/** Products of vectors and matrices: a call of one of the functions of ops/products.ts, in the module of the eager ones. */
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
  const kernel = (name: string): string => unit.program.kernel('dot', `${name}_${tag}`, { text: () => productFunctions(tag) });
  const a = unit.temporary(unit.scalar.address(value.a));
  const b = unit.temporary(unit.scalar.address(value.b));
  const shape = unit.temporary(`frame + ${unit.reserve(descriptorBytes)}`);
  unit.line(`${unit.use('dotShape')}(${unit.program.site(value.site)}, ${shape}, ${a}, ${b});`);
  const dim = (array: string, axis: number): string => `load<i32>(${array}, ${descriptor.dims + 4 * axis})`;
  if (value.type.kind === 'scalar') {
    unit.line(`l${local} = ${kernel('dot')}(${dim(a, 0)}, load<u32>(${a}), load<u32>(${b}));`);
    return;
  }
  const swaps: string[] = [];
  const address = freshBuffer(unit, { kind: 'local', local, dtype: ta.dtype }, [value.a, value.b], shape, swaps);
  const pointers = `${address}, load<u32>(${a}), load<u32>(${b})`;
  if (ta.rank === 2 && tb.rank === 1) unit.line(`${kernel('matvec')}(${dim(a, 0)}, ${dim(a, 1)}, ${pointers});`);
  else if (ta.rank === 1) unit.line(`${kernel('vecmat')}(${dim(b, 0)}, ${dim(b, 1)}, ${pointers});`);
  else unit.line(`${kernel('matmul')}(${dim(a, 0)}, ${dim(a, 1)}, ${dim(b, 1)}, ${pointers});`);
  unit.line(`${unit.use('copyShape')}(l${local}, ${shape});`);
  unit.line(`store<u32>(l${local}, ${address});`);
  for (const swap of swaps) unit.line(swap);
}
