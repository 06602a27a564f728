/** Declarations: names and patterns, and what they are bound to. */
import type ts from 'typescript';
import { unsupportedSyntax } from '../../diagnostics/rules/unsupported-syntax.js';
import { hasAssignedElements, isReassigned } from '../../host/assignments.js';
import { bareExpression } from '../../host/bare-expression.js';
import type { Expr } from '../../ir/node.js';
import { booleanConst, booleanType, numberConst, numberType, promoteTo } from './arithmetic.js';
import { rowsOf } from './array-rows.js';
import { withDefault } from './lower-function.js';
import type { BindOptions, Lowering } from './lowering.js';
import { assignValue, textExpr } from './merge.js';
import { asTuple } from './shape-list.js';
import type { Value } from './value.js';
import { exprValue, undefinedValue } from './value.js';

export function lowerDeclarations(l: Lowering, list: ts.VariableDeclarationList): void {
  for (const declaration of list.declarations) {
    const value: Value = declaration.initializer === undefined ? undefinedValue : l.forms.expression(l, declaration.initializer);
    const mutable = l.ts.isIdentifier(declaration.name) && isReassigned(l.ts, l.facts, declaration.name);
    bindName(l, declaration.name, value, { mutable });
  }
}

/** Binds a name or a pattern. A constant that is a cheap, stable expression stays what it is; others get a local. */
export function bindName(l: Lowering, name: ts.BindingName, value: Value, options: BindOptions): void {
  if (!l.ts.isIdentifier(name)) {
    bindPattern(l, name, value, options);
    return;
  }
  const symbol = l.facts.symbolAt(name);
  if (symbol === undefined) return;
  const argument = options.argument === undefined ? {} : { argument: options.argument };
  if (value.kind !== 'expr') {
    l.scope.declare(symbol, { value: bindCompound(l, name, value, options.mutable), depth: l.depth, ...argument });
    return;
  }
  const { expr } = value;
  if (options.mutable) {
    const promoted = promoteTo(l.promotions.get(symbol), expr);
    const type = promoted.type.kind === 'scalar' && promoted.type.weak === 'int' ? numberType : promoted.type;
    const id = l.newName(name.text, promoted, type);
    l.scope.declare(symbol, { value: exprValue(l.localExpr(id)), local: id, depth: l.depth, ...argument });
    return;
  }
  const bound = isSettled(l, expr) ? expr : l.bindTemporary(name.text, expr);
  if (expr.kind === 'copy' && bound.kind === 'local') l.snapshots.set(bound.local, name);
  l.scope.declare(symbol, { value: exprValue(bound), depth: l.depth, ...argument });
}

/** Whether an expression is cheap, and stays what it is whatever is written later. */
export function isSettled(l: Lowering, expr: Expr): boolean {
  return expr.kind === 'const' || expr.kind === 'slot' || (expr.kind === 'field' && (expr.variable || expr.type.kind !== 'scalar'))
    || (expr.kind === 'local' && !l.locals[expr.local]!.mutable) || (expr.kind === 'item' && expr.type.kind === 'array');
}

/** What a name of a list, a record or an optional value stands for. */
function bindCompound(l: Lowering, name: ts.Identifier, value: Value, mutable: boolean): Value {
  const isWritten = hasAssignedElements(l.ts, l.facts, name);
  if (mutable && isWritten && (value.kind === 'tuple' || value.kind === 'object')) {
    return l.report(unsupportedSyntax.messages.form({
      what: `the name ${name.text}, which is assigned as a whole and in parts,`, instead: `Use 'const ${name.text}' and assign its parts, or give the new value another name.`,
    }), name);
  }
  if (mutable) return mutableCopy(l, value, name.text);
  if (isWritten && value.kind === 'tuple' && isLiteral(l, name)) return { ...mutableCopy(l, value, name.text), shared: true } as Value;
  return settled(l, value, name.text);
}

/** Whether a name is declared with a list that nothing else names: a literal, or what a call has just made. */
function isLiteral(l: Lowering, { parent }: ts.Identifier): boolean {
  const { ts } = l;
  if (!ts.isVariableDeclaration(parent) || parent.initializer === undefined) return false;
  const made = bareExpression(ts, parent.initializer);
  return ts.isArrayLiteralExpression(made) || ts.isNewExpression(made)
    || (ts.isCallExpression(made) && ts.isPropertyAccessExpression(made.expression) && listMakers.has(made.expression.name.text));
}

