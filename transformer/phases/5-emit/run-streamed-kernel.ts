/**
 * How a unit runs a kernel that gathers what it reads, or whose arrays are reduced along axes: run by run (rows-prelude.ts), so that what is gathered
 * for a run and what is made by it lie in buffers that stay in the cache. Few elements do that anyway: then, and where shapes or indices do
 * not fit, the parts run one after the other.
 */
import { itemSize } from '../../../runtime/abi/dtype.js';
import { descriptor, descriptorBytes } from '../../../runtime/abi/layout.js';
import type { HostLet } from '../../ir/host-arguments.js';
import { axisReduction, elementGather, isGatherLet, isReductionLet } from '../../ir/host-arguments.js';
import type { ArrayType, Expr, LocalId } from '../../ir/node.js';
import { checkIndices, gatherFunction } from '../../ops/gathers.js';
import type { ItemBytes } from '../../ops/gathers.js';
import { streamBytes, streamFunctions, stripLength } from '../../ops/streamed-reductions.js';
import { emitHostFunction, emitShape } from './emit-host-call.js';
import { emitKernel } from './emit-kernel.js';
import type { RowOperand } from './emit-rows.js';
import { emitRows } from './emit-rows.js';
import { aroundAxes, dimsOf, elementsOf, sizeOf } from './form-arguments.js';
import type { HostExpr } from './form.js';
import type { KernelCall } from './kernel-call.js';
import { tags } from './program-text.js';
import { addAxisFunctions } from './reduction-forms.js';
import { bufferBytes } from './rows-prelude.js';
import type { Kernel, KernelRun } from './run-kernel.js';
import { freshBuffer, nameOutputs, prepareRun, runKernel, shapesAgree } from './run-kernel.js';
import type { UnitText } from './unit-text.js';

/** From this number of elements on a loop goes run by run: 2,500 took up to 1.5 times as long that way. */
const streamedFrom = 4096;

export function isStreamed({ statements }: Pick<Kernel, 'statements'>): boolean {
  return statements.some((one) => isGatherLet(one) || isReductionLet(one));
}

export function runStreamedKernel(unit: UnitText, { statements, kept, sized }: Kernel): void {
  const gathers = statements.filter(isGatherLet);
  const reductions = statements.filter(isReductionLet);
  const body = statements.filter((one) => !isGatherLet(one) && !isReductionLet(one));
  const made = new Set(body.flatMap((one) => (one.kind === 'let' ? [one.local] : [])));
  const own = { kept: kept.filter((local) => made.has(local)), sized: sized.filter((local) => made.has(local)) };
  const all = [...new Set([...own.kept, ...reductions.map(reducedLocal)])];
  const call = emitKernel(unit.program, unit.kernelName('k'), body, all);
  unit.note(`${call.name}: ${statements.length} statements in one SIMD loop over ${call.inputs.length} array${call.inputs.length === 1 ? '' : 's'}${gathers.length > 0 ? ', elements gathered for it' : ''}${reductions.length > 0 ? ', reduced along axes as they are made' : ''}`);
  unit.line('{');
  unit.indented(() => {
    const sources = gathers.map((gather) => readGather(unit, gather));
    const run = prepareRun(unit, call, own, (input) => sources.find(({ local }) => input.kind === 'local' && input.local === local)?.indices);
    const shape = body.length === 1 ? unit.temporary(`frame + ${unit.reserve(descriptorBytes)}`) : run.reference;
    unit.line(`if (${[...shapeFits(unit, run, shape, body.length === 1), `${sizeOf(shape)} >= ${streamedFrom}`, ...sources.flatMap((source) => gatherFits(unit, source, call))].join(' && ')}) {`);
    unit.indented(() => { new StreamedLoop(unit, run, shape, sources, reductions).emit(); });
    unit.line('} else {');
    unit.indented(() => {
      for (const { local, value } of gathers) emitHostFunction(unit, local, value);
      runKernel(unit, { statements: body, kept: all, sized: own.sized }, call);
      for (const { local, value } of reductions) emitHostFunction(unit, local, value);
    });
    unit.line('}');
  });
  unit.line('}');
}

/** The local that a reduction reads. */
function reducedLocal({ value }: HostLet): LocalId {
  return (value.arrays[0] as Extract<Expr, { kind: 'local' }>).local;
}

