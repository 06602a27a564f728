/**
 * The state of lowering one unit for one choice of the float types, and the few ways in which statements come to be. The syntax
 * forms live in files of their own and reach each other through `forms`.
 */
import type ts from 'typescript';
import type { DType, FloatDType } from '../../../runtime/abi/dtype.js';
import type { SiteMeta } from '../../../runtime/abi/unit.js';
import type { TypeScript } from '../../contracts.js';
import type { ReportDetails } from '../../diagnostics/collect.js';
import type { Finding } from '../../diagnostics/define-rule.js';
import { libraryFile } from '../../host/library-file.js';
import type { TypeFacts } from '../../host/type-facts.js';
import type { ArrayType, Block, Expr, Local, LocalId, ScalarType, Statement, Type } from '../../ir/node.js';
import type { ProgramState } from './program-state.js';
import { Scope } from './scope.js';
import type { FunctionValue, Names, Value } from './value.js';

/**
 * Names that start as a number and hold arrays later (`let total = 0; for (…) total += bm.sum(x)`): they are arrays from the start. That is
 * known only when the assignment is met, so the unit is lowered again. What `scan` and its kin carry is named by its place in the text.
 */
export type Promotions = Map<ts.Symbol | string, ScalarType | ArrayType>;

/** Thrown when a promotion was found: what has been lowered so far is void. */
export class LowerAgain extends Error {}

/** The syntax forms, each in its own file; gathered by `lower-unit.ts`. */
export interface Forms {
  expression(l: Lowering, node: ts.Expression): Value;
  statements(l: Lowering, nodes: readonly ts.Statement[]): void;
  callFunction(l: Lowering, callee: FunctionValue, args: readonly Value[], node: ts.Node, argNodes?: readonly ts.Expression[]): Value;
  /** Calls whatever can be called: functions of the program, of the library, methods. */
  call(l: Lowering, callee: Value, args: readonly Value[], node: ts.CallExpression): Value;
  member(l: Lowering, receiver: Value, name: string, node: ts.Expression): Value;
  /** Binds a pattern or name to a value. */
  bind(l: Lowering, name: ts.BindingName, value: Value, options: BindOptions): void;
  capture(l: Lowering, symbol: ts.Symbol, node: ts.Identifier): Value;
}

export interface BindOptions {
  /** Assigned later on: lives in a local of its own. */
  readonly mutable: boolean;
  /** The name of the array argument that the value is. */
  readonly argument?: string;
}

/** One function being inlined: where `return` goes. */
export interface Inlined {
  readonly node: ts.FunctionLikeDeclaration;
  /** Where it is called. */
  readonly call: ts.Node;
  /** What `this` is. */
  readonly self: Value | undefined;
  /** The class that declares the method: where `super` starts from. */
  readonly home: ts.ClassLikeDeclaration | undefined;
  /** The value of the only return, or a value of locals that several returns assign; undefined before the first. */
  result: Value | undefined;
  /** Whether results go through locals, because there are several returns or one inside of a branch. */
  readonly merges: boolean;
  /** A boolean local that says that a return has run outside of all loops, where something may follow. */
  returned: LocalId | undefined;
  /** Where it may end without a value while some return has one: a boolean local that says whether there is one. */
  readonly present: LocalId | undefined;
  /** What jumps can leave, outermost first. */
  readonly regions: Region[];
}

/**
 * A loop of the IR that is being filled: a loop of the program, or statements that run once and can be left. `list` and `item`: a
 * `for … of` over values known at build time, as a whole and for one of them.
 */
export interface Region {
  readonly kind: 'loop' | 'list' | 'item' | 'switch' | 'block';
  readonly node: ts.Statement;
  /** The jumps from inside of it that go further than itself, each with the local that says that it was taken. */
  readonly crossings: { readonly jump: Jump; readonly flag: LocalId }[];
}

export interface Jump {
  readonly kind: 'return' | 'break' | 'continue';
  /** What is left or goes on; absent for `return`. */
  readonly region?: Region;
}

