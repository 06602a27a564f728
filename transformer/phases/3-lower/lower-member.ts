/** `a.b` and `a[b]`: fields of objects, members of arrays and Variables, constants of namespaces. */
import type ts from 'typescript';
import { missingType } from '../../diagnostics/rules/missing-type.js';
import { bareExpression } from '../../host/bare-expression.js';
import { isConst } from '../../host/constant-alias.js';
import { jsMathPath } from '../../host/js-math-path.js';
import { arrayOfExpression } from '../../host/operator-result.js';
import { belongsToCells } from '../../host/parameter-fields.js';
import { rankMismatch } from '../../diagnostics/rules/rank-mismatch.js';
import { unsupportedSyntax } from '../../diagnostics/rules/unsupported-syntax.js';
import type { Expr, ListType, RecordType, ScalarType, Type } from '../../ir/node.js';
import { chooseByClass } from './choose-by-class.js';
import { lowerHostCall } from './lower-host-call.js';
import { asNumber, asTaken, numberConst, numberType, shorten } from './arithmetic.js';
import { lowerBuildTimeField } from './build-time-field.js';
import { findUndeclared } from './find-undeclared.js';
import { shapeOfOrder } from './lower-parts.js';
import { typeInForm } from './type-in-form.js';
import { asksForItem, isIndex, missingNumber, optionalItem, readItem } from './lower-list-item.js';
import { settled } from './lower-declaration.js';
import type { ClassInfo, FieldShape } from './class-table.js';
import { makesFunction, namedFunction } from './named-function.js';
import { shapeOfField, typeOfField, unitDType } from './field-shape.js';
import type { Lowering } from './lowering.js';
import { shapedArray } from './shape-list.js';
import type { Value } from './value.js';
import { errorValue, exprValue, undefinedValue } from './value.js';

const mathConstants: ReadonlyMap<string, number> = new Map([
  ['math.pi', Math.PI], ['math.e', Math.E], ['math.inf', Infinity], ['math.nan', NaN],
  ['Math.PI', Math.PI], ['Math.E', Math.E], ['Math.LN2', Math.LN2], ['Math.LN10', Math.LN10], ['Math.LOG2E', Math.LOG2E],
  ['Math.LOG10E', Math.LOG10E], ['Math.SQRT2', Math.SQRT2], ['Math.SQRT1_2', Math.SQRT1_2],
  ['Number.EPSILON', Number.EPSILON], ['Number.MAX_VALUE', Number.MAX_VALUE], ['Number.MIN_VALUE', Number.MIN_VALUE],
  ['Number.POSITIVE_INFINITY', Infinity], ['Number.NEGATIVE_INFINITY', -Infinity], ['Number.MAX_SAFE_INTEGER', Number.MAX_SAFE_INTEGER], ['Number.MIN_SAFE_INTEGER', Number.MIN_SAFE_INTEGER], ['Number.NaN', NaN],
]);

/** What a namespace holds under this path: a constant's value, or else something known by its path. */
export function libraryValue(path: string): Value {
  const constant = mathConstants.get(path);
  return constant === undefined ? { kind: 'library', path } : exprValue(numberConst(constant));
}

export function lowerPropertyAccess(l: Lowering, node: ts.PropertyAccessExpression): Value {
  if (node.expression.kind === l.ts.SyntaxKind.SuperKeyword) return superMember(l, node);
  const exported = exportOfFile(l, node);
  if (exported !== undefined) return l.forms.capture(l, exported, node.name as ts.Identifier);
  const receiver = l.forms.expression(l, node.expression);
  if (l.ts.isPrivateIdentifier(node.name) && receiver.kind === 'instance') return privateMember(l, receiver.record, node.name, node);
  return lowerMember(l, receiver, node.name.text, node);
}

