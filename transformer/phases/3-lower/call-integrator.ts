/**
 * Calls of integrators, `integral(...states, t, ...parameters, { dt })`. The method is the library's own source
 * (`runtime/integrators/methods`), inlined like any function; what it calls are the system's derivatives, as functions that exist at
 * build time only.
 */
import type ts from 'typescript';
import type { EquationPart, JoinedEquations } from '../../../runtime/abi/equations.js';
import { findArgumentProblem, findMethodProblem, findResultProblem, isProblem, joinEquations, uniteParameters } from '../../../runtime/abi/equations.js';
import { unsupportedCall } from '../../diagnostics/rules/unsupported-call.js';
import { unsupportedSyntax } from '../../diagnostics/rules/unsupported-syntax.js';
import { findingOf } from '../../diagnostics/equation-finding.js';
import type { RegisteredMethod } from '../../host/registered-methods.js';
import { readSignature } from '../../host/equation-signature.js';
import type { Block, Expr } from '../../ir/node.js';
import { booleanType, exprOf, numberConst, shorten } from './arithmetic.js';
import { valueOfConstant } from './field-shape.js';
import type { Solver } from './find-solver.js';
import { findSolver, isText, libraryFunction } from './find-solver.js';
import { compiledOptions } from './integrator-options.js';
import type { Lowering } from './lowering.js';
import { assignValue, declareLike } from './merge.js';
import type { FunctionValue, IntegratorValue, NativeValue, Value } from './value.js';
import { errorValue, exprValue, undefinedValue } from './value.js';

/** What one function gives, from the arguments of the whole system. */
interface BoundPart {
  readonly stateCount: number;
  readonly fn: NativeValue;
}

interface System {
  readonly drift: JoinedEquations;
  /** All states, `t`, all parameters. */
  readonly names: readonly string[];
  readonly optional: readonly string[];
  readonly parts: readonly BoundPart[];
  readonly noise: readonly BoundPart[];
}

/** The names of an integrator's states and parameters; undefined, and a diagnostic, where its equations do not fit together. */
export function argumentsOf(l: Lowering, integrator: IntegratorValue): Pick<JoinedEquations, 'variables' | 'parameters' | 'optional'> | undefined {
  const system = systemOf(l, integrator);
  return system && { variables: system.drift.variables, parameters: system.names.slice(system.drift.variables.length + 1), optional: system.optional };
}

/** The arguments of a system: as `runtime/integrators/equation-system.ts` finds them at run time. Mistakes are reported. */
function systemOf(l: Lowering, { functions, noise, node }: IntegratorValue): System | undefined {
  const drift = join(l, functions, node);
  const noisy = noise.length === 0 ? undefined : join(l, noise, node);
  if (drift === undefined || (noise.length > 0 && noisy === undefined)) return undefined;
  const { parameters, optional } = uniteParameters([drift, ...(noisy === undefined ? [] : [noisy])]);
  const names = [...drift.variables, 't', ...parameters];
  const bind = (fns: readonly FunctionValue[], parts: readonly EquationPart[]): readonly BoundPart[] =>
    fns.map((fn, i) => ({ stateCount: parts[i]!.stateCount, fn: bindPart(l, names, fn, parts[i]!) }));
  const parts = bind(functions, drift.parts).map((part, i) => checkResults(l, part, functions[i]!, drift.parts[i]!.names));
  return { drift, names, optional, parts, noise: noisy === undefined ? [] : bind(noise, noisy.parts) };
}

function join(l: Lowering, functions: readonly FunctionValue[], node: ts.Node): JoinedEquations | undefined {
  const signatures = functions.map((fn) => readSignature(l.ts, fn.node));
  const joined = joinEquations(signatures);
  if (!isProblem(joined)) return joined;
  const odd = signatures.findIndex((signature) => findArgumentProblem(signature) !== undefined);
  l.report(findingOf(joined), functions[odd]?.node ?? node);
  return undefined;
}

function bindPart(l: Lowering, names: readonly string[], fn: FunctionValue, part: EquationPart): NativeValue {
  return {
    kind: 'native',
    source: fn.node,
    call: (args, node) => l.elementwise(() => {
      const given = part.names.map((name) => named(l, name, args[names.indexOf(name)] ?? undefinedValue));
      return named(l, 'slope', l.forms.callFunction(l, fn, given, node));
    }),
  };
}

/** A derivative must give one value for each of its states. */
function checkResults(l: Lowering, { stateCount, fn }: BoundPart, { node }: FunctionValue, names: readonly string[]): BoundPart {
  const call: NativeValue['call'] = (args, at) => {
    const result = fn.call(args, at);
    if (result.kind === 'error') return result;
    const given = result.kind === 'tuple' ? result.items.length : result.kind === 'undefined' ? 0 : 1;
    const problem = findResultProblem(readSignature(l.ts, node).label, names.slice(0, stateCount), given);
    return problem === undefined ? result : l.report(findingOf(problem), node);
  };
  return { stateCount, fn: { ...fn, call } };
}

