/** Rules about the equations and methods of integrators, whether or not compiled code calls them. */
import type ts from 'typescript';
import type { IntegratorFamily, JoinedEquations } from '../../../runtime/abi/equations.js';
import { findArgumentProblem, findMethodProblem, findNoiseProblem, isProblem, joinEquations } from '../../../runtime/abi/equations.js';
import { integratorOptions } from '../../../runtime/abi/integrator-options.js';
import { nearestName } from '../../../runtime/abi/nearest-name.js';
import { findingOf } from '../../diagnostics/equation-finding.js';
import { integrationMethod } from '../../diagnostics/rules/integration-method.js';
import { integratorOption } from '../../diagnostics/rules/integrator-option.js';
import { bareExpression } from '../../host/bare-expression.js';
import { findEquationFunctions } from '../../host/equation-functions.js';
import { readSignature } from '../../host/equation-signature.js';
import type { RegisteredMethod } from '../../host/registered-methods.js';
import type { CheckContext } from './check-class.js';

/** Reports what is wrong with a call of `odeint` or its kin, as far as its equations and options are written out. */
export function checkIntegrator(context: CheckContext, call: ts.CallExpression, registered: ReadonlyMap<string, RegisteredMethod>): void {
  const { ts, facts, collector } = context;
  const family = facts.symbolAt(ts.isPropertyAccessExpression(call.expression) ? call.expression.name : call.expression)?.name as IntegratorFamily;
  const [equation, second, third] = call.arguments;
  const drift = equation === undefined ? undefined : checkEquation(context, equation, call);
  const noise = family === 'sdeint' && second !== undefined ? checkEquation(context, second, call) : undefined;
  const mismatch = drift === undefined || noise === undefined ? undefined : findNoiseProblem(drift, noise);
  if (mismatch !== undefined) collector.report(findingOf(mismatch), call);
  const given = family === 'sdeint' ? third : second;
  checkOptionNames(context, family, given);
  const options = readOptions(context, given);
  const method = options === undefined ? undefined : options.get('method') ?? (options.has('method') ? undefined : family === 'fdeint' ? 'l1' : 'euler');
  if (options === undefined || method === undefined) return;
  // The first function that gives several states.
  const several = drift?.parts.find(({ stateCount }) => stateCount > 1);
  const problem = findMethodProblem({
    family, method, registered, adaptive: options.get('adaptive') === 'true',
    ...(family === 'sdeint' ? { intgType: textOf(options, 'intgType', 'Ito'), wienerType: textOf(options, 'wienerType', 'scalar') } : {}),
    ...(several === undefined ? {} : { severalStates: several.names.slice(0, several.stateCount) }),
  });
  if (problem !== undefined) collector.report(findingOf(problem), call);
}

/** Reports tableaus that are none: of methods that nothing uses too. */
export function checkRegistered({ collector }: CheckContext, registered: ReadonlyMap<string, RegisteredMethod>): void {
  for (const [name, { call, problem }] of registered) {
    if (problem !== undefined) {
      collector.report(integrationMethod.messages.problem({ problem: {
        message: `The tableau of '${name}' is none.`, why: problem, help: 'Write it as { A: [[], [1 / 2]], B: [0, 1], C: [0, 1 / 2] }: this is the midpoint method.',
      } }), call);
    }
  }
}

/** Options that the integrator does not have: its type allows them where it is inferred. */
function checkOptionNames({ ts, collector }: CheckContext, family: IntegratorFamily, node: ts.Expression | undefined): void {
  const literal = node === undefined ? undefined : bareExpression(ts, node);
  if (literal === undefined || !ts.isObjectLiteralExpression(literal)) return;
  const names = Object.keys(integratorOptions[family]);
  for (const { name } of literal.properties) {
    const text = name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : undefined;
    if (text !== undefined && !names.includes(text)) collector.report(integratorOption.messages.unknown({ family, name: text, near: nearestName(text, names), names }), name!);
  }
}

/** The arguments of a system; undefined where they are not all known, or not right. */
function checkEquation({ ts, facts, collector }: CheckContext, equation: ts.Expression, call: ts.CallExpression): JoinedEquations | undefined {
  const { functions, isComplete } = findEquationFunctions(ts, facts, equation);
  const signatures = functions.map(({ target }) => readSignature(ts, target));
  for (const [i, signature] of signatures.entries()) {
    const problem = findArgumentProblem(signature);
    if (problem !== undefined) collector.report(findingOf(problem), functions[i]!.target);
  }
  if (!isComplete) return undefined;
  const joined = joinEquations(signatures);
  if (!isProblem(joined)) return joined;
  if (joined.rule !== 'equation-arguments') collector.report(findingOf(joined), call);
  return undefined;
}

/** The options that are written out as text; a value that is not is undefined. Undefined as a whole where the options are no object literal. */
function readOptions({ ts }: CheckContext, node: ts.Expression | undefined): ReadonlyMap<string, string | undefined> | undefined {
  const literal = node === undefined ? undefined : bareExpression(ts, node);
  if (literal === undefined) return new Map();
  if (!ts.isObjectLiteralExpression(literal) || literal.properties.some((property) => ts.isSpreadAssignment(property))) return undefined;
  return new Map(literal.properties.map((property) => {
    const value = ts.isPropertyAssignment(property) ? bareExpression(ts, property.initializer) : undefined;
    const text = value === undefined ? undefined : ts.isStringLiteralLike(value) ? value.text : value.kind === ts.SyntaxKind.TrueKeyword ? 'true' : undefined;
    return [property.name?.getText() ?? '', text];
  }));
}

function textOf(options: ReadonlyMap<string, string | undefined>, name: string, otherwise: string): string {
  return options.get(name) ?? (options.has(name) ? '' : otherwise);
}
