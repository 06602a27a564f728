/** Scalars and addresses as AssemblyScript expressions. */
import type { DType } from '../../../runtime/abi/dtype.js';
import { isFloat, isInt, itemSize } from '../../../runtime/abi/dtype.js';
import { descriptor } from '../../../runtime/abi/layout.js';
import type { ArrayType, Expr, ListType, LocalId, ScalarType, Statement } from '../../ir/node.js';
import { computeDType } from './kernel-code.js';
import type { ElementViews } from './element-views.js';
import { castScalar } from './lane-code.js';
import { powerFunction } from './power-function.js';
import { prelude } from './prelude.js';
import type { ProgramText } from './program-text.js';
import { scalarTypes, tags } from './program-text.js';
import type { WholeNumbers } from './whole-numbers.js';
import { type ScalarTexts, WholeText } from './whole-text.js';

/** Operators that AssemblyScript has for numbers, with the meaning that the vector instruction has. */
const infix: ReadonlyMap<string, string> = new Map([
  ['add', '+'], ['sub', '-'], ['mul', '*'], ['less', '<'], ['lessEqual', '<='], ['greater', '>'], ['greaterEqual', '>='], ['equal', '=='], ['notEqual', '!='],
]);
const floatCalls: ReadonlyMap<string, string> = new Map([
  ['abs', 'abs'], ['sqrt', 'sqrt'], ['floor', 'floor'], ['ceil', 'ceil'], ['trunc', 'trunc'], ['minimum', 'min'], ['maximum', 'max'],
]);

export class ScalarText implements ScalarTexts {
  readonly #whole: WholeText;

  constructor(readonly program: ProgramText, readonly numbers: WholeNumbers, readonly views: ElementViews) {
    this.#whole = new WholeText(numbers, this);
  }

  /** The address of an array's descriptor, of a record or of a list. */
  address(expr: Expr): string {
    switch (expr.kind) {
      case 'local': return `l${expr.local}`;
      case 'slot': return expr.type.kind === 'array' ? `(frame + ${expr.offset})` : `load<u32>(frame, ${expr.offset})`;
      case 'field': return `load<u32>(${this.address(expr.record)}, ${expr.offset})`;
      case 'item': return `load<u32>(${this.#itemAddress(expr)})`;
      default: throw new Error(`'${expr.kind}' has no address`);
    }
  }

  /** The value of a scalar expression. */
  value(expr: Expr): string {
    switch (expr.kind) {
      case 'const': return printConstant(expr.value, expr.type.dtype);
      case 'local': return this.numbers.isWhole(expr.local) ? `<f64>l${expr.local}` : `l${expr.local}`;
      case 'slot': return readNumber(expr.type as ScalarType, `load<f64>(frame, ${expr.offset})`);
      case 'present': return `(load<i32>(frame, ${expr.offset}) != 0)`;
      case 'field': return readNumber(expr.type as ScalarType, `load<f64>(${this.address(expr.record)}, ${expr.offset})`);
      case 'item': return readNumber(expr.type as ScalarType, `load<f64>(${this.#itemAddress(expr)})`);
      case 'length': return `<f64>load<i32>(${this.address(expr.list)})`;
      case 'is-class': return `(load<i32>(${this.address(expr.record)}) == ${expr.classIndex})`;
      case 'is-string': return `(${this.string(expr.text)} == ${expr.index})`;
      case 'map': return this.#map(expr);
      case 'cast': {
        const { dtype } = expr.type;
        // A number wraps, as `x | 0` and typed arrays do; arrays of floats saturate (lane-code.ts).
        if (isFloat((expr.arg.type as ScalarType).dtype) && isInt(dtype)) {
          return `<${scalarTypes[dtype]}>(${(expr.arg.type as ScalarType).dtype === 'float64' ? this.#whole.int32(expr.arg) : `${this.use('toInt32')}(<f64>${this.value(expr.arg)})`})`;
        }
        // Said once more, since AssemblyScript reads the numbers inside of `<f32>(…)` as float32.
        const isNarrowed = dtype === 'float32' && expr.arg.kind === 'map' && (expr.arg.type as ScalarType).dtype === 'float64';
        return castScalar((expr.arg.type as ScalarType).dtype, dtype, isNarrowed ? `<f64>${this.value(expr.arg)}` : this.value(expr.arg));
      }
      case 'element': return `${this.#access('element', expr.type.dtype, expr.array, expr.index)}, ${this.program.site(expr.site)})`;
      case 'view': {
        const at = this.#placeOf(expr);
        return expr.type.dtype === 'bool' ? `(load<u8>(${at}) != 0)` : `load<${scalarTypes[expr.type.dtype]}>(${at})`;
      }
      case 'size': return `<f64>load<u32>(${this.address(expr.array)}, ${descriptor.size})`;
      case 'rank': return `<f64>load<u32>(${this.address(expr.array)}, ${descriptor.rank})`;
      case 'dim': return this.#exact(expr) ?? `${this.use('dimension')}(${this.address(expr.array)}, ${this.value(expr.axis)})`;
      case 'select': return `(${this.value(expr.test)} ? ${this.value(expr.whenTrue)} : ${this.value(expr.whenFalse)})`;
      default: throw new Error(`'${expr.kind}' is no scalar expression`);
    }
  }