export interface Mark {
  readonly block: Statement[];
  readonly index: number;
  readonly effects: number;
}

/** A mistake in the code of a unit, not yet reported. */
export interface Problem {
  readonly finding: Finding;
  readonly node: ts.Node;
  readonly details?: ReportDetails;
}

export class Lowering {
  readonly locals: Local[] = [];
  readonly inlined: Inlined[] = [];
  scope: Names;
  usesFloat = false;
  usesDefaultFloat = false;
  /** Whether host functions change state (the stream of random numbers, Variables), which a call that throws must restore. */
  changesState = false;
  /** What is wrong with the unit: then it is not emitted. */
  readonly problems: Problem[] = [];
  /** What is assigned to each local, in the order of the program. */
  readonly definitions: Map<LocalId, Expr[]> = new Map();
  /** Names that were given the elements of a Variable as they are at that point. */
  readonly snapshots: Map<LocalId, ts.Node> = new Map();
  /** Inside of a derivative: conditions on arrays choose element by element. */
  isElementwise = false;
  /** The locals of names that the program assigns. */
  readonly #names = new Set<LocalId>();
  #block: Statement[] = [];
  #effects = 0;
  depth = 0;

  constructor(
    readonly state: ProgramState,
    readonly forms: Forms,
    readonly float: FloatDType,
    readonly defaultFloat: FloatDType,
    scope: Names,
    /** Turns a captured symbol into a slot; set by lower-unit. */
    readonly captureSlot: (l: Lowering, symbol: ts.Symbol, node: ts.Identifier, type: ts.Type) => Value,
    readonly promotions: Promotions,
  ) {
    this.scope = scope;
  }

  get ts(): TypeScript {
    return this.state.ts;
  }

  get facts(): TypeFacts {
    return this.state.facts;
  }

  get body(): Block {
    return this.#block;
  }

