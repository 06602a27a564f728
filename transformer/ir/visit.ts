/** Walking and rebuilding the IR: the only place besides the printer that lists every kind of node. */
import type { Block, Expr, Statement, ViewItem } from './node.js';

/** The direct operands of an expression, in order of evaluation. */
export function operandsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'const': case 'text': case 'local': case 'slot': case 'present': return [];
    case 'field': case 'is-class': return [expr.record];
    case 'is-string': return [expr.text];
    case 'item': return [expr.list, expr.index];
    case 'length': return [expr.list];
    case 'map': return expr.args;
    case 'cast': case 'reduce': case 'copy': case 'box': return [expr.arg];
    case 'dot': return [expr.a, expr.b];
    case 'host': return [...expr.arrays, ...expr.numbers];
    case 'element': return [expr.array, expr.index];
    case 'view': return [expr.array, ...expr.items.flatMap(boundsOf)];
    case 'size': case 'rank': return [expr.array];
    case 'dim': return [expr.array, expr.axis];
    case 'select': return [expr.test, expr.whenTrue, expr.whenFalse];
  }
}

/** The same expression with every direct operand replaced. */
export function mapOperands(expr: Expr, change: (operand: Expr) => Expr): Expr {
  switch (expr.kind) {
    case 'const': case 'text': case 'local': case 'slot': case 'present': return expr;
    case 'field': case 'is-class': return { ...expr, record: change(expr.record) };
    case 'is-string': return { ...expr, text: change(expr.text) };
    case 'item': return { ...expr, list: change(expr.list), index: change(expr.index) };
    case 'length': return { ...expr, list: change(expr.list) };
    case 'map': return { ...expr, args: expr.args.map(change) };
    case 'cast': case 'reduce': case 'copy': case 'box': return { ...expr, arg: change(expr.arg) };
    case 'dot': return { ...expr, a: change(expr.a), b: change(expr.b) };
    case 'host': return { ...expr, arrays: expr.arrays.map(change), numbers: expr.numbers.map(change) };
    case 'element': return { ...expr, array: change(expr.array), index: change(expr.index) };
    case 'view': return { ...expr, array: change(expr.array), items: expr.items.map((item) => mapBounds(item, change)) };
    case 'size': case 'rank': return { ...expr, array: change(expr.array) };
    case 'dim': return { ...expr, array: change(expr.array), axis: change(expr.axis) };
    case 'select': return { ...expr, test: change(expr.test), whenTrue: change(expr.whenTrue), whenFalse: change(expr.whenFalse) };
  }
}

/** The numbers that an item of a view is made of. */
function boundsOf(item: ViewItem): readonly Expr[] {
  switch (item.kind) {
    case 'number': return [item.index];
    case 'range': return [item.start, item.stop, item.step].filter((bound) => bound !== undefined);
    case 'new-axis': return [];
  }
}

function mapBounds(item: ViewItem, change: (bound: Expr) => Expr): ViewItem {
  switch (item.kind) {
    case 'number': return { ...item, index: change(item.index) };
    case 'range': {
      const { start, stop, step } = item;
      return {
        kind: 'range', ...(start === undefined ? {} : { start: change(start) }), ...(stop === undefined ? {} : { stop: change(stop) }),
        ...(step === undefined ? {} : { step: change(step) }),
      };
    }
    case 'new-axis': return item;
  }
}

/** Whether any array is read by a view inside of an expression. */
export function hasView(expr: Expr): boolean {
  let found = false;
  visitExpr(expr, (inner) => { found ||= isArrayView(inner); });
  return found;
}

/** A view of more than one number. */
export function isArrayView(expr: Expr): boolean {
  return expr.kind === 'view' && expr.type.kind === 'array';
}

/** Rebuilds an expression from its leaves up. */
export function rewriteExpr(expr: Expr, change: (expr: Expr) => Expr): Expr {
  return change(mapOperands(expr, (operand) => rewriteExpr(operand, change)));
}

/** Calls `see` for an expression and everything below it, operands first; once for what is shared. */
export function visitExpr(expr: Expr, see: (expr: Expr) => void, seen: Set<Expr> = new Set()): void {
  if (seen.has(expr)) return;
  seen.add(expr);
  for (const operand of operandsOf(expr)) visitExpr(operand, see, seen);
  see(expr);
}