/** `object.#name`: of the class whose code this is, even if its parents or children have a `#name` too. */
function privateMember(l: Lowering, record: Expr & { type: RecordType }, name: ts.PrivateIdentifier, node: ts.Expression): Value {
  const declared = l.facts.symbolAt(name)?.declarations?.find((one) => l.ts.isClassLike(one.parent) && !l.ts.isSetAccessor(one));
  if (declared === undefined || !l.ts.isClassLike(declared.parent)) return lowerMember(l, { kind: 'instance', record }, name.text, node);
  const found = { member: declared as ts.ClassElement, home: declared.parent };
  return memberFound(l, record, l.state.classes.privateKey(found.home, name.text), found, node);
}

/** What `helpers.name` is where `helpers` stands for a file of the program (`import * as helpers`) or a namespace; and members of enums. */
function exportOfFile(l: Lowering, node: ts.PropertyAccessExpression): ts.Symbol | undefined {
  const { ts, facts } = l;
  if (!ts.isIdentifier(node.name)) return undefined;
  const table = functionOfTable(l, node);
  if (table !== undefined) return table;
  const owner = facts.symbolAt(ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression);
  if (owner === undefined || (owner.flags & (ts.SymbolFlags.ValueModule | ts.SymbolFlags.Enum)) === 0 || facts.libraryFile(owner) !== undefined) return undefined;
  return facts.symbolAt(node.name);
}

/** `activations.relu` where `activations` is a constant record around jit code, and `relu` a function that is never replaced. */
function functionOfTable(l: Lowering, node: ts.PropertyAccessExpression): ts.Symbol | undefined {
  const { ts, facts } = l;
  const root = ts.isIdentifier(node.expression) ? facts.symbolAt(node.expression) : undefined;
  const declaration = root?.valueDeclaration;
  if (root === undefined || declaration === undefined || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined || l.scope.find(root) !== undefined) return undefined;
  const member = facts.symbolAt(node.name)?.valueDeclaration;
  if (!isConst(ts, declaration) || member === undefined || member.parent !== bareExpression(ts, declaration.initializer) || l.state.assignedProperties().has(node.name.text)) return undefined;
  if (ts.isMethodDeclaration(member)) return facts.symbolAt(node.name);
  const given = ts.isShorthandPropertyAssignment(member) ? member.name : ts.isPropertyAssignment(member) ? bareExpression(ts, member.initializer) : undefined;
  if (given === undefined) return undefined;
  const named = namedFunction(l, given);
  return named ?? (makesFunction(l, given) || jsMathPath(ts, facts.checker, given) !== undefined ? facts.symbolAt(node.name) : undefined);
}

export function lowerMember(l: Lowering, receiver: Value, name: string, node: ts.Expression): Value {
  switch (receiver.kind) {
    case 'error': return errorValue;
    case 'library': return libraryValue(`${receiver.path}.${name}`);
    case 'object': return receiver.fields.get(name) ?? missingProperty(l, node);
    case 'tuple': return name === 'length' ? exprValue(numberConst(receiver.items.length)) : { kind: 'method', receiver, name };
    case 'list': return name === 'length' ? exprValue({ kind: 'length', list: receiver.list, type: numberType }) : { kind: 'method', receiver, name };
    case 'string': return name === 'length' ? exprValue(numberConst(receiver.text.length)) : { kind: 'method', receiver, name };
    case 'instance': return memberOfInstance(l, receiver.record, name, node);
    case 'class': return staticMember(l, receiver.node, name, node);
    case 'expr': return memberOfArray(l, receiver.expr, name, node);
    case 'method': {
      const shaped = name === 'length' ? shapedArray(receiver) : undefined;
      return shaped === undefined ? { kind: 'method', receiver, name } : exprValue(rankOf(shaped));
    }
    case 'text':
      if (name === 'length') return l.report(unsupportedSyntax.messages.form({ what: `'${shorten(node.getText())}', of a string that only the run knows,`, instead: 'Pass the length as a number.' }), node);
      return { kind: 'method', receiver, name };
    case 'entries': case 'function': case 'native': case 'equations': case 'integrator': return { kind: 'method', receiver, name };
    case 'optional': case 'undefined':
      return l.report(missingType.messages.value({ name: shorten(node.getText()), type: 'undefined', what: 'value' }), node);
  }
}

