/** Names from outside of the function: functions and classes are followed, the library is known by path, other values become captures. */
import type ts from 'typescript';
import { noCapturedLet } from '../../diagnostics/rules/no-captured-let.js';
import { unsupportedCall } from '../../diagnostics/rules/unsupported-call.js';
import { isReassigned } from '../../host/assignments.js';
import { bareExpression } from '../../host/bare-expression.js';
import { isConst } from '../../host/constant-alias.js';
import { isInClassCode } from '../../host/in-class-code.js';
import { jsMathPath, jsMathPathOf } from '../../host/js-math-path.js';
import { noSourceReason } from '../../host/shipped-package.js';
import { numberConst } from './arithmetic.js';
import { familyOf, integratorCall, jointEqCall, lowerIntegrator, lowerJointEq } from './lower-integrator.js';
import { libraryValue } from './lower-member.js';
import { isFunctionNode } from './named-function.js';
import type { Lowering } from './lowering.js';
import { Scope } from './scope.js';
import type { Value } from './value.js';
import { exprValue } from './value.js';

export function captureSymbol(l: Lowering, symbol: ts.Symbol, node: ts.Identifier): Value {
  const value = capturedValue(l, symbol, node);
  if (value.kind === 'function') noteHandedOver(l, value.node, node);
  return value;
}

/** A function's name that stands where it is not called: the kept original hands its twin over. */
function noteHandedOver({ ts, state }: Lowering, target: ts.FunctionLikeDeclaration, name: ts.Identifier): void {
  const reference = ts.isPropertyAccessExpression(name.parent) && name.parent.name === name ? name.parent : name;
  const call = ts.findAncestor(reference, ts.isCallExpression);
  if (call !== undefined && bareExpression(ts, call.expression) === reference) return;
  const known = state.handedOver.get(target);
  if (known === undefined) state.handedOver.set(target, new Set([reference]));
  else known.add(reference);
}

function capturedValue(l: Lowering, symbol: ts.Symbol, node: ts.Identifier): Value {
  const { ts, facts } = l;
  const library = facts.libraryFile(symbol);
  const declared = symbol.valueDeclaration ?? symbol.declarations?.[0];
  const inRoom = library?.startsWith('integrators/') === true ? `integrators.${symbol.name}` : undefined;
  if (inRoom !== undefined && (inRoom === 'integrators.partial' || familyOf(inRoom) !== undefined)) return { kind: 'library', path: inRoom };
  if (library === 'dyn/parts' && symbol.name === 'partsOf') return { kind: 'library', path: 'dyn.partsOf' };
  if (library === 'dyn/pass-on' && symbol.name === 'passOn') return { kind: 'library', path: 'dyn.passOn' };
  const declaration = declared === undefined ? undefined : facts.sourceOf(declared);
  if (library !== undefined && !isOwnSource(l, declaration)) {
    if ((symbol.flags & ts.SymbolFlags.Module) !== 0) return { kind: 'library', path: libraryNamespace(library) };
    return { kind: 'library', path: `${libraryNamespace(library)}.${symbol.name}` };
  }
  if (declaration === undefined) return { kind: 'error' };
  if (declaration.getSourceFile().isDeclarationFile) {
    // Functions of JavaScript's own are known by name, further on.
    if (ts.isFunctionDeclaration(declaration) && isFromModule(declaration)) return l.report(unsupportedCall.messages.call({ callee: node.text, ...noSourceReason(declaration.getSourceFile()) }), node);
    return globalValue(symbol.name);
  }
  if (ts.isFunctionDeclaration(declaration)) {
    const body = declaration.body !== undefined ? declaration : symbol.declarations?.find((one): one is ts.FunctionDeclaration => ts.isFunctionDeclaration(one) && one.body !== undefined);
    if (body !== undefined) return { kind: 'function', node: body, scope: new Scope() };
    return l.report(unsupportedCall.messages.call({ callee: node.text, reason: 'its source is not part of the program' }), node);
  }
  const math = jsMathPathOf(ts, facts.checker, declaration);
  if (math !== undefined) return libraryValue(math);
  if (ts.isClassLike(declaration)) return { kind: 'class', node: declaration };
  if (ts.isEnumMember(declaration)) {
    const value = facts.checker.getConstantValue(declaration);
    return typeof value === 'number' ? exprValue(numberConst(value)) : { kind: 'string', text: String(value) };
  }
  if (ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined && isConst(ts, declaration)) {
    const initializer = bareExpression(ts, declaration.initializer);
    // An arrow function of a constructor, or of a method that it calls, has its `this`: that of the object whose field is being read.
    const self = isInClassCode(ts, declaration) ? l.inlined.at(-1)?.self : undefined;
    if (isFunctionNode(ts, initializer)) return { kind: 'function', node: initializer, scope: new Scope(), ...(self === undefined ? {} : { self }) };
    const jitted = jittedFunction(l, initializer);
    if (jitted !== undefined) return jitted;
    const system = jointEqCall(l, initializer);
    if (system !== undefined) return lowerJointEq(l, system);
    const integrator = integratorCall(l, initializer);
    if (integrator !== undefined) return lowerIntegrator(l, integrator, (fact) => factOf(l.captureSlot(l, symbol, node, facts.checker.getTypeOfSymbol(symbol)), fact));
  }
  if (ts.isMethodDeclaration(declaration) && ts.isObjectLiteralExpression(declaration.parent)) return { kind: 'function', node: declaration, scope: new Scope() };
  if (ts.isPropertyAssignment(declaration)) {
    const initializer = bareExpression(ts, declaration.initializer);
    const fn: Value | undefined = isFunctionNode(ts, initializer) ? { kind: 'function', node: initializer, scope: new Scope() } : jittedFunction(l, initializer);
    if (fn !== undefined) return fn;
    const mathMember = jsMathPath(ts, facts.checker, initializer);
    if (mathMember !== undefined) return libraryValue(mathMember);
  }
  if ((ts.isVariableDeclaration(declaration) || ts.isParameter(declaration)) && ts.isIdentifier(declaration.name) && isReassigned(ts, facts, declaration.name)) {
    return l.report(noCapturedLet.messages.read({ name: node.text }), node, { related: [{ at: declaration.name, message: 'declared here' }] });
  }
  const type = facts.checker.getTypeOfSymbol(symbol);
  if (type.isNumberLiteral()) return exprValue(numberConst(type.value));
  if (type.isStringLiteral()) return { kind: 'string', text: type.value };
  return l.captureSlot(l, symbol, node, type);
}

