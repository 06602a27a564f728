/**
 * The meaning of the IR in plain, slow JavaScript: what every pass and the emitted code must agree with. Knows nothing of frames,
 * registers or lanes, but the one stated order of sums (ops/products.ts), since that is part of the meaning.
 */
import { alignToPart, checkAssignShape } from '../../runtime/abi/assign.js';
import type { DType } from '../../runtime/abi/dtype.js';
import { isFloat } from '../../runtime/abi/dtype.js';
import { IndexError, ShapeError } from '../../runtime/abi/errors.js';
import { isSmallPower, raise } from '../../runtime/abi/power.js';
import { sliceRange } from '../../runtime/abi/slice-index.js';
import { broadcastShapes, dotShape, sizeOf } from '../../runtime/abi/shape.js';
import { findMapOperation } from '../ops/catalogue.js';
import type { ArrayType, Block, Expr, LocalId, ReduceOp, ScalarType, Site, Statement, UnitIr } from './node.js';

/** Elements in row order; of bools 0 and 1. Arrays of one Variable share `data`, which stores change. */
export interface ArrayValue {
  readonly shape: readonly number[];
  readonly dtype: DType;
  readonly data: number[];
}

/** The address of a record or list: only the surroundings know what it leads to. */
export interface Reference {
  readonly address: number;
}

/** A string is its index. Booleans are 0 and 1. */
export type EvaluatedValue = number | ArrayValue | Reference;

/** What a unit reads from outside of itself. */
export interface Surroundings {
  slot(expr: Extract<Expr, { kind: 'slot' }>): EvaluatedValue;
  isPresent(offset: number): boolean;
  field(record: Reference, expr: Extract<Expr, { kind: 'field' }>): EvaluatedValue;
  /** Throws an IndexError for an index without item. */
  item(list: Reference, index: number, expr: Extract<Expr, { kind: 'item' }>): EvaluatedValue;
  lengthOf(list: Reference): number;
  classOf(record: Reference): number;
  /** A function of `math` that runs outside of compiled code; gives one value for each part of a tuple. */
  callHost(site: Site, arrays: readonly (ArrayValue | Reference)[], numbers: readonly number[]): readonly EvaluatedValue[];
}

/** Runs a unit; gives its results in order, undefined for one that is absent. Stores change the data of the surroundings' arrays. */
export function evaluate(unit: UnitIr, surroundings: Surroundings): readonly (EvaluatedValue | undefined)[] {
  const evaluator = new Evaluator(surroundings);
  evaluator.block(unit.body);
  return unit.results.map(({ value }) => (value.kind === 'local' && !evaluator.has(value.local) ? undefined : evaluator.value(value)));
}

type Jump = 'break' | 'continue' | undefined;

class Evaluator {
  readonly #around: Surroundings;
  readonly #locals = new Map<LocalId, EvaluatedValue>();

  constructor(surroundings: Surroundings) {
    this.#around = surroundings;
  }

  has(local: LocalId): boolean {
    return this.#locals.has(local);
  }

  block(block: Block): Jump {
    for (const statement of block) {
      const jump = this.#statement(statement);
      if (jump !== undefined) return jump;
    }
    return undefined;
  }

