/**
 * One loop over elements: an IR `kernel` as an AssemblyScript function over raw addresses. Several vectors are in flight, their
 * instructions interleaved in the order given (V8 keeps it); constants are loaded before the loop; reductions follow the stated
 * order (blocks of 4,096, 16 or 8 lanes, a fixed tree over lanes, pairwise over blocks).
 */
import type { DType } from '../../../runtime/abi/dtype.js';
import { isFloat, itemSize } from '../../../runtime/abi/dtype.js';
import type { Block, Expr, LocalId, ReduceOp, ScalarType } from '../../ir/node.js';
import { visitExpr } from '../../ir/visit.js';
import { findMapOperation } from '../../ops/catalogue.js';
import type { Instruction, Reg } from '../../ops/vector.js';
import { VectorCode } from '../../ops/vector.js';
import { expressionKey } from './expression-key.js';
import type { Width } from './lane-code.js';
import { canonicalMask, castLanes, loadLanes, operandMask, storeLanes } from './lane-code.js';
import type { ProgramText } from './program-text.js';
import { lanesOf, scalarTypes, tags } from './program-text.js';

/** What a kernel function takes and gives, for the code that calls it. */
export interface KernelCall {
  readonly name: string;
  /** The arrays that are read, in the order of parameters. */
  readonly inputs: readonly Expr[];
  /** The arrays that are written, in order, before the inputs in the parameter list. */
  readonly outputs: readonly KernelOutput[];
  /** Scalars, computed before the call. */
  readonly scalars: readonly { readonly expr: Expr; readonly dtype: DType; readonly raw: boolean }[];
  /** Reductions: results stand at `scratch + 8 * index` after the call. */
  readonly reductions: readonly { readonly local: LocalId; readonly op: ReduceOp; readonly dtype: DType; readonly site: number }[];
}

export type KernelOutput =
  | { readonly kind: 'local'; readonly local: LocalId; readonly dtype: DType }
  | { readonly kind: 'store'; readonly target: Expr; readonly dtype: DType };

/** Bytes of scratch memory that a kernel with reductions needs: results, then a stack of block sums for each. */
export const reductionStackBytes: number = 32 * 8;
export function scratchBytes(call: KernelCall): number {
  return call.reductions.length === 0 ? 0 : call.reductions.length * (8 + reductionStackBytes);
}

const blockLength = 4096;

interface Reduction {
  readonly op: ReduceOp;
  readonly dtype: DType;
  readonly value: Reg;
}

/** Turns the statements of a kernel into straight-line vector code. */
class KernelCode {
  readonly code = new VectorCode();
  readonly inputs: Expr[] = [];
  readonly outputs: KernelOutput[] = [];
  readonly scalars: { expr: Expr; dtype: DType; raw: boolean }[] = [];
  readonly reductions: (Reduction & { local: LocalId; site: number })[] = [];
  readonly functions: ((program: ProgramText) => void)[] = [];
  readonly #inputIndex = new Map<string, number>();
  readonly #locals = new Map<LocalId, Reg>();
  /** Values of stored Variables, read back from registers. */
  readonly #forwarded = new Map<string, Reg>();
  #memo = new Map<Expr, Reg>();
  #stores = 0;

  constructor(readonly width: Width, readonly kept: ReadonlySet<LocalId>) {}

  addStatements(statements: Block): void {
    for (const statement of statements) {
      // A local that is assigned again is read by the same node before and after.
      this.#memo = new Map();
      if (statement.kind === 'store') this.#store(statement.target, statement.value);
      else if (statement.kind === 'let' && statement.value.kind === 'reduce') this.#reduce(statement.local, statement.value);
      else if (statement.kind === 'let') this.#let(statement.local, statement.value);
      else throw new Error(`a kernel cannot hold '${statement.kind}'`);
    }
  }

