/** Assignments: to locals, to Variables (`.value =`, `v[i] =`), and the ones that break a rule. */
import type ts from 'typescript';
import type { DType } from '../../../runtime/abi/dtype.js';
import { canAssign, canAssignWeak } from '../../../runtime/abi/assign.js';
import { dtypeMismatch } from '../../diagnostics/rules/dtype-mismatch.js';
import { noArgumentWrite } from '../../diagnostics/rules/no-argument-write.js';
import { noCapturedWrite } from '../../diagnostics/rules/no-captured-write.js';
import { noStaticWrite } from '../../diagnostics/rules/no-static-write.js';
import { noVariableRebind } from '../../diagnostics/rules/no-variable-rebind.js';
import { rankMismatch } from '../../diagnostics/rules/rank-mismatch.js';
import { unsupportedSyntax } from '../../diagnostics/rules/unsupported-syntax.js';
import { bareExpression } from '../../host/bare-expression.js';
import { integerKind } from '../../host/integer-kind.js';
import type { Expr, Type } from '../../ir/node.js';
import { asNumber, asOperand, cast, highestRank, isVariable, numberConst, ofSomeRank, shorten } from './arithmetic.js';
import { assignParts, mutableCopy, settled } from './lower-declaration.js';
import { writeItem } from './lower-list-item.js';
import { readElement } from './lower-member.js';
import { applyBinary, lowerDefault, lowerLogical } from './lower-operator.js';
import type { Lowering } from './lowering.js';
import { LowerAgain } from './lowering.js';
import { joinTypes } from './merge.js';
import { asTuple } from './shape-list.js';
import type { Binding, Value } from './value.js';
import { errorValue, exprValue, undefinedValue } from './value.js';

/** Makes the value to assign; `read` gives what the target holds, its receiver and index evaluated once. */
type MakeValue = (read: () => Value) => Value;

/** `target = value` and `target op= value`; gives the value, as in JavaScript. */
export function lowerAssignment(l: Lowering, node: ts.BinaryExpression): Value {
  const operator = node.operatorToken.getText().slice(0, -1);
  const target = bareExpression(l.ts, node.left);
  if (operator === '' && (l.ts.isArrayLiteralExpression(target) || l.ts.isObjectLiteralExpression(target))) return assignPattern(l, target, l.forms.expression(l, node.right), node);
  return assign(l, { target, make: compute(l, operator, node), valueNode: node.right, node, operator });
}

/** The value of an assignment by its operator. */
function compute(l: Lowering, operator: string, node: ts.BinaryExpression): MakeValue {
  switch (operator) {
    case '': return () => l.forms.expression(l, node.right);
    case '??': return (read) => lowerDefault(l, read(), node.right, node);
    case '&&': case '||': return (read) => lowerLogical(l, read(), operator, node.left, node.right, node);
    default: return (read) => {
      const left = read();
      const mark = l.mark();
      const right = l.forms.expression(l, node.right);
      return applyBinary(l, operator, l.settle(left, mark), right, node.left, node.right, node);
    };
  }
}

/** `i++` and its kin; the value before the step where they stand behind. */
export function lowerUpdate(l: Lowering, node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression): Value {
  const target = bareExpression(l.ts, node.operand);
  const operator = node.operator === l.ts.SyntaxKind.PlusPlusToken ? '+' : '-';
  const keepsOld = l.ts.isPostfixUnaryExpression(node) && !isValueUnused(l, node);
  let old: Value = errorValue;
  const make: MakeValue = (read) => {
    const value = read();
    old = keepsOld ? settled(l, value) : value;
    return applyBinary(l, operator, old, exprValue(numberConst(1)), node.operand, node.operand, node);
  };
  const stepped = assign(l, { target, make, valueNode: node.operand, node, operator });
  return stepped.kind === 'error' || l.ts.isPrefixUnaryExpression(node) ? stepped : old;
}

function isValueUnused({ ts: api }: Lowering, node: ts.Node): boolean {
  let { parent } = node;
  while (api.isParenthesizedExpression(parent) || (api.isBinaryExpression(parent) && parent.operatorToken.kind === api.SyntaxKind.CommaToken)) ({ parent } = parent);
  return api.isExpressionStatement(parent) || (api.isForStatement(parent) && node !== parent.condition);
}

interface Assignment {
  readonly target: ts.Node;
  readonly make: MakeValue;
  /** The right side, for messages. */
  readonly valueNode: ts.Node;
  readonly node: ts.Node;
  readonly operator: string;
}

