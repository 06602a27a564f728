/**
 * The helpers of class code: plain functions that a class below `Base` calls with arrays in its constructor, field initializers or plain
 * methods, and what those call in turn. Like the helpers of jit code they get rewritten copies.
 */
import type ts from 'typescript';
import type { TypeScript } from '../../contracts.js';
import { bareExpression } from '../../host/bare-expression.js';
import { isConst } from '../../host/constant-alias.js';
import type { DeclaredFunction } from '../../host/declared-function.js';
import { declaredFunction } from '../../host/declared-function.js';
import { libraryFile } from '../../host/library-file.js';
import { arrayOfExpression } from '../../host/operator-result.js';
import type { TypeFacts } from '../../host/type-facts.js';

export interface HelperCall {
  readonly call: ts.CallExpression;
  readonly target: DeclaredFunction;
}

/** The calls of helpers in a class, and in the helpers. `isRewritten`: whether a function's code takes arrays already. */
export function findHelpers(ts: TypeScript, facts: TypeFacts, classCode: ts.Node, isRewritten: (node: ts.Node) => boolean): readonly HelperCall[] {
  const found: HelperCall[] = [];
  const seen = new Set<ts.Node>();
  const visit = (node: ts.Node, inHelper: boolean): void => {
    const target = ts.isCallExpression(node) ? calledFunction(ts, facts, node) : undefined;
    // Where it stands inside of rewritten code, it is rewritten with that.
    const isOwn = target !== undefined && ts.findAncestor(target.parent, (at) => isRewritten(at) || seen.has(at)) === undefined;
    if (isOwn && (inHelper || meetsArrays(ts, facts, node as ts.CallExpression, target))) {
      found.push({ call: node as ts.CallExpression, target });
      if (!seen.has(target)) {
        seen.add(target);
        ts.forEachChild(target, (child) => { visit(child, true); });
      }
    }
    ts.forEachChild(node, (child) => { visit(child, inHelper); });
  };
  visit(classCode, false);
  return found;
}

/** The plain function of the program that a call names, if nothing replaces it. */
function calledFunction(ts: TypeScript, facts: TypeFacts, { expression }: ts.CallExpression): DeclaredFunction | undefined {
  const found = declaredFunction(ts, facts, bareExpression(ts, expression));
  if (found === undefined || facts.isFromPackage(found.getSourceFile()) || libraryFile(found.getSourceFile().fileName) !== undefined) return undefined;
  const variable = ts.isFunctionDeclaration(found) ? undefined : ts.findAncestor(found, ts.isVariableDeclaration);
  return variable === undefined || isConst(ts, variable) ? found : undefined;
}

/** Whether arrays are among the arguments of a call, or in the function that it calls. A helper of plain numbers stays as it is. */
function meetsArrays(ts: TypeScript, facts: TypeFacts, call: ts.CallExpression, target: ts.Node): boolean {
  if (call.arguments.some((argument) => !ts.isSpreadElement(argument) && arrayOfExpression(ts, facts, argument) !== undefined)) return true;
  const hasArray = (node: ts.Node): boolean =>
    (ts.isExpression(node) && facts.arrayFacts(facts.checker.getTypeAtLocation(node)) !== undefined) || ts.forEachChild(node, (child) => hasArray(child) || undefined) === true;
  return hasArray(target);
}