  /** Notes a mistake. Whether the user sees it is decided once all forms of the unit are lowered (lower-variants.ts). */
  report(finding: Finding, node: ts.Node, details?: ReportDetails): Value {
    this.problems.push({ finding, node: this.#inProgram(node), ...(details === undefined ? {} : { details }) });
    return { kind: 'error' };
  }

  /** A remark that is no error (class `slow`). */
  remark(finding: Finding, node: ts.Node): void {
    this.state.collector.report(finding, node);
  }

  site(operation: string, operands: readonly string[], node: ts.Node, call?: SiteMeta['call']): number {
    return this.state.site(call === undefined ? { operation, operands } : { operation, operands, call }, this.#inProgram(node));
  }

  /** Inside of a function of this library: the place in the user's program that calls it, if there is one. */
  #inProgram(node: ts.Node): ts.Node {
    const isLibrary = (one: ts.Node): boolean => libraryFile(one.getSourceFile().fileName) !== undefined;
    return isLibrary(node) ? this.inlined.findLast(({ call }) => !isLibrary(call))?.call ?? node : node;
  }

  /** The dtype that a declared array type has in this variant. */
  dtypeOf(stated: DType | undefined): DType {
    if (stated !== undefined) return stated;
    this.usesFloat = true;
    return this.float;
  }

  theDefaultFloat(): FloatDType {
    this.usesDefaultFloat = true;
    return this.defaultFloat;
  }

  newLocal(name: string, type: Type, mutable = false): LocalId {
    const id = this.locals.length;
    this.locals.push({ id, name, type, mutable });
    return id;
  }

  /** The local of a name that may be assigned again. */
  newName(name: string, value: Expr, type: Type = value.type): LocalId {
    const id = this.newLocal(name, type, true);
    this.#names.add(id);
    this.emit({ kind: 'let', local: id, value });
    return id;
  }

  /** The locals of the whole unit: a name's that is never assigned again is as good as a constant. */
  finalLocals(): readonly Local[] {
    return this.locals.map((local) => (this.#names.has(local.id) && this.definitions.get(local.id)?.length === 1 ? { ...local, mutable: false } : local));
  }

  localExpr(id: LocalId): Expr {
    return { kind: 'local', local: id, type: this.locals[id]!.type };
  }

  /** Appends a statement. Everything but the first assignment of a fresh local counts as an effect that values read before must not see. */
  emit(statement: Statement, effect = true): void {
    this.#block.push(statement);
    if (statement.kind === 'let') this.define(statement.local, statement.value);
    if (effect) this.#effects += 1;
  }

  private define(local: LocalId, value: Expr): void {
    this.definitions.set(local, [...(this.definitions.get(local) ?? []), value]);
  }

  /** Gives an expression a name: `let name = value`. */
  bindTemporary(name: string, value: Expr): Expr {
    const id = this.newLocal(name, value.type);
    this.emit({ kind: 'let', local: id, value }, false);
    return this.localExpr(id);
  }

  /** Lowers what `make` does as part of a derivative. */
  elementwise<T>(make: () => T): T {
    const outer = this.isElementwise;
    this.isElementwise = true;
    const result = make();
    this.isElementwise = outer;
    return result;
  }

  /** Lowers `make` into a block of its own. */
  inBlock(make: () => void): Block {
    const outer = this.#block;
    const inner: Statement[] = [];
    this.#block = inner;
    this.depth += 1;
    make();
    this.depth -= 1;
    this.#block = outer;
    return inner;
  }

  mark(): Mark {
    return { block: this.#block, index: this.#block.length, effects: this.#effects };
  }

  /**
   * Keeps JavaScript's order of evaluation: a value that was lowered at `mark` and is used only now is put into a local there if
   * anything has been written since.
   */
  settle(value: Value, mark: Mark): Value {
    if (this.#effects === mark.effects) return value;
    if (value.kind === 'tuple') return { kind: 'tuple', items: value.items.map((item) => this.settle(item, mark)) };
    if (value.kind !== 'expr' || isStable(value.expr)) return value;
    const id = this.newLocal('kept', value.expr.type);
    mark.block.splice(mark.index, 0, { kind: 'let', local: id, value: value.expr });
    this.define(id, value.expr);
    return { kind: 'expr', expr: this.localExpr(id) };
  }

  /** Lowers several expressions in order, each as it was when its turn came. */
  inOrder(nodes: readonly ts.Expression[]): Value[] {
    const pairs = nodes.map((node) => {
      const value = this.forms.expression(this, node);
      return { value, mark: this.mark() };
    });
    // Later marks first: inserting a statement must not shift the ones still to be used.
    const settled: Value[] = new Array<Value>(pairs.length);
    for (let i = pairs.length - 1; i >= 0; i--) settled[i] = this.settle(pairs[i]!.value, pairs[i]!.mark);
    return settled;
  }

  withScope<T>(scope: Names, make: () => T): T {
    const outer = this.scope;
    this.scope = scope;
    const result = make();
    this.scope = outer;
    return result;
  }

  /** Lowers `make` with a scope of its own for names. */
  inScope(make: () => void): void {
    this.withScope(new Scope(this.scope), make);
  }

  /** The body of a loop, a branch, a block. */
  lowerBody(node: ts.Statement): void {
    this.inScope(() => { this.forms.statements(this, this.ts.isBlock(node) ? node.statements : [node]); });
  }

  get current(): Inlined {
    return this.inlined[this.inlined.length - 1]!;
  }
}

/**
 * Whether an expression gives the same later on, whatever is written in between. A Variable by itself is a reference, as in
 * JavaScript: it is read when the operation that it is an operand of runs.
 */
function isStable(expr: Expr): boolean {
  return expr.kind === 'const' || expr.kind === 'slot' || (expr.kind === 'field' && expr.variable) || (expr.kind === 'item' && expr.type.kind === 'array') || expr.kind === 'size' && isStable(expr.array);
}
