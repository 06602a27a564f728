/** Whole plain numbers as AssemblyScript expressions in integers: 64-bit (`whole`), or 32-bit with JavaScript's wrapping (`int32`). */
import type { DType } from '../../../runtime/abi/dtype.js';
import { descriptor } from '../../../runtime/abi/layout.js';
import type { Expr, ScalarType } from '../../ir/node.js';
import { wholeDivision, withoutCasts, type Range, type WholeNumbers } from './whole-numbers.js';

/** What the texts of other expressions are asked for. */
export interface ScalarTexts {
  address(expr: Expr): string;
  value(expr: Expr): string;
  use(name: string): string;
}

const infix: ReadonlyMap<string, string> = new Map([['add', '+'], ['sub', '-'], ['mul', '*'], ['rem', '%']]);
const comparisons: ReadonlyMap<string, string> = new Map([
  ['less', '<'], ['lessEqual', '<='], ['greater', '>'], ['greaterEqual', '>='], ['equal', '=='], ['notEqual', '!='],
]);
const bits: ReadonlyMap<string, string> = new Map([['bitwiseAnd', '&'], ['bitwiseOr', '|'], ['bitwiseXor', '^'], ['leftShift', '<<'], ['rightShift', '>>']]);
/** Indices are compared as unsigned numbers of 64 bits, so that products of two sizes are still exact. */
const indexLimit = 2 ** 64 - 4096;

export class WholeText {
  constructor(readonly numbers: WholeNumbers, readonly texts: ScalarTexts) {}

  /** The number in 64 bits, if it is whole for certain. */
  whole(expr: Expr): string | undefined {
    return this.numbers.range(expr) === undefined ? undefined : this.#whole(expr);
  }

  /** An index in 64 bits, modulo 2^64: right wherever it is below 2^32, and no other number looks like one that is. */
  index(expr: Expr): string | undefined {
    const remainder = withoutCasts(expr);
    if (remainder.kind === 'map' && remainder.op === 'rem' && this.numbers.range(remainder) === undefined && remainder.args.every((arg) => this.#isCount(arg))) {
      // By a size, which may be 0: then there is no such element.
      const divisor = this.#whole(remainder.args[1]!);
      return `(${divisor} == 0 ? -1 : ${this.#infix('%', remainder.args)})`;
    }
    const range = this.numbers.range(expr, indexLimit);
    return range === undefined || range.low < -(2 ** 31) ? undefined : this.#whole(expr);
  }

  /** A comparison of two whole numbers, in integers. */
  comparison({ op, args }: Extract<Expr, { kind: 'map' }>): string | undefined {
    const operator = comparisons.get(op);
    if (operator === undefined || args.length !== 2 || (args[0]!.type as ScalarType).dtype !== 'float64') return undefined;
    const [a, b] = args.map((arg) => this.whole(arg));
    return a === undefined || b === undefined ? undefined : `(${a} ${operator} ${b})`;
  }

  /** Operations on 32 bits that are one instruction. A shift by 32 or more is none: NumPy's meaning differs from the machine's. */
  bitOperation({ op, args, type }: Extract<Expr, { kind: 'map' }>): string | undefined {
    const operator = isIn32Bits(type.dtype) ? bits.get(op) : undefined;
    if (operator === undefined) return undefined;
    const right = op.endsWith('Shift') ? this.#shiftCount(args[1]!) : this.texts.value(args[1]!);
    return right === undefined ? undefined : `(${this.texts.value(args[0]!)} ${operator} ${right})`;
  }

  /** The machine takes counts modulo 32, so JavaScript's `& 31` is left out; undefined for counts that may be 32 or more. */
  #shiftCount(count: Expr): string | undefined {
    if (count.kind === 'map' && count.op === 'bitwiseAnd' && wholeConstant(count.args[1]!) === 31) return this.texts.value(count.args[0]!);
    const range = this.numbers.range(count);
    return range !== undefined && range.low >= 0 && range.high <= 31 ? this.texts.value(count) : undefined;
  }

