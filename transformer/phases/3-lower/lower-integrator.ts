/**
 * `odeint(f, { method })` and calls of what it gives. The method is the library's own source (`runtime/integrators/methods`), inlined like
 * any function; what it calls are the system's derivatives, as functions that exist at build time only.
 */
import type ts from 'typescript';
import { unsupportedCall } from '../../diagnostics/rules/unsupported-call.js';
import { unsupportedSyntax } from '../../diagnostics/rules/unsupported-syntax.js';
import { bareExpression } from '../../host/bare-expression.js';
import type { Block, Expr } from '../../ir/node.js';
import { booleanType, shorten } from './arithmetic.js';
import { differentiate } from './differentiate.js';
import { functionName } from './lower-function.js';
import type { Lowering } from './lowering.js';
import { assignValue, declareLike } from './merge.js';
import { Scope } from './scope.js';
import type { FunctionValue, Value } from './value.js';
import { errorValue, exprValue, undefinedValue } from './value.js';

export type IntegratorValue = Extract<Value, { kind: 'integrator' }>;
export type NativeValue = Extract<Value, { kind: 'native' }>;

/** `new JointEq([f, g, …])`: the functions in order, those of nested systems among them. */
export function lowerJointEq(l: Lowering, node: ts.NewExpression): Value {
  const [list] = node.arguments ?? [];
  if (list === undefined) return errorValue;
  const functions = equationsOf(l, l.forms.expression(l, list), list);
  return functions === undefined ? errorValue : { kind: 'equations', functions };
}

function equationsOf(l: Lowering, value: Value, node: ts.Node): readonly FunctionValue[] | undefined {
  switch (value.kind) {
    case 'function': return [value];
    case 'equations': return value.functions;
    case 'tuple': {
      const parts = value.items.map((item) => equationsOf(l, item, node));
      return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
    }
    case 'error': return undefined;
    default:
      l.report(unsupportedCall.messages.call({ callee: shorten(node.getText()), reason: 'it is no function whose source is known at build time' }), node);
      return undefined;
  }
}

/** `odeint(equation, options)`. */
export function lowerOdeint(l: Lowering, args: readonly Value[], node: ts.CallExpression): Value {
  const functions = equationsOf(l, args[0] ?? errorValue, node.arguments[0] ?? node);
  if (functions === undefined) return errorValue;
  for (const { node: target } of functions) l.state.elementwise.add(target);
  const options = args[1];
  const field = (name: string): Value => (options?.kind === 'object' ? options.fields.get(name) ?? undefinedValue : undefinedValue);
  const method = field('method');
  return { kind: 'integrator', functions, method: method.kind === 'undefined' ? { kind: 'string', text: 'euler' } : method, dt: field('dt'), node };
}

interface Part {
  readonly fn: FunctionValue;
  readonly names: readonly string[];
  readonly stateCount: number;
}

interface System {
  readonly parts: readonly Part[];
  /** States, `t`, parameters. */
  readonly names: readonly string[];
  readonly stateCount: number;
}

/** The arguments of a system: as `runtime/integrators/equation-system.ts` finds them at run time. */
function systemOf(l: Lowering, integrator: IntegratorValue): System | undefined {
  const parts: Part[] = [];
  for (const fn of integrator.functions) {
    const names = fn.node.parameters.map((parameter) => parameter.name.getText());
    const stateCount = names.indexOf('t');
    if (stateCount <= 0) {
      l.report(unsupportedSyntax.messages.form({
        what: `the derivative ${functionName(fn.node)}(${names.join(', ')})`, instead: 'Name its states first, then t, then parameters: (V: number, t: number, I: number) => ….',
        why: 'An integrator tells states from parameters by the place of t.',
      }), fn.node);
      return undefined;
    }
    parts.push({ fn, names, stateCount });
  }
  const states = parts.flatMap((part) => part.names.slice(0, part.stateCount));
  const parameters = [...new Set(parts.flatMap((part) => part.names.slice(part.stateCount + 1)))].filter((name) => !states.includes(name));
  return { parts, names: [...states, 't', ...parameters], stateCount: states.length };
}