interface GatherSource {
  readonly local: LocalId;
  /** The array and the indices. */
  readonly reads: readonly Expr[];
  /** Addresses of descriptors. */
  readonly array: string;
  readonly indices: string;
  readonly bytes: ItemBytes;
}

function readGather(unit: UnitText, { local, value }: HostLet): GatherSource {
  const { array, indices } = elementGather(value)!;
  const bytes = itemSize((array.type as ArrayType).dtype) as ItemBytes;
  unit.program.once('checkIndices', () => checkIndices);
  unit.program.once(`gather_${bytes}`, () => gatherFunction(bytes));
  return { local, reads: [array, indices], bytes, array: unit.temporary(unit.scalar.address(array)), indices: unit.temporary(unit.scalar.address(indices)) };
}

/** Conditions that the arrays fit together; of one statement they may be broadcast, and `shape` becomes what they are broadcast to. */
function shapeFits(unit: UnitText, run: KernelRun, shape: string, isSingle: boolean): readonly string[] {
  if (!isSingle) return [shapesAgree(unit, run)];
  unit.line(`store<i32>(${shape}, 0, ${descriptor.rank});`);
  return [
    ...run.inputs.map((input) => `${unit.use('joinShape')}(${shape}, ${input})`),
    ...run.targets.filter((target) => target !== '').map((target) => `${unit.use('same')}(${target}, ${shape})`),
  ];
}

/** All indices are such, and what the loop writes is not what it gathers from. */
function gatherFits(unit: UnitText, { array, indices }: GatherSource, call: KernelCall): readonly string[] {
  const targets = call.outputs.flatMap((output) => (output.kind === 'store' ? [output.target] : [])).map((target) => (target.kind === 'view' ? target.array : target));
  const isApart = targets.map((target) => `${elementsOf(array)} != ${elementsOf(`(${unit.scalar.address(target)})`)}`);
  return [...isApart, `checkIndices(${sizeOf(indices)}, ${elementsOf(indices)}, ${sizeOf(array)}) < 0`];
}

/** A reduction while its elements are made. */
interface Stream {
  /** The function that takes elements. */
  readonly next: string;
  readonly of: LocalId;
  readonly at: string;
}

class StreamedLoop {
  readonly #unit: UnitText;
  readonly #run: KernelRun;
  readonly #shape: string;
  readonly #sources: readonly GatherSource[];
  readonly #reductions: readonly HostLet[];
  /** Memory of the arena that the loop gives back, in the order in which it was taken. */
  readonly #taken: string[] = [];

  constructor(unit: UnitText, run: KernelRun, shape: string, sources: readonly GatherSource[], reductions: readonly HostLet[]) {
    this.#unit = unit;
    this.#run = run;
    this.#shape = shape;
    this.#sources = sources;
    this.#reductions = reductions;
  }

