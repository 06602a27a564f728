/** Classes whose objects stand where another class is declared: TypeScript compares what classes have, not what they extend. */
import type ts from 'typescript';
import type { TypeScript } from '../contracts.js';
import type { TypeFacts } from './type-facts.js';

/** By declared class: the classes that stand in for it somewhere in the program and do not extend it. */
export type StandIns = ReadonlyMap<ts.ClassLikeDeclaration, ReadonlySet<ts.ClassLikeDeclaration>>;

export function findStandIns(api: TypeScript, facts: TypeFacts, program: ts.Program): StandIns {
  const found = new Map<ts.ClassLikeDeclaration, Set<ts.ClassLikeDeclaration>>();
  const classesOf = (type: ts.Type | undefined): readonly ts.ClassLikeDeclaration[] =>
    (type === undefined ? [] : facts.classesOf(facts.present(type)).filter((one) => facts.extendsBase(one)));
  const visit = (node: ts.Node): void => {
    if (isHandedOn(api, node)) {
      // Where one of several classes is declared (`A | B`), an object of one of them stands for itself.
      const declared = classesOf(facts.checker.getContextualType(node));
      const strangers = classesOf(facts.checker.getTypeAtLocation(node)).filter((given) => !declared.some((wanted) => facts.isBelow(given, wanted)));
      for (const wanted of declared) for (const given of strangers) found.set(wanted, (found.get(wanted) ?? new Set()).add(given));
    }
    api.forEachChild(node, visit);
  };
  for (const file of program.getSourceFiles()) if (!file.isDeclarationFile && !facts.isFromPackage(file)) visit(file);
  return found;
}

/** Whether an expression is an argument, an item of a literal, or a value that is assigned, declared with or returned. */
function isHandedOn(api: TypeScript, node: ts.Node): node is ts.Expression {
  if (!api.isIdentifier(node) && !api.isPropertyAccessExpression(node) && !api.isElementAccessExpression(node) && !api.isNewExpression(node) && !api.isCallExpression(node) && node.kind !== api.SyntaxKind.ThisKeyword) return false;
  const { parent } = node;
  if (api.isCallExpression(parent) || api.isNewExpression(parent)) return parent.expression !== node;
  if (api.isBinaryExpression(parent)) return parent.right === node && parent.operatorToken.kind === api.SyntaxKind.EqualsToken;
  if (api.isPropertyAssignment(parent) || api.isPropertyDeclaration(parent) || api.isVariableDeclaration(parent)) return parent.initializer === node;
  return api.isArrayLiteralExpression(parent) || api.isReturnStatement(parent);
}
