/** What is assigned after its declaration: names, their elements, and properties. Decided once per file, from syntax and symbols. */
import type ts from 'typescript';
import type { TypeScript } from '../contracts.js';
import { assignedNames, isAssignment, isLoopHead, isUpdate } from './assigned-names.js';
import { bareExpression } from './bare-expression.js';
import type { TypeFacts } from './type-facts.js';

export interface Assignments {
  /** Variables and parameters that get another value. */
  readonly names: ReadonlySet<ts.Symbol>;
  /** Variables and parameters with a write to one of their elements or properties. */
  readonly elements: ReadonlySet<ts.Symbol>;
  /** Variables and parameters on which a method is called that changes a list. */
  readonly grown: ReadonlySet<ts.Symbol>;
  /** The names of properties that are written on something other than `this`. */
  readonly properties: ReadonlySet<string>;
}

const assignmentsByFile = new WeakMap<ts.SourceFile, Assignments>();

/** Whether the variable or parameter that an identifier names is assigned anywhere besides its declaration. */
export function isReassigned(api: TypeScript, facts: TypeFacts, name: ts.Identifier): boolean {
  const symbol = facts.symbolAt(name);
  return symbol !== undefined && assignmentsIn(api, facts, symbol.declarations?.[0]?.getSourceFile() ?? name.getSourceFile()).names.has(symbol);
}

/** Whether `name[…] = …` or `name.x = …` stands anywhere in the name's file. */
export function hasAssignedElements(api: TypeScript, facts: TypeFacts, name: ts.Identifier): boolean {
  const symbol = facts.symbolAt(name);
  return symbol !== undefined && assignmentsIn(api, facts, name.getSourceFile()).elements.has(symbol);
}

/** Whether a list of this name is changed by `push` and its kin anywhere in the name's file. */
export function isGrown(api: TypeScript, facts: TypeFacts, name: ts.Identifier): boolean {
  const symbol = facts.symbolAt(name);
  return symbol !== undefined && assignmentsIn(api, facts, name.getSourceFile()).grown.has(symbol);
}

const changingMethods: ReadonlySet<string> = new Set(['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin']);

export function assignmentsIn(api: TypeScript, facts: TypeFacts, file: ts.SourceFile): Assignments {
  let known = assignmentsByFile.get(file);
  if (known === undefined) assignmentsByFile.set(file, (known = collect(api, facts, file)));
  return known;
}

function collect(api: TypeScript, facts: TypeFacts, file: ts.SourceFile): Assignments {
  const names = new Set<ts.Symbol>();
  const elements = new Set<ts.Symbol>();
  const properties = new Set<string>();
  const grown = new Set<ts.Symbol>();
  const note = (target: ts.Expression): void => {
    for (const name of assignedNames(api, target)) {
      const symbol = facts.symbolOfName(name);
      if (symbol !== undefined) names.add(symbol);
    }
    const bare = bareExpression(api, target);
    if (api.isPropertyAccessExpression(bare) && bare.expression.kind !== api.SyntaxKind.ThisKeyword) properties.add(bare.name.text);
    if (!api.isElementAccessExpression(bare) && !api.isPropertyAccessExpression(bare)) return;
    const owner = bareExpression(api, bare.expression);
    const symbol = api.isIdentifier(owner) ? facts.symbolAt(owner) : undefined;
    if (symbol !== undefined) elements.add(symbol);
  };
  const visit = (node: ts.Node): void => {
    if (isAssignment(api, node)) for (const target of targetsOf(api, node.left)) note(target);
    else if (isUpdate(api, node)) note(node.operand);
    else if (isLoopHead(api, node) && !api.isVariableDeclarationList(node.initializer)) note(node.initializer);
    else if (api.isCallExpression(node) && api.isPropertyAccessExpression(node.expression) && changingMethods.has(node.expression.name.text)) {
      const owner = bareExpression(api, node.expression.expression);
      const symbol = api.isIdentifier(owner) ? facts.symbolAt(owner) : undefined;
      if (symbol !== undefined) grown.add(symbol);
    }
    api.forEachChild(node, visit);
  };
  visit(file);
  return { names, elements, grown, properties };
}

/** The left side, and the parts of a pattern on it. */
function targetsOf(api: TypeScript, target: ts.Expression): readonly ts.Expression[] {
  const bare = bareExpression(api, target);
  return api.isArrayLiteralExpression(bare) ? [bare, ...bare.elements.flatMap((element) => targetsOf(api, element))] : [bare];
}
