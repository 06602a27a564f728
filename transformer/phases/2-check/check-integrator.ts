/** Rules about the equations and methods of integrators, whether or not compiled code calls them. */
import type ts from 'typescript';
import type { IntegratorFamily } from '../../../runtime/abi/equations.js';
import { findArgumentProblem, findMethodProblem, isProblem, joinEquations } from '../../../runtime/abi/equations.js';
import { findingOf } from '../../diagnostics/equation-finding.js';
import { bareExpression } from '../../host/bare-expression.js';
import { findEquationFunctions } from '../../host/equation-functions.js';
import { readSignature } from '../../host/equation-signature.js';
import type { CheckContext } from './check-class.js';

/** Reports what is wrong with a call of `odeint` or its kin, as far as its equations and options are written out. */
export function checkIntegrator(context: CheckContext, call: ts.CallExpression): void {
  const { ts, facts, collector } = context;
  const family = facts.symbolAt(ts.isPropertyAccessExpression(call.expression) ? call.expression.name : call.expression)?.name as IntegratorFamily;
  const [equation, second, third] = call.arguments;
  const several = equation === undefined ? undefined : checkEquation(context, equation, call);
  if (family === 'sdeint' && second !== undefined) checkEquation(context, second, call);
  const options = readOptions(context, family === 'sdeint' ? third : second);
  const method = options === undefined ? undefined : options.get('method') ?? (options.has('method') ? undefined : family === 'fdeint' ? 'l1' : 'euler');
  if (options === undefined || method === undefined) return;
  const problem = findMethodProblem({
    family, method, adaptive: options.get('adaptive') === 'true',
    ...(family === 'sdeint' ? { intgType: textOf(options, 'intgType', 'Ito'), wienerType: textOf(options, 'wienerType', 'scalar') } : {}),
    ...(several === undefined ? {} : { severalStates: several }),
  });
  if (problem !== undefined) collector.report(findingOf(problem), call);
}

/** The states of the first function that gives several of them; undefined where there is none. */
function checkEquation({ ts, facts, collector }: CheckContext, equation: ts.Expression, call: ts.CallExpression): readonly string[] | undefined {
  const { functions, isComplete } = findEquationFunctions(ts, facts, equation);
  const signatures = functions.map(({ target }) => readSignature(ts, target));
  for (const [i, signature] of signatures.entries()) {
    const problem = findArgumentProblem(signature);
    if (problem !== undefined) collector.report(findingOf(problem), functions[i]!.target);
  }
  if (!isComplete) return undefined;
  const joined = joinEquations(signatures);
  if (!isProblem(joined)) {
    const several = joined.parts.find(({ stateCount }) => stateCount > 1);
    return several?.names.slice(0, several.stateCount);
  }
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
