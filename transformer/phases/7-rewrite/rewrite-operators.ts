/**
 * Operators of kept originals: what may meet an array becomes a call that decides at run time.
 *
 *     a * b            $myelin.mul(a, b)            Math.exp(x)     $myelin.math1('exp', $math.exp, x)
 *     -x               $myelin.neg(x)               Math.max(x, 0)  $myelin.mathN('max', $math.maximum, [x, 0], 2)
 *     x < 3            $myelin.less(x, 3, 2)        this.v.value -= u   this.v.value = $myelin.sub(this.v.value, u)
 *     bm.add(x, 3)     $myelin.withKinds(bm.add, [x, 3], 2)      x ** 2     $myelin.smallPow(x, 2, 2)
 *
 * The last argument are flags, left out where they are 0: bit k says that operand k is a whole number by its syntax. Strings, bigints,
 * bit operations and operators between what is certainly a plain number stay. `x[i]` stays too, since arrays have elements by
 * themselves; only in `x[i] += y` it is written out, with its parts evaluated once. In plain code of classes a result of rank 0 becomes
 * a number.
 */
import type ts from 'typescript';
import { isSmallPower } from '../../../runtime/abi/power.js';
import { bareExpression } from '../../host/bare-expression.js';
import { integerKind } from '../../host/integer-kind.js';
import { libraryFile } from '../../host/library-file.js';
import { findMapOperation } from '../../ops/catalogue.js';
import { operationOfMath } from '../../ops/js-math-names.js';
import type { FileRewrite, Mode } from './file-rewrite.js';

const arithmetic: Readonly<Record<string, string>> = { '+': 'add', '-': 'sub', '*': 'mul', '/': 'div', '%': 'rem', '**': 'pow' };
const comparisons: Readonly<Record<string, string>> = { '<': 'less', '<=': 'lessEqual', '>': 'greater', '>=': 'greaterEqual' };

const equalities = new Set(['===', '!==', '==', '!=']);

const math1 = new Set([
  'abs', 'acos', 'acosh', 'asin', 'asinh', 'atan', 'atanh', 'cbrt', 'ceil', 'cos', 'cosh', 'exp', 'expm1', 'floor', 'fround', 'log',
  'log10', 'log1p', 'log2', 'round', 'sign', 'sin', 'sinh', 'sqrt', 'tan', 'tanh', 'trunc',
]);
const math2 = new Set(['atan2']);
const mathN = new Set(['hypot', 'max', 'min']);
/** Their result has one right value, so the engine's are as good as ours. All others have our bits for plain numbers too. */
const exactMath = new Set(['abs', 'ceil', 'floor', 'fround', 'max', 'min', 'round', 'sign', 'sqrt', 'trunc']);

/** The rewritten expression; undefined where the operator of `node` itself stays (its parts may change nevertheless). */
export function rewriteOperator(rewrite: FileRewrite, node: ts.Node, mode: Mode): ts.Expression | undefined {
  const { ts: api } = rewrite;
  if (api.isBinaryExpression(node)) return rewriteBinary(rewrite, node, mode);
  if (api.isPrefixUnaryExpression(node) || api.isPostfixUnaryExpression(node)) return rewriteUnary(rewrite, node, mode);
  if (!api.isCallExpression(node)) return undefined;
  const ofMath = rewriteMathCall(rewrite, node, mode);
  return ofMath === undefined ? rewriteMapCall(rewrite, node, mode) : resultOf(rewrite, ofMath, node, mode);
}

/** What an operator gives. In the plain code of a class one value is a number, as it is in all plain code: `$myelin.plain($myelin.mul(bm.mean(x), 100))`. */
function resultOf(rewrite: FileRewrite, call: ts.Expression, node: ts.Expression, mode: Mode): ts.Expression {
  return mode.root !== undefined || isOperand(rewrite, node) ? call : rewrite.internal.call('plain', [call], node);
}

