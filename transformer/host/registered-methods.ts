/** The integration methods that a program registers: `registerOdeIntegrator('name', tableau)`, with the numbers of their tableaus. */
import type ts from 'typescript';
import type { FullTableau } from '../../runtime/abi/butcher-tableau.js';
import { readTableau } from '../../runtime/abi/butcher-tableau.js';
import type { TypeScript } from '../contracts.js';
import { bareExpression } from './bare-expression.js';
import { constantDeclaration, constantValue } from './constant-value.js';
import type { TypeFacts } from './type-facts.js';

const registrar = 'registerOdeIntegrator';

export interface RegisteredMethod {
  readonly call: ts.CallExpression;
  /** Undefined where its numbers are known only when the program runs. */
  readonly tableau: FullTableau | undefined;
  /** What is wrong with it, as a sentence. */
  readonly problem?: string;
  readonly B2?: readonly number[];
}

/** The registered methods by name; a name that is computed is left to the run. */
export function findRegisteredMethods(api: TypeScript, facts: TypeFacts, files: readonly ts.SourceFile[]): ReadonlyMap<string, RegisteredMethod> {
  const found = new Map<string, RegisteredMethod>();
  const visit = (node: ts.Node): void => {
    if (api.isCallExpression(node)) {
      const name = isRegistration(api, facts, node) ? constantValue(api, facts, node.arguments[0]!) : undefined;
      if (typeof name === 'string') found.set(name, readMethod(api, facts, node));
    }
    api.forEachChild(node, visit);
  };
  for (const file of files) if (file.text.includes(registrar)) visit(file);
  return found;
}

function isRegistration(api: TypeScript, facts: TypeFacts, { expression, arguments: args }: ts.CallExpression): boolean {
  return args.length === 2 && facts.isLibrary(facts.symbolAt(api.isPropertyAccessExpression(expression) ? expression.name : expression), registrar);
}

function readMethod(api: TypeScript, facts: TypeFacts, call: ts.CallExpression): RegisteredMethod {
  const given = bareExpression(api, call.arguments[1]!);
  // A name stands for the record that it was declared as.
  const declared = api.isIdentifier(given) ? constantDeclaration(api, facts, given)?.initializer : undefined;
  const value = constantValue(api, facts, declared ?? given);
  if (value === undefined) return { call, tableau: undefined };
  const tableau = readTableau(value);
  if (typeof tableau === 'string') return { call, tableau: undefined, problem: tableau };
  return { call, tableau, ...(tableau.B2 === undefined ? {} : { B2: tableau.B2 }) };
}
