/** What operators between arrays give, where the type checker says `number`: fields that are declared by such an expression hold arrays. */
import type ts from 'typescript';
import { isFloat } from '../../runtime/abi/dtype.js';
import type { TypeScript } from '../contracts.js';
import { bareExpression } from './bare-expression.js';
import { integerKind } from './integer-kind.js';
import { jsMathPath } from './js-math-path.js';
import type { ArrayFacts, TypeFacts } from './type-facts.js';

const arithmetic = new Set(['+', '-', '*', '/', '%', '**']);
const comparisons = new Set(['<', '<=', '>', '>=']);

/** Facts of the array that an expression gives; undefined where no array is seen in it, or its dtype is not certain. `open`: the declarations being asked about. */
export function arrayOfExpression(ts: TypeScript, facts: TypeFacts, expression: ts.Expression, open: ReadonlySet<ts.Node> = new Set()): ArrayFacts | undefined {
  const node = bareExpression(ts, expression);
  const declared = facts.arrayFacts(facts.checker.getTypeAtLocation(node));
  if (declared !== undefined) return { ...declared, variable: false };
  const ofPart = (part: ts.Expression): ArrayFacts | undefined => arrayOfExpression(ts, facts, part, open);
  if (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)) {
    const initializer = initializerOf(ts, facts, node);
    return initializer === undefined || open.has(initializer) ? undefined : arrayOfExpression(ts, facts, initializer, new Set([...open, initializer]));
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) return ofPart(node.operand);
  if (ts.isCallExpression(node) && jsMathPath(ts, facts.checker, node.expression) !== undefined) {
    const arrays = node.arguments.map(ofPart).filter((one) => one !== undefined);
    return arrays.length === 1 && isOfFloats(arrays[0]!) ? arrays[0] : undefined;
  }
  if (!ts.isBinaryExpression(node)) return undefined;
  const operator = ts.tokenToString(node.operatorToken.kind) ?? '';
  if (!arithmetic.has(operator) && !comparisons.has(operator)) return undefined;
  const [left, right] = [ofPart(node.left), ofPart(node.right)];
  const array = left ?? right;
  if (array === undefined) return undefined;
  const rank = left === undefined || right === undefined ? array.rank : broadcastRank(left.rank, right.rank);
  if (comparisons.has(operator)) return { ...array, rank, dtype: 'bool' };
  if (left !== undefined && right !== undefined) return left.dtype === right.dtype && isOfFloats(left) ? { ...array, rank } : undefined;
  if (isOfFloats(array)) return { ...array, rank };
  const staysWhole = operator !== '/' && array.dtype !== 'bool' && integerKind(ts, facts.checker, left === undefined ? node.left : node.right);
  return staysWhole ? array : { ...array, dtype: undefined };
}

/** The value of a field or local whose declaration states no type. */
function initializerOf(ts: TypeScript, facts: TypeFacts, node: ts.Node): ts.Expression | undefined {
  const declaration = facts.symbolAt(node)?.valueDeclaration;
  if (declaration === undefined || !(ts.isPropertyDeclaration(declaration) || ts.isVariableDeclaration(declaration))) return undefined;
  return declaration.type === undefined ? declaration.initializer : undefined;
}

function broadcastRank(left: number | null, right: number | null): number | null {
  return left === null || right === null ? null : Math.max(left, right);
}

/** `undefined`: of the float type that the program has. */
function isOfFloats({ dtype }: ArrayFacts): boolean {
  return dtype === undefined || isFloat(dtype);
}