function assign(l: Lowering, assignment: Assignment): Value {
  const { ts } = l;
  const { target, node } = assignment;
  if (ts.isIdentifier(target)) return assignName(l, target, assignment);
  if (ts.isElementAccessExpression(target)) return assignElement(l, target, assignment);
  if (ts.isPropertyAccessExpression(target)) return assignProperty(l, target, assignment);
  return refuseTarget(l, target, node);
}

function assignName(l: Lowering, target: ts.Identifier, { make, node }: Assignment): Value {
  const symbol = l.facts.symbolOfName(target);
  const known = symbol === undefined ? undefined : l.scope.find(symbol);
  if (known === undefined) return l.report(noCapturedWrite.messages.write({ target: target.text }), node);
  const value = make(() => l.forms.expression(l, target));
  // The right side may have given the name a local of another type.
  const binding = symbol === undefined ? undefined : l.scope.find(symbol);
  if (symbol === undefined || binding === undefined) return l.report(noCapturedWrite.messages.write({ target: target.text }), node);
  if (value.kind === 'error') return value;
  if (binding.local !== undefined) return value.kind === 'expr' ? assignBinding(l, symbol, binding, target, value.expr, node) : refuseChange(l, target, node);
  if (binding.value.kind === 'undefined' && value.kind === 'expr') return assignBinding(l, symbol, binding, target, value.expr, node);
  if (assignParts(l, binding.value, value)) return value;
  if (binding.depth !== l.depth) return refuseChange(l, target, node);
  l.scope.redeclare(symbol, value.kind === 'expr' ? withLocal(l, target.text, value.expr, binding.depth) : { ...binding, value: mutableCopy(l, value, target.text) });
  return value;
}

/** Assigns to a name what the branches of an `if` have chosen for it. */
export function assignChosen(l: Lowering, target: ts.Identifier, value: Value, node: ts.Node): void {
  assignName(l, target, { target, make: () => value, valueNode: target, node, operator: '' });
}

function withLocal(l: Lowering, name: string, value: Expr, depth: number): Binding {
  const id = l.newName(name, value);
  return { value: exprValue(l.localExpr(id)), local: id, depth };
}

/** Assigns to a local; one that takes another type gets a new local, if that is certain to be the one read from then on. */
function assignBinding(l: Lowering, symbol: ts.Symbol, binding: Binding, target: ts.Identifier, value: Expr, node: ts.Node): Value {
  const current = binding.local === undefined ? undefined : l.locals[binding.local]!.type;
  const joined = current === undefined ? undefined : joinTypes(current, value.type);
  const fits = current !== undefined && joined !== undefined && JSON.stringify(joined) === JSON.stringify(current);
  // What a name is from here on has a definition of its own: to differentiate in a derivative, and loops of arrays need not keep what stays between them.
  const isRenamed = binding.depth === l.depth && (l.isElementwise || value.type.kind === 'array');
  if (binding.local !== undefined && fits && !isRenamed) {
    l.emit({ kind: 'let', local: binding.local, value: current.kind === 'scalar' && current.weak !== undefined ? asNumberLike(value, current.dtype) : value });
    return exprValue(l.localExpr(binding.local));
  }
  if (binding.depth !== l.depth && binding.value.kind !== 'undefined') {
    promoteLater(l, symbol, current, value.type);
    return refuseChange(l, target, node);
  }
  const kept = fits && current.kind === 'scalar' && current.weak !== undefined ? asNumberLike(value, current.dtype) : value;
  const changed = withLocal(l, target.text, kept, binding.depth);
  l.scope.redeclare(symbol, changed);
  return changed.value;
}

/** A whole number that becomes an array (`let sum = 0; for (…) sum = sum + x`) is one from the start: what it is added to decides its dtype, as in the original. */
function promoteLater(l: Lowering, symbol: ts.Symbol, current: Type | undefined, next: Type): void {
  if (current?.kind === 'scalar' && current.weak === 'float' && startsWhole(l, symbol)) {
    if (next.kind === 'scalar' && next.weak === undefined && next.dtype !== 'bool') l.promotions.set(symbol, next);
    else if (next.kind === 'array' && next.dtype !== 'bool') l.promotions.set(symbol, ofSomeRank(next.dtype, highestRank([next])));
    else return;
    throw new LowerAgain();
  }
  // A promoted number may turn out to be an array of more than rank 0, or one of several ranks.
  const known = l.promotions.get(symbol);
  if (known === undefined || next.kind !== 'array' || next.dtype !== known.dtype) return;
  const wider = ofSomeRank(next.dtype, highestRank(known.kind === 'array' ? [known, next] : [next]));
  if (known.kind === 'array' && known.atMost === wider.atMost) return;
  l.promotions.set(symbol, wider);
  throw new LowerAgain();
}