const listMakers: ReadonlySet<string> = new Set(['map', 'concat', 'slice', 'filter', 'from', 'of', 'fill']);

/** A value as it is now: whatever is assigned later does not change it. */
export function settled(l: Lowering, value: Value, name = 'part'): Value {
  switch (value.kind) {
    case 'expr': return isSettled(l, value.expr) ? value : exprValue(l.bindTemporary(name, value.expr));
    case 'text': return isSettled(l, value.expr) ? value : { kind: 'text', expr: l.bindTemporary(name, value.expr) };
    case 'optional': return isStable(l, value.value) ? value : copyOptional(l, value, name);
    case 'tuple': {
      if (value.shared === true) return value;
      const items = value.items.map((item) => settled(l, item));
      return items.every((item, i) => item === value.items[i]) ? value : { ...value, items };
    }
    case 'object': {
      if (value.shared === true) return value;
      const fields = [...value.fields].map(([key, field]) => [key, settled(l, field)] as const);
      return fields.every(([key, field]) => value.fields.get(key) === field) ? value : { ...value, fields: new Map(fields) };
    }
    default: return value;
  }
}

/** Whether a value is a parameter (or field) that nothing changes. */
function isStable(l: Lowering, value: Value): boolean {
  return value.kind === 'expr' || value.kind === 'text' ? isSettled(l, value.expr) : value.kind === 'instance' && isSettled(l, value.record);
}

/** A value that may be absent, in locals that are assigned only if it is there. */
function copyOptional(l: Lowering, { present, value }: Extract<Value, { kind: 'optional' }>, name: string): Value {
  const flag = l.newLocal('present', booleanType, true);
  l.emit({ kind: 'let', local: flag, value: present });
  let copy = value;
  const then = l.inBlock(() => { copy = mutableCopy(l, value, name); });
  if (then.length > 0) l.emit({ kind: 'if', test: l.localExpr(flag), then, else: [] });
  return { kind: 'optional', present: l.localExpr(flag), value: copy };
}

/** A value whose parts can be assigned: numbers, arrays and strings live in locals. Functions, objects and lists of the program stay. */
export function mutableCopy(l: Lowering, value: Value, name: string): Value {
  switch (value.kind) {
    case 'optional': return copyOptional(l, value, name);
    case 'expr': {
      const { type } = value.expr;
      const id = l.newLocal(name, type.kind === 'scalar' && type.weak === 'int' ? numberType : type, true);
      l.emit({ kind: 'let', local: id, value: value.expr });
      return exprValue(l.localExpr(id));
    }
    case 'string': case 'text': {
      const id = l.newLocal(name, { kind: 'string' }, true);
      l.emit({ kind: 'let', local: id, value: textExpr(l, value) });
      return { kind: 'text', expr: l.localExpr(id) };
    }
    case 'tuple': return { kind: 'tuple', items: value.items.map((item, i) => mutableCopy(l, item, `${name}${i}`)) };
    case 'object': return { kind: 'object', fields: new Map([...value.fields].map(([key, field]) => [key, mutableCopy(l, field, key)])) };
    default: return value;
  }
}

/** Assigns to a name whose value lives in several locals; false where the new value is of another form. */
export function assignParts(l: Lowering, target: Value, value: Value): boolean {
  if (target.kind === 'optional') {
    const { present } = target;
    if (present.kind !== 'local' || !l.locals[present.local]!.mutable) return false;
    const given = value.kind === 'undefined' ? booleanConst(false) : value.kind === 'optional' ? value.present : booleanConst(true);
    if (value.kind !== 'undefined' && !assignParts(l, target.value, value.kind === 'optional' ? value.value : value)) return false;
    l.emit({ kind: 'let', local: present.local, value: given });
    return true;
  }
  if (!isAssignable(l, target, value)) return false;
  assignValue(l, target, value);
  return true;
}

