/**
 * How a unit runs a kernel: at full speed where all its arrays have one shape. Otherwise the host works out the broadcast (or throws), operands
 * are read as if repeated, and statements run one by one.
 */
import { itemSize } from '../../../runtime/abi/dtype.js';
import { descriptor, descriptorBytes } from '../../../runtime/abi/layout.js';
import type { ArrayType, Block, Expr, LocalId, Statement } from '../../ir/node.js';
import { operandsOf, visitExpr } from '../../ir/visit.js';
import type { KernelCall } from './kernel-call.js';
import { emitKernel, scratchBytes } from './emit-kernel.js';
import type { RowOperand } from './emit-rows.js';
import { emitRows, emitView } from './emit-rows.js';
import { expressionKey } from './expression-key.js';
import type { KernelOutput } from './kernel-code.js';
import { scalarTypes } from './program-text.js';
import type { UnitText } from './unit-text.js';

/** A loop over elements: fast where all shapes agree; otherwise statement by statement, operands broadcast. `made`: its function, where there is one. */
export function runKernel(unit: UnitText, { statements, kept, sized }: Kernel, made?: KernelCall): void {
  const call = made ?? emitKernel(unit.program, unit.kernelName('k'), statements, kept);
  const hasViews = arraysOf(call).some((array) => array.kind === 'view');
  if (made === undefined) unit.note(`${call.name}: ${statements.length} statement${statements.length === 1 ? '' : 's'} in one SIMD loop over ${call.inputs.length} array${call.inputs.length === 1 ? '' : 's'}${hasViews ? ', parts of arrays in place' : ''}`);
  unit.line('{');
  unit.indented(() => {
    const run = prepareRun(unit, call, { kept, sized });
    const { reference } = run;
    const fused = (): void => { if (hasViews) runRows(unit, run, reference); else runFused(unit, run, reference); };
    const agree = shapesAgree(unit, run);
    if (agree === 'true') {
      fused();
      return;
    }
    unit.line(`if (${agree}) {`);
    unit.indented(fused);
    unit.line('} else {');
    unit.indented(() => {
      if (statements.length > 1) for (const statement of statements) runAlone(unit, statement);
      else if (call.reductions.length > 0) reduceBroadcast(unit, statements[0]!, run);
      else runBroadcast(unit, statements[0]!, run);
    });
    unit.line('}');
  });
  unit.line('}');
}

/** A statement of a kernel whose arrays differ in shape. Those that it reads itself may have one shape after all, but code for that case too is not worth its size. */
function runAlone(unit: UnitText, statement: Statement): void {
  const kernel: Kernel = { statements: [statement], kept: statement.kind === 'let' ? [statement.local] : [], sized: [] };
  const call = emitKernel(unit.program, unit.kernelName('k'), kernel.statements, kernel.kept);
  const isView = (expr: Expr): boolean => expr.kind === 'view';
  if (call.reductions.length > 0 || arraysOf(call).length < 2 || arraysOf(call).some(isView)) {
    runKernel(unit, kernel, call);
    return;
  }
  unit.line('{');
  unit.indented(() => { runBroadcast(unit, statement, prepareRun(unit, call, kernel)); });
  unit.line('}');
}

/** What a loop is told to do. */
export interface Kernel {
  readonly statements: Block;
  readonly kept: readonly LocalId[];
  readonly sized: readonly LocalId[];
}

/** The arrays that a kernel reads or writes as a whole. */
function arraysOf(call: KernelCall): readonly Expr[] {
  return [...call.inputs, ...call.outputs.flatMap((output) => (output.kind === 'store' ? [output.target] : []))];
}

/** Names what a kernel works on. `shapeOf`: the address of the shape of an input that has no elements of its own. */
export function prepareRun(unit: UnitText, call: KernelCall, { kept, sized }: Pick<Kernel, 'kept' | 'sized'>, shapeOf: (input: Expr) => string | undefined = () => undefined): KernelRun {
  const scalars = call.scalars.map((scalar) => unit.temporary(unit.scalar.value(scalar.expr)));
  const known = new Map<string, string>();
  const inputs = call.inputs.map((input) => shapeOf(input) ?? addresses(unit, [input], known)[0]!);
  const targets = call.outputs.map((output) => (output.kind === 'store' ? addresses(unit, [output.target], known)[0]! : ''));
  const shapes = [...new Set([...inputs, ...targets.filter((target) => target !== '')])];
  return { call, inputs, targets, scalars, kept, sized, shapes, reference: (inputs[0] ?? shapes[0])! };
}

/** The condition that all arrays of a kernel have one shape. */
export function shapesAgree(unit: UnitText, { shapes, reference }: KernelRun): string {
  const others = shapes.filter((shape) => shape !== reference);
  return others.length === 0 ? 'true' : others.map((shape) => `${unit.use('same')}(${reference}, ${shape})`).join(' && ');
}

