/** Scalars and addresses as AssemblyScript expressions. */
import type { DType } from '../../../runtime/abi/dtype.js';
import { isFloat, isInt, itemSize } from '../../../runtime/abi/dtype.js';
import { descriptor } from '../../../runtime/abi/layout.js';
import type { Expr, ScalarType } from '../../ir/node.js';
import { computeDType, powerFunction } from './emit-kernel.js';
import { castScalar } from './lane-code.js';
import { prelude } from './prelude.js';
import type { ProgramText } from './program-text.js';
import { scalarTypes, tags } from './program-text.js';

/** Operators that AssemblyScript has for numbers, with the meaning that the vector instruction has. */
const infix: ReadonlyMap<string, string> = new Map([
  ['add', '+'], ['sub', '-'], ['mul', '*'], ['less', '<'], ['lessEqual', '<='], ['greater', '>'], ['greaterEqual', '>='], ['equal', '=='], ['notEqual', '!='],
]);
const floatCalls: ReadonlyMap<string, string> = new Map([
  ['abs', 'abs'], ['sqrt', 'sqrt'], ['floor', 'floor'], ['ceil', 'ceil'], ['trunc', 'trunc'], ['minimum', 'min'], ['maximum', 'max'],
]);

export class ScalarText {
  constructor(readonly program: ProgramText) {}

  /** The address of an array's descriptor, of a record or of a list. */
  address(expr: Expr): string {
    switch (expr.kind) {
      case 'local': return `l${expr.local}`;
      case 'slot': return expr.type.kind === 'array' ? `(frame + ${expr.offset})` : `load<u32>(frame, ${expr.offset})`;
      case 'field': return `load<u32>(${this.address(expr.record)}, ${expr.offset})`;
      case 'item': {
        const stride = expr.list.type.kind === 'list' ? expr.list.type.stride : 4;
        return `load<u32>(${this.#use('itemAddress')}(${this.address(expr.list)}, ${this.value(expr.index)}, ${stride}))`;
      }
      default: throw new Error(`'${expr.kind}' has no address`);
    }
  }

  /** The value of a scalar expression. */
  value(expr: Expr): string {
    switch (expr.kind) {
      case 'const': return printConstant(expr.value, expr.type.dtype);
      case 'local': return `l${expr.local}`;
      case 'slot': return readNumber(expr.type as ScalarType, `load<f64>(frame, ${expr.offset})`);
      case 'present': return `(load<i32>(frame, ${expr.offset}) != 0)`;
      case 'field': return readNumber(expr.type as ScalarType, `load<f64>(${this.address(expr.record)}, ${expr.offset})`);
      case 'item': {
        const stride = expr.list.type.kind === 'list' ? expr.list.type.stride : 8;
        return readNumber(expr.type as ScalarType, `load<f64>(${this.#use('itemAddress')}(${this.address(expr.list)}, ${this.value(expr.index)}, ${stride}))`);
      }
      case 'length': return `<f64>load<i32>(${this.address(expr.list)})`;
      case 'is-class': return `(load<i32>(${this.address(expr.record)}) == ${expr.classIndex})`;
      case 'is-string': return `(${this.string(expr.text)} == ${expr.index})`;
      case 'map': return this.#map(expr);
      case 'cast': {
        const { dtype } = expr.type;
        // A number wraps, as `x | 0` and typed arrays do; arrays of floats saturate (lane-code.ts).
        if (isFloat((expr.arg.type as ScalarType).dtype) && isInt(dtype)) return `<${scalarTypes[dtype]}><i32>${this.#use('toInt32')}(<f64>${this.value(expr.arg)})`;
        return castScalar((expr.arg.type as ScalarType).dtype, dtype, this.value(expr.arg));
      }
      case 'element': {
        const { dtype } = expr.type;
        return `${this.#use(`element_${tags[dtype]}`)}(${this.address(expr.array)}, ${this.value(expr.index)}, ${expr.site})`;
      }
      case 'view': {
        const at = this.#placeOf(expr);
        return expr.type.dtype === 'bool' ? `(load<u8>(${at}) != 0)` : `load<${scalarTypes[expr.type.dtype]}>(${at})`;
      }
      case 'size': return `<f64>load<u32>(${this.address(expr.array)}, ${descriptor.size})`;
      case 'rank': return `<f64>load<u32>(${this.address(expr.array)}, ${descriptor.rank})`;
      case 'dim': return `${this.#use('dimension')}(${this.address(expr.array)}, ${this.value(expr.axis)})`;
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
    this.#use('place');
    const indices = items.flatMap((item) => (item.kind === 'number' ? [item.index] : []));
    const place = indices.reduce((before, index, axis) => {
      const at = `place(${source}, ${axis}, ${this.value(index)}, ${site})`;
      return axis === 0 ? at : `(${before} * load<i32>(${source}, ${descriptor.dims + 4 * axis}) + ${at})`;
    }, '0');
    return `load<u32>(${source}) + ${place} * ${itemSize((type as ScalarType).dtype)}`;
  }

  /** The index of a string. */
  string(expr: Expr): string {
    if (expr.kind === 'text') return String(expr.index);
    if (expr.kind === 'local') return `l${expr.local}`;
    if (expr.kind === 'slot') return `load<i32>(frame, ${expr.offset})`;
    if (expr.kind === 'field') return `load<i32>(${this.address(expr.record)}, ${expr.offset})`;
    throw new Error(`'${expr.kind}' is no string`);
  }

  #use(name: string): string {
    this.program.once(name, () => prelude(name));
    return name;
  }

  #map(expr: Extract<Expr, { kind: 'map' }>): string {
    const args = expr.args.map((arg) => this.value(arg));
    if (expr.op === 'toInt32') return `${this.#use('toInt32')}(${args[0]!})`;
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