/** Whether a value goes into a further operator, or is a condition: there an array of rank 0 counts as the number that it is. */
function isOperand({ ts: api }: FileRewrite, node: ts.Expression): boolean {
  let at: ts.Node = api.getOriginalNode(node);
  while (api.isExpression(at.parent) && bareExpression(api, at.parent) !== at.parent) at = at.parent;
  const { parent } = at;
  if (api.isIfStatement(parent) || api.isWhileStatement(parent) || api.isDoStatement(parent)) return true;
  if (api.isForStatement(parent) || api.isConditionalExpression(parent)) return parent.condition === at;
  if (api.isPrefixUnaryExpression(parent)) return true;
  const operator = api.isBinaryExpression(parent) ? api.tokenToString(parent.operatorToken.kind) ?? '' : '';
  return arithmetic[operator] !== undefined || comparisons[operator] !== undefined;
}

/** The flags argument for operands, or nothing where it would be 0. */
export function flagsOf(rewrite: FileRewrite, operands: readonly ts.Expression[]): readonly ts.Expression[] {
  const flags = operands.reduce((bits, operand, k) => (integerKind(rewrite.ts, rewrite.checker, operand) ? bits | (1 << k) : bits), 0);
  return flags === 0 ? [] : [rewrite.factory.createNumericLiteral(flags)];
}

function rewriteBinary(rewrite: FileRewrite, node: ts.BinaryExpression, mode: Mode): ts.Expression | undefined {
  const { ts: api, internal, numbers } = rewrite;
  const { left, right, operatorToken } = node;
  const operator = api.tokenToString(operatorToken.kind) ?? '';
  const assigned = operator.endsWith('=') ? arithmetic[operator.slice(0, -1)] : undefined;
  const named = assigned ?? arithmetic[operator] ?? comparisons[operator];
  const operation = named === 'pow' && isSmallLiteral(rewrite, right) ? 'smallPow' : named;
  if (operation === undefined || isText(rewrite, left) || isText(rewrite, right)) return undefined;
  // A power has our bits, for plain numbers too.
  if (named !== 'pow' && numbers.has(left) && numbers.has(right)) return undefined;
  const flags = flagsOf(rewrite, [left, right]);
  if (assigned === undefined) {
    return resultOf(rewrite, internal.call(operation, [rewrite.visitExpression(left, mode), rewrite.visitExpression(right, mode), ...flags], node, operatorToken), node, mode);
  }
  const { read, write, setup } = evaluateOnce(rewrite, left, mode);
  const value = resultOf(rewrite, internal.call(operation, [read, rewrite.visitExpression(right, mode), ...flags], node, operatorToken), node, mode);
  return sequence(rewrite, [...setup, rewrite.factory.createAssignment(write, value)], node);
}

/** Whether an exponent is written as a whole number that multiplies, and gives whole numbers of whole numbers. */
function isSmallLiteral({ ts: api }: FileRewrite, exponent: ts.Expression): boolean {
  return api.isNumericLiteral(exponent) && isSmallPower(Number(exponent.text));
}

function rewriteUnary(rewrite: FileRewrite, node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression, mode: Mode): ts.Expression | undefined {
  const { ts: api, internal, numbers, factory } = rewrite;
  const { operand } = node;
  if (numbers.has(operand) || isText(rewrite, operand)) return undefined;
  switch (api.tokenToString(node.operator)) {
    case '-':
      return resultOf(rewrite, internal.call('neg', [rewrite.visitExpression(operand, mode)], node), node, mode);
    case '+':
      return resultOf(rewrite, internal.call('plus', [rewrite.visitExpression(operand, mode)], node), node, mode);
    case '++':
      return rewriteStep(rewrite, node, mode, 'add');
    case '--':
      return rewriteStep(rewrite, node, mode, 'sub');
    case '!':
      return factory.updatePrefixUnaryExpression(node as ts.PrefixUnaryExpression, rewriteTruth(rewrite, operand, mode));
    default:
      return undefined;
  }
}