  #let(local: LocalId, value: Expr): void {
    const reg = this.#value(value);
    this.#locals.set(local, reg);
    if (!this.kept.has(local)) return;
    const dtype = (value.type as ScalarType).dtype;
    const index = this.outputs.push({ kind: 'local', local, dtype }) - 1;
    this.#statement(storeLanes(this.code, this.width, dtype, `out${index}`, reg));
  }

  #store(target: Expr, value: Expr): void {
    const dtype = (target.type as ScalarType).dtype;
    const reg = this.#value(value);
    const index = this.outputs.push({ kind: 'store', target, dtype }) - 1;
    this.#statement(storeLanes(this.code, this.width, dtype, `out${index}`, reg));
    // Another field may be the same Variable: what was loaded before is loaded again after a store.
    this.#stores += 1;
    this.#forwarded.clear();
    this.#forwarded.set(expressionKey(target), reg);
  }

  #reduce(local: LocalId, value: Extract<Expr, { kind: 'reduce' }>): void {
    const dtype = (value.arg.type as ScalarType).dtype;
    this.reductions.push({ local, op: value.op, dtype, value: this.#value(value.arg), site: value.site });
  }

  #statement(text: string): void {
    this.code.instructions.push({ result: '', text });
  }

  #value(expr: Expr): Reg {
    const known = this.#memo.get(expr);
    if (known !== undefined) return known;
    const reg = this.#compute(expr);
    this.#memo.set(expr, reg);
    return reg;
  }

  #compute(expr: Expr): Reg {
    if (expr.type.kind === 'scalar') return this.#scalar(expr, expr.type.dtype);
    switch (expr.kind) {
      case 'local': {
        const reg = this.#locals.get(expr.local);
        return reg ?? this.#input(expr);
      }
      case 'slot': case 'field': case 'item': case 'view': return this.#forwarded.get(expressionKey(expr)) ?? this.#input(expr);
      case 'cast': {
        const from = (expr.arg.type as ScalarType).dtype;
        if (expr.arg.type.kind === 'scalar') return this.#scalar(expr, expr.type.dtype);
        return castLanes(this.code, this.width, from, (expr.type as { readonly dtype: DType }).dtype, this.#value(expr.arg));
      }
      // The Variable as it is at this point: in a register, whatever is stored to it later.
      case 'copy': return this.#value(expr.arg);
      case 'map': return this.#map(expr);
      default: throw new Error(`'${expr.kind}' inside of a kernel`);
    }
  }

  #input(expr: Expr): Reg {
    const key = expressionKey(expr);
    let index = this.#inputIndex.get(key);
    if (index === undefined) {
      index = this.inputs.push(expr) - 1;
      this.#inputIndex.set(key, index);
    }
    return loadLanes(this.code, this.width, (expr.type as ScalarType).dtype, `in${index}`, this.#stores);
  }

  /** A scalar in every lane: a constant, or a parameter of the kernel that is splat before the loop. */
  #scalar(expr: Expr, dtype: DType): Reg {
    const constant = constantOf(expr);
    if (constant !== undefined) {
      if (dtype === 'bool') return this.code.const(this.width === 4 ? 'i32x4' : 'i64x2', this.width === 4 ? (constant ? -1 : 0) : (constant ? -1n : 0n));
      return this.code.const(lanesOf[dtype], Number(constant));
    }
    return `s${this.#scalarIndex(expr, dtype, false)}`;
  }

  #scalarIndex(expr: Expr, dtype: DType, raw: boolean): number {
    const key = expressionKey(expr);
    const known = this.scalars.findIndex((one) => one.dtype === dtype && one.raw === raw && expressionKey(one.expr) === key);
    return known >= 0 ? known : this.scalars.push({ expr, dtype, raw }) - 1;
  }

  #map(expr: Extract<Expr, { kind: 'map' }>): Reg {
    const compute = computeDType(expr);
    if (expr.op === 'power') {
      const k = this.#scalarIndex(expr.args[1]!, 'float64', true);
      this.functions.push((program) => { powerFunction(program, compute); });
      return this.code.text(`power_${tags[compute]}($${this.#value(expr.args[0]!)}, a${k})`);
    }
    const operation = findMapOperation(expr.op);
    const recipe = operation?.recipes[compute];
    if (recipe === undefined) throw new Error(`operation '${expr.op}' has no recipe for ${compute}`);
    const args = expr.args.map((arg) => {
      const reg = this.#value(arg);
      return (arg.type as ScalarType).dtype === 'bool' && compute !== 'bool' ? operandMask(this.code, this.width, compute, reg) : reg;
    });
    const result = recipe(this.code, ...args);
    return (expr.type as ScalarType).dtype === 'bool' ? canonicalMask(this.code, this.width, compute, result) : result;
  }
}

/** The dtype that an operation computes in: that of its last operand. */
export function computeDType(expr: Extract<Expr, { kind: 'map' }>): DType {
  if (expr.op === 'power') return (expr.args[0]!.type as ScalarType).dtype;
  return (expr.args.at(-1)!.type as ScalarType).dtype;
}