/** Whether all parts of a target are mutable locals that can hold the parts of the value. */
function isAssignable(l: Lowering, target: Value, value: Value): boolean {
  if (target.kind === 'expr') {
    if (value.kind !== 'expr' || target.expr.kind !== 'local' || !l.locals[target.expr.local]!.mutable) return false;
    const [to, from] = [target.expr.type, value.expr.type];
    if (to.kind === 'scalar' && from.kind === 'scalar') return to.dtype === from.dtype ? (to.weak === undefined) === (from.weak === undefined) : to.weak === 'float' && from.weak === 'int';
    return to.kind === 'array' && from.kind === 'array' && to.dtype === from.dtype && (to.rank === null || to.rank === from.rank);
  }
  if (target.kind === 'text') return (value.kind === 'text' || value.kind === 'string') && target.expr.kind === 'local' && l.locals[target.expr.local]!.mutable;
  if (target.kind === 'tuple') return value.kind === 'tuple' && value.items.length === target.items.length && target.items.every((item, i) => isAssignable(l, item, value.items[i]!));
  if (target.kind !== 'object' || value.kind !== 'object') return false;
  return target.fields.size === value.fields.size && [...target.fields].every(([key, field]) => value.fields.has(key) && isAssignable(l, field, value.fields.get(key)!));
}

function bindPattern(l: Lowering, pattern: ts.BindingPattern, value: Value, options: BindOptions): void {
  const { ts } = l;
  const taken: string[] = [];
  const list = ts.isArrayBindingPattern(pattern) ? asTuple(value, pattern.elements.length) ?? rowsAsTuple(l, value, pattern) : undefined;
  for (const [i, element] of pattern.elements.entries()) {
    if (ts.isOmittedExpression(element)) continue;
    let part: Value | undefined;
    if (ts.isArrayBindingPattern(pattern)) part = list && itemsFrom(list.items, i, element);
    else part = propertyOf(l, value, element, taken);
    if (part === undefined) {
      if (value.kind !== 'error') refusePattern(l, pattern, value);
      part = { kind: 'error' };
    }
    part = withDefault(l, part, element.initializer, element);
    bindName(l, element.name, part, { ...options, mutable: ts.isIdentifier(element.name) && isReassigned(l.ts, l.facts, element.name) });
  }
}

/** `const [x, y] = X`: the first rows of an array; without a rest, whose length the run decides. */
function rowsAsTuple(l: Lowering, value: Value, pattern: ts.ArrayBindingPattern): Extract<Value, { kind: 'tuple' }> | undefined {
  if (pattern.elements.some((element) => !l.ts.isOmittedExpression(element) && element.dotDotDotToken !== undefined)) return undefined;
  const rows = rowsOf(l, value, '[…] =', pattern);
  return rows && { kind: 'tuple', items: pattern.elements.map((element, i) => (l.ts.isOmittedExpression(element) ? undefinedValue : settled(l, rows.itemAt(numberConst(i))))) };
}

function itemsFrom(items: readonly Value[], i: number, element: ts.BindingElement): Value {
  return element.dotDotDotToken === undefined ? items[i] ?? undefinedValue : { kind: 'tuple', items: items.slice(i) };
}

/** One property of a pattern, or what the ones before it have left. */
function propertyOf(l: Lowering, value: Value, element: ts.BindingElement, taken: string[]): Value | undefined {
  if (value.kind === 'error') return value;
  if (element.dotDotDotToken !== undefined) {
    return value.kind === 'object' ? { kind: 'object', fields: new Map([...value.fields].filter(([key]) => !taken.includes(key))) } : undefined;
  }
  const key = element.propertyName ?? element.name;
  const name = l.ts.isIdentifier(key) || l.ts.isStringLiteral(key) ? key.text : key.getText();
  taken.push(name);
  return l.forms.member(l, value, name, element.name as unknown as ts.Expression);
}

function refusePattern(l: Lowering, pattern: ts.BindingPattern, value: Value): void {
  if (value.kind === 'list') {
    l.report(unsupportedSyntax.messages.form({ what: 'destructuring of a list whose length only the run knows', instead: "Read its items by index: 'const first = list[0]!'." }), pattern);
    return;
  }
  const [what, instead] = l.ts.isArrayBindingPattern(pattern)
    ? ['destructuring of something that is no list of values', 'Read elements with bm.at(x, i).'] : ['a rest element of something that is no record', 'Name the properties.'];
  l.report(unsupportedSyntax.messages.form({ what: what!, instead: instead! }), pattern);
}
