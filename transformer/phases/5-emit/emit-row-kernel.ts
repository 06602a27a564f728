/**
 * One pass over the rows of a matrix, in strips that stay in the first cache: products and element-wise code take turns on a strip.
 * For up to 16 columns; the order of additions is that of the products by themselves (ops/products.ts).
 */
import { descriptor } from '../../../runtime/abi/layout.js';
import { itemSize } from '../../../runtime/abi/dtype.js';
import type { ArrayType, Block, Expr, LocalId, Statement } from '../../ir/node.js';
import { accumulatorBytes, narrowColumns } from '../../ops/narrow-products.js';
import { productFunctions } from '../../ops/products.js';
import type { KernelCall } from './kernel-call.js';
import { emitKernel } from './emit-kernel.js';
import { expressionKey } from './expression-key.js';
import type { ProgramText } from './program-text.js';
import { tags } from './program-text.js';

/** Rows of a strip: 256 rows of 16 float64 are 32 KiB. Whole blocks of 4,096 rows are whole numbers of strips. */
const stripRows = 256;
const blockRows = 4096;

export interface RowKernel {
  readonly name: string;
  /** Arrays with one element a row that are read, then those that are written (kept locals), then the weights of each product. */
  readonly inputs: readonly Expr[];
  readonly kept: readonly { readonly local: LocalId }[];
  readonly weights: readonly Expr[];
  readonly outputs: readonly { readonly local: LocalId }[];
  readonly scalars: KernelCall['scalars'];
  /** Locals that live in strip buffers. */
  readonly buffers: number;
}

type Step =
  | { readonly kind: 'matvec'; readonly weights: number; readonly to: LocalId }
  | { readonly kind: 'elementwise'; readonly call: KernelCall }
  | { readonly kind: 'vecmat'; readonly from: LocalId; readonly output: number };

/** The condition under which the kernel may run, as AssemblyScript: few columns, and one element a row everywhere. */
export function rowKernelFits(matrix: string, inputs: readonly string[], weights: readonly string[]): string {
  const dim = (axis: number): string => `load<u32>(${matrix}, ${descriptor.dims + 4 * axis})`;
  const size = (array: string): string => `load<u32>(${array}, ${descriptor.size})`;
  return [`${dim(1)} - 1 < ${narrowColumns}`, ...weights.map((array) => `${size(array)} == ${dim(1)}`), ...inputs.map((array) => `${size(array)} == ${dim(0)}`)].join(' && ');
}

export function emitRowKernel(program: ProgramText, name: string, statements: Block, kept: readonly LocalId[]): RowKernel {
  const steps: Step[] = [];
  const weights: Expr[] = [];
  const outputs: { local: LocalId }[] = [];
  let group: Statement[] = [];
  const needed = new Set<LocalId>(kept);
  for (const statement of statements) if (statement.kind === 'let' && statement.value.kind === 'dot' && statement.value.a.kind === 'local') needed.add(statement.value.a.local);
  const flush = (): void => {
    if (group.length === 0) return;
    const own = group.flatMap((one) => (one.kind === 'let' ? [one.local] : []));
    steps.push({ kind: 'elementwise', call: emitKernel(program, `${name}_e${steps.length}`, group, own.filter((local) => needed.has(local) || readLater(statements, group, local))) });
    group = [];
  };
  for (const statement of statements) {
    if (statement.kind !== 'let') continue;
    const { value, local } = statement;
    if (value.kind !== 'dot') {
      group.push(statement);
      continue;
    }
    flush();
    if ((value.a.type as ArrayType).rank === 2) steps.push({ kind: 'matvec', weights: weights.push(value.b) - 1, to: local });
    else steps.push({ kind: 'vecmat', from: (value.a as Extract<Expr, { kind: 'local' }>).local, output: outputs.push({ local }) - 1 });
  }
  flush();
  return printRowKernel(program, name, statements, kept, steps, weights, outputs);
}

/** Whether statements outside of the group read a local. */
function readLater(all: Block, group: Block, local: LocalId): boolean {
  const outside = all.filter((statement) => !group.includes(statement));
  return JSON.stringify(outside).includes(`"kind":"local","local":${local},`);
}