  /** The statement that writes one element of any rank. */
  storePart(target: Extract<Expr, { kind: 'view' }>, value: Expr): string {
    const { dtype } = target.type as ScalarType;
    const text = this.value(value);
    return dtype === 'bool' ? `store<u8>(${this.#placeOf(target)}, ${text} ? 1 : 0);` : `store<${scalarTypes[dtype]}>(${this.#placeOf(target)}, ${text});`;
  }

  /** The address of the one element that numbers for all axes name: ((i * size 1 + j) * size 2 + k) …. */
  #placeOf({ array, items, type, site }: Extract<Expr, { kind: 'view' }>): string {
    const source = this.address(array);
    const view = this.views.find(source);
    const indices = items.flatMap((item) => (item.kind === 'number' ? [item.index] : []));
    const length = (axis: number): string => view?.dims[axis] ?? `load<u32>(${source}, ${descriptor.dims + 4 * axis})`;
    const place = indices.reduce((before, index, axis) => {
      const whole = this.#whole.whole(index);
      const at = `${this.use(whole === undefined ? 'place' : 'place_whole')}(${length(axis)}, ${whole ?? this.value(index)}, ${source}, ${axis}, ${this.program.site(site)})`;
      return axis === 0 ? at : `(${before} * ${length(axis)} + ${at})`;
    }, '0');
    return `${view?.data ?? `load<u32>(${source})`} + ${place} * ${itemSize((type as ScalarType).dtype)}`;
  }

  /** `local = value`. */
  assignment(local: LocalId, value: Expr): string {
    if (!this.numbers.isWhole(local)) return `l${local} = ${this.value(value)};`;
    // Of what is whole only under the test of a loop around it, the float64 is converted: exactly.
    return `l${local} = ${this.#whole.whole(value) ?? `<i64>(${this.value(value)})`};`;
  }

  /** `x[i] = value`. */
  elementWrite({ target, index, value, site }: Extract<Statement, { kind: 'store-element' }>): string {
    return `${this.#access('setElement', (target.type as ArrayType).dtype, target, index, this.value(value))}, ${this.program.site(site)});`;
  }

  /** The call that reads or writes one element, up to its site: of an array whose address and size stand in locals, or of any other. */
  #access(verb: 'element' | 'setElement', dtype: DType, array: Expr, index: Expr, value?: string): string {
    const address = this.address(array);
    const view = this.views.find(address);
    const whole = this.#whole.index(index);
    const name = `${verb}${view === undefined ? '' : 'In'}_${tags[dtype]}${whole === undefined ? '' : '_whole'}`;
    const operands = [...(view === undefined ? [] : [view.data, view.count]), address, whole ?? this.value(index), ...(value === undefined ? [] : [value])];
    return `${this.use(name)}(${operands.join(', ')}`;
  }

  #exact(expr: Expr): string | undefined {
    const whole = this.#whole.whole(expr);
    return whole === undefined ? undefined : `<f64>(${whole})`;
  }

  #itemAddress({ list, index }: Extract<Expr, { kind: 'item' }>): string {
    return `${this.use('itemAddress')}(${this.address(list)}, ${this.value(index)}, ${(list.type as ListType).stride})`;
  }

  /** The index of a string. */
  string(expr: Expr): string {
    if (expr.kind === 'text') return String(expr.index);
    if (expr.kind === 'local') return `l${expr.local}`;
    if (expr.kind === 'slot') return `load<i32>(frame, ${expr.offset})`;
    if (expr.kind === 'field') return `load<i32>(${this.address(expr.record)}, ${expr.offset})`;
    if (expr.kind === 'item') return `load<i32>(${this.#itemAddress(expr)})`;
    throw new Error(`'${expr.kind}' is no string`);
  }

  use(name: string): string {
    this.program.once(name, () => prelude(name));
    return name;
  }

  #map(expr: Extract<Expr, { kind: 'map' }>): string {
    if (expr.op === 'toInt32') return `<f64>(${this.#whole.int32(expr.args[0]!)})`;
    const whole = this.#whole.comparison(expr) ?? this.#whole.bitOperation(expr) ?? (expr.type.dtype === 'float64' ? this.#exact(expr) : undefined);
    if (whole !== undefined) return whole;
    const args = expr.args.map((arg) => this.value(arg));
    const dtype = computeDType(expr);
    if (expr.op === 'power') {
      const vector = powerFunction(this.program, dtype);
      const lanes = dtype === 'float32' ? 'f32x4' : dtype === 'float64' ? 'f64x2' : 'i32x4';
      return `${lanes}.extract_lane(${vector}(${lanes}.splat(${args[0]!}), ${args[1]!}), 0)`;
    }
    const operator = infix.get(expr.op);
    if (operator !== undefined && dtype !== 'bool') return `(${args[0]!} ${operator} ${args[1]!})`;
    if (expr.op === 'logicalNot') return `(!${args[0]!})`;
    if (dtype === 'float32' || dtype === 'float64') {
      if (expr.op === 'div') return `(${args[0]!} / ${args[1]!})`;
      // JavaScript's remainder is C's, and exact: of small whole numbers it is that of the machine.
      if (expr.op === 'rem' && dtype === 'float64') {
        const divisor = this.numbers.range(expr.args[1]!);
        if (divisor !== undefined && divisor.low === divisor.high && divisor.low >= 1 && divisor.high < 2 ** 31) return `${this.use(Number.isInteger(Math.log2(divisor.low)) ? 'remainderByPower' : 'remainderBy')}(${args[0]!}, ${divisor.low})`;
        return `${this.use('remainder')}(${args.join(', ')})`;
      }
      if (expr.op === 'neg') return `(-${args[0]!})`;
      const call = floatCalls.get(expr.op);
      if (call !== undefined) return `${call}<${scalarTypes[dtype]}>(${args.join(', ')})`;
    }
    const name = this.program.scalarFunction(expr.op, dtype, expr.args.map((arg) => (arg.type as ScalarType).dtype === 'bool'), expr.type.dtype === 'bool');
    return `${name}(${args.join(', ')})`;
  }
}

function readNumber(type: ScalarType, text: string): string {
  return type.dtype === 'bool' ? `(${text} != 0)` : text;
}

function printConstant(value: number | boolean, dtype: DType): string {
  if (dtype === 'bool') return value ? 'true' : 'false';
  const number = Number(value);
  if (dtype === 'int32' || dtype === 'uint32') return String(number);
  const text = Number.isNaN(number) ? 'NaN' : Object.is(number, -0) ? '-0.0' : Number.isFinite(number)
    ? (/[.e]/.test(String(number)) ? String(number) : `${number}.0`) : number > 0 ? 'Infinity' : '-Infinity';
  return dtype === 'float32' ? `<f32>${text.startsWith('-') ? `(${text})` : text}` : text.startsWith('-') ? `(${text})` : text;
}