/** `x++` → `x = $myelin.add(x, 1, 2)`; where the old value is used, `(old = x, x = $myelin.add(old, 1, 2), old)`. */
function rewriteStep(rewrite: FileRewrite, node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression, mode: Mode, operation: string): ts.Expression {
  const { ts: api, factory, internal, context } = rewrite;
  const { read, write, setup } = evaluateOnce(rewrite, node.operand, mode);
  const stepped = (value: ts.Expression): ts.Expression =>
    factory.createAssignment(write, resultOf(rewrite, internal.call(operation, [value, factory.createNumericLiteral(1), factory.createNumericLiteral(2)], node), node, mode));
  if (api.isPrefixUnaryExpression(node) || isValueUnused(rewrite, node)) return sequence(rewrite, [...setup, stepped(read)], node);
  const old = factory.createTempVariable(context.hoistVariableDeclaration);
  return sequence(rewrite, [...setup, factory.createAssignment(old, read), stepped(old), old], node);
}

function isValueUnused({ ts: api }: FileRewrite, node: ts.Node): boolean {
  const { parent } = api.getOriginalNode(node);
  return parent !== undefined && (api.isExpressionStatement(parent) || (api.isForStatement(parent) && parent.condition !== node));
}

function rewriteMathCall(rewrite: FileRewrite, node: ts.CallExpression, mode: Mode): ts.Expression | undefined {
  const { ts: api, factory, internal, numbers } = rewrite;
  const callee = node.expression;
  const name = numbers.mathName(callee);
  if (name === undefined) return undefined;
  const args = [...node.arguments];
  const spread = args.findIndex((argument) => api.isSpreadElement(argument));
  if (spread >= 0 && !mathN.has(name)) return undefined;
  if (exactMath.has(name) && args.every((argument) => numbers.has(argument))) return undefined;
  const visited = args.map((argument) => rewrite.visitExpression(argument, mode));
  // Behind a spread nobody knows which operand an argument is.
  const flags = flagsOf(rewrite, spread < 0 ? args : args.slice(0, spread));
  if (name === 'pow' && args.length === 2) return internal.call('pow', [...visited, ...flags], node, callee);
  const named = (as = name): readonly ts.Expression[] => [factory.createStringLiteral(as, true), internal.mathFunction(operationOfMath(as))];
  if (name === 'hypot' && args.length === 1 && spread < 0) return internal.call('math1', [...named('abs'), ...visited, ...flags], node, callee);
  if (math1.has(name) && args.length === 1) return internal.call('math1', [...named(), ...visited, ...flags], node, callee);
  if (math2.has(name) && args.length === 2) return internal.call('math2', [...named(), ...visited, ...flags], node, callee);
  if (mathN.has(name)) return internal.call('mathN', [...named(), factory.createArrayLiteralExpression(visited), ...flags], node, callee);
  return undefined;
}

/**
 * `bm.add(x, k)` → `$myelin.withKinds(bm.add, [x, k], 2)`: an element-wise function decides by value how a plain number meets an int
 * array; what the build knows of its syntax decides here, as it does in compiled code.
 */
function rewriteMapCall(rewrite: FileRewrite, node: ts.CallExpression, mode: Mode): ts.Expression | undefined {
  const { ts: api, factory, internal, checker } = rewrite;
  const args = [...node.arguments];
  const callee = bareExpression(api, node.expression);
  if (!api.isIdentifier(callee) && !api.isPropertyAccessExpression(callee)) return undefined;
  const name = libraryName(rewrite, callee);
  if (name === undefined || findMapOperation(name)?.parameters.length !== args.length) return undefined;
  if (args.some((argument) => api.isSpreadElement(argument)) || args.every((argument) => isArrayType(rewrite, checker.getTypeAtLocation(argument)))) return undefined;
  const visited = args.map((argument) => rewrite.visitExpression(argument, mode));
  if (name === 'pow') return internal.call('mathPow', [...visited, ...flagsOf(rewrite, args)], node, callee);
  return internal.call('withKinds', [rewrite.visitExpression(node.expression, mode), factory.createArrayLiteralExpression(visited), ...flagsOf(rewrite, args)], node, callee);
}

