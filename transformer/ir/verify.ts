/**
 * The grammar of the IR, checked after `lower` and after every pass: a unit that breaks it is a bug of ours. Locals are defined before
 * they are read, operands have the types that their operation asks for, kernels hold only what one loop can do.
 */
import type { DType } from '../../runtime/abi/dtype.js';
import { isFloat } from '../../runtime/abi/dtype.js';
import { descriptorBytes } from '../../runtime/abi/layout.js';
import { findMapOperation } from '../ops/catalogue.js';
import { isGatherLet, isReductionLet } from './host-arguments.js';
import type { Block, Expr, Local, LocalId, Statement, Type, UnitIr } from './node.js';
import { localNames, printBlock, printExpr, printType } from './print.js';
import { expressionsOf, operandsOf } from './visit.js';

/** `flat`: from the pass `flatten` on, what needs a loop or a call stands alone. */
export interface Grammar {
  readonly flat: boolean;
}

/** Throws an Error with the printed statement that breaks the grammar. */
export function verify(unit: UnitIr, grammar: Grammar): void {
  new Verifier(unit, grammar).unit();
}

/** The locals that are certain to be defined at a place; undefined after a jump, where nothing runs. */
type Defined = ReadonlySet<LocalId> | undefined;

class Verifier {
  readonly #unit: UnitIr;
  readonly #grammar: Grammar;
  readonly #nameOf: (local: LocalId) => string;
  /** What is defined where the loops around leave by `break`, innermost last. */
  readonly #breaks: Defined[] = [];
  #place: Statement | Expr | undefined;

  constructor(unit: UnitIr, grammar: Grammar) {
    this.#unit = unit;
    this.#grammar = grammar;
    this.#nameOf = localNames(unit.locals);
  }

  unit(): void {
    const { locals, body, results, frameBytes } = this.#unit;
    for (const [id, local] of locals.entries()) if (local.id !== id) this.#fail(`local ${local.name} has the id ${local.id} at place ${id}`);
    const defined = this.#block(body, new Set());
    for (const { value, offset } of results) {
      this.#place = value;
      this.#root(value, defined ?? new Set());
      if (value.type.kind !== 'array' && value.type.kind !== 'string' && (value.type.kind !== 'scalar' || value.type.weak === undefined)) this.#fail('a result is no array, plain number or string');
      if (this.#grammar.flat && value.type.kind === 'array' && !isSimple(value)) this.#fail('an array result has no name');
      if (offset + (value.type.kind === 'array' ? descriptorBytes : value.type.kind === 'string' ? 4 : 8) > frameBytes) this.#fail('a result ends past the frame');
    }
  }

  #fail(reason: string): never {
    const place = this.#place;
    const text = place === undefined ? '' : 'type' in place ? printExpr(place, this.#nameOf) : printBlock([place], this.#nameOf).trimEnd();
    throw new Error(`${this.#unit.name}: ${reason}${text === '' ? '' : ` in '${text}'`}`);
  }

  #block(block: Block, before: Defined): Defined {
    let defined = before;
    for (const statement of block) defined = this.#statement(statement, defined);
    return defined;
  }

  #statement(statement: Statement, defined: Defined): Defined {
    // What follows a jump never runs: it is checked as if everything were defined.
    const known = defined ?? new Set(this.#unit.locals.map((local) => local.id));
    this.#place = statement;
    for (const root of expressionsOf(statement)) this.#root(root, known);
    switch (statement.kind) {
      case 'let':
        this.#assign(statement.local, statement.value.type);
        return defined && new Set([...defined, statement.local]);
      case 'host-tuple':
        for (const local of statement.locals) this.#local(local);
        return defined && new Set([...defined, ...statement.locals]);
      case 'store':
        if (!isPlace(statement.target)) this.#fail('the target of a store is no Variable');
        this.#sameDType(statement.value, statement.target, 'a store');
        return defined;
      case 'store-element':
        if (statement.target.type.kind !== 'array' || statement.value.type.kind !== 'scalar') this.#fail('an element is stored into no array, or is none');
        this.#sameDType(statement.value, statement.target, 'a store of an element');
        this.#isNumber(statement.index);
        return defined;
      case 'if': {
        this.#isBoolean(statement.test);
        return common(this.#block(statement.then, defined), this.#block(statement.else, defined));
      }
      case 'loop': return this.#loop(statement, known, defined);
      case 'break': case 'continue':
        if (this.#breaks.length === 0) this.#fail(`${statement.kind} outside of a loop`);
        if (statement.kind === 'break') this.#breaks.push(common(this.#breaks.pop(), known));
        return undefined;
      case 'kernel': case 'row-kernel': return this.#kernel(statement, defined);
    }
  }

  #loop(statement: Extract<Statement, { kind: 'loop' }>, known: ReadonlySet<LocalId>, defined: Defined): Defined {
    this.#isBoolean(statement.test);
    this.#breaks.push(undefined);
    this.#block(statement.body, known);
    const atBreaks = this.#breaks.pop();
    // A step may run after any `continue`: only what stood before the loop is certain. What it reads of the body is mutable.
    this.#breaks.push(undefined);
    this.#block(statement.step, known);
    this.#breaks.pop();
    const isEndless = statement.test.kind === 'const' && statement.test.value === true;
    return defined && (isEndless ? atBreaks : common(atBreaks, defined));
  }

  #kernel(statement: Extract<Statement, { kind: 'kernel' | 'row-kernel' }>, defined: Defined): Defined {
    const isRows = statement.kind === 'row-kernel';
    for (const inner of statement.statements) {
      this.#place = inner;
      const fits = inner.kind === 'let' ? (isRows ? isInRows(inner.value) : isInLoop(inner.value) || isGatherLet(inner) || isReductionLet(inner)) : inner.kind === 'store' && !isRows;
      if (!fits) this.#fail(`a ${statement.kind} cannot hold this statement`);
    }
    const after = this.#block(statement.statements, defined);
    this.#place = statement;
    for (const local of statement.kept) if (after !== undefined && !after.has(local)) this.#fail(`${this.#nameOf(local)} is kept but not made`);
    return after;
  }