/** The function of one equation, taking the arguments of the whole system. */
function bindPart(l: Lowering, system: System, part: Part): NativeValue {
  return {
    kind: 'native',
    call: (args, node) => l.elementwise(() => l.forms.callFunction(l, part.fn, part.names.map((name) => args[system.names.indexOf(name)] ?? undefinedValue), node)),
  };
}

/** `integral(...states, t, ...parameters, { dt })`. */
export function callIntegrator(l: Lowering, integrator: IntegratorValue, args: readonly Value[], node: ts.CallExpression): Value {
  const system = systemOf(l, integrator);
  if (system === undefined) return errorValue;
  const last = args.at(-1);
  const options = last?.kind === 'object' ? last : undefined;
  const given = options === undefined ? args : args.slice(0, -1);
  const dt = options?.fields.get('dt') ?? integrator.dt;
  if (dt.kind === 'undefined' || given.length < system.stateCount + 1) {
    return l.report(unsupportedCall.messages.call({
      callee: shorten(node.expression.getText()), reason: dt.kind === 'undefined' ? 'the time step is not stated' : `it takes ${system.names.join(', ')}`,
      instead: `Call it as integral(${system.names.join(', ')}, { dt }).`,
    }), node);
  }
  const values = system.names.map((_, i) => given[i] ?? undefinedValue);
  const parts = system.parts.map((part) => bindPart(l, system, part));
  const derivative: NativeValue = {
    kind: 'native',
    call: (all, at) => {
      const results = parts.map((part) => part.call(all, at));
      if (results.some((result) => result.kind === 'error')) return errorValue;
      return { kind: 'tuple', items: results.flatMap((result) => (result.kind === 'tuple' ? result.items : [result])) };
    },
  };
  const states: Value = { kind: 'tuple', items: values.slice(0, system.stateCount) };
  const parameters: Value = { kind: 'tuple', items: values.slice(system.stateCount + 1) };
  const run = (method: string): Value => {
    const solver = findSolver(l, integrator, method, node);
    if (solver === undefined) return errorValue;
    const f: Value = solver.differentiates ? { kind: 'tuple', items: parts } : derivative;
    const result = l.forms.callFunction(l, solver.fn, [f, states, values[system.stateCount]!, parameters, dt], node);
    return result.kind === 'tuple' && result.items.length === 1 ? result.items[0]! : result;
  };
  if (integrator.method.kind === 'string') return run(integrator.method.text);
  return chooseMethod(l, integrator, run, node);
}

/** A method that is a field of the object: one branch for each method that the program names anywhere. */
function chooseMethod(l: Lowering, integrator: IntegratorValue, run: (method: string) => Value, node: ts.Node): Value {
  if (integrator.method.kind !== 'text') return errorValue;
  const text = integrator.method.expr;
  const methods = l.state.integrationMethods((name) => methodProperty(l, integrator, name) !== undefined);
  if (text.kind === 'field') l.state.knownTexts.set(text.name, methods);
  if (methods.length === 1) return run(methods[0]!);
  const branches: { readonly method: string; readonly block: Block; readonly value: Value }[] = methods.map((method) => {
    let value: Value = errorValue;
    const block = l.inBlock(() => { value = run(method); });
    return { method, block, value };
  });
  const [first] = branches;
  if (first === undefined || branches.some((branch) => branch.value.kind === 'error')) return errorValue;
  const target = declareLike(l, first.value, first.value, node);
  if (target === undefined) return errorValue;
  let chain: Block = [];
  for (const branch of [...branches].reverse()) {
    const then = [...branch.block, ...l.inBlock(() => { assignValue(l, target, branch.value); })];
    const test: Expr = { kind: 'is-string', text, index: l.state.string(branch.method), type: booleanType };
    chain = chain.length === 0 ? then : [{ kind: 'if', test, then, else: chain }];
  }
  for (const statement of chain) l.emit(statement);
  return target;
}