/** The address of a descriptor, computed once in a kernel's block. */
function addresses(unit: UnitText, exprs: readonly Expr[], known: Map<string, string>): readonly string[] {
  return exprs.map((expr) => {
    const text = expr.kind === 'view' ? expressionKey(expr) : unit.scalar.address(expr);
    const name = known.get(text) ?? (expr.kind === 'view' ? emitView(unit, expr) : unit.temporary(text));
    known.set(text, name);
    return name;
  });
}

/** All operands have the shape of `reference`. */
function runFused(unit: UnitText, run: KernelRun, reference: string): void {
  const { call, inputs, targets, scalars } = run;
  const addresses = call.outputs.map((output, i) => (output.kind === 'store' ? `load<u32>(${targets[i]!})` : unit.outputBuffer(output.local, output.dtype, reference)));
  const pointers = inputs.map((input) => `load<u32>(${input})`);
  callKernel(unit, call, reference, addresses, pointers, scalars);
  nameOutputs(unit, run, addresses, reference);
}

/** The same where operands are parts of arrays, or broadcast to the shape. */
function runRows(unit: UnitText, run: KernelRun, shape: string): void {
  const { call, inputs, targets, scalars } = run;
  const swaps: string[] = [];
  const addresses = call.outputs.map((output, i) => (output.kind === 'store' ? targets[i]! : freshBuffer(unit, output, call.inputs, shape, swaps)));
  const outputs = call.outputs.map((output, i): RowOperand => ({
    kind: output.kind === 'store' ? 'written' : 'made', at: addresses[i]!, isView: output.kind === 'store' && output.target.kind === 'view', dtype: output.dtype,
  }));
  const read = call.inputs.map((input, i): RowOperand => ({ kind: 'read', at: inputs[i]!, isView: input.kind === 'view', dtype: (input.type as ArrayType).dtype }));
  emitRows(unit, { shape, operands: [...outputs, ...read], run: (length, pointers) => { unit.line(`${call.name}(${[length, ...pointers, ...scalars].join(', ')});`); } });
  nameOutputs(unit, run, addresses, shape);
  for (const swap of swaps) unit.line(swap);
}

export function nameOutputs(unit: UnitText, { call, kept, sized }: KernelRun, addresses: readonly string[], shape: string): void {
  for (const [i, output] of call.outputs.entries()) {
    if (output.kind !== 'local' || !kept.includes(output.local)) continue;
    unit.line(`${unit.use('copyShape')}(l${output.local}, ${shape});`);
    unit.line(`store<u32>(l${output.local}, ${addresses[i]!});`);
  }
  for (const local of sized) unit.line(`${unit.use('copyShape')}(l${local}, ${shape});`);
}

/** A buffer for what a loop makes that may read the same local at other places, of those in `read`: then the old buffer is given back after the loop. */
export function freshBuffer(unit: UnitText, { local, dtype }: Extract<KernelOutput, { kind: 'local' }>, read: readonly Expr[], shape: string, swaps: string[]): string {
  const reads = read.some((input) => {
    const array = input.kind === 'view' ? input.array : input;
    return array.kind === 'local' && array.local === local;
  });
  if (!reads || !unit.reusable.has(local)) return unit.outputBuffer(local, dtype, shape);
  const bytes = unit.temporary(`${unit.use('paddedBytes')}(${shape}, ${itemSize(dtype)})`);
  const made = unit.temporary(unit.allocate(bytes, local));
  swaps.push(`if (own${local}) host_release(own${local});`, `own${local} = ${made};`, `room${local} = ${bytes};`);
  return made;
}

/** `shape`: the descriptor whose shape the loop goes over. */
function callKernel(unit: UnitText, call: KernelCall, shape: string, outputs: readonly string[], inputs: readonly string[], scalars: readonly string[]): void {
  const count = `load<i32>(${shape}, ${descriptor.size})`;
  for (const { op, site } of call.reductions) if (op === 'min' || op === 'max') unit.line(`if (${count} == 0) host_empty(${unit.program.site(site)}, ${shape});`);
  const scratch = call.reductions.length === 0 ? undefined : unit.reserve(scratchBytes(call));
  unit.line(`${call.name}(${[count, ...outputs, ...inputs, ...scalars, ...(scratch === undefined ? [] : [`frame + ${scratch}`])].join(', ')});`);
  for (const [i, { local, dtype }] of call.reductions.entries()) {
    const type = dtype === 'bool' ? 'i32' : scalarTypes[dtype];
    const read = `load<${type}>(frame, ${scratch! + 8 * i})`;
    unit.line(`l${local} = ${dtype === 'bool' ? `${read} != 0` : read};`);
  }
}