/** What an object lacks; a function that came from around jit code, which is known only where it is constant, is no `undefined`. */
function missingProperty(l: Lowering, node: ts.Expression): Value {
  const undeclared = findUndeclared(l, node);
  if (undeclared !== undefined) return l.report(undeclared, node);
  const type = l.facts.present(l.facts.checker.getTypeAtLocation(node));
  if (!l.facts.isCallable(type)) return undefinedValue;
  const name = l.ts.isPropertyAccessExpression(node) ? node.name.text : node.getText();
  const declaration = l.ts.isPropertyAccessExpression(node) ? l.facts.symbolAt(node.name)?.valueDeclaration : undefined;
  if (declaration !== undefined && l.ts.isMethodDeclaration(declaration)) {
    return l.report(unsupportedSyntax.messages.form({ what: `'${shorten(node.getText())}', a method of an object literal,`, instead: `Write it as a function in a constant record: '${name}: (x) => …'.` }), node);
  }
  return l.report(missingType.messages.value({ name: shorten(node.getText()), type: l.facts.checker.typeToString(type), what: 'value' }), node);
}

/** Members of arrays and Variables that are values; the rest are methods. */
function memberOfArray(l: Lowering, array: Expr, name: string, node: ts.Expression): Value {
  if (array.type.kind !== 'array') return { kind: 'method', receiver: exprValue(array), name };
  switch (name) {
    case 'value': return exprValue(asTaken(array));
    case 'size': case 'length': return exprValue(name === 'size' ? { kind: 'size', array, type: numberType } : { kind: 'dim', array, axis: numberConst(0), type: numberType });
    case 'ndim': return exprValue(rankOf(array));
    case 'dtype': return { kind: 'string', text: array.type.dtype };
    case 'shape': return { kind: 'method', receiver: exprValue(array), name: 'shape' };
    case 'T': return lowerHostCall(l, 'transpose', [exprValue(array)], node as ts.PropertyAccessExpression);
    default: return { kind: 'method', receiver: exprValue(array), name };
  }
}

function rankOf(array: Expr): Expr {
  const { type } = array;
  return type.kind === 'array' && type.rank !== null ? numberConst(type.rank) : { kind: 'rank', array, type: numberType };
}

/** A member of an object: a field of its record, or a method or getter of its class. */
function memberOfInstance(l: Lowering, record: Expr & { type: RecordType }, name: string, node: ts.Expression): Value {
  const infos = record.type.classes.map((id) => l.state.classes.byId(id));
  const [first] = infos;
  if (first === undefined) return errorValue;
  const found = l.state.classes.findMember(first.declaration, name);
  if (found === undefined) {
    return l.report(findUndeclared(l, node) ?? missingType.messages.value({ name: shorten(node.getText()), type: 'unknown', what: 'field' }), node);
  }
  if (infos.length > 1) {
    if (l.ts.isMethodDeclaration(found.member) || isFunctionField(l, found.member)) return { kind: 'method', receiver: { kind: 'instance', record }, name };
    const isComputed = infos.some((info) => { const own = l.state.classes.findMember(info.declaration, name); return own !== undefined && l.ts.isGetAccessor(own.member); });
    if (isComputed) return chooseByClass(l, record, (self) => l.forms.member(l, self, name, node), node);
  }
  return memberFound(l, record, name, found, node);
}

/** Whether a field holds a function: each class may have another one there. */
function isFunctionField({ ts, facts }: Lowering, member: ts.ClassElement | ts.ParameterDeclaration): boolean {
  return ts.isPropertyDeclaration(member) && facts.isCallable(facts.checker.getTypeAtLocation(member));
}

