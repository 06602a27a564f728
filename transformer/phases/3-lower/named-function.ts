/** Which expressions stand for one function that the build knows. */
import type ts from 'typescript';
import { bareExpression } from '../../host/bare-expression.js';
import { isConst } from '../../host/constant-alias.js';
import type { Lowering } from './lowering.js';

/** The function that a name or member stands for: of the library, declared, or a constant that is made as one; undefined for everything else. */
export function namedFunction(l: Lowering, expression: ts.Expression): ts.Symbol | undefined {
  const { ts, facts } = l;
  const symbol = ts.isIdentifier(expression) ? facts.symbolOfName(expression) : ts.isPropertyAccessExpression(expression) ? facts.symbolAt(expression) : undefined;
  const declaration = symbol?.valueDeclaration;
  if (symbol === undefined || declaration === undefined) return undefined;
  if (facts.libraryFile(symbol) !== undefined) return facts.isCallable(facts.checker.getTypeOfSymbol(symbol)) ? symbol : undefined;
  if (ts.isFunctionDeclaration(declaration)) return symbol;
  const initializer = ts.isVariableDeclaration(declaration) && isConst(ts, declaration) ? declaration.initializer : undefined;
  return initializer !== undefined && makesFunction(l, bareExpression(ts, initializer)) ? symbol : undefined;
}

/** Whether an expression makes a function: an arrow function, a function expression, or `jit` of one. */
export function makesFunction({ ts, facts }: Lowering, given: ts.Expression): boolean {
  return isFunctionNode(ts, given) || (ts.isCallExpression(given) && facts.isLibrary(facts.symbolAt(given.expression), 'jit'));
}

export function isFunctionNode(typescript: typeof ts, node: ts.Node): node is ts.ArrowFunction | ts.FunctionExpression {
  return typescript.isArrowFunction(node) || typescript.isFunctionExpression(node);
}