/** Whether a name is declared with a whole number as it stands: `let total = 0`. */
function startsWhole(l: Lowering, symbol: ts.Symbol): boolean {
  const declaration = symbol.valueDeclaration;
  if (declaration === undefined || !l.ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return false;
  return l.ts.isNumericLiteral(bareExpression(l.ts, declaration.initializer)) && integerKind(l.ts, l.facts.checker, declaration.initializer);
}

function asNumberLike(value: Expr, dtype: DType): Expr {
  return dtype === 'bool' ? value : asNumber(value);
}

function refuseChange(l: Lowering, target: ts.Identifier, node: ts.Node): Value {
  return l.report(unsupportedSyntax.messages.form({
    what: `an assignment that changes what ${target.text} is, inside of a branch or loop`,
    instead: `Declare ${target.text} with the type that it has later: 'let ${target.text} = x * 0' for an array.`,
  }), node);
}

/** `[a, b] = [b, a]`, `({ a, b } = pair())`. */
function assignPattern(l: Lowering, pattern: ts.ArrayLiteralExpression | ts.ObjectLiteralExpression, given: Value, node: ts.Node): Value {
  const { ts } = l;
  const value = settled(l, asTuple(given, ts.isArrayLiteralExpression(pattern) ? pattern.elements.length : undefined) ?? given);
  const assignTo = (element: ts.Expression, part: Value): void => {
    const bare = bareExpression(ts, element);
    if (ts.isArrayLiteralExpression(bare) || ts.isObjectLiteralExpression(bare)) assignPattern(l, bare, part, element);
    else assign(l, { target: bare, make: () => part, valueNode: element, node: element, operator: '' });
  };
  if (value.kind === 'tuple' && ts.isArrayLiteralExpression(pattern) && !pattern.elements.some((element) => ts.isSpreadElement(element))) {
    for (const [i, element] of pattern.elements.entries()) if (!ts.isOmittedExpression(element)) assignTo(element, value.items[i] ?? undefinedValue);
    return value;
  }
  if (value.kind === 'object' && ts.isObjectLiteralExpression(pattern)) {
    for (const property of pattern.properties) {
      if (ts.isPropertyAssignment(property)) assignTo(property.initializer, value.fields.get(property.name.getText()) ?? undefinedValue);
      else if (ts.isShorthandPropertyAssignment(property) && property.objectAssignmentInitializer === undefined) assignShorthand(l, property, value.fields.get(property.name.text) ?? undefinedValue);
      else return refusePattern(l, node);
    }
    return value;
  }
  return value.kind === 'error' ? value : refusePattern(l, node);
}

function assignShorthand(l: Lowering, property: ts.ShorthandPropertyAssignment, part: Value): void {
  assign(l, { target: property.name, make: () => part, valueNode: property.name, node: property, operator: '' });
}

function refusePattern(l: Lowering, node: ts.Node): Value {
  return l.report(unsupportedSyntax.messages.form({ what: 'an assignment to a pattern', instead: 'Assign one by one.' }), node);
}

/** `x[i] = value`: one element of a Variable or of an array that this function made. */
function assignElement(l: Lowering, target: ts.ElementAccessExpression, { make, valueNode, node }: Assignment): Value {
  if (isCapturedObject(l, target.expression)) return l.report(noCapturedWrite.messages.write({ target: shorten(target.getText()) }), node);
  const [receiver, given] = l.inOrder([target.expression, target.argumentExpression]) as [Value, Value];
  const index = settled(l, given);
  const value = make(() => readElement(l, receiver, index, target));
  if (receiver.kind === 'error' || index.kind === 'error' || value.kind === 'error') return errorValue;
  if (receiver.kind === 'tuple') return assignItem(l, receiver, index, value, target, node);
  if (receiver.kind === 'object' && index.kind === 'string') return assignField(l, receiver, index.text, value, target, node);
  const operand = asOperand(l, value, valueNode);
  if (operand === undefined) return errorValue;
  const name = shorten(target.expression.getText());
  if (receiver.kind !== 'expr' || receiver.expr.type.kind !== 'array' || index.kind !== 'expr') {
    return l.report(noCapturedWrite.messages.write({ target: shorten(target.getText()) }), node);
  }
  const { expr } = receiver;
  const { type } = receiver.expr;
  const refused = refuseWrite(l, expr, target.expression, shorten(target.getText()), node);
  if (refused !== undefined) return refused;
  if (type.rank !== null && type.rank !== 1) {
    return l.report(rankMismatch.messages.operands({ operation: 'x[i] =', operands: [{ text: name, rank: type.rank }], rule: 'an array of rank 1' }), node);
  }
  if (operand.expr.type.kind === 'array') {
    return l.report(rankMismatch.messages.operands({ operation: 'x[i] =', operands: [{ text: shorten(valueNode.getText()), rank: operand.expr.type.rank ?? 1 }], rule: 'a number' }), node);
  }
  const site = l.site('[] =', [name, shorten(target.argumentExpression.getText())], node);
  l.emit({ kind: 'store-element', target: expr, index: asNumber(index.expr), value: cast(operand.expr, type.dtype), site });
  return value;
}

/** The rule that a write to elements of an array breaks; undefined for Variables and arrays that this function made. `written`: the place as written. */
export function refuseWrite(l: Lowering, array: Expr, node: ts.Expression, written: string, at: ts.Node): Value | undefined {
  const name = shorten(node.getText());
  if (isCapturedObject(l, node)) return l.report(noCapturedWrite.messages.write({ target: written }), at);
  if (isArgument(l, array, node)) return l.report(noArgumentWrite.messages.element({ name }), at);
  if (array.kind === 'item' && !isVariable(array)) return l.report(noArgumentWrite.messages.element({ name }), at);
  if (array.kind === 'slot' && !array.variable) return l.report(noCapturedWrite.messages.write({ target: written }), at);
  if (array.kind === 'field' && !array.variable) return l.report(noStaticWrite.messages.assignment({ attribute: name.replace(/^this\./, ''), className: className(l) }), at);
  if (array.kind === 'copy') return l.report(unsupportedSyntax.messages.form({ what: `a write to the snapshot ${name}`, instead: `Write to the Variable: '${written.replace(/\.value/, '')}'.` }), at);
  return undefined;
}

/** `list[0] = value` of a list that jit code made. */
function assignItem(l: Lowering, list: Extract<Value, { kind: 'tuple' }>, index: Value, value: Value, target: ts.ElementAccessExpression, node: ts.Node): Value {
  const isWritten = list.shared === true && index.kind === 'expr' && (index.expr.kind === 'const'
    ? assignKnownItem(l, list.items[Number(index.expr.value)], value) : writeItem(l, list.items, index.expr, value, target));
  if (isWritten) return value;
  return l.report(unsupportedSyntax.messages.form({
    what: `an assignment to ${shorten(target.getText())}, an item of a JavaScript list,`,
    instead: 'Use an array: \'const x = bm.zeros(n); x[i] = …\'.', why: 'Compiled code lays lists out at build time: only an item of a list that stands as a literal there can change, and it keeps its type.',
  }), node);
}

function assignKnownItem(l: Lowering, item: Value | undefined, value: Value): boolean {
  return item !== undefined && assignParts(l, item, value);
}

/** `record.x = value` of a record that jit code made. */
function assignField(l: Lowering, record: Extract<Value, { kind: 'object' }>, name: string, value: Value, target: ts.Node, node: ts.Node): Value {
  const field = record.fields.get(name);
  if (record.shared !== true) return l.report(noCapturedWrite.messages.write({ target: shorten(target.getText()) }), node);
  if (field !== undefined && assignParts(l, field, value)) return value;
  return l.report(unsupportedSyntax.messages.form({
    what: `an assignment that changes what ${shorten(target.getText())} is`, instead: `Give ${name} the type that it has later where the record is made.`,
  }), node);
}

/** Whether a name stands for something outside of the function that is no Variable. */
function isCapturedObject(l: Lowering, expression: ts.Expression): boolean {
  const name = bareExpression(l.ts, expression);
  if (!l.ts.isIdentifier(name)) return false;
  const symbol = l.facts.symbolAt(name);
  return symbol !== undefined && l.scope.find(symbol) === undefined && l.facts.arrayFacts(l.facts.checker.getTypeAtLocation(name))?.variable !== true;
}

/** Whether an array is (an alias of) an array argument of the unit. */
function isArgument(l: Lowering, expr: Expr, node: ts.Node): boolean {
  const target = bareExpression(l.ts, node as ts.Expression);
  const symbol = l.ts.isIdentifier(target) ? l.facts.symbolAt(target) : undefined;
  const binding = symbol === undefined ? undefined : l.scope.find(symbol);
  return binding?.argument !== undefined || (expr.kind === 'slot' && expr.argument === true);
}

function className(l: Lowering): string {
  return l.current.home?.name?.text ?? 'the class';
}

/** `this.v.value = …`, setters, fields of records; everything else that has a dot breaks a rule. */
function assignProperty(l: Lowering, target: ts.PropertyAccessExpression, { make, valueNode, node, operator }: Assignment): Value {
  const name = target.name.text;
  if (target.expression.kind === l.ts.SyntaxKind.SuperKeyword) return refuseTarget(l, target, node);
  const receiver = l.forms.expression(l, target.expression);
  const receiverText = shorten(target.expression.getText());
  const read = (): Value => l.forms.member(l, receiver, name, target);
  if (receiver.kind === 'expr' && receiver.expr.type.kind === 'array' && name === 'value') {
    if (!isVariable(receiver.expr)) {
      return l.report(noArgumentWrite.messages.element({ name: receiverText }), node);
    }
    return storeVariable(l, receiver.expr, make(read), valueNode, node, receiverText);
  }
  if (receiver.kind === 'error') return errorValue;
  if (receiver.kind === 'instance') {
    const setter = setterOf(l, receiver.record.type.classes, name);
    if (setter !== undefined) {
      const value = make(read);
      if (value.kind !== 'error') l.forms.callFunction(l, { kind: 'function', node: setter, scope: l.scope, self: receiver }, [value], node);
      return value;
    }
    const facts = l.facts.arrayFacts(l.facts.checker.getTypeAtLocation(target));
    if (facts?.variable === true) return l.report(noVariableRebind.messages.assignment({ attribute: name, operator: `${operator}=`, receiver: receiverText }), node);
    const owner = receiverText === 'this' ? className(l) : l.state.classes.byId(receiver.record.type.classes[0]!).name;
    return l.report(noStaticWrite.messages.assignment({ attribute: name, className: owner }), node);
  }
  if (receiver.kind === 'object') return assignField(l, receiver, name, make(read), target, node);
  return l.report(noCapturedWrite.messages.write({ target: shorten(target.getText()) }), node);
}

function refuseTarget(l: Lowering, target: ts.Node, node: ts.Node): Value {
  return l.report(unsupportedSyntax.messages.form({ what: `an assignment to '${shorten(target.getText())}'`, instead: 'Assign to a name or to a Variable.' }), node);
}

/** The setter that an assignment to a property runs: the same one for all classes that the object can be of. */
function setterOf(l: Lowering, classes: readonly string[], name: string): ts.SetAccessorDeclaration | undefined {
  const setters = new Set(classes.map((id) => l.state.classes.findSetter(l.state.classes.byId(id).declaration, name)));
  return setters.size === 1 ? [...setters][0] : undefined;
}

/** `v.value = value`: shapes are checked at run time, dtypes and stated ranks here. */
export function storeVariable(l: Lowering, variable: Expr, value: Value, valueNode: ts.Node, node: ts.Node, name: string): Value {
  const operand = asOperand(l, value, valueNode);
  if (operand === undefined || variable.type.kind !== 'array') return errorValue;
  const { dtype, rank } = variable.type;
  const from = operand.expr.type as { dtype: DType };
  const fits = operand.weak !== undefined ? canAssignWeak(operand.weak, dtype) : canAssign(from.dtype, dtype);
  if (!fits) {
    const valueDType = operand.weak === undefined ? from.dtype : 'number';
    return l.report(dtypeMismatch.messages.assignment({ variable: name, variableDType: dtype, valueDType }), node);
  }
  const { type } = operand.expr;
  if (type.kind === 'array' && rank !== null && type.rank !== null && type.rank !== rank) {
    return l.report(rankMismatch.messages.assignment({ variable: name, variableRank: rank, value: operand.text, valueRank: type.rank }), node);
  }
  const site = l.site(`${name}.value =`, [`${name}.value`, operand.text], node);
  l.emit({ kind: 'store', target: variable, value: cast(operand.expr, dtype), site });
  return value;
}