function printRowKernel(program: ProgramText, name: string, statements: Block, kept: readonly LocalId[], steps: readonly Step[], weights: readonly Expr[], outputs: readonly { local: LocalId }[]): RowKernel {
  const first = statements[0] as Extract<Statement, { kind: 'let' }>;
  const { dtype } = first.value.type as ArrayType;
  const tag = tags[dtype] as 'f32' | 'f64';
  const bytes = itemSize(dtype);
  const lanes = tag === 'f32' ? 'f32x4' : 'f64x2';
  program.once(`products_${tag}`, () => productFunctions(tag));

  const vecmatLocals = new Set(outputs.map((output) => output.local));
  const made = statements.flatMap((one) => (one.kind === 'let' && !vecmatLocals.has(one.local) ? [one.local] : []));
  const inputs: Expr[] = [];
  const scalars: { expr: Expr; dtype: typeof dtype | KernelCall['scalars'][number]['dtype']; raw: boolean }[] = [];
  const calls = steps.flatMap((step) => (step.kind === 'elementwise' ? [step.call] : []));
  for (const call of calls) {
    for (const input of call.inputs) {
      const isOwn = input.kind === 'local' && made.includes(input.local);
      if (!isOwn && !inputs.some((known) => expressionKey(known) === expressionKey(input))) inputs.push(input);
    }
    for (const scalar of call.scalars) scalars.push({ ...scalar });
  }
  const keptRows = made.filter((local) => kept.includes(local)).map((local) => ({ local }));
  const buffered = made.filter((local) => !kept.includes(local) && usesBuffer(steps, local));
  const type = (scalar: (typeof scalars)[number]): string => (scalar.raw ? 'f64' : { float32: 'f32', float64: 'f64', int32: 'i32', uint32: 'u32', bool: 'bool' }[scalar.dtype]);
  const parameters = [
    'm: i32', 'n: i32', 'X: usize', 'buffer: usize', ...inputs.map((_, i) => `in${i}: usize`), ...keptRows.map((_, i) => `row${i}: usize`),
    ...weights.map((_, i) => `w${i}: usize`), ...outputs.map((_, i) => `out${i}: usize`), ...scalars.map((scalar, i) => `a${i}: ${type(scalar)}`),
  ];
  // The buffer: splats of the weights, accumulators and their stacks of block sums, then a strip for each local.
  const layout = new BufferLayout();
  const splats = weights.map(() => layout.take(narrowColumns * 16));
  const sums = outputs.map(() => layout.take(accumulatorBytes));
  const stacks = outputs.map(() => layout.take(20 * narrowColumns * bytes));
  const strips = new Map(buffered.map((local) => [local, layout.take(stripRows * bytes)] as const));

  const rowPointer = (expr: Expr | LocalId): string => {
    const local = typeof expr === 'number' ? expr : expr.kind === 'local' ? expr.local : undefined;
    if (local !== undefined && strips.has(local)) return `buffer + ${strips.get(local)!}`;
    const keptAt = local === undefined ? -1 : keptRows.findIndex((one) => one.local === local);
    if (keptAt >= 0) return `row${keptAt} + rowBytes`;
    const at = inputs.findIndex((known) => typeof expr !== 'number' && expressionKey(known) === expressionKey(expr));
    return `in${at} + rowBytes`;
  };
  let scalarAt = 0;
  const body = steps.map((step) => {
    if (step.kind === 'matvec') {
      return `      narrowMatvec_${tag}(count, n, ${rowPointer(step.to)}, rows, buffer + ${splats[step.weights]!});\n`;
    }
    if (step.kind === 'elementwise') {
      const { call } = step;
      const args = ['count', ...call.outputs.map((output) => rowPointer((output as { local: LocalId }).local)), ...call.inputs.map(rowPointer), ...call.scalars.map(() => `a${scalarAt++}`)];
      return `      ${call.name}(${args.join(', ')});\n`;
    }
    return `      narrowVecmat_${tag}(count, n, ${rowPointer(step.from)}, rows, buffer + ${sums[step.output]!});\n`;
  }).join('');
  program.add(`function ${name}(${parameters.join(', ')}): void {
  for (let j = 0; j < n; j++) {
${weights.map((_, i) => `    v128.store(buffer + (<usize>j << 4), ${lanes}.splat(load<${tag}>(w${i} + <usize>j * ${bytes})), ${splats[i]!});\n`).join('')}  }
  let blocks = 0;
  for (let block = 0; block < m; block += ${blockRows}) {
    const end = min(block + ${blockRows}, m);
${outputs.map((_, i) => `    clearColumns_${tag}(buffer + ${sums[i]!}, n);\n`).join('')}    for (let strip = block; strip < end; strip += ${stripRows}) {
      const count = min(end - strip, ${stripRows});
      const rowBytes = <usize>strip * ${bytes};
      const rows = X + rowBytes * <usize>n;
${body}    }
${outputs.map((_, i) => `    pushColumns_${tag}(buffer + ${sums[i]!}, n, buffer + ${stacks[i]!}, blocks);\n`).join('')}    blocks += 1;
  }
${outputs.map((_, i) => `  finishColumns_${tag}(out${i}, n, buffer + ${stacks[i]!}, blocks);\n`).join('')}}
`);
  return { name, inputs, kept: keptRows, weights, outputs, scalars, buffers: layout.bytes };
}

class BufferLayout {
  bytes = 0;

  take(bytes: number): number {
    const offset = this.bytes;
    this.bytes += Math.ceil(bytes / 64) * 64;
    return offset;
  }
}

function usesBuffer(steps: readonly Step[], local: LocalId): boolean {
  return steps.some((step) => (step.kind === 'matvec' && step.to === local) || (step.kind === 'vecmat' && step.from === local)
    || (step.kind === 'elementwise' && step.call.outputs.some((output) => output.kind === 'local' && output.local === local)));
}