/** The value of a constant, also behind casts; undefined for anything else. */
function constantOf(expr: Expr): number | boolean | undefined {
  if (expr.kind === 'const') return expr.value;
  if (expr.kind !== 'cast') return undefined;
  const inner = constantOf(expr.arg);
  if (inner === undefined) return undefined;
  const { dtype } = expr.type;
  return dtype === 'float32' ? Math.fround(Number(inner)) : dtype === 'int32' ? Number(inner) | 0 : dtype === 'uint32' ? Number(inner) >>> 0 : inner;
}

/** How many elements a vector holds in a kernel of these statements: 2 as soon as a float64 takes part. */
export function kernelWidth(statements: Block): Width {
  let width: Width = 4;
  const see = (expr: Expr): void => {
    if (expr.type.kind === 'array' && expr.type.dtype === 'float64') width = 2;
  };
  for (const statement of statements) {
    if (statement.kind === 'let') visitExpr(statement.value, see);
    if (statement.kind === 'store') {
      visitExpr(statement.value, see);
      visitExpr(statement.target, see);
    }
  }
  return width;
}

/** `x ** k` for a scalar k known only at run time: multiplications for whole |k| <= 8, `pow` otherwise. */
export function powerFunction(program: ProgramText, dtype: DType): string {
  const lanes = lanesOf[dtype];
  const mul = (a: string, b: string): string => `${lanes}.mul(${a}, ${b})`;
  return program.once(`power_${tags[dtype]}`, () => {
    const code = new VectorCode();
    const recipe = findMapOperation('pow')?.recipes[dtype];
    if (recipe === undefined) throw new Error(`no pow for ${dtype}`);
    const result = recipe(code, 'x', 'kk');
    program.addFunctionsOf(code);
    const constants = code.constants.map((one) => `  const ${one.reg} = ${program.constant(one)};\n`).join('');
    const body = code.instructions.map((one) => `  const ${one.result} = ${one.text.replaceAll('$', '')};\n`).join('');
    return `function power_${tags[dtype]}(x: v128, k: f64): v128 {
  const size = abs(k);
  if (size <= 8 && floor(k) == k${isFloat(dtype) ? '' : ' && k >= 0'}) {
    let r = x;
    if (size == 0) return ${program.constant({ lanes, value: 1 })};
    const n = <i32>size;
    const top = 31 - clz(n);
    for (let bit = top - 1; bit >= 0; bit--) {
      r = ${mul('r', 'r')};
      if ((n >> bit) & 1) r = ${mul('r', 'x')};
    }
    return ${isFloat(dtype) ? `k < 0 ? ${lanes}.div(${program.constant({ lanes, value: 1 })}, r) : r` : 'r'};
  }
  const kk = ${lanes}.splat(<${scalarTypes[dtype]}>k);
${constants}${body}  return ${result};
}
`;
  });
}

/** The neutral element of a reduction, which fills the lanes past the end. */
export function neutral(op: ReduceOp, dtype: DType): number {
  switch (op) {
    case 'sum': return dtype === 'float32' || dtype === 'float64' ? -0 : 0;
    case 'prod': return 1;
    case 'min': return dtype === 'int32' ? 0x7fffffff : dtype === 'uint32' ? 0xffffffff : Infinity;
    case 'max': return dtype === 'int32' ? -0x80000000 : dtype === 'uint32' ? 0 : -Infinity;
    case 'any': return 0;
    case 'all': return -1;
  }
}

function combineLanes(op: ReduceOp, dtype: DType, a: string, b: string): string {
  const lanes = lanesOf[dtype];
  switch (op) {
    case 'sum': return `${lanes}.add(${a}, ${b})`;
    case 'prod': return `${lanes}.mul(${a}, ${b})`;
    case 'min': case 'max': return dtype === 'bool' ? `v128.${op === 'min' ? 'and' : 'or'}(${a}, ${b})` : `${lanes}.${op}${dtype === 'int32' ? '_s' : dtype === 'uint32' ? '_u' : ''}(${a}, ${b})`;
    case 'any': return `v128.or(${a}, ${b})`;
    case 'all': return `v128.and(${a}, ${b})`;
  }
}