/** The member of one class: `key` is its name among the fields of an object. */
function memberFound(l: Lowering, record: Expr & { type: RecordType }, key: string, { member, home }: { readonly member: ts.ClassElement | ts.ParameterDeclaration; readonly home: ts.ClassLikeDeclaration }, node: ts.Expression): Value {
  const { ts } = l;
  const infos = record.type.classes.map((id) => l.state.classes.byId(id));
  const [info] = infos;
  if (info === undefined) return errorValue;
  if (ts.isMethodDeclaration(member) || ts.isGetAccessor(member)) {
    const self: Value = { kind: 'instance', record };
    const method = { kind: 'function', node: member, scope: l.scope, self } as const;
    return ts.isGetAccessor(member) ? l.forms.callFunction(l, method, [], node) : method;
  }
  const known = ts.isPropertyDeclaration(member) ? lowerBuildTimeField(l, { record, info }, member, home) : undefined;
  if (known !== undefined) return known;
  if (infos.some((one) => one.hasArrayParameters && l.state.arrayParameters(one.declaration).has(key))) return parameterOf(l, record, infos, key, node);
  return fieldOfRecord(l, record, infos, key, member, node);
}

/** A parameter of a model of the form that has arrays there, one value for each cell. */
function parameterOf(l: Lowering, record: Expr, infos: readonly ClassInfo[], name: string, node: ts.Expression): Value {
  const [info] = infos;
  if (info === undefined || infos.length > 1) {
    return l.report(unsupportedSyntax.messages.form({
      what: `'${shorten(node.getText())}', which is a number in some objects and an array in others,`, instead: 'Read it in a method of its own class, or outside of jit code.',
    }), node);
  }
  l.dtypeOf(undefined);
  const field = l.state.classes.field(infos, name, () => ({ kind: 'array', name, dtype: 'float', rank: 1 }));
  return field === undefined ? errorValue : typeOfField(l, field, record, node);
}

function fieldOfRecord(l: Lowering, record: Expr, infos: readonly ClassInfo[], name: string, member: ts.ClassElement | ts.ParameterDeclaration, node: ts.Expression): Value {
  const shapeFor = (info: ClassInfo): FieldShape | undefined => {
    const known = shapeOfOrder(l, info, name, member) ?? shapeOfOperators(l, name, member);
    if (known !== undefined) return known;
    const type = l.facts.checker.getTypeAtLocation(node);
    const declared = typeInForm(l, info, member) ?? (isAny(l, type) ? type : l.facts.checker.getTypeAtLocation(member));
    return ofForm(l, info, shapeOfField(l, name, declared, member.name ?? member));
  };
  const shapes = new Set(infos.some((info) => info.instance !== undefined) ? infos.map((info) => JSON.stringify(shapeFor(info))) : []);
  if (shapes.size > 1) {
    return l.report(unsupportedSyntax.messages.form({
      what: `'${shorten(node.getText())}', which is of another type in objects of other type arguments,`, instead: 'Read it in a method of its own class.',
    }), node);
  }
  const field = l.state.classes.field(infos, name, () => shapeFor(infos[0]!));
  if (field === undefined) return errorValue;
  return typeOfField(l, field, record, node);
}

/** `gain = x * 2`, `v = new Variable(x * 2)`: a field without a type whose value operators between arrays make, of which the checker knows `number`. */
function shapeOfOperators(l: Lowering, name: string, member: ts.ClassElement | ts.ParameterDeclaration): FieldShape | undefined {
  const { ts, facts } = l;
  if (!ts.isPropertyDeclaration(member) || member.type !== undefined || member.initializer === undefined) return undefined;
  const value = bareExpression(ts, member.initializer);
  const isVariable = ts.isNewExpression(value) && value.typeArguments === undefined && facts.isLibrary(facts.symbolAt(value.expression), 'Variable');
  const [content] = isVariable ? value.arguments ?? [] : [value];
  if (content === undefined || facts.arrayFacts(facts.checker.getTypeAtLocation(content)) !== undefined) return undefined;
  const array = arrayOfExpression(ts, facts, content);
  // Of rank 0 it is a number: class code is plain code.
  if (array === undefined || array.rank === 0) return undefined;
  return { kind: isVariable ? 'variable' : 'array', name, dtype: unitDType(l, array), rank: array.rank, ...(array.rank === null && !isVariable ? { orNumber: true } : {}) };
}