/** Gives what a derivative is called with, and what it gives, names of their own: each stage of a method uses them several times. */
function named(l: Lowering, name: string, value: Value): Value {
  if (value.kind === 'tuple') return { kind: 'tuple', items: value.items.map((item) => named(l, name, item)) };
  if (value.kind !== 'expr' || (value.expr.kind !== 'map' && value.expr.kind !== 'select' && value.expr.kind !== 'cast')) return value;
  return exprValue(l.bindTemporary(name, value.expr));
}

export function callIntegrator(l: Lowering, integrator: IntegratorValue, args: readonly Value[], node: ts.CallExpression): Value {
  const system = systemOf(l, integrator);
  if (system === undefined) return errorValue;
  const { drift, names } = system;
  const last = args.at(-1);
  const options = last?.kind === 'object' ? last : undefined;
  const given = options === undefined ? args : args.slice(0, -1);
  const dt = timeStep(integrator, options?.fields.get('dt'));
  const missing = names.find((name, i) => (given[i] ?? undefinedValue).kind === 'undefined' && !system.optional.includes(name));
  const unknown = [...(options?.fields.keys() ?? [])].find((name) => !['dt', 't', 'i'].includes(name));
  if (dt.kind === 'undefined' || missing !== undefined || unknown !== undefined || given.length > names.length) {
    const reason = unknown !== undefined ? `it has no option '${unknown}'` : missing !== undefined ? `${missing} is missing` : dt.kind === 'undefined' ? 'the time step is not stated' : `it takes ${names.length} values, and ${given.length} are given`;
    return l.report(unsupportedCall.messages.call({ callee: shorten(node.expression.getText()), reason, instead: `Call it as integral(${names.join(', ')}, { dt }).` }), node);
  }
  for (const name of compiledOptions) {
    if (name !== 'method' && name !== 'dt' && integrator.options.isUnknown(name)) {
      return l.report(unsupportedSyntax.messages.form({ what: `an integrator whose ${name} is known only at run time`, instead: `Write { ${name}: … } with a constant.` }), integrator.node);
    }
  }
  const values = names.map((_, i) => given[i] ?? undefinedValue);
  const call: Call = {
    l, integrator, system, node, dt, states: values.slice(0, drift.variables.length), t: values[drift.variables.length]!,
    parameters: values.slice(drift.variables.length + 1), derivative: joinParts(system.parts),
  };
  const result = chooseMethod(call);
  if (result.kind !== 'tuple') return result;
  keepDelays(call, result.items);
  return result.items.length === 1 ? result.items[0]! : result;
}

interface Call {
  readonly l: Lowering;
  readonly integrator: IntegratorValue;
  readonly system: System;
  readonly node: ts.CallExpression;
  readonly dt: Value;
  readonly states: readonly Value[];
  readonly t: Value;
  readonly parameters: readonly Value[];
  /** The derivatives of all states as one function. */
  readonly derivative: NativeValue;
}

/** The time step: of the call, of the options, or of the integrator that the run has made. */
function timeStep({ options, made }: IntegratorValue, ofCall: Value | undefined): Value {
  if (ofCall !== undefined && ofCall.kind !== 'undefined') return ofCall;
  const stated = options.isUnknown('dt') ? undefined : options.given.get('dt');
  return stated !== undefined && stated.kind !== 'undefined' ? stated : made?.('dt') ?? undefinedValue;
}

function joinParts(parts: readonly BoundPart[]): NativeValue {
  return {
    kind: 'native',
    call: (all, at) => {
      const results = parts.map(({ fn }) => fn.call(all, at));
      if (results.some((result) => result.kind === 'error')) return errorValue;
      return { kind: 'tuple', items: results.flatMap((result) => (result.kind === 'tuple' ? result.items : [result])) };
    },
  };
}

/** One step by the method, as a tuple. A method that only the run knows gets one branch for each method that it can have (`integrationMethods`). */
function chooseMethod(call: Call): Value {
  const { l, integrator, node } = call;
  const { options, made, family } = integrator;
  const isSet = l.state.setsDefaultMethod(family);
  const stated = options.isUnknown('method') ? undefined : options.given.get('method');
  const isStated = stated !== undefined && stated.kind !== 'undefined';
  const method = isStated ? stated : options.isUnknown('method') || (isSet && made !== undefined) ? made?.('method') : { kind: 'string', text: family === 'fdeint' ? 'l1' : 'euler' } as const;
  if (method?.kind === 'string') return step(call, method.text);
  if (method?.kind !== 'text') {
    return l.report(unsupportedSyntax.messages.form({ what: 'an integrator whose method is known only at run time', instead: "Write { method: 'rk4' } with a constant." }), integrator.node);
  }
  const methods = l.state.integrationMethods(!isStated).filter((name) => problemOf(call, name) === undefined);
  if (methods.length === 1) return step(call, methods[0]!);
  return branchOverMethods(l, method.expr, methods, (name) => step(call, name), node);
}