/** Emits the function of a kernel and says how it is called. */
export function emitKernel(program: ProgramText, name: string, statements: Block, kept: readonly LocalId[]): KernelCall {
  const width = kernelWidth(statements);
  const kernel = new KernelCode(width, new Set(kept));
  kernel.addStatements(statements);
  for (const add of kernel.functions) add(program);
  program.addFunctionsOf(kernel.code);
  const { code, inputs, outputs, scalars, reductions } = kernel;
  const call: KernelCall = {
    name, inputs, outputs, scalars, reductions: reductions.map(({ local, op, dtype, site }) => ({ local, op, dtype, site })),
  };
  const inFlight = reductions.length > 0 ? 4 : vectorsInFlight(code.instructions.length);
  const parameters = [
    'n: i32', ...outputs.map((_, i) => `out${i}: usize`), ...inputs.map((_, i) => `in${i}: usize`),
    ...scalars.map((one, i) => `a${i}: ${one.raw ? 'f64' : scalarTypes[one.dtype]}`), ...(reductions.length > 0 ? ['scratch: usize'] : []),
  ];
  const splats = scalars.map((one, i) => {
    if (one.raw) return '';
    const text = one.dtype !== 'bool' ? `${lanesOf[one.dtype]}.splat(a${i})` : width === 4 ? `i32x4.splat(a${i} ? -1 : 0)` : `i64x2.splat(a${i} ? -1 : 0)`;
    return `  const s${i} = ${text};\n`;
  }).join('');
  const body = (indent: string, masked: boolean): string => printGroup(code.instructions, reductions, width, inFlight, indent, masked);
  const loop = reductions.length === 0 ? plainLoop(body, width * inFlight) : reducingLoop(program, body, reductions, width);
  const constants = code.constants.map((one) => `  const ${one.reg} = ${program.constant(one)};\n`).join('');
  program.add(`function ${name}(${parameters.join(', ')}): void {\n${constants}${splats}${loop}}\n`);
  return call;
}

/** Four vectors in flight for short bodies, one for those that fill the registers (read off V8's code on Node 20 to 26). */
function vectorsInFlight(instructions: number): 1 | 2 | 4 {
  return instructions <= 60 ? 4 : instructions <= 90 ? 2 : 1;
}

const offsets = '    const o1 = <usize>i;\n    const o4 = <usize>i << 2;\n    const o8 = <usize>i << 3;\n';

function plainLoop(body: (indent: string, masked: boolean) => string, step: number): string {
  return `  for (let i = 0; i < n; i += ${step}) {\n${offsets}${body('    ', false)}  }\n`;
}

