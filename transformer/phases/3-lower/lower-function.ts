/** Calling a function of the program: its body is inlined, with parameters bound to what it is called with. */
import type ts from 'typescript';
import { bareExpression } from '../../host/bare-expression.js';
import { unsupportedRecursion } from '../../diagnostics/rules/unsupported-recursion.js';
import { unsupportedCall } from '../../diagnostics/rules/unsupported-call.js';
import { unsupportedSyntax } from '../../diagnostics/rules/unsupported-syntax.js';
import { hasJitTag } from '../../host/jit-tag.js';
import { libraryFile } from '../../host/library-file.js';
import { noSourceReason } from '../../host/shipped-package.js';
import { isReassigned } from '../../host/assignments.js';
import { isInClassCode } from '../../host/in-class-code.js';
import { declarePresent, findReturns, resultOf } from './lower-return.js';
import type { Inlined, Lowering } from './lowering.js';
import { mergeValues } from './merge.js';
import { makesFunction } from './named-function.js';
import { Scope } from './scope.js';
import type { FunctionValue, Value } from './value.js';
import { errorValue, undefinedValue } from './value.js';

/** Inlines a call. `argNodes` are the arguments as written, for messages. */
export function callFunction(l: Lowering, callee: FunctionValue, args: readonly Value[], node: ts.Node): Value {
  const { ts } = l;
  const { node: target } = callee;
  const self = ts.isArrowFunction(target) ? callee.self ?? l.inlined.at(-1)?.self : callee.self;
  // A method of another class's object may hold this one: a row of systems in a row.
  const cycle = l.inlined.findIndex((frame) => frame.node === target && classesOf(frame.self) === classesOf(self));
  if (cycle >= 0) {
    const names = [...l.inlined.slice(cycle).map((frame) => functionName(frame.node)), functionName(target)];
    return l.report(unsupportedRecursion.messages.cycle({ cycle: names }), node);
  }
  if (!checkForm(l, target, node) || !hasMark(l, target, node)) return errorValue;
  const body = target.body!;
  markOriginal(l, target, node);
  const returns = findReturns(l, body);
  const last = ts.isBlock(body) ? body.statements.at(-1) : undefined;
  const merges = returns.length > 1 || (returns.length === 1 && returns[0] !== last);
  const frame: Inlined = {
    node: target, call: node, self,
    home: ts.isClassLike(target.parent) ? target.parent : l.inlined.at(-1)?.home, result: undefined,
    merges, returned: undefined, present: merges ? declarePresent(l, body, returns) : undefined, regions: [],
  };
  l.inlined.push(frame);
  const result = l.withScope(new Scope(callee.scope), () => {
    if (!bindParameters(l, target, args)) return errorValue;
    if (!ts.isBlock(body)) return l.forms.expression(l, body);
    l.forms.statements(l, body.statements);
    return resultOf(l, frame);
  });
  l.inlined.pop();
  return result;
}

function classesOf(self: Value | undefined): string {
  return self?.kind === 'instance' ? self.record.type.classes.join() : '';
}

/**
 * Says how the kept original is rewritten: methods, field functions and those of constructors (which see the constructor's names) where they
 * stand, plain functions as a twin. A function inside of one that is being inlined goes with it.
 */
function markOriginal(l: Lowering, target: ts.FunctionLikeDeclaration, node: ts.Node): void {
  const { ts, state } = l;
  // Where it stands in another one: one that is being inlined, or has been, and made it (`compose(f, g)` gives one).
  const inside = ts.findAncestor(target.parent, (at) => l.inlined.some((frame) => frame.node === at) || state.twins.has(at) || state.rewritten.has(at));
  if (inside !== undefined || l.inlined.length === 0) return;
  // The library's own build rewrites its methods and models in place, and the build of a package its own.
  const own = state.elementwise.has(target) || l.facts.isFromPackage(target.getSourceFile()) || libraryFile(target.getSourceFile().fileName) !== undefined;
  if (ts.isClassLike(target.parent) || ts.isPropertyDeclaration(target.parent) || isInClassCode(ts, target) || own) {
    state.rewritten.add(target);
    return;
  }
  const id = state.twinOf(target, functionName(target));
  if (ts.isCallExpression(node) && !isHandedOver(l, node.expression)) state.twinCalls.set(node, id);
}

/** Whether what is called is a parameter, a field, or a name that stands for one function or another: it holds a twin already (`state.handedOver`). */
function isHandedOver(l: Lowering, callee: ts.Expression): boolean {
  const { ts, facts } = l;
  const bare = bareExpression(ts, callee);
  if (!ts.isIdentifier(bare) && !ts.isPropertyAccessExpression(bare)) return true;
  const declaration = facts.symbolAt(bare)?.valueDeclaration;
  if (declaration === undefined) return false;
  if (!ts.isVariableDeclaration(declaration)) return ts.isParameter(declaration) || ts.isBindingElement(declaration) || ts.isPropertyDeclaration(declaration) || ts.isPropertySignature(declaration);
  const { initializer } = declaration;
  return initializer === undefined || (!makesFunction(l, bareExpression(ts, initializer)) && isHandedOver(l, initializer));
}