/** One statement whose arrays differ in shape: the common one is found, and operands are read as if they were repeated. */
function runBroadcast(unit: UnitText, statement: Statement, run: KernelRun): void {
  const { inputs } = run;
  const target = run.targets[0] ?? '';
  if (statement.kind === 'store' && statement.target.kind === 'view') {
    const fits = inputs.map((input) => `${unit.use('fitsPart')}(${target}, ${input})`).join(' && ');
    unit.line(`if (!(${fits})) {`);
    unit.indented(() => { unit.line(`host_fit(${unit.program.site(statement.site)}, ${target}, ${joined(unit, statement, run)});`); });
    unit.line('}');
    runRows(unit, run, target);
    return;
  }
  const shape = joined(unit, statement, run);
  if (statement.kind !== 'store') {
    runRows(unit, run, shape);
    return;
  }
  // A Variable keeps its shape: the value has it, or is one element, which fills it.
  unit.line(`if (!${unit.use('same')}(${target}, ${shape})) host_checkAssign(${unit.program.site(statement.site)}, ${target}, ${shape});`);
  runRows(unit, run, target);
}

/** The descriptor of the shape that arrays broadcast to; the host throws where they do not. */
function joined(unit: UnitText, statement: Statement, run: KernelRun): string {
  const arrays = run.inputs;
  const shape = unit.temporary(`frame + ${unit.reserve(descriptorBytes)}`);
  const list = unit.reserve(arrays.length * 4);
  unit.line(`store<i32>(${shape}, 0, ${descriptor.rank});`);
  for (const [i, array] of arrays.entries()) unit.line(`store<u32>(frame, ${array}, ${list + 4 * i});`);
  const fits = arrays.map((array) => `${unit.use('joinShape')}(${shape}, ${array})`).join(' && ');
  const failed = `host_broadcast(${unit.program.site(siteOf(statement))}, ${shape}, frame + ${list}, ${arrays.length});`;
  const value = valueOf(statement);
  if (value === undefined || joinsOf(value).every((site) => site === siteOf(statement))) {
    unit.line(`if (!(${fits})) ${failed}`);
    return shape;
  }
  unit.line(`if (!(${fits})) {`);
  unit.indented(() => {
    broadcastEach(unit, value, run);
    unit.line(failed);
  });
  unit.line('}');
  return shape;
}

function valueOf(statement: Statement): Expr | undefined {
  return statement.kind === 'let' || statement.kind === 'store' ? statement.value : undefined;
}

/** The places of the operations that bring arrays together. */
function joinsOf(value: Expr): readonly number[] {
  const sites: number[] = [];
  visitExpr(value, (expr) => { if (expr.kind === 'map' && operandsOf(expr).filter(({ type }) => type.kind === 'array').length > 1) sites.push(expr.site); });
  return sites;
}

/** Where arrays do not fit: one operation of a statement after the other, so that the one is named that fails. Gives the address of the value's shape, unless it is a number. */
function broadcastEach(unit: UnitText, value: Expr, run: KernelRun): string | undefined {
  const key = expressionKey(value);
  const input = run.call.inputs.findIndex((one) => expressionKey(one) === key);
  if (input >= 0) return run.inputs[input];
  const shapes = operandsOf(value).map((operand) => broadcastEach(unit, operand, run)).filter((shape) => shape !== undefined);
  if (value.kind !== 'map' || shapes.length < 2) return shapes[0];
  const shape = `(frame + ${unit.reserve(descriptorBytes)})`;
  const list = unit.reserve(shapes.length * 4);
  for (const [i, operand] of shapes.entries()) unit.line(`store<u32>(frame, ${operand}, ${list + 4 * i});`);
  unit.line(`host_broadcast(${unit.program.site(value.site)}, ${shape}, frame + ${list}, ${shapes.length});`);
  return shape;
}

/** A reduction of arrays that differ in shape: its order goes over elements in sequence, so operands are repeated in memory. */
function reduceBroadcast(unit: UnitText, statement: Statement, run: KernelRun): void {
  const { call, inputs, scalars } = run;
  const shape = joined(unit, statement, run);
  const pointers = inputs.map((input) => {
    const pointer = unit.fresh('p');
    unit.line(`let ${pointer} = load<u32>(${input});`);
    unit.line(`if (!${unit.use('same')}(${input}, ${shape})) ${pointer} = host_expand(${input}, ${shape});`);
    return pointer;
  });
  callKernel(unit, call, shape, [], pointers, scalars);
  nameOutputs(unit, run, [], shape);
}

/** A kernel with the names that its operands have in the unit. */
export interface KernelRun {
  readonly call: KernelCall;
  /** Addresses of descriptors. */
  readonly inputs: readonly string[];
  /** Those of Variables and parts that are written, '' for locals. */
  readonly targets: readonly string[];
  readonly scalars: readonly string[];
  readonly kept: readonly LocalId[];
  readonly sized: readonly LocalId[];
  /** The descriptors of all that it reads or writes, and one of them. */
  readonly shapes: readonly string[];
  readonly reference: string;
}

/** The place to blame for operands that do not fit: the outermost operation of a statement. */
function siteOf(statement: Statement): number {
  let site = statement.kind === 'store' ? statement.site : -1;
  if (statement.kind === 'let' || statement.kind === 'store') {
    visitExpr(statement.value, (expr) => {
      if ((expr.kind === 'map' || expr.kind === 'reduce') && expr.site >= 0 && expr.type.kind === 'array') site = expr.site;
    });
  }
  return site;
}