/** One group of vectors: every instruction once for each vector in flight, then the reductions' accumulation. */
function printGroup(instructions: readonly Instruction[], reductions: readonly Reduction[], width: Width, inFlight: number, indent: string, masked: boolean): string {
  const lines: string[] = [];
  const textAt = (text: string, u: number): string => text
    .replace(/\$(t\d+)/g, (_, reg: string) => `${reg}_${u}`).replaceAll('$', '')
    .replace(/@(\d)/g, (_, bytes: string) => String(Number(bytes) * width * u));
  for (const { result, text } of instructions) {
    for (let u = 0; u < inFlight; u++) lines.push(result === '' ? `${indent}${textAt(text, u)};` : `${indent}const ${result}_${u} = ${textAt(text, u)};`);
  }
  for (const [r, { op, dtype, value }] of reductions.entries()) {
    for (let u = 0; u < inFlight; u++) {
      const plain = textAt(`$${value}`, u);
      // Beside float64, elements of 4 bytes lie in the low half of a vector: so must their mask.
      const mask = width === 2 && dtype !== 'bool' && itemSize(dtype) === 4 ? `v128.shuffle<i32>(mask${u}, mask${u}, 0, 2, 0, 2)` : `mask${u}`;
      const kept = masked ? `v128.bitselect(${plain}, neutral${r}, ${mask})` : plain;
      lines.push(`${indent}acc${r}_${u} = ${combineLanes(op, dtype, `acc${r}_${u}`, kept)};`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function reducingLoop(program: ProgramText, body: (indent: string, masked: boolean) => string, reductions: readonly Reduction[], width: Width): string {
  const group = width * 4;
  const neutrals = reductions.map(({ op, dtype }, r) => {
    const value = neutral(op, dtype);
    const wide = dtype === 'bool' && width === 2;
    return `  const neutral${r} = ${program.constant(wide ? { lanes: 'i64x2', value: BigInt(value) } : { lanes: lanesOf[dtype], value })};\n`;
  }).join('');
  const each = (make: (r: number, reduction: Reduction) => string): string => reductions.map((reduction, r) => make(r, reduction)).join('');
  const masks = [0, 1, 2, 3].map((u) => (width === 4
    ? `      const mask${u} = i32x4.lt_s(i32x4(${u * 4}, ${u * 4 + 1}, ${u * 4 + 2}, ${u * 4 + 3}), i32x4.splat(end - i));\n`
    : `      const mask${u} = i64x2.lt_s(i64x2(${u * 2}, ${u * 2 + 1}), i64x2.splat(<i64>(end - i)));\n`)).join('');
  return `${neutrals}  let count = 0;
  for (let block = 0; block < n; block += ${blockLength}) {
    const end = min(block + ${blockLength}, n);
    const full = block + ((end - block) & ~${group - 1});
${each((r) => [0, 1, 2, 3].map((u) => `    let acc${r}_${u} = neutral${r};\n`).join(''))}    let i = block;
    for (; i < full; i += ${group}) {
${offsets.replaceAll('    ', '      ')}${body('      ', false)}    }
    if (i < end) {
${offsets.replaceAll('    ', '      ')}${masks}${body('      ', true)}    }
${each((r, { op, dtype }) => `    ${foldFunction(program, op, dtype, width)}(acc${r}_0, acc${r}_1, acc${r}_2, acc${r}_3, scratch + ${reductions.length * 8 + r * reductionStackBytes}, count);\n`)}    count += 1;
  }
${each((r, { op, dtype }) => `  ${finishFunction(program, op, dtype)}(scratch + ${r * 8}, scratch + ${reductions.length * 8 + r * reductionStackBytes}, count);\n`)}`;
}

const scalarCombine = (op: ReduceOp, type: string, a: string, b: string): string => {
  switch (op) {
    case 'sum': return `${a} + ${b}`;
    case 'prod': return `${a} * ${b}`;
    case 'min': case 'max': return `${op}<${type}>(${a}, ${b})`;
    case 'any': return `${a} | ${b}`;
    case 'all': return `${a} & ${b}`;
  }
};

/** The type that a reduction's result travels in: masks become 0 or 1. */
function resultScalar(dtype: DType): string {
  return dtype === 'bool' ? 'i32' : scalarTypes[dtype];
}

/** Folds four accumulators to one scalar, in a fixed tree, and merges it with the block sums before it: pairwise. */
function foldFunction(program: ProgramText, op: ReduceOp, dtype: DType, width: Width): string {
  const type = resultScalar(dtype);
  return program.once(`fold_${op}_${tags[dtype]}_${width}`, () => {
    const c = (a: string, b: string): string => combineLanes(op, dtype, a, b);
    const lanes = dtype === 'bool' ? (width === 2 ? 'i64x2' : 'i32x4') : lanesOf[dtype];
    const lane = (i: number): string => (dtype === 'bool' ? `(${lanes}.extract_lane(v, ${i}) != 0 ? 1 : 0)` : `${lanes}.extract_lane(v, ${i})${dtype === 'uint32' ? ' as u32' : ''}`);
    const s = (a: string, b: string): string => scalarCombine(op, type, a, b);
    const tree = width === 4 ? s(`(${s(lane(0), lane(2))})`, `(${s(lane(1), lane(3))})`) : s(lane(0), lane(1));
    return `function fold_${op}_${tags[dtype]}_${width}(a0: v128, a1: v128, a2: v128, a3: v128, stack: usize, count: i32): void {
  const v = ${c(c('a0', 'a1'), c('a2', 'a3'))};
  let value: ${type} = ${tree};
  let top = popcnt(count);
  for (let k = count; k & 1; k >>= 1) {
    top -= 1;
    value = ${s(`load<${type}>(stack + (<usize>top << 3))`, 'value')};
  }
  store<${type}>(stack + (<usize>top << 3), value);
}
`;
  });
}

/** Merges what is left on the stack of block sums, the latest first. */
function finishFunction(program: ProgramText, op: ReduceOp, dtype: DType): string {
  const type = resultScalar(dtype);
  return program.once(`finish_${op}_${tags[dtype]}`, () => {
    const value = neutral(op, dtype);
    const empty = op === 'all' ? '1' : Object.is(value, -0) ? '0' : value === Infinity ? 'Infinity' : value === -Infinity ? '-Infinity' : String(value);
    return `function finish_${op}_${tags[dtype]}(result: usize, stack: usize, count: i32): void {
  let top = popcnt(count) - 1;
  let value: ${type} = ${empty};
  if (top >= 0) {
    value = load<${type}>(stack + (<usize>top << 3));
    for (top -= 1; top >= 0; top--) value = ${scalarCombine(op, type, `load<${type}>(stack + (<usize>top << 3))`, 'value')};
  }
  store<${type}>(result, value);
}
`;
  });
}

