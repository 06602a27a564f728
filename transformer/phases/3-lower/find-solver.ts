/** The source of an integration method, found in the library's own tables of methods (`runtime/integrators/method-table.ts`). */
import type ts from 'typescript';
import type { IntegratorFamily } from '../../../runtime/abi/equations.js';
import { bareExpression } from '../../host/bare-expression.js';
import type { Lowering } from './lowering.js';
import { Scope } from './scope.js';
import type { FunctionValue, IntegratorValue, Value } from './value.js';

/** How a method is called. */
export type SolverForm = 'explicit' | 'embedded' | 'exponential' | 'stochastic' | 'fractional';

export interface Solver {
  readonly form: SolverForm;
  readonly fn: FunctionValue;
  /** What it takes behind the step: the tableau of a method that the program registers. */
  readonly options?: readonly Value[];
}

const tables: Readonly<Record<IntegratorFamily, readonly (readonly [table: string, form: SolverForm])[]>> = {
  odeint: [['explicitMethods', 'explicit'], ['embeddedMethods', 'embedded'], ['exponentialMethods', 'exponential']],
  sdeint: [['itoMethods', 'stochastic']],
  fdeint: [['fractionalMethods', 'fractional']],
};

/** The source of a method; undefined where the family has none of that name. */
export function findSolver(l: Lowering, integrator: IntegratorValue, method: string): Solver | undefined {
  const { ts, facts } = l;
  const isStratonovich = isText(integrator.options.given.get('intgType'), 'Stratonovich');
  const maker = makerOf(l, integrator);
  if (maker === undefined) return undefined;
  for (const [table, form] of isStratonovich ? [['stratonovichMethods', 'stochastic'] as const] : tables[integrator.family]) {
    const declaration = facts.librarySource(maker, 'integrators/method-table', table);
    const literal = declaration !== undefined && ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined ? bareExpression(ts, declaration.initializer) : undefined;
    if (literal === undefined || !ts.isObjectLiteralExpression(literal)) continue;
    const property = literal.properties.find((one) => one.name !== undefined && (ts.isIdentifier(one.name) || ts.isStringLiteral(one.name)) && one.name.text === method);
    const symbol = property === undefined ? undefined : ts.isShorthandPropertyAssignment(property) ? facts.checker.getShorthandAssignmentValueSymbol(property)
      : ts.isPropertyAssignment(property) && ts.isIdentifier(property.initializer) ? facts.symbolAt(property.initializer) : undefined;
    const target = symbol === undefined ? undefined : facts.resolve(symbol).declarations?.[0];
    if (target !== undefined && ts.isFunctionDeclaration(target)) return { form, fn: { kind: 'function', node: target, scope: new Scope() } };
  }
  return undefined;
}

/** A function of `runtime/integrators/methods` that integrators use beside the methods. */
export function libraryFunction(l: Lowering, integrator: IntegratorValue, file: string, name: string): FunctionValue {
  const maker = makerOf(l, integrator);
  const target = maker === undefined ? undefined : l.facts.librarySource(maker, `integrators/methods/${file}`, name);
  if (target === undefined || !l.ts.isFunctionDeclaration(target)) throw new Error(`the library has no function ${name} in integrators/methods/${file}`);
  return { kind: 'function', node: target, scope: new Scope() };
}

/** The symbol of `odeint`, `sdeint` or `fdeint`: by it the library's sources are found. */
function makerOf({ ts, facts }: Lowering, { node }: IntegratorValue): ts.Symbol | undefined {
  return facts.symbolAt(ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression);
}

export function isText(value: { readonly kind: string; readonly text?: unknown } | undefined, text: string): boolean {
  return value?.kind === 'string' && value.text === text;
}