function branchOverMethods(l: Lowering, text: Expr, methods: readonly string[], run: (method: string) => Value, node: ts.Node): Value {
  const branches: { readonly method: string; readonly block: Block; readonly value: Value }[] = methods.map((method) => {
    let value: Value = errorValue;
    const block = l.inBlock(() => { value = run(method); });
    return { method, block, value };
  });
  if (text.kind === 'field') l.state.knownTexts.set(text.name, methods);
  const [first] = branches;
  if (first === undefined || branches.some((branch) => branch.value.kind === 'error')) return errorValue;
  // Of methods some may leave a rank open that others keep.
  const target = branches.reduce<Value | undefined>((joined, { value }) => joined && declareLike(l, joined, value, node), first.value);
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

function problemOf({ l, integrator, system }: Call, method: string): ReturnType<typeof findMethodProblem> {
  const { family, options } = integrator;
  const text = (name: string): string | undefined => {
    const value = options.given.get(name);
    return value?.kind === 'string' ? value.text : undefined;
  };
  const several = system.drift.parts.find(({ stateCount }) => stateCount > 1);
  return findMethodProblem({
    family, method, registered: l.state.registeredMethods(), adaptive: isAdaptive(integrator),
    ...(family === 'sdeint' ? { intgType: text('intgType') ?? 'Ito', wienerType: text('wienerType') ?? 'scalar' } : {}),
    ...(several === undefined ? {} : { severalStates: several.names.slice(0, several.stateCount) }),
  });
}

function isAdaptive({ options }: IntegratorValue): boolean {
  const expr = exprOf(options.given.get('adaptive'));
  return expr?.kind === 'const' && Boolean(expr.value);
}

/** The states at `t + dt`, as a tuple. */
function step(call: Call, method: string): Value {
  const { l, integrator, node } = call;
  const problem = problemOf(call, method);
  if (problem !== undefined) return l.report(findingOf(problem), integrator.node);
  const registered = l.state.registeredMethods().get(method);
  const solver = registered === undefined ? findSolver(l, integrator, method) : registeredSolver(call, registered);
  if (solver === 'error') return errorValue;
  if (solver === undefined) throw new Error(`the library has no source of the method ${method}`);
  const result = runSolver(call, solver);
  if (result.kind === 'expr') return { kind: 'tuple', items: [result] };
  return result.kind === 'tuple' || result.kind === 'error' ? result : l.report(unsupportedCall.messages.call({ callee: shorten(node.expression.getText()), reason: 'its derivative gives no numbers or arrays' }), node);
}

/** The method of a tableau; `'error'`, and a diagnostic, where its numbers are known only when the program runs. */
function registeredSolver({ l, integrator }: Call, { call, tableau, problem }: RegisteredMethod): Solver | 'error' {
  if (tableau === undefined) {
    // What is wrong with a tableau is reported where it stands.
    if (problem === undefined) {
      l.report(unsupportedSyntax.messages.form({
        what: 'a tableau whose numbers are known only at run time', instead: 'Write its numbers where it is registered, or name a const record of them.', why: 'The steps of a method are compiled with its numbers.',
      }), call);
    }
    return 'error';
  }
  const isPair = tableau.B2 !== undefined;
  return { form: isPair ? 'embedded' : 'explicit', fn: libraryFunction(l, integrator, 'runge-kutta', isPair ? 'rungeKuttaPair' : 'rungeKutta'), options: [valueOfConstant(tableau)] };
}

function runSolver(call: Call, { form, fn, options = [] }: Solver): Value {
  const { l, integrator, system, node, dt, t, derivative } = call;
  const { given } = integrator.options;
  const [states, parameters]: [Value, Value] = [{ kind: 'tuple', items: call.states }, { kind: 'tuple', items: call.parameters }];
  const run = (first: readonly Value[], more: readonly Value[] = []): Value => l.forms.callFunction(l, fn, [...first, states, t, parameters, dt, ...more], node);
  switch (form) {
    case 'explicit': return run([derivative], options.length > 0 ? options : [{ kind: 'object', fields: new Map([['beta', given.get('beta') ?? undefinedValue]]) }]);
    case 'exponential': return run([scalars(system)]);
    case 'embedded': {
      const pair = run([derivative], options);
      if (pair.kind !== 'tuple' || !isAdaptive(integrator)) return pair.kind === 'tuple' ? pair.items[0]! : pair;
      return withTimeStep(call, pair.items, given.get('tol') ?? exprValue(numberConst(0.1)));
    }
    case 'stochastic': return run([stochasticEquations(call)]);
    case 'fractional': return run([derivative, integrator.made?.('memory') ?? errorValue]);
  }
}

/** The states, and the time step that the next call should have. */
function withTimeStep({ l, integrator, node, dt }: Call, [next, errors]: readonly Value[], tol: Value): Value {
  if (next?.kind !== 'tuple' || errors?.kind !== 'tuple') return errorValue;
  const use = (name: string, args: readonly Value[]): Value => l.forms.callFunction(l, libraryFunction(l, integrator, 'adaptive-step', name), args, node);
  const sizes = errors.items.map((error) => use(exprOf(error)?.type.kind === 'array' ? 'errorOfArray' : 'errorOfNumber', [error]));
  return { kind: 'tuple', items: [...next.items, use('nextTimeStep', [{ kind: 'tuple', items: sizes }, dt, tol])] };
}

/** The functions one by one, for methods that differentiate. */
function scalars(system: System): Value {
  return { kind: 'tuple', items: system.parts.map(({ fn }) => fn) };
}

/** `SdeEquations` of `runtime/integrators/method-types.ts`. */
function stochasticEquations({ l, integrator, system, derivative }: Call): Value {
  const isVector = isText(integrator.options.given.get('wienerType'), 'vector');
  const g: NativeValue = {
    kind: 'native',
    call: (all, at) => {
      const items = system.noise.flatMap(({ fn, stateCount }): readonly Value[] => {
        const result = fn.call(all, at);
        return result.kind === 'tuple' && !(stateCount === 1 && isVector) ? result.items : [result];
      });
      if (items.some((item) => item.kind === 'error')) return errorValue;
      const factors = items.map((item) => factorsOf(item, isVector));
      if (factors.length !== system.drift.variables.length || factors.some((factor) => factor === undefined)) {
        return l.report(unsupportedSyntax.messages.form({
          what: isVector ? 'noise that is no list of factors' : 'noise that is no number',
          instead: isVector ? "With wienerType 'vector', give a list with one factor for each Wiener process of a state: [0.1, 0.2 * x]." : 'Give one factor for each state, or null for none.',
        }), at);
      }
      return { kind: 'tuple', items: factors.map((one) => ({ kind: 'tuple', items: one! })) };
    },
  };
  const factor: NativeValue = {
    kind: 'native',
    call: ([i, k]) => ({
      kind: 'native',
      call: (all, at) => {
        const rows = g.call(all, at);
        const row = rows.kind === 'tuple' ? rows.items[constOf(i)] : undefined;
        return (row?.kind === 'tuple' ? row.items[constOf(k)] : undefined) ?? errorValue;
      },
    }),
  };
  return { kind: 'object', fields: new Map<string, Value>([['f', derivative], ['g', g], ['scalars', scalars(system)], ['factor', factor]]) };
}

/** The factors of one state's Wiener processes: none of null, a list with 'vector', else one. */
function factorsOf(value: Value, isVector: boolean): readonly Value[] | undefined {
  if (value.kind === 'undefined') return [];
  if (isVector) return value.kind === 'tuple' ? value.items : undefined;
  return value.kind === 'expr' ? [value] : undefined;
}

function constOf(value: Value | undefined): number {
  const expr = exprOf(value);
  return expr?.kind === 'const' ? Number(expr.value) : NaN;
}

/** Notes new values in the delays: those of the states, then their derivatives at the new states. */
function keepDelays({ l, integrator, system, node, dt, t, parameters, derivative }: Call, next: readonly Value[]): void {
  const { given } = integrator.options;
  const { variables } = system.drift;
  const keep = (option: string, values: readonly Value[]): void => {
    const delays = given.get(option);
    if (delays?.kind !== 'object') return;
    for (const [name, delay] of delays.fields) {
      const value = values[variables.indexOf(name)];
      if (value === undefined || delay.kind !== 'instance') {
        l.report(unsupportedCall.messages.call({ callee: option, reason: value === undefined ? `'${name}' is none of the states ${variables.join(', ')}` : `${name} must be a TimeDelay or a LengthDelay` }), node);
      } else l.forms.callFunction(l, libraryFunction(l, integrator, 'delays', 'keepDelayed'), [delay, value], node);
    }
  };
  keep('stateDelays', next);
  if (given.get('neutralDelays')?.kind !== 'object') return;
  const later = l.forms.callFunction(l, libraryFunction(l, integrator, 'delays', 'timeAfter'), [t, dt], node);
  const slopes = derivative.call([...next.slice(0, variables.length), later, ...parameters], node);
  if (slopes.kind === 'tuple') keep('neutralDelays', slopes.items);
}