/**
 * The original of a function from a package is what the package's own build left: array operators of functions with a mark, and of what those
 * call. Reports a call from the program of a function without one.
 */
function hasMark(l: Lowering, target: ts.FunctionLikeDeclaration, node: ts.Node): boolean {
  const { ts, facts } = l;
  const file = target.getSourceFile();
  if (!facts.isFromPackage(file) || facts.isFromPackage(node.getSourceFile()) || libraryFile(file.fileName) !== undefined || !isPlain(l, target)) return true;
  if (ts.isFunctionDeclaration(target) ? hasJitTag(ts, target) : ts.isCallExpression(target.parent)) return true;
  l.report(unsupportedCall.messages.call({
    callee: functionName(target), reason: 'its package ships it without a mark, and so built it for plain code alone',
    instead: `Mark it in the package: '/** @jit */ function ${functionName(target)}', or write it with functions of math and copy it here.`,
  }), node);
  return false;
}

/** Neither a method nor a function of an object's field. */
function isPlain({ ts }: Lowering, target: ts.FunctionLikeDeclaration): boolean {
  return !ts.isClassLike(target.parent) && !ts.isPropertyDeclaration(target.parent) && !isInClassCode(ts, target);
}

/** Reports async functions, generators and functions without a body. */
function checkForm(l: Lowering, target: ts.FunctionLikeDeclaration, node: ts.Node): boolean {
  const { ts } = l;
  const modifiers = ts.canHaveModifiers(target) ? ts.getModifiers(target) ?? [] : [];
  if (modifiers.some((modifier) => modifier.kind === ts.SyntaxKind.AsyncKeyword)) {
    l.report(unsupportedSyntax.messages.form({ what: 'an async function', instead: 'Await outside of jit code and pass the result.' }), target.name ?? node);
    return false;
  }
  if (!ts.isArrowFunction(target) && 'asteriskToken' in target && target.asteriskToken !== undefined) {
    l.report(unsupportedSyntax.messages.form({ what: 'a generator', instead: 'Return an array or a list of values.' }), target.name ?? node);
    return false;
  }
  if (target.body !== undefined) return true;
  l.report(unsupportedCall.messages.call({ callee: functionName(target), ...noSourceReason(target.getSourceFile()) }), node);
  return false;
}

function bindParameters(l: Lowering, target: ts.FunctionLikeDeclaration, args: readonly Value[]): boolean {
  const { ts } = l;
  for (const [i, parameter] of target.parameters.entries()) {
    if (ts.isIdentifier(parameter.name) && parameter.name.text === 'this') continue;
    // The unit's own rest parameter is one list already.
    const isOne = parameter.dotDotDotToken === undefined || isEntryArgument(l);
    const given: Value = isOne ? args[i] ?? undefinedValue : { kind: 'tuple', items: args.slice(i) };
    const value = withDefault(l, given, parameter.initializer, parameter);
    if (value.kind === 'error') return false;
    l.forms.bind(l, parameter.name, value, {
      mutable: ts.isIdentifier(parameter.name) && isReassigned(l.ts, l.facts, parameter.name),
      ...(isEntryArgument(l) && ts.isIdentifier(parameter.name) ? { argument: parameter.name.text } : {}),
    });
  }
  return true;
}

/** Whether the function being bound is the unit itself: its arrays belong to the caller. */
function isEntryArgument(l: Lowering): boolean {
  return l.inlined.length === 1;
}

/** A value, or the default where it is (or may be) undefined. */
export function withDefault(l: Lowering, value: Value, initializer: ts.Expression | undefined, node: ts.Node): Value {
  if (initializer === undefined) return value;
  if (value.kind === 'undefined') return l.forms.expression(l, initializer);
  if (value.kind === 'object') return withDefaultFields(l, value, initializer, node);
  if (value.kind !== 'optional') return value;
  return mergeValues(l, value.present, [() => value.value, () => l.forms.expression(l, initializer)], node);
}

/** Fields of an optional object that its default, an object literal, gives. */
function withDefaultFields(l: Lowering, value: Extract<Value, { kind: 'object' }>, initializer: ts.Expression, node: ts.Node): Value {
  if (![...value.fields.values()].some((field) => field.kind === 'optional')) return value;
  const otherwise = l.forms.expression(l, initializer);
  if (otherwise.kind !== 'object') return value;
  const fields = new Map(value.fields);
  for (const [name, field] of otherwise.fields) {
    const given = fields.get(name);
    if (given?.kind === 'optional') fields.set(name, mergeValues(l, given.present, [() => given.value, () => field], node));
    else if (given === undefined) fields.set(name, field);
  }
  return { kind: 'object', fields };
}

export function functionName(node: ts.FunctionLikeDeclaration): string {
  if (node.name !== undefined) return node.name.getText();
  const parent = node.parent as ts.Node & { readonly name?: ts.Node };
  return parent.name?.getText() ?? 'function';
}