/** The expressions that a statement itself evaluates (not those of nested blocks), in order. */
export function expressionsOf(statement: Statement): readonly Expr[] {
  switch (statement.kind) {
    case 'let': return [statement.value];
    case 'store': return [statement.value, statement.target];
    case 'store-element': return [statement.target, statement.index, statement.value];
    case 'if': return [statement.test];
    case 'loop': return [statement.test];
    case 'break': case 'continue': return [];
    case 'host-tuple': return [...statement.arrays, ...statement.numbers];
    case 'kernel': return [];
    case 'row-kernel': return [statement.matrix];
  }
}

export function blocksOf(statement: Statement): readonly Block[] {
  switch (statement.kind) {
    case 'if': return [statement.then, statement.else];
    case 'loop': return [statement.body, statement.step];
    case 'kernel': case 'row-kernel': return [statement.statements];
    default: return [];
  }
}

/** Calls `see` for every statement of a block, outer ones first. */
export function visitStatements(block: Block, see: (statement: Statement) => void): void {
  for (const statement of block) {
    see(statement);
    for (const inner of blocksOf(statement)) visitStatements(inner, see);
  }
}

/** Rebuilds a statement with its own expressions changed (nested blocks stay). */
export function mapExpressions(statement: Statement, change: (expr: Expr) => Expr): Statement {
  switch (statement.kind) {
    case 'let': return { ...statement, value: change(statement.value) };
    case 'store': return { ...statement, value: change(statement.value), target: change(statement.target) };
    case 'store-element': return { ...statement, target: change(statement.target), index: change(statement.index), value: change(statement.value) };
    case 'if': case 'loop': return { ...statement, test: change(statement.test) };
    case 'host-tuple': return { ...statement, arrays: statement.arrays.map(change), numbers: statement.numbers.map(change) };
    case 'row-kernel': return { ...statement, matrix: change(statement.matrix) };
    case 'break': case 'continue': case 'kernel': return statement;
  }
}

/** The locals that a block assigns, nested blocks included. */
export function assignedLocals(block: Block): Set<number> {
  const assigned = new Set<number>();
  visitStatements(block, (statement) => {
    if (statement.kind === 'let') assigned.add(statement.local);
    if (statement.kind === 'host-tuple') for (const local of statement.locals) assigned.add(local);
  });
  return assigned;
}

/** The locals of which a block reads the shape, nested blocks included; as arrays whose elements are read, they may be read by others too. */
export function sizedLocals(block: Block): Set<number> {
  const sized = new Set<number>();
  visitStatements(block, (statement) => {
    for (const root of expressionsOf(statement)) visitExpr(root, (expr) => { if (isOfShape(expr) && expr.array.kind === 'local') sized.add(expr.array.local); });
  });
  return sized;
}

/** How often the elements of each local are read in a block, nested blocks included. */
export function countElementReads(block: Block): Map<number, number> {
  const reads = countReads(block);
  visitStatements(block, (statement) => {
    for (const root of expressionsOf(statement)) {
      const ofShape = new Set<Expr>();
      const others = new Set<Expr>();
      visitExpr(root, (expr) => { for (const operand of operandsOf(expr)) (isOfShape(expr) && operand === expr.array ? ofShape : others).add(operand); });
      for (const expr of ofShape) if (expr.kind === 'local' && !others.has(expr)) reads.set(expr.local, reads.get(expr.local)! - 1);
    }
  });
  return reads;
}

function isOfShape(expr: Expr): expr is Extract<Expr, { kind: 'size' | 'rank' | 'dim' }> {
  return expr.kind === 'size' || expr.kind === 'rank' || expr.kind === 'dim';
}

/** How often each local is read in a block, nested blocks included. */
export function countReads(block: Block, reads: Map<number, number> = new Map()): Map<number, number> {
  visitStatements(block, (statement) => {
    for (const root of expressionsOf(statement)) {
      visitExpr(root, (expr) => {
        if (expr.kind === 'local') reads.set(expr.local, (reads.get(expr.local) ?? 0) + 1);
      });
    }
  });
  return reads;
}