  emit(): void {
    const unit = this.#unit;
    const { call, inputs, targets, kept, scalars } = this.#run;
    const swaps: string[] = [];
    const read = [...call.inputs, ...this.#sources.flatMap(({ reads }) => reads)];
    const results = this.#reductions.map(({ local, value }) => this.#result(local, value));
    const addresses = call.outputs.map((output, i) => (output.kind === 'store' ? targets[i]! : kept.includes(output.local) ? freshBuffer(unit, output, read, this.#shape, swaps) : ''));
    const written = call.outputs.flatMap((output, i): RowOperand[] => (addresses[i] === '' ? [] : [{
      kind: output.kind === 'store' ? 'written' : 'made', at: addresses[i]!, isView: output.kind === 'store' && output.target.kind === 'view', dtype: output.dtype,
    }]));
    const operands = call.inputs.map((input, i): RowOperand => ({
      kind: 'read', at: inputs[i]!, isView: input.kind === 'view', dtype: this.#sourceOf(input) === undefined ? (input.type as ArrayType).dtype : 'int32',
    }));
    // All that is left lies in the arena behind this.
    unit.buffers(written.length + operands.length + this.#sources.length);
    const strips = call.outputs.map((output, i) => (addresses[i] === '' ? this.#take(String(stripLength * itemSize(output.dtype) + 128)) : undefined));
    const streams = this.#reductions.map((reduction, i) => this.#begin(reduction, results[i]!));
    const left = streams.length === 0 ? undefined : unit.fresh('left');
    if (left !== undefined) unit.line(`let ${left} = 0;`);
    emitRows(unit, {
      shape: this.#shape, operands: [...written, ...operands], ownBuffers: this.#sources.length,
      run: (length, pointers) => {
        const gathered = this.#gather(length, pointers.slice(written.length), written.length + operands.length);
        let at = 0;
        const outputs = call.outputs.map((output, i) => (strips[i] === undefined ? pointers[at++]! : `${strips[i]} + (<usize>${left!} << ${Math.log2(itemSize(output.dtype))})`));
        unit.line(`${call.name}(${[length, ...outputs, ...gathered, ...scalars].join(', ')});`);
        if (left !== undefined) this.#reduce(streams, { length, left, outputs, strips });
      },
    });
    for (const address of this.#taken.toReversed()) unit.line(`${unit.use('release')}(${address});`);
    nameOutputs(unit, this.#run, addresses, this.#shape);
    for (const swap of swaps) unit.line(swap);
  }

  #sourceOf(input: Expr): GatherSource | undefined {
    return this.#sources.find(({ local }) => input.kind === 'local' && input.local === local);
  }

  #take(bytes: string): string {
    const address = this.#unit.temporary(this.#unit.allocate(`${bytes} + 63 & ~63`));
    this.#taken.push(address);
    return address;
  }

  /** The array of a reduction's result; gives the address of its elements. */
  #result(local: LocalId, value: HostExpr): string {
    const { axes, keepdims } = axisReduction(value)!;
    const dims = dimsOf(this.#shape, (value.arrays[0]!.type as ArrayType).rank!);
    emitShape(this.#unit, local, { dims: dims.flatMap((size, axis) => (axes.includes(axis) ? (keepdims ? ['1'] : []) : [size])) });
    const out = this.#unit.outputBuffer(local, value.type.dtype, `l${local}`);
    this.#unit.line(`store<u32>(l${local}, ${out});`);
    return out;
  }

  #begin(reduction: HostLet, out: string): Stream {
    const { op, axes } = axisReduction(reduction.value)!;
    const { value } = reduction;
    const tag = tags[value.type.dtype];
    const name = addAxisFunctions(this.#unit.program, op, tag);
    this.#unit.program.once(`${name}_stream`, () => streamFunctions(op, tag));
    const [, n, inner] = aroundAxes(this.#shape, (value.arrays[0]!.type as ArrayType).rank!, axes[0]!, axes.at(-1)!);
    const at = this.#unit.temporary(`frame + ${this.#unit.reserve(streamBytes)}`);
    this.#unit.line(`${name}_begin(${at}, ${n}, ${inner}, ${out}, ${this.#take(`${name}_room(${n}, ${inner})`)});`);
    return { next: `${name}_next${inner === '1' ? 'Row' : ''}`, at, of: reducedLocal(reduction) };
  }

  /** The pointers of all inputs, for gathers to their elements. */
  #gather(length: string, pointers: readonly string[], buffersBefore: number): readonly string[] {
    return this.#run.call.inputs.map((input, i) => {
      const source = this.#sourceOf(input);
      if (source === undefined) return pointers[i]!;
      const buffer = `rowBuffers + ${(buffersBefore + this.#sources.indexOf(source)) * bufferBytes}`;
      this.#unit.line(`gather_${source.bytes}(${length}, ${sizeOf(source.array)}, ${buffer}, ${elementsOf(source.array)}, ${pointers[i]!});`);
      return buffer;
    });
  }

  /** Hands the elements of a run, and what was left over before, to the reductions. They all leave as many. */
  #reduce(streams: readonly Stream[], { length, left, outputs, strips }: { readonly length: string; readonly left: string; readonly outputs: readonly string[]; readonly strips: readonly (string | undefined)[] }): void {
    const unit = this.#unit;
    const rest = unit.fresh('rest');
    unit.line(`let ${rest} = 0;`);
    for (const [i, output] of this.#run.call.outputs.entries()) {
      if (output.kind !== 'local') continue;
      const shift = Math.log2(itemSize(output.dtype));
      const from = strips[i] ?? `${outputs[i]!} - (<usize>${left} << ${shift})`;
      const own = streams.filter(({ of }) => of === output.local);
      for (const { next, at } of own) unit.line(`${rest} = ${next}(${at}, ${from}, ${left} + ${length});`);
      if (strips[i] !== undefined) unit.line(`memory.copy(${strips[i]}, ${strips[i]} + (<usize>(${left} + ${length} - ${rest}) << ${shift}), <usize>${rest} << ${shift});`);
    }
    unit.line(`${left} = ${rest};`);
  }
}