  #statement(statement: Statement): Jump {
    switch (statement.kind) {
      case 'let': this.#locals.set(statement.local, this.value(statement.value)); return undefined;
      case 'store': {
        const { target } = statement;
        if (target.kind === 'view') return this.#storePart(this.value(statement.value), target);
        return this.#store(this.value(statement.value), this.#array(target));
      }
      case 'store-element': {
        const target = this.#array(statement.target);
        const index = checkIndex(target, this.#number(statement.index));
        target.data[index] = round(this.#number(statement.value), target.dtype);
        return undefined;
      }
      case 'if': return this.block(this.#number(statement.test) !== 0 ? statement.then : statement.else);
      case 'loop':
        for (; this.#number(statement.test) !== 0; this.block(statement.step)) if (this.block(statement.body) === 'break') break;
        return undefined;
      case 'break': case 'continue': return statement.kind;
      case 'host-tuple': {
        const parts = this.#around.callHost(statement.site, statement.arrays.map((one) => this.#operand(one)), statement.numbers.map((one) => this.#number(one)));
        statement.locals.forEach((local, i) => this.#locals.set(local, parts[i]!));
        return undefined;
      }
      case 'kernel': case 'row-kernel': return this.block(statement.statements);
    }
  }

  #store(value: EvaluatedValue, target: ArrayValue): undefined {
    const source = typeof value === 'number' ? [round(value, target.dtype)] : (value as ArrayValue).data;
    if (typeof value !== 'number') checkAssignShape('the Variable', target.shape, 'the value', (value as ArrayValue).shape);
    // Read before written: the value may be the Variable itself.
    const elements = target.data.map((_, i) => source[source.length === 1 ? 0 : i]!);
    elements.forEach((element, i) => { target.data[i] = element; });
    return undefined;
  }

  #storePart(value: EvaluatedValue, target: Extract<Expr, { kind: 'view' }>): undefined {
    const { shape, places } = this.#part(target);
    const { data, dtype } = this.#array(target.array);
    const source: ArrayValue = typeof value === 'number' ? { shape: [], dtype, data: [round(value, dtype)] } : value as ArrayValue;
    const read = readBroadcast({ ...source, shape: alignToPart('set', shape, source.shape) }, shape);
    const elements = places.map((_, i) => read(i));
    places.forEach((place, i) => { data[place] = elements[i]!; });
    return undefined;
  }

  /** The shape of a view and where its elements stand, in row order. */
  #part({ array, items }: Extract<Expr, { kind: 'view' }>): { readonly shape: readonly number[]; readonly places: readonly number[] } {
    const { shape } = this.#array(array);
    const made: number[] = [];
    let places = [0];
    let axis = 0;
    for (const item of items) {
      if (item.kind === 'new-axis') {
        made.push(1);
        continue;
      }
      const size = shape[axis]!;
      const stride = sizeOf(shape.slice(axis + 1));
      axis++;
      if (item.kind === 'number') {
        const index = this.#number(item.index);
        const at = index < 0 ? index + size : index;
        if (!Number.isInteger(index) || at < 0 || at >= size) throw new IndexError(`${index} is no index of axis ${axis - 1}, whose size is ${size}`);
        places = places.map((place) => place + at * stride);
        continue;
      }
      const bound = (expr: Expr | undefined): number | undefined => (expr === undefined ? undefined : this.#number(expr));
      const { start, step, count } = sliceRange({ start: bound(item.start), stop: bound(item.stop), step: bound(item.step) }, size);
      made.push(count);
      places = places.flatMap((place) => Array.from({ length: count }, (_, i) => place + (start + i * step) * stride));
    }
    return { shape: made, places };
  }

  value(expr: Expr): EvaluatedValue {
    switch (expr.kind) {
      case 'const': return round(Number(expr.value), expr.type.dtype);
      case 'text': return expr.index;
      case 'local': return this.#local(expr.local);
      case 'slot': return this.#around.slot(expr);
      case 'present': return Number(this.#around.isPresent(expr.offset));
      case 'field': return this.#around.field(this.#reference(expr.record), expr);
      case 'item': return this.#around.item(this.#reference(expr.list), this.#number(expr.index), expr);
      case 'length': return this.#around.lengthOf(this.#reference(expr.list));
      case 'is-class': return Number(this.#around.classOf(this.#reference(expr.record)) === expr.classIndex);
      case 'is-string': return Number(this.value(expr.text) === expr.index);
      case 'map': return mapElements(expr, expr.args.map((arg) => this.value(arg)));
      case 'cast': return castValue(this.value(expr.arg), dtypeOf(expr.arg), expr.type.dtype);
      case 'reduce': return reduceAll(expr.op, this.#array(expr.arg));
      case 'dot': return dot(this.#array(expr.a), this.#array(expr.b));
      case 'host': return this.#around.callHost(expr.site, expr.arrays.map((one) => this.#operand(one)), expr.numbers.map((one) => this.#number(one)))[0]!;
      case 'element': {
        const array = this.#array(expr.array);
        return array.data[checkIndex(array, this.#number(expr.index))]!;
      }
      case 'view': {
        const { shape, places } = this.#part(expr);
        const { data, dtype } = this.#array(expr.array);
        const elements = places.map((place) => data[place]!);
        return expr.type.kind === 'scalar' ? elements[0]! : { shape, dtype, data: elements };
      }
      case 'size': return this.#array(expr.array).data.length;
      case 'rank': return this.#array(expr.array).shape.length;
      case 'dim': return this.#array(expr.array).shape[this.#number(expr.axis)] ?? NaN;
      case 'copy': {
        const array = this.#array(expr.arg);
        return { ...array, data: [...array.data] };
      }
      case 'box': return { shape: [], dtype: expr.type.dtype, data: [this.#number(expr.arg)] };
      case 'select': return this.value(this.#number(expr.test) !== 0 ? expr.whenTrue : expr.whenFalse);
    }
  }

  #local(local: LocalId): EvaluatedValue {
    const value = this.#locals.get(local);
    if (value === undefined) throw new Error(`%${local} is read before it is defined`);
    return value;
  }

  #number(expr: Expr): number {
    const value = this.value(expr);
    if (typeof value !== 'number') throw new Error(`a number is expected, not '${expr.kind}'`);
    return value;
  }

  /** What a function outside is given: an array, or a list. */
  #operand(expr: Expr): ArrayValue | Reference {
    return expr.type.kind === 'list' ? this.#reference(expr) : this.#array(expr);
  }

  #array(expr: Expr): ArrayValue {
    const value = this.value(expr);
    if (typeof value === 'number' || !('data' in value)) throw new Error(`an array is expected, not '${expr.kind}'`);
    return value;
  }

  #reference(expr: Expr): Reference {
    const value = this.value(expr);
    if (typeof value === 'number' || !('address' in value)) throw new Error(`a record is expected, not '${expr.kind}'`);
    return value;
  }
}

function dtypeOf(expr: Expr): DType {
  return (expr.type as ScalarType | ArrayType).dtype;
}

/** What a dtype holds of the result of an operation: rounded, or whole numbers modulo 2^32. */
function round(value: number, dtype: DType): number {
  switch (dtype) {
    case 'float32': return Math.fround(value);
    case 'float64': return value;
    case 'int32': return value | 0;
    case 'uint32': return value >>> 0;
    case 'bool': return Number(value !== 0);
  }
}

/** Elements of arrays saturate from floats to whole numbers (NaN gives 0), plain numbers wrap; bits are kept between whole numbers. */
function castElement(value: number, from: DType, to: DType): number {
  if (!isFloat(from) || (to !== 'int32' && to !== 'uint32')) return round(value, to);
  const [low, high] = to === 'int32' ? [-0x80000000, 0x7fffffff] : [0, 0xffffffff];
  return Number.isNaN(value) ? 0 : Math.trunc(Math.min(Math.max(value, low), high)) + 0;
}

function castValue(value: EvaluatedValue, from: DType, to: DType): EvaluatedValue {
  if (typeof value === 'number') return round(value, to);
  const { shape, data } = value as ArrayValue;
  return { shape, dtype: to, data: data.map((element) => castElement(element, from, to)) };
}

function checkIndex(array: ArrayValue, index: number): number {
  if (array.shape.length > 1) throw new ShapeError(`x[${index}] of rank ${array.shape.length}`);
  if (!Number.isInteger(index) || index < 0 || index >= array.data.length) throw new IndexError(`x[${index}] of ${array.data.length} elements`);
  return index;
}

/** One scalar function at every element of the broadcast operands. */
function mapElements(expr: Extract<Expr, { kind: 'map' }>, args: readonly EvaluatedValue[]): EvaluatedValue {
  const compute = dtypeOf(expr.op === 'power' ? expr.args[0]! : expr.args.at(-1)!);
  const scalar = scalarFunction(expr.op, compute);
  const result = (values: readonly number[]): number => round(scalar(values), expr.type.dtype);
  const arrays = args.filter((arg): arg is ArrayValue => typeof arg !== 'number');
  if (arrays.length === 0) return result(args as readonly number[]);
  const shape = broadcastShapes(expr.op, arrays.map((array) => array.shape));
  const readers = args.map((arg) => (typeof arg === 'number' ? () => arg : readBroadcast(arg as ArrayValue, shape)));
  const data = Array.from({ length: sizeOf(shape) }, (_, i) => result(readers.map((read) => read(i))));
  return { shape, dtype: expr.type.dtype, data };
}

function scalarFunction(op: string, dtype: DType): (args: readonly number[]) => number {
  if (op === 'toInt32') return ([x]) => x! | 0;
  const operation = findMapOperation(op === 'power' ? 'pow' : op);
  if (operation === undefined) throw new Error(`no operation '${op}' in the catalogue`);
  const own = dtype === 'float32' ? operation.float32Reference : dtype === 'int32' || dtype === 'uint32' ? operation.integerReference : undefined;
  const reference = own ?? operation.reference;
  if (op !== 'power') return (args) => reference(...args);
  const multiply = (a: number, b: number): number => round(isFloat(dtype) ? a * b : Math.imul(a, b), dtype);
  return ([x, k]) => (isSmallPower(k!) && (k! >= 0 || isFloat(dtype)) ? raise(x!, k!, { one: () => 1, multiply, reciprocal: (one) => round(1 / one, dtype) })
    : reference(x!, round(k!, dtype)));
}

/** The element of an array that stands at a place of the shape that it is broadcast to. */
function readBroadcast({ shape, data }: ArrayValue, to: readonly number[]): (at: number) => number {
  const strides = to.map((_, axis) => {
    const own = axis - (to.length - shape.length);
    return own < 0 || shape[own] === 1 ? 0 : sizeOf(shape.slice(own + 1));
  });
  return (at) => {
    let [rest, from] = [at, 0];
    for (let axis = to.length - 1; axis >= 0; axis--) {
      from += (rest % to[axis]!) * strides[axis]!;
      rest = Math.floor(rest / to[axis]!);
    }
    return data[from]!;
  };
}

/** How elements combine, and what lanes start with. Lanes only show in the bits of float sums and products. */
interface Combination {
  readonly dtype: DType;
  readonly combine: (older: number, newer: number) => number;
  readonly start: number;
  readonly empty: number;
}

function combinationOf(op: ReduceOp, dtype: DType): Combination {
  const rounded = (combine: (a: number, b: number) => number): ((a: number, b: number) => number) => (a, b) => round(combine(a, b), dtype);
  const [low, high] = dtype === 'int32' ? [-0x80000000, 0x7fffffff] : dtype === 'uint32' ? [0, 0xffffffff] : dtype === 'bool' ? [0, 1] : [-Infinity, Infinity];
  switch (op) {
    case 'sum': return { dtype, combine: rounded((a, b) => a + b), start: isFloat(dtype) ? -0 : 0, empty: 0 };
    case 'prod': return { dtype, combine: rounded(isFloat(dtype) ? (a, b) => a * b : Math.imul), start: 1, empty: 1 };
    case 'min': return { dtype, combine: Math.min, start: high, empty: high };
    case 'max': return { dtype, combine: Math.max, start: low, empty: low };
    case 'any': return { dtype, combine: Math.max, start: 0, empty: 0 };
    case 'all': return { dtype, combine: Math.min, start: 1, empty: 1 };
  }
}

function reduceAll(op: ReduceOp, { data, dtype }: ArrayValue): number {
  if (data.length === 0 && (op === 'min' || op === 'max')) throw new ShapeError(`${op} of no elements`);
  return inVectorOrder(combinationOf(op, dtype), data);
}

const blockLength = 4096;
/** Matrices with more columns than this are summed as vectors. */
const narrowColumns = 16;

/** Blocks of equal size merge as soon as there are two; at the end the rest merges, latest first. */
function overBlocks(how: Combination, terms: readonly number[], sumBlock: (terms: readonly number[]) => number): number {
  const stack: { value: number; blocks: number }[] = [];
  for (let at = 0; at < terms.length; at += blockLength) {
    let [value, blocks] = [sumBlock(terms.slice(at, at + blockLength)), 1];
    for (; stack.at(-1)?.blocks === blocks; blocks *= 2) value = how.combine(stack.pop()!.value, value);
    stack.push({ value, blocks });
  }
  return stack.length === 0 ? how.empty : stack.map((one) => one.value).reduceRight((newer, older) => how.combine(older, newer));
}

/** Element i to lane i mod `count`. */
function inLanes({ combine, start }: Combination, terms: readonly number[], count: number): number[] {
  const lanes = Array.from({ length: count }, () => start);
  terms.forEach((term, i) => { lanes[i % count] = combine(lanes[i % count]!, term); });
  return lanes;
}

function foldLanes({ combine }: Combination, l: readonly number[]): number {
  return l.length === 4 ? combine(combine(l[0]!, l[2]!), combine(l[1]!, l[3]!)) : combine(l[0]!, l[1]!);
}

function vectorWidth(dtype: DType): number {
  return dtype === 'float64' ? 2 : 4;
}

/** The order of sums and dots of vectors: four vectors of lanes, folded as (a0 + a1) + (a2 + a3). */
function inVectorOrder(how: Combination, terms: readonly number[]): number {
  const width = vectorWidth(how.dtype);
  return overBlocks(how, terms, (block) => {
    const a = inLanes(how, block, 4 * width);
    const at = (vector: number, lane: number): number => a[vector * width + lane]!;
    return foldLanes(how, Array.from({ length: width }, (_, i) => how.combine(how.combine(at(0, i), at(1, i)), how.combine(at(2, i), at(3, i)))));
  });
}

function inSequence(how: Combination, block: readonly number[]): number {
  return block.reduce(how.combine, how.start);
}

/** Products of vectors and matrices; ranks 1 and 2. */
function dot(a: ArrayValue, b: ArrayValue): EvaluatedValue {
  const shape = dotShape(a.shape, b.shape);
  const { dtype } = a;
  const how = combinationOf('sum', dtype);
  const k = a.shape.at(-1)!;
  const columns = b.shape[1] ?? 1;
  const termsOf = (row: number, column: number): number[] => Array.from({ length: k }, (_, i) => round(a.data[row * k + i]! * b.data[i * columns + column]!, dtype));
  const sum = (terms: readonly number[]): number => {
    if (a.shape.length === 1 && b.shape.length === 1) return inVectorOrder(how, terms);
    if (b.shape.length === 1) return k > narrowColumns ? inVectorOrder(how, terms) : k === 0 ? how.empty : inSequence(how, terms);
    const isNarrow = a.shape.length === 1 && columns <= narrowColumns;
    return overBlocks(how, terms, (block) => (isNarrow ? foldLanes(how, inLanes(how, block, vectorWidth(dtype))) : inSequence(how, block)));
  };
  if (shape.length === 0) return sum(termsOf(0, 0));
  const data = Array.from({ length: sizeOf(shape) }, (_, i) => (b.shape.length === 1 ? sum(termsOf(i, 0)) : sum(termsOf(Math.floor(i / columns), i % columns))));
  return { shape, dtype, data };
}