/** The parts of a cell have the form that the cell has. */
function ofForm(l: Lowering, info: ClassInfo, shape: FieldShape | undefined): FieldShape | undefined {
  if (shape?.kind !== 'instance' || !belongsToCells(l.facts, info.declaration)) return shape;
  const classes = shape.classes.filter((id) => {
    const part = l.state.classes.byId(id);
    return part.hasArrayParameters === info.hasArrayParameters || !belongsToCells(l.facts, part.declaration);
  });
  return { ...shape, classes };
}

function isAny(l: Lowering, type: ts.Type): boolean {
  return (type.flags & l.ts.TypeFlags.Any) !== 0;
}

/** `super.name`: the parent's method or getter, with the same `this`. */
function superMember(l: Lowering, node: ts.PropertyAccessExpression): Value {
  const { self, home } = l.current;
  const parent = home === undefined ? undefined : l.facts.parentClass(home);
  const found = parent === undefined ? undefined : l.state.classes.findMember(parent, node.name.text);
  if (found === undefined || self === undefined || !(l.ts.isMethodDeclaration(found.member) || l.ts.isGetAccessor(found.member))) {
    return l.report(unsupportedSyntax.messages.form({ what: `'${node.getText()}'`, instead: 'Call a method of the parent class that is part of the program.' }), node);
  }
  const method = { kind: 'function', node: found.member, scope: l.scope, self } as const;
  return l.ts.isGetAccessor(found.member) ? l.forms.callFunction(l, method, [], node) : method;
}

/** `Class.NAME`: a static method, or a readonly static number. */
function staticMember(l: Lowering, declaration: ts.ClassLikeDeclaration, name: string, node: ts.Expression): Value {
  const found = l.state.classes.findMember(declaration, name);
  if (found !== undefined && l.ts.isMethodDeclaration(found.member)) return { kind: 'function', node: found.member, scope: l.scope };
  const type = l.facts.checker.getTypeAtLocation(node);
  if (type.isNumberLiteral()) return exprValue(numberConst(type.value));
  if (found !== undefined && l.ts.isPropertyDeclaration(found.member) && found.member.initializer !== undefined && isReadonly(l, found.member)) {
    return l.forms.expression(l, found.member.initializer);
  }
  return l.report(unsupportedSyntax.messages.form({ what: `the static member '${shorten(node.getText())}'`, instead: 'Make it a readonly static number, or a const of the module.' }), node);
}

function isReadonly(l: Lowering, member: ts.PropertyDeclaration): boolean {
  return (l.ts.getCombinedModifierFlags(member) & l.ts.ModifierFlags.Readonly) !== 0;
}

export function lowerElementAccess(l: Lowering, node: ts.ElementAccessExpression): Value {
  const [receiver, index] = l.inOrder([node.expression, node.argumentExpression]) as [Value, Value];
  return readElement(l, receiver, index, node);
}

