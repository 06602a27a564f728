/** How a unit sets up and runs a loop over views and broadcast operands (rows-prelude.ts), and how it makes views. */
import type { DType } from '../../../runtime/abi/dtype.js';
import { itemSize } from '../../../runtime/abi/dtype.js';
import { descriptor } from '../../../runtime/abi/layout.js';
import type { Expr, ScalarType } from '../../ir/node.js';
import { operandBytes, operandKinds, operandPointer, spaceBytes, strides, viewBytes } from './rows-prelude.js';
import type { UnitText } from './unit-text.js';

type View = Extract<Expr, { kind: 'view' }>;

/** Writes the descriptor and strides of a view to the frame; gives its address. */
export function emitView(unit: UnitText, { array, items, type, site }: View): string {
  const view = unit.temporary(`frame + ${unit.reserve(viewBytes)}`);
  const source = unit.temporary(unit.scalar.address(array));
  const size = (axis: number): string => `load<i32>(${source}, ${descriptor.dims + 4 * axis})`;
  let inAxis = items.filter((item) => item.kind !== 'new-axis').length;
  let outAxis = type.kind === 'array' ? type.rank! : 0;
  const rank = outAxis;
  let stride = String(itemSize((type as ScalarType).dtype));
  const offsets: string[] = [];
  unit.use('viewEnd');
  // From the last axis to the first: the stride of an axis is the size of all behind it.
  for (const item of [...items].reverse()) {
    if (item.kind === 'new-axis') {
      outAxis--;
      unit.line(`store<i32>(${view}, 1, ${descriptor.dims + 4 * outAxis});`);
      unit.line(`store<i32>(${view}, 0, ${strides + 4 * outAxis});`);
      continue;
    }
    inAxis--;
    if (item.kind === 'number') offsets.push(`<i32>${unit.use('place')}(load<u32>(${source}, ${descriptor.dims + 4 * inAxis}), ${unit.scalar.value(item.index)}, ${source}, ${inAxis}, ${unit.program.site(site)}) * ${stride}`);
    else {
      outAxis--;
      const { start, stop, step } = item;
      if (start === undefined && stop === undefined && step === undefined) {
        unit.line(`store<i32>(${view}, ${size(inAxis)}, ${descriptor.dims + 4 * outAxis});`);
        unit.line(`store<i32>(${view}, ${stride}, ${strides + 4 * outAxis});`);
      } else {
        const given = (start === undefined ? 0 : 1) | (stop === undefined ? 0 : 2) | (step === undefined ? 0 : 4);
        const bounds = [start, stop, step].map((bound) => (bound === undefined ? '0' : unit.scalar.value(bound)));
        offsets.push(unit.temporary(`${unit.use('viewRange')}(${view}, ${outAxis}, ${source}, ${size(inAxis)}, ${stride}, ${given}, ${bounds.join(', ')}, ${unit.program.site(site)})`));
      }
    }
    if (inAxis > 0) stride = unit.temporary(`${stride} * ${size(inAxis)}`);
  }
  unit.line(`viewEnd(${view}, ${source}, ${offsets.length === 0 ? '0' : offsets.reverse().join(' + ')}, ${rank});`);
  return view;
}

/** One array of a loop: its descriptor (`isView`: with strides behind it), or for what the loop makes the address of its elements. */
export interface RowOperand {
  readonly kind: keyof typeof operandKinds;
  readonly at: string;
  readonly isView: boolean;
  readonly dtype: DType;
}

export interface RowLoop {
  /** The descriptor of the shape that is walked over. */
  readonly shape: string;
  readonly operands: readonly RowOperand[];
  /** Writes what is done with a run, from its length and the pointers of all operands. */
  readonly run: (length: string, pointers: readonly string[]) => void;
  /** Of a loop whose runs are as short as a buffer: how many buffers it needs itself, after those of the operands. */
  readonly ownBuffers?: number;
}

/** Runs a kernel over the space of a shape. */
export function emitRows(unit: UnitText, { shape, operands, run, ownBuffers }: RowLoop): void {
  unit.use('rows');
  const space = unit.temporary(`frame + ${unit.reserve(spaceBytes)}`);
  const list = unit.temporary(`frame + ${unit.reserve(operandBytes * operands.length)}`);
  unit.line(`rowsSpace(${space}, ${shape});`);
  for (const [i, { kind, at, isView, dtype }] of operands.entries()) {
    const shift = Math.log2(itemSize(dtype));
    const record = `${list} + ${i * operandBytes}`;
    if (kind === 'made') unit.line(`rowsMade(${record}, ${at}, ${shift});`);
    else unit.line(`rowsOperand(${record}, ${at}, ${isView}, ${space}, ${shift}, ${operandKinds[kind]});`);
  }
  const length = unit.fresh('n');
  const count = operands.length;
  unit.line(`if (rowsBegin(${space}, ${list}, ${count}, ${unit.buffers(count + (ownBuffers ?? 0))})) {`);
  unit.indented(() => {
    if (ownBuffers !== undefined) unit.line(`rowsShorten(${space});`);
    unit.line(`for (let ${length} = rowsNext(${space}, ${list}, ${count}); ${length} > 0; ${length} = rowsNext(${space}, ${list}, ${count})) {`);
    unit.indented(() => {
      run(length, operands.map((_, i) => `load<u32>(${list}, ${i * operandBytes + operandPointer})`));
      unit.line(`rowsDone(${space}, ${list}, ${count}, ${length});`);
    });
    unit.line('}');
    if (operands.some(({ kind }) => kind === 'written')) unit.line(`rowsEnd(${space}, ${list}, ${count});`);
  });
  unit.line('}');
}