interface Solver {
  readonly fn: FunctionValue;
  /** `exp_auto`: takes the functions one by one, to differentiate them. */
  readonly differentiates: boolean;
}

/** The entry of a method in the library's own table of methods. */
function methodProperty({ ts, facts }: Lowering, integrator: IntegratorValue, method: string): ts.ObjectLiteralElementLike | undefined {
  const odeint = odeintSymbol({ ts, facts }, integrator);
  const table = odeint === undefined ? undefined : facts.librarySource(odeint, 'integrators/method-table', 'odeMethods');
  const literal = table !== undefined && ts.isVariableDeclaration(table) && table.initializer !== undefined ? bareExpression(ts, table.initializer) : undefined;
  if (literal === undefined || !ts.isObjectLiteralExpression(literal)) return undefined;
  return literal.properties.find((property) => property.name?.getText() === method);
}

function odeintSymbol({ ts, facts }: Pick<Lowering, 'ts' | 'facts'>, integrator: IntegratorValue): ts.Symbol | undefined {
  if (!ts.isCallExpression(integrator.node)) return undefined;
  const callee = integrator.node.expression;
  return facts.symbolAt(ts.isPropertyAccessExpression(callee) ? callee.name : callee);
}

/** The source of a method. */
function findSolver(l: Lowering, integrator: IntegratorValue, method: string, node: ts.Node): Solver | undefined {
  const { ts, facts } = l;
  const odeint = odeintSymbol(l, integrator);
  const property = methodProperty(l, integrator, method);
  if (odeint !== undefined && property !== undefined) {
    const differentiates = ts.isPropertyAssignment(property) && ts.isStringLiteral(property.initializer);
    const symbol = ts.isShorthandPropertyAssignment(property) ? facts.checker.getShorthandAssignmentValueSymbol(property)
      : ts.isPropertyAssignment(property) && ts.isIdentifier(property.initializer) ? facts.symbolAt(property.initializer) : undefined;
    const target = differentiates ? facts.librarySource(odeint, 'integrators/methods/exp-auto', 'expAuto')
      : symbol === undefined ? undefined : facts.resolve(symbol).declarations?.[0];
    if (target !== undefined && ts.isFunctionDeclaration(target)) return { fn: { kind: 'function', node: target, scope: new Scope() }, differentiates };
  }
  l.report(unsupportedCall.messages.call({ callee: 'odeint', reason: `there is no method '${method}' that can be compiled` }), node);
  return undefined;
}

/** `partial(f, k)`: the function that gives f's value and its derivative by argument number k. */
export function lowerPartial(l: Lowering, args: readonly Value[], node: ts.CallExpression): Value {
  const [f, k] = args;
  if (f?.kind !== 'native' || k?.kind !== 'expr' || k.expr.kind !== 'const') {
    return l.report(unsupportedCall.messages.call({ callee: 'partial', reason: 'the function and the argument must be known at build time' }), node);
  }
  const index = Number(k.expr.value);
  return {
    kind: 'native',
    call: (all, at) => {
      const seed = all[index];
      if (seed?.kind !== 'expr') return errorValue;
      const { expr } = seed;
      const value: Expr = expr.type.kind === 'array' && (expr.kind === 'field' || expr.kind === 'slot') ? { kind: 'copy', arg: expr, type: expr.type } : expr;
      const local = l.bindTemporary('seed', value);
      const result = f.call(all.map((arg, i) => (i === index ? exprValue(local) : arg)), at);
      if (result.kind !== 'expr') return result.kind === 'error' ? result : errorValue;
      const slope = differentiate(l, result.expr, local, at);
      return slope === undefined ? errorValue : { kind: 'tuple', items: [result, exprValue(slope)] };
    },
  };
}