  /** A whole expression of a statement. */
  #root(root: Expr, defined: ReadonlySet<LocalId>): void {
    this.#expr(root, defined);
    if (this.#grammar.flat && !isFlat(root)) this.#fail('something that needs a loop or call of its own stands inside of an expression');
  }

  #expr(expr: Expr, defined: ReadonlySet<LocalId>): void {
    if (expr.kind === 'select') {
      // Both branches are checked with what is defined before them: neither defines anything.
      this.#isBoolean(expr.test);
      this.#sameDType(expr.whenTrue, expr, 'a choice');
      this.#sameDType(expr.whenFalse, expr, 'a choice');
    }
    for (const operand of operandsOf(expr)) this.#expr(operand, defined);
    switch (expr.kind) {
      case 'local': {
        const local = this.#local(expr.local);
        // A mutable local may be guarded by a flag ("has returned") that this check does not follow.
        if (!local.mutable && !defined.has(expr.local)) this.#fail(`${this.#nameOf(expr.local)} is read where it may be undefined`);
        this.#fits(local.type, expr.type, `${this.#nameOf(expr.local)} is read as another type`);
        return;
      }
      case 'map': return this.#map(expr);
      case 'cast':
        if (expr.arg.type.kind !== expr.type.kind) this.#fail('a cast between a number and an array');
        return;
      case 'reduce':
        if (expr.arg.type.kind !== 'array' || expr.arg.type.dtype !== expr.type.dtype) this.#fail(`'${expr.op}' of no array, or in another dtype`);
        return;
      case 'dot':
        for (const { type } of [expr.a, expr.b]) {
          if (type.kind !== 'array' || type.dtype !== expr.type.dtype || !isFloat(type.dtype) || (type.rank !== 1 && type.rank !== 2)) this.#fail(`a product with ${printType(type)}`);
        }
        return;
      case 'element': case 'size': case 'rank': case 'dim': case 'copy':
        if (operandsOf(expr)[0]!.type.kind !== 'array') this.#fail(`'${expr.kind}' of no array`);
        if (expr.kind === 'element') this.#isNumber(expr.index);
        if (expr.kind === 'dim') this.#isNumber(expr.axis);
        return;
      case 'view':
        if (expr.array.type.kind !== 'array' || expr.array.type.rank === null) this.#fail('a part of no array of stated rank');
        for (const bound of operandsOf(expr).slice(1)) this.#isNumber(bound);
        if (expr.items.filter((item) => item.kind !== 'new-axis').length !== expr.array.type.rank) this.#fail('a part names more or fewer axes than its array has');
        if ((expr.type.kind === 'array' ? expr.type.rank : 0) !== expr.items.filter((item) => item.kind !== 'number').length) this.#fail('a part is of another rank');
        this.#sameDType(expr, expr.array, 'a part');
        return;
      case 'box':
        if (expr.arg.type.kind !== 'scalar' || expr.arg.type.dtype !== expr.type.dtype) this.#fail('a box of another dtype');
        return;
      case 'field': case 'is-class':
        if (expr.record.type.kind !== 'record') this.#fail(`'${expr.kind}' of no record`);
        return;
      case 'item': case 'length':
        if (expr.list.type.kind !== 'list') this.#fail(`'${expr.kind}' of no list`);
        if (expr.kind === 'item') this.#isNumber(expr.index);
        return;
      case 'host':
        for (const array of expr.arrays) if (array.type.kind !== 'array' && array.type.kind !== 'list') this.#fail('a call passes a number where an array or list is expected');
        for (const number of expr.numbers) if (number.type.kind !== 'string') this.#isNumber(number);
        return;
      default: return;
    }
  }

  #map(expr: Extract<Expr, { kind: 'map' }>): void {
    const types = expr.args.map(({ type }) => type);
    if (types.some((type) => type.kind !== 'scalar' && type.kind !== 'array')) this.#fail(`'${expr.op}' of no number`);
    const isArray = types.some((type) => type.kind === 'array');
    if ((expr.type.kind === 'array') !== isArray) this.#fail(`'${expr.op}' is an array and its operands are not, or the other way round`);
    const dtypes = types.map((type) => (type as { readonly dtype: DType }).dtype);
    if (types.filter((type) => type.kind === 'array').length > 1 && expr.site < 0) this.#fail(`'${expr.op}' may not fit and has no place`);
    if (expr.op === 'power') {
      if (dtypes[1] !== 'float64' || types[1]!.kind !== 'scalar' || dtypes[0] !== expr.type.dtype) this.#fail("'power' of other types than a base and a number");
      return;
    }
    if (expr.op === 'toInt32') {
      if (dtypes.join() !== 'float64' || isArray) this.#fail("'toInt32' of no plain number");
      return;
    }
    const operation = findMapOperation(expr.op);
    if (operation === undefined) this.#fail(`no operation '${expr.op}' in the catalogue`);
    if (operation.parameters.length !== dtypes.length) this.#fail(`'${expr.op}' of ${dtypes.length} operands`);
    const signature = operation.signature(dtypes, 'float32');
    if (signature?.operands.join() !== dtypes.join() || signature.result !== expr.type.dtype) this.#fail(`'${expr.op}' of ${dtypes.join(', ')} gives ${expr.type.dtype}`);
    if (operation.recipes[dtypes.at(-1)!] === undefined) this.#fail(`'${expr.op}' has no recipe for ${dtypes.at(-1)!}`);
  }

  #local(id: LocalId): Local {
    const local = this.#unit.locals[id];
    if (local === undefined) this.#fail(`%${id} is not declared`);
    return local;
  }

  #assign(id: LocalId, type: Type): void {
    this.#fits(this.#local(id).type, type, `${this.#nameOf(id)} takes another type`);
  }

  /** Whether a value of type `given` may be where `wanted` is stated. Weak numbers are float64 or bool like any other. */
  #fits(wanted: Type, given: Type, reason: string): void {
    const isSame = wanted.kind === 'array' && given.kind === 'array' ? wanted.dtype === given.dtype && (wanted.rank === null || wanted.rank === given.rank)
      : wanted.kind === 'scalar' && given.kind === 'scalar' ? wanted.dtype === given.dtype
      : wanted.kind === 'list' && given.kind === 'list' ? wanted.stride === given.stride : wanted.kind === given.kind;
    if (!isSame) this.#fail(`${reason} (${printType(wanted)}, ${printType(given)})`);
  }

  #sameDType(value: Expr, target: Expr, what: string): void {
    const [a, b] = [value.type, target.type];
    if ((a.kind !== 'scalar' && a.kind !== 'array') || (b.kind !== 'scalar' && b.kind !== 'array') || a.dtype !== b.dtype) this.#fail(`${what} of ${printType(a)} to ${printType(b)}`);
  }

  #isBoolean(expr: Expr): void {
    if (expr.type.kind !== 'scalar' || expr.type.dtype !== 'bool') this.#fail(`${printType(expr.type)} as a condition`);
  }

  #isNumber(expr: Expr): void {
    if (expr.type.kind !== 'scalar' || expr.type.dtype !== 'float64') this.#fail(`${printType(expr.type)} where a plain number is expected`);
  }
}