/** `receiver[index]`, both evaluated. */
export function readElement(l: Lowering, receiver: Value, index: Value, node: ts.ElementAccessExpression): Value {
  if (receiver.kind === 'error' || index.kind === 'error') return errorValue;
  if (index.kind === 'string') return lowerMember(l, receiver, index.text, node);
  if (receiver.kind === 'method' && receiver.name === 'shape') return dimension(receiver.receiver, index, l, node);
  if (index.kind !== 'expr') return l.report(unsupportedSyntax.messages.form({ what: `the index '${shorten(node.argumentExpression.getText())}'`, instead: 'Use a number.' }), node);
  if (index.expr.type.kind === 'array') {
    const [array, indices] = [node.expression, node.argumentExpression].map((part) => shorten(part.getText()));
    return l.report(unsupportedSyntax.messages.form({
      what: `the array '${indices}' as an index in brackets`, instead: `Read by bm.at(${array}, ${indices}), write by ${array}.set([${indices}], y).`, why: 'In brackets JavaScript has names and numbers only.',
    }), node);
  }
  if (receiver.kind === 'tuple') {
    if (index.expr.kind === 'const') return receiver.items[Number(index.expr.value)] ?? undefinedValue;
    return asksForItem(l, node) ? optionalItem(numberConst(receiver.items.length), index.expr, (at) => readItem(l, receiver.items, at, node)) : readItem(l, receiver.items, index.expr, node);
  }
  if (receiver.kind === 'list') return readOfList(l, receiver, index.expr, node);
  if (receiver.kind === 'expr' && receiver.expr.type.kind === 'array') return elementOf(l, receiver.expr, index.expr, node);
  return l.report(missingType.messages.value({ name: shorten(node.getText()), type: l.facts.checker.typeToString(l.facts.checker.getTypeAtLocation(node.expression)), what: 'value' }), node);
}

/** `list[i]` of a list whose length only the run knows. */
function readOfList(l: Lowering, list: Extract<Value, { kind: 'list' }>, index: Expr, node: ts.ElementAccessExpression): Value {
  const at = settled(l, exprValue(asNumber(index)), 'index');
  if (at.kind !== 'expr') return errorValue;
  const length: Expr = { kind: 'length', list: list.list, type: numberType };
  if (asksForItem(l, node)) return optionalItem(length, at.expr, (one) => itemOfList(list, one));
  const missing = missingNumber(list.list.type.item);
  const item = itemOfList(list, at.expr);
  return missing === undefined || item.kind !== 'expr' ? item
    : exprValue({ kind: 'select', test: isIndex(at.expr, length), whenTrue: item.expr, whenFalse: missing, type: item.expr.type as ScalarType });
}

export function itemOfList(list: Extract<Value, { kind: 'list' }>, index: Expr): Value {
  const type: Type = list.list.type.item;
  const item: Expr = { kind: 'item', list: list.list, index: asNumber(index), type };
  if (type.kind === 'string') return { kind: 'text', expr: item };
  if (type.kind === 'list') return { kind: 'list', list: item as Expr & { type: ListType }, node: list.node };
  return type.kind === 'record' ? { kind: 'instance', record: item as Expr & { type: RecordType } } : exprValue(item);
}

/** `x[i]`: one element of an array of rank 1; a plain number (or boolean). */
export function elementOf(l: Lowering, array: Expr, index: Expr, node: ts.ElementAccessExpression): Value {
  const operand = shorten(node.expression.getText());
  const { type } = array;
  if (type.kind !== 'array') return errorValue;
  if (type.rank !== null && type.rank !== 1) {
    return l.report(rankMismatch.messages.operands({ operation: 'x[i]', operands: [{ text: operand, rank: type.rank }], rule: 'an array of rank 1; use bm.at(x, i, j) for more' }), node);
  }
  const weak: ScalarType = type.dtype === 'bool' ? { kind: 'scalar', dtype: 'bool', weak: 'bool' } : numberType;
  const site = l.site('[]', [operand, shorten(node.argumentExpression.getText())], node);
  const element: Expr = { kind: 'element', array, index: asNumber(index), type: { kind: 'scalar', dtype: type.dtype }, site };
  return exprValue({ kind: 'cast', arg: element, type: weak });
}

function dimension(receiver: Value, index: Value, l: Lowering, node: ts.ElementAccessExpression): Value {
  if (receiver.kind !== 'expr' || index.kind !== 'expr') return errorValue;
  const { type } = receiver.expr;
  if (type.kind === 'array' && type.rank !== null && index.expr.kind === 'const' && Number(index.expr.value) >= type.rank) {
    return l.report(rankMismatch.messages.axis({ operation: 'shape', operand: shorten(node.expression.getText()), rank: type.rank, axis: Number(index.expr.value) }), node);
  }
  return exprValue({ kind: 'dim', array: receiver.expr, axis: asNumber(index.expr), type: numberType });
}

