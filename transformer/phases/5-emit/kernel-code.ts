/** The statements of a kernel as straight-line vector code: what a loop does for one vector of elements. */
import type { DType, FloatDType } from '../../../runtime/abi/dtype.js';
import { isFloat } from '../../../runtime/abi/dtype.js';
import type { Block, Expr, LocalId, ScalarType } from '../../ir/node.js';
import { visitExpr } from '../../ir/visit.js';
import { findMapOperation } from '../../ops/catalogue.js';
import type { Reg } from '../../ops/vector.js';
import { VectorCode } from '../../ops/vector.js';
import { expressionKey } from './expression-key.js';
import type { Signed } from './fold-signs.js';
import { plain, SignFolding, signedOperations } from './fold-signs.js';
import type { Width } from './lane-code.js';
import { canonicalMask, castLanes, loadLanes, operandMask, storeLanes } from './lane-code.js';
import { powerFunction } from './power-function.js';
import type { ProgramText } from './program-text.js';
import { lanesOf, tags } from './program-text.js';
import type { Reduction } from './reducing-loop.js';

export type KernelOutput =
  | { readonly kind: 'local'; readonly local: LocalId; readonly dtype: DType }
  | { readonly kind: 'store'; readonly target: Expr; readonly dtype: DType };

/** Turns the statements of a kernel into straight-line vector code. */
export class KernelCode {
  readonly code: VectorCode = new VectorCode();
  readonly inputs: Expr[] = [];
  readonly outputs: KernelOutput[] = [];
  readonly scalars: { expr: Expr; dtype: DType; raw: boolean }[] = [];
  readonly reductions: (Reduction & { local: LocalId; site: number })[] = [];
  readonly functions: ((program: ProgramText) => void)[] = [];
  readonly #inputIndex = new Map<string, number>();
  readonly #locals = new Map<LocalId, Signed>();
  /** Values of stored Variables, read back from registers. */
  readonly #forwarded = new Map<string, { readonly reg: Reg; readonly dtype: DType }>();
  #memo = new Map<Expr, Signed>();
  readonly #signs = new SignFolding(this.code);
  /** How many stores there were to Variables of each dtype. */
  readonly #stores = new Map<DType, number>();

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
    const signed = this.#signed(value);
    this.#locals.set(local, signed);
    if (!this.kept.has(local)) return;
    const dtype = (value.type as ScalarType).dtype;
    const reg = this.#settle(signed, dtype);
    const index = this.outputs.push({ kind: 'local', local, dtype }) - 1;
    this.#statement(storeLanes(this.code, this.width, dtype, `out${index}`, reg));
  }

  #store(target: Expr, value: Expr): void {
    const dtype = (target.type as ScalarType).dtype;
    const reg = this.#value(value);
    const index = this.outputs.push({ kind: 'store', target, dtype }) - 1;
    this.#statement(storeLanes(this.code, this.width, dtype, `out${index}`, reg));
    // Another field of that dtype may be the same Variable: what was loaded before is loaded again after a store.
    this.#stores.set(dtype, (this.#stores.get(dtype) ?? 0) + 1);
    for (const [key, stored] of this.#forwarded) if (stored.dtype === dtype) this.#forwarded.delete(key);
    this.#forwarded.set(expressionKey(target), { reg, dtype });
  }

  #reduce(local: LocalId, value: Extract<Expr, { kind: 'reduce' }>): void {
    const dtype = (value.arg.type as ScalarType).dtype;
    this.reductions.push({ local, op: value.op, dtype, value: this.#value(value.arg), site: value.site });
  }

  #statement(text: string): void {
    this.code.instructions.push({ result: '', text });
  }

  #value(expr: Expr): Reg {
    return this.#settle(this.#signed(expr), (expr.type as ScalarType).dtype);
  }

  #settle(signed: Signed, dtype: DType): Reg {
    // Only floats are opposites of others here.
    return signed.isOpposite ? this.#signs.settle(signed, dtype as FloatDType) : signed.reg;
  }

  #signed(expr: Expr): Signed {
    const known = this.#memo.get(expr);
    if (known !== undefined) return known;
    const signed = this.#fold(expr) ?? (expr.kind === 'local' ? this.#locals.get(expr.local) : undefined) ?? plain(this.#compute(expr));
    this.#memo.set(expr, signed);
    return signed;
  }

  /** An operation on floats that knows what to do with opposites; the opposite of a product with a number is one with its opposite. */
  #fold(expr: Expr): Signed | undefined {
    if (expr.kind !== 'map' || expr.type.kind !== 'array' || !signedOperations.has(expr.op)) return undefined;
    const dtype = computeDType(expr);
    if (!isFloat(dtype)) return undefined;
    const number = expr.op === 'mul' || expr.op === 'div' ? expr.args.findIndex((arg) => arg.type.kind === 'scalar') : -1;
    const vector = number < 0 ? undefined : this.#signed(expr.args[1 - number]!);
    if (vector?.isOpposite !== true) return this.#signs.apply(expr.op, dtype, expr.args.map((arg) => this.#signed(arg)));
    const factors = [plain(vector.reg), plain(this.#opposite(expr.args[number]!, dtype))];
    return this.#signs.apply(expr.op, dtype, number === 1 ? factors : factors.toReversed());
  }

  /** The opposite of a scalar in every lane. */
  #opposite(expr: Expr, dtype: FloatDType): Reg {
    const constant = constantOf(expr);
    if (constant !== undefined) return this.code.const(lanesOf[dtype], -Number(constant));
    return this.#scalar({ kind: 'map', op: 'neg', args: [expr], type: expr.type as ScalarType, site: -1 }, dtype);
  }

  #compute(expr: Expr): Reg {
    if (expr.type.kind === 'scalar') return this.#scalar(expr, expr.type.dtype);
    switch (expr.kind) {
      case 'local': return this.#input(expr);
      case 'slot': case 'field': case 'item': case 'view': return this.#forwarded.get(expressionKey(expr))?.reg ?? this.#input(expr);
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
    const { dtype } = expr.type as ScalarType;
    return loadLanes(this.code, this.width, dtype, `in${index}`, this.#stores.get(dtype) ?? 0);
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