/** What the integrator that the run has made says of itself. */
function factOf(made: Value, fact: string): Value {
  return (made.kind === 'object' ? made.fields.get(fact) : undefined) ?? { kind: 'error' };
}

/** The library's own models are compiled from their sources: there its files are a program like any other, but for `math`. */
function isOwnSource(l: Lowering, declaration: ts.Declaration | undefined): boolean {
  const file = declaration?.getSourceFile();
  return file !== undefined && !file.isDeclarationFile && !/^(math|random|array|core|memory|abi|jit|index)(\/|$)/.test(l.facts.libraryFile({ declarations: [declaration!] } as unknown as ts.Symbol) ?? '');
}

/** `math` for everything of `runtime/math`, `math.random` for the generator. */
function libraryNamespace(file: string): string {
  return file.startsWith('random') ? 'math.random' : file.startsWith('integrators') ? 'integrators' : 'math';
}

/** Whether a declaration is an export of a module, and no global. */
function isFromModule(declaration: ts.FunctionDeclaration): boolean {
  return (declaration.getSourceFile() as ts.SourceFile & { readonly externalModuleIndicator?: ts.Node }).externalModuleIndicator !== undefined && declaration.parent === declaration.getSourceFile();
}

function globalValue(name: string): Value {
  if (name === 'Infinity') return exprValue(numberConst(Infinity));
  if (name === 'NaN') return exprValue(numberConst(NaN));
  return { kind: 'library', path: name };
}

/** A jitted function called by jit code is inlined like any other: `const f = jit((x) => …)`. */
function jittedFunction(l: Lowering, initializer: ts.Expression): Value | undefined {
  const { ts, facts } = l;
  if (!ts.isCallExpression(initializer) || !facts.isLibrary(facts.symbolAt(initializer.expression), 'jit')) return undefined;
  const [target] = initializer.arguments;
  if (target === undefined) return undefined;
  const inner = bareExpression(ts, target);
  if (isFunctionNode(ts, inner)) return { kind: 'function', node: inner, scope: new Scope() };
  const value = ts.isIdentifier(inner) ? l.forms.expression(l, inner) : undefined;
  return value?.kind === 'function' ? value : undefined;
}
