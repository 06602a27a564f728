/**
 * `odeint(f, options)`, `sdeint(f, g, options)`, `fdeint(f, options)` and `new JointEq([f, g, …])`: what compiled code knows of an integrator is
 * which functions it is made of and what its options say. Calls of it are lowered by `call-integrator.ts`.
 */
import type ts from 'typescript';
import type { IntegratorFamily } from '../../../runtime/abi/equations.js';
import { unsupportedCall } from '../../diagnostics/rules/unsupported-call.js';
import { shorten } from './arithmetic.js';
import { readIntegratorOptions } from './integrator-options.js';
import type { Lowering } from './lowering.js';
import type { FunctionValue, IntegratorValue, Value } from './value.js';
import { errorValue } from './value.js';

const makers: readonly string[] = ['odeint', 'sdeint', 'fdeint'] satisfies IntegratorFamily[];

/** `odeint(…)`, `integrators.odeint(…)` and their kin; undefined for anything else. */
export function integratorCall(l: Lowering, node: ts.Expression): ts.CallExpression | undefined {
  if (!l.ts.isCallExpression(node)) return undefined;
  return l.facts.isLibrary(l.facts.symbolAt(calleeName(l, node)), ...makers) ? node : undefined;
}

function calleeName({ ts }: Lowering, { expression }: ts.CallExpression | ts.NewExpression): ts.Expression {
  return ts.isPropertyAccessExpression(expression) ? expression.name : expression;
}

/** The family of a library path, `integrators.odeint`. */
export function familyOf(path: string): IntegratorFamily | undefined {
  const name = path.replace(/^integrators\./, '');
  return path !== name && makers.includes(name) ? (name as IntegratorFamily) : undefined;
}

/** `new JointEq(…)`; undefined for anything else. */
export function jointEqCall(l: Lowering, node: ts.Expression): ts.NewExpression | undefined {
  return l.ts.isNewExpression(node) && l.facts.isLibrary(l.facts.symbolAt(calleeName(l, node)), 'JointEq') ? node : undefined;
}

/** `new JointEq([f, g, …])`: the functions in order, those of nested systems among them. */
export function lowerJointEq(l: Lowering, node: ts.NewExpression): Value {
  const parts = (node.arguments ?? []).map((argument) => equationsOf(l, l.forms.expression(l, argument), argument));
  return parts.length > 0 && parts.every((part) => part !== undefined) ? { kind: 'equations', functions: parts.flat() } : errorValue;
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

/** What a call of `odeint` or its kin gives. `made`: what the object says that the run has made of it, by the name of the fact (`dt`, `method`, `memory`). */
export function lowerIntegrator(l: Lowering, node: ts.CallExpression, made?: IntegratorValue['made']): Value {
  const family = l.facts.symbolAt(calleeName(l, node))?.name as IntegratorFamily;
  const isStochastic = family === 'sdeint';
  const [equation, second, third] = node.arguments;
  const functions = readEquation(l, equation);
  const noise = isStochastic ? readEquation(l, second) : [];
  if (functions === undefined || noise === undefined) return errorValue;
  const options = readIntegratorOptions(l, isStochastic ? third : second);
  return { kind: 'integrator', family, functions, noise, options, node, ...(made === undefined ? {} : { made }) };
}

function readEquation(l: Lowering, node: ts.Expression | undefined): readonly FunctionValue[] | undefined {
  const functions = node === undefined ? undefined : equationsOf(l, l.forms.expression(l, node), node);
  for (const { node: target } of functions ?? []) l.state.elementwise.add(target);
  return functions;
}