/** The name of a function of `math` that an expression stands for. */
function libraryName({ ts: api, checker }: FileRewrite, callee: ts.Identifier | ts.PropertyAccessExpression): string | undefined {
  let symbol = checker.getSymbolAtLocation(api.isIdentifier(callee) ? callee : callee.name);
  if (symbol !== undefined && (symbol.flags & api.SymbolFlags.Alias) !== 0) symbol = checker.getAliasedSymbol(symbol);
  const file = symbol?.declarations?.[0]?.getSourceFile().fileName;
  return file !== undefined && libraryFile(file)?.startsWith('math/') === true ? symbol!.name : undefined;
}

/** Whether a value of a type can be nothing but an array. */
function isArrayType(rewrite: FileRewrite, type: ts.Type): boolean {
  return type.isIntersection() && type.getProperty('shape') !== undefined && mayBeArray(rewrite, type);
}

/**
 * A condition: `$myelin.truth(c)` where it may be an array of rank 0 (an object is true whatever it holds). It gives anything else
 * back as it is, so that `&&` and `||` keep their values. Inside of `&&` and `||` both sides are conditions.
 */
export function rewriteTruth(rewrite: FileRewrite, node: ts.Expression, mode: Mode): ts.Expression {
  const { ts: api, factory, internal } = rewrite;
  if (isCertainlyScalar(rewrite, node)) return rewrite.visitExpression(node, mode);
  if (api.isParenthesizedExpression(node)) {
    return factory.updateParenthesizedExpression(node, rewriteTruth(rewrite, node.expression, mode));
  }
  if (isAndOr(rewrite, node)) {
    return factory.updateBinaryExpression(node, rewriteTruth(rewrite, node.left, mode), node.operatorToken, rewriteTruth(rewrite, node.right, mode));
  }
  return internal.call('truth', [rewrite.visitExpression(node, mode)], node);
}

/** `a && b` as a value: the left side is a condition, the right side a value. */
export function isAndOr({ ts: api }: FileRewrite, node: ts.Node): node is ts.BinaryExpression {
  return api.isBinaryExpression(node)
    && (node.operatorToken.kind === api.SyntaxKind.AmpersandAmpersandToken || node.operatorToken.kind === api.SyntaxKind.BarBarToken);
}

/** Whether a value cannot be an array: plain numbers, what `!`, `in` … give, and objects of other types. */
export function isCertainlyScalar(rewrite: FileRewrite, node: ts.Expression): boolean {
  const { ts: api, numbers, checker } = rewrite;
  const bare = bareExpression(api, node);
  if (numbers.has(bare)) return true;
  if (api.isPrefixUnaryExpression(bare) && bare.operator === api.SyntaxKind.ExclamationToken) return true;
  if (bare.kind === api.SyntaxKind.TrueKeyword || bare.kind === api.SyntaxKind.FalseKeyword) return true;
  if (api.isBinaryExpression(bare)) {
    const operator = api.tokenToString(bare.operatorToken.kind) ?? '';
    if (equalities.has(operator)) return !mayBeSame(rewrite, bare);
    if (operator === 'instanceof' || operator === 'in') return true;
    if (operator === '&&' || operator === '||') return isCertainlyScalar(rewrite, bare.left) && isCertainlyScalar(rewrite, bare.right);
    if (comparisons[operator] !== undefined) {
      const staysPlain = (side: ts.Expression): boolean => numbers.has(side) || isText(rewrite, side);
      return staysPlain(bare.left) && staysPlain(bare.right);
    }
  }
  return !mayBeArray(rewrite, checker.getTypeAtLocation(bare));
}

