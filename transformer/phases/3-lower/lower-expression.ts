/** Expressions: one dispatch over the syntax, with the short forms in place and the longer ones in files of their own. */
import type ts from 'typescript';
import { noVariableCreate } from '../../diagnostics/rules/no-variable-create.js';
import { unsupportedSyntax } from '../../diagnostics/rules/unsupported-syntax.js';
import { isAssignment, isUpdate } from '../../host/assigned-names.js';
import { booleanConst, numberConst, shorten } from './arithmetic.js';
import { findUndeclared } from './find-undeclared.js';
import { lowerAssignment, lowerUpdate } from './lower-assignment.js';
import { lowerCall } from './lower-call.js';
import { lowerNewArray } from './lower-list-call.js';
import { lowerArrayLiteral, lowerObjectLiteral } from './lower-literal.js';
import { jointEqCall, lowerJointEq } from './lower-integrator.js';
import { lowerElementAccess, lowerPropertyAccess } from './lower-member.js';
import { isFunctionNode } from './named-function.js';
import { applyNot, lowerBinary, lowerConditional, lowerDefault, lowerPrefix } from './lower-operator.js';
import { lowerTemplate } from './lower-template.js';
import { emitThrow } from './lower-throw.js';
import type { Lowering } from './lowering.js';
import type { Value } from './value.js';
import { exprValue, undefinedValue } from './value.js';

/** The value of an expression. What has none has been reported: code without it would be another program. */
export function lowerExpression(l: Lowering, node: ts.Expression): Value {
  const value = lowerForm(l, node);
  if (value.kind === 'error' && l.problems.length === 0) throw new Error(`nothing was reported of '${shorten(node.getText())}'`);
  return value;
}

function lowerForm(l: Lowering, node: ts.Expression): Value {
  const { ts } = l;
  const { SyntaxKind } = ts;
  switch (node.kind) {
    case SyntaxKind.TrueKeyword: return exprValue(booleanConst(true));
    case SyntaxKind.FalseKeyword: return exprValue(booleanConst(false));
    case SyntaxKind.NullKeyword: return undefinedValue;
    case SyntaxKind.ThisKeyword: return l.current.self ?? refuse(l, node, "'this' outside of a method", 'Pass the object as a parameter.');
    default: break;
  }
  if (ts.isNumericLiteral(node)) return exprValue(numberConst(Number(node.text)));
  if (ts.isStringLiteralLike(node)) return { kind: 'string', text: node.text };
  if (ts.isTemplateExpression(node)) return lowerTemplate(l, node);
  if (ts.isIdentifier(node)) return lowerIdentifier(l, node);
  if (ts.isNonNullExpression(node)) return lowerNonNull(l, node);
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isTypeAssertionExpression(node)) {
    return l.forms.expression(l, node.expression);
  }
  if (isAssignment(ts, node)) return lowerAssignment(l, node);
  if (ts.isBinaryExpression(node)) {
    return node.operatorToken.kind === SyntaxKind.QuestionQuestionToken ? lowerDefault(l, l.forms.expression(l, node.left), node.right, node) : lowerBinary(l, node);
  }
  if (isUpdate(ts, node)) return lowerUpdate(l, node);
  if (ts.isPrefixUnaryExpression(node)) return lowerPrefix(l, node);
  if (ts.isConditionalExpression(node)) return lowerConditional(l, node);
  if (ts.isCallExpression(node)) return lowerCall(l, node);
  if (ts.isPropertyAccessExpression(node)) return withoutUndefined(l, lowerPropertyAccess(l, node), node);
  if (ts.isElementAccessExpression(node)) return lowerElementAccess(l, node);
  if (ts.isArrayLiteralExpression(node)) return lowerArrayLiteral(l, node);
  if (ts.isObjectLiteralExpression(node)) return lowerObjectLiteral(l, node);
  if (isFunctionNode(ts, node)) {
    const self = l.inlined.at(-1)?.self;
    return { kind: 'function', node, scope: l.scope, ...(self === undefined ? {} : { self }) };
  }
  if (ts.isVoidExpression(node)) {
    l.forms.expression(l, node.expression);
    return undefinedValue;
  }
  if (ts.isNewExpression(node)) return lowerNew(l, node);
  return refuse(l, node, ...describe(l, node));
}

function refuse(l: Lowering, node: ts.Node, what: string, instead: string): Value {
  return l.report(unsupportedSyntax.messages.form({ what, instead }), node);
}

function describe(l: Lowering, node: ts.Expression): [what: string, instead: string] {
  const { ts } = l;
  if (ts.isAwaitExpression(node)) return ["'await'", 'Await outside of jit code and pass the result.'];
  if (ts.isYieldExpression(node)) return ["'yield'", 'Return an array.'];
  if (ts.isTypeOfExpression(node)) return ["'typeof'", 'The types are known at build time: write one function for each.'];
  if (ts.isDeleteExpression(node)) return ["'delete'", 'Objects of jit code keep their fields.'];
  if (ts.isRegularExpressionLiteral(node)) return ['a regular expression', 'Work on text outside of jit code.'];
  return [`'${shorten(node.getText())}'`, 'Compute it outside of jit code and pass the result.'];
}

export function lowerIdentifier(l: Lowering, node: ts.Identifier): Value {
  if (node.text === 'undefined') return undefinedValue;
  const undeclared = findUndeclared(l, node);
  if (undeclared !== undefined) return l.report(undeclared, node);
  const symbol = l.facts.symbolOfName(node)!;
  return withoutUndefined(l, l.scope.find(symbol)?.value ?? l.forms.capture(l, symbol, node), node);
}

/** An optional value where TypeScript knows that it is given: in a branch of `k === undefined ? … : k`. */
function withoutUndefined(l: Lowering, value: Value, node: ts.Expression): Value {
  if (value.kind !== 'optional') return value;
  // Types tell only under `strictNullChecks`, which is part of `strict`, the default since TypeScript 6.
  const { strict = Number(l.ts.versionMajorMinor) >= 6, strictNullChecks = strict } = l.state.program.getCompilerOptions();
  return strictNullChecks && !l.facts.mayBeAbsent(l.facts.checker.getTypeAtLocation(node)) ? value.value : value;
}

/** `k!`: the program says that it is given, and a call finds out. */
function lowerNonNull(l: Lowering, node: ts.NonNullExpression): Value {
  const value = l.forms.expression(l, node.expression);
  if (value.kind !== 'optional') return value;
  const fails = l.inBlock(() => { emitThrow(l, 'TypeError', `${shorten(node.expression.getText())} is undefined`, node); });
  l.emit({ kind: 'if', test: applyNot(value.present), then: fails, else: [] });
  return value.value;
}

function lowerNew(l: Lowering, node: ts.NewExpression): Value {
  const system = jointEqCall(l, node);
  if (system !== undefined) return lowerJointEq(l, system);
  const symbol = l.facts.symbolAt(l.ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression);
  if (l.facts.isLibrary(symbol, 'Variable', 'TrainVar', 'Parameter')) return l.report(noVariableCreate.messages.creation(), node);
  if (symbol?.name === 'Array' && symbol.valueDeclaration?.getSourceFile().isDeclarationFile === true) return lowerNewArray(l, node);
  return refuse(l, node, `'${shorten(node.getText())}'`, 'Create objects outside of jit code.');
}