  /** What `x | 0` gives, as an i32. */
  int32(expr: Expr): string {
    const inner = withoutCasts(expr);
    if (inner.kind === 'const') return String(Number(inner.value) | 0);
    if (inner.kind === 'cast' && isIn32Bits((inner.arg.type as ScalarType).dtype)) return `<i32>${this.texts.value(inner.arg)}`;
    if (inner.kind === 'map' && inner.op === 'toInt32') return this.int32(inner.args[0]!);
    const whole = this.whole(inner);
    if (whole !== undefined) return `<i32>${whole}`;
    const division = wholeDivision(inner);
    const [a, b] = division === undefined ? [] : [division.a, division.b];
    if (a !== undefined && b !== undefined && this.#isCount(a) && this.#isPositive(b)) return `<i32>(${this.#whole(a)} / ${this.#whole(b)})`;
    return `${this.texts.use('toInt32')}(${this.texts.value(inner)})`;
  }

  /** The text of what `WholeNumbers` has found to be whole. */
  #whole(outer: Expr): string {
    const expr = withoutCasts(outer);
    switch (expr.kind) {
      case 'const': return `<i64>${String(expr.value)}`;
      case 'local': return `l${expr.local}`;
      case 'size': return `<i64>load<u32>(${this.texts.address(expr.array)}, ${descriptor.size})`;
      case 'rank': return `<i64>load<u32>(${this.texts.address(expr.array)}, ${descriptor.rank})`;
      case 'length': return `<i64>load<i32>(${this.texts.address(expr.list)})`;
      case 'dim': return `<i64>load<u32>(${this.texts.address(expr.array)}, ${descriptor.dims + 4 * Number((expr.axis as Extract<Expr, { kind: 'const' }>).value)})`;
      case 'cast': return `<i64>${this.texts.value(expr.arg)}`;
      case 'select': return `(${this.texts.value(expr.test)} ? ${this.#whole(expr.whenTrue)} : ${this.#whole(expr.whenFalse)})`;
      case 'map': return this.#map(expr);
      default: throw new Error(`'${expr.kind}' as a whole number`);
    }
  }

  #map(expr: Extract<Expr, { kind: 'map' }>): string {
    const { op, args } = expr;
    if (op === 'toInt32') return `<i64>(${this.int32(args[0]!)})`;
    const operator = infix.get(op);
    if (operator !== undefined) return this.#infix(operator, args);
    if (op === 'minimum' || op === 'maximum') return `${op.slice(0, 3)}<i64>(${args.map((arg) => this.#whole(arg)).join(', ')})`;
    const division = wholeDivision(args[0]!);
    // floor, trunc, ceil: of a quotient, or of what is whole already.
    if (division !== undefined && this.numbers.range(args[0]!) === undefined) return this.#infix('/', [division.a, division.b]);
    return this.#whole(args[0]!);
  }

  /** Division is several times as fast in 32 bits. */
  #infix(operator: string, args: readonly Expr[]): string {
    const [a, b] = args.map((arg) => this.#whole(arg)) as [string, string];
    const isNarrow = (operator === '%' || operator === '/') && args.every((arg) => isWithinUint32(this.numbers.range(arg)));
    return isNarrow ? `<i64>(<u32>${a} ${operator} <u32>${b})` : `(${a} ${operator} ${b})`;
  }

  #isCount(expr: Expr): boolean {
    const range = this.numbers.range(expr);
    return range !== undefined && range.low >= 0;
  }

  #isPositive(expr: Expr): boolean {
    const range = this.numbers.range(expr);
    return range !== undefined && range.low >= 1;
  }
}

/** The value of a constant behind casts between whole numbers. */
function wholeConstant(expr: Expr): number | undefined {
  if (expr.kind === 'const') return Number(expr.value);
  if (expr.kind === 'cast' && isIn32Bits(expr.type.dtype)) return wholeConstant(expr.arg);
  return expr.kind === 'map' && expr.op === 'toInt32' ? wholeConstant(expr.args[0]!) : undefined;
}

function isIn32Bits(dtype: DType): boolean {
  return dtype === 'int32' || dtype === 'uint32';
}

function isWithinUint32(range: Range | undefined): boolean {
  return range !== undefined && range.low >= 0 && range.high < 2 ** 32;
}