/** Whether a comparison by `===` and the like is one of arrays of rank 0, or of one with a number. One with `undefined`, a string or an object is not. */
export function mayBeSame(rewrite: FileRewrite, { left, right, operatorToken }: ts.BinaryExpression): boolean {
  const sides = [left, right];
  return equalities.has(rewrite.ts.tokenToString(operatorToken.kind) ?? '')
    && !sides.every((side) => isCertainlyScalar(rewrite, side)) && sides.every((side) => mayBeArray(rewrite, rewrite.checker.getTypeAtLocation(side)));
}

function mayBeArray(rewrite: FileRewrite, type: ts.Type): boolean {
  const { TypeFlags } = rewrite.ts;
  if (type.isUnionOrIntersection()) return type.types.some((part) => mayBeArray(rewrite, part));
  return (type.flags & (TypeFlags.Any | TypeFlags.Unknown | TypeFlags.NumberLike | TypeFlags.BooleanLike | TypeFlags.Instantiable)) !== 0;
}

/** Strings and bigints: their operators are never ours. */
function isText(rewrite: FileRewrite, node: ts.Expression): boolean {
  const { TypeFlags } = rewrite.ts;
  const type = rewrite.checker.getTypeAtLocation(node);
  const parts = type.isUnion() ? type.types : [type];
  return parts.every((part) => (part.flags & (TypeFlags.StringLike | TypeFlags.BigIntLike)) !== 0);
}

interface Target {
  readonly read: ts.Expression;
  readonly write: ts.Expression;
  /** Assignments of temporaries that must run first. */
  readonly setup: readonly ts.Expression[];
}

/** A target that is read and written, its receiver and index evaluated once. */
function evaluateOnce(rewrite: FileRewrite, target: ts.Expression, mode: Mode): Target {
  const { ts: api, factory } = rewrite;
  const bare = bareExpression(api, target);
  if (isRepeatable(rewrite, bare) || !(api.isPropertyAccessExpression(bare) || api.isElementAccessExpression(bare))) {
    const visited = rewrite.visitExpression(bare, mode);
    return { read: visited, write: visited, setup: [] };
  }
  const setup: ts.Expression[] = [];
  const once = (part: ts.Expression): ts.Expression => {
    const visited = rewrite.visitExpression(part, mode);
    if (isRepeatable(rewrite, part)) return visited;
    const temporary = factory.createTempVariable(rewrite.context.hoistVariableDeclaration);
    setup.push(factory.createAssignment(temporary, visited));
    return temporary;
  };
  const receiver = once(bare.expression);
  if (api.isPropertyAccessExpression(bare)) {
    const access = (): ts.Expression => api.setTextRange(factory.createPropertyAccessExpression(receiver, bare.name), bare);
    return { read: access(), write: access(), setup };
  }
  const index = once(bare.argumentExpression);
  const access = (): ts.Expression => api.setTextRange(factory.createElementAccessExpression(receiver, index), bare);
  return { read: access(), write: access(), setup };
}

/** Names, `this`, literals, and paths of them (`this.units[0].v.value`): evaluating them twice makes no difference. */
function isRepeatable(rewrite: FileRewrite, node: ts.Expression): boolean {
  const { ts: api } = rewrite;
  const bare = bareExpression(api, node);
  if (api.isPropertyAccessExpression(bare)) return isRepeatable(rewrite, bare.expression);
  if (api.isElementAccessExpression(bare)) return isRepeatable(rewrite, bare.expression) && isRepeatable(rewrite, bare.argumentExpression);
  return api.isIdentifier(bare) || api.isNumericLiteral(bare) || api.isStringLiteral(bare)
    || bare.kind === api.SyntaxKind.ThisKeyword || bare.kind === api.SyntaxKind.SuperKeyword;
}

function sequence({ ts: api, factory }: FileRewrite, expressions: readonly ts.Expression[], range: ts.Node): ts.Expression {
  const [only, second] = expressions;
  const whole = only !== undefined && second === undefined ? only : factory.createParenthesizedExpression(factory.createCommaListExpression(expressions));
  return api.setTextRange(whole, range);
}