function common(a: Defined, b: Defined): Defined {
  if (a === undefined || b === undefined) return a ?? b;
  return new Set([...a].filter((local) => b.has(local)));
}

/** Something with an address of its own. */
function isSimple(expr: Expr): boolean {
  return expr.kind === 'local' || expr.kind === 'slot' || expr.kind === 'field' || expr.kind === 'item';
}

/** What can be written: a Variable (a captured one, a field, an item of a list), an array that the unit made, a part of one of them. */
function isPlace(expr: Expr): boolean {
  return expr.kind === 'view' ? isPlace(expr.array) : expr.type.kind === 'array' && isSimple(expr);
}

/** Whether nothing below the root needs a loop or call of its own, and arrays that are read by address have one. */
function isFlat(expr: Expr): boolean {
  const standsAlone = (inner: Expr): boolean => ['reduce', 'dot', 'host', 'copy', 'box'].includes(inner.kind);
  const byAddress = ['dot', 'host', 'copy', 'element', 'view', 'size', 'rank', 'dim'].includes(expr.kind);
  return operandsOf(expr).every((operand) => !standsAlone(operand) && isFlat(operand) && (!byAddress || operand.type.kind !== 'array' || isSimple(operand)));
}

/** Element-wise arrays and full reductions. */
function isInLoop(value: Expr): boolean {
  return value.kind === 'reduce' || (value.type.kind === 'array' && (value.kind === 'map' || value.kind === 'cast' || value.kind === 'copy' || value.kind === 'view'));
}

function isInRows(value: Expr): boolean {
  return value.kind === 'dot' || (value.type.kind === 'array' && (value.kind === 'map' || value.kind === 'cast'));
}
