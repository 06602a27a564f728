/** Expressions: one dispatch over the syntax, with the short forms in place and the longer ones in files of their own. */
import type ts from 'typescript';
import { noVariableCreate } from '../../diagnostics/rules/no-variable-create.js';
import { unsupportedSyntax } from '../../diagnostics/rules/unsupported-syntax.js';
import { isAssignment } from '../../host/assignments.js';
import { booleanConst, numberConst, shorten } from './arithmetic.js';
import { lowerAssignment } from './lower-assignment.js';
import { lowerCall } from './lower-call.js';
import { lowerJointEq } from './lower-integrator.js';
import { isFunctionNode, lowerElementAccess, lowerPropertyAccess } from './lower-member.js';
import { lowerBinary, lowerConditional, lowerPrefix } from './lower-operator.js';
import { isUpdateOperator } from './lower-statement.js';
import type { Lowering } from './lowering.js';
import { mergeValues } from './merge.js';
import type { Value } from './value.js';
import { errorValue, exprValue, undefinedValue } from './value.js';

export function lowerExpression(l: Lowering, node: ts.Expression): Value {
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
  if (ts.isIdentifier(node)) return lowerIdentifier(l, node);
  if (ts.isNonNullExpression(node)) {
    const value = l.forms.expression(l, node.expression);
    return value.kind === 'optional' ? value.value : value;
  }
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isTypeAssertionExpression(node)) {
    return l.forms.expression(l, node.expression);
  }
  if (ts.isBinaryExpression(node)) {
    if (isAssignment(ts, node.operatorToken.kind)) return lowerAssignment(l, node);
    return node.operatorToken.kind === SyntaxKind.QuestionQuestionToken ? lowerDefault(l, node) : lowerBinary(l, node);
  }
  if (ts.isPrefixUnaryExpression(node) && !isUpdateOperator(ts, node.operator)) return lowerPrefix(l, node);
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
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return [`'${shorten(node.getText())}' inside of an expression`, 'Write it as a statement of its own.'];
  if (ts.isTemplateExpression(node)) return ['a template string', 'Compare with string constants, or make text outside of jit code.'];
  if (ts.isTypeOfExpression(node)) return ["'typeof'", 'The types are known at build time: write one function for each.'];
  if (ts.isDeleteExpression(node)) return ["'delete'", 'Objects of jit code keep their fields.'];
  if (ts.isRegularExpressionLiteral(node)) return ['a regular expression', 'Work on text outside of jit code.'];
  return [`'${shorten(node.getText())}'`, 'Compute it outside of jit code and pass the result.'];
}

function lowerIdentifier(l: Lowering, node: ts.Identifier): Value {
  if (node.text === 'undefined') return undefinedValue;
  const shorthand = l.ts.isShorthandPropertyAssignment(node.parent) ? l.facts.checker.getShorthandAssignmentValueSymbol(node.parent) : undefined;
  const symbol = shorthand === undefined ? l.facts.symbolAt(node) : l.facts.resolve(shorthand);
  if (symbol === undefined) return errorValue;
  return withoutUndefined(l, l.scope.find(symbol)?.value ?? l.forms.capture(l, symbol, node), node);
}

/** An optional value where TypeScript knows that it is given: in a branch of `k === undefined ? … : k`. */
function withoutUndefined(l: Lowering, value: Value, node: ts.Expression): Value {
  if (value.kind !== 'optional') return value;
  const { strict, strictNullChecks = strict } = l.state.program.getCompilerOptions();
  if (strictNullChecks !== true) return value;
  const type = l.facts.checker.getTypeAtLocation(node);
  const { TypeFlags } = l.ts;
  const mayMiss = (type.isUnion() ? type.types : [type]).some((part) => (part.flags & (TypeFlags.Undefined | TypeFlags.Null | TypeFlags.Any)) !== 0);
  return mayMiss ? value : value.value;
}

/** `a ?? b`. */
function lowerDefault(l: Lowering, node: ts.BinaryExpression): Value {
  const left = l.forms.expression(l, node.left);
  if (left.kind === 'undefined') return l.forms.expression(l, node.right);
  if (left.kind !== 'optional') return left;
  return mergeValues(l, left.present, [() => left.value, () => l.forms.expression(l, node.right)], node);
}

function lowerArrayLiteral(l: Lowering, node: ts.ArrayLiteralExpression): Value {
  const { ts } = l;
  const plain = node.elements.map((element) => (ts.isSpreadElement(element) ? element.expression : element));
  const values = l.inOrder(plain);
  const items: Value[] = [];
  for (const [i, value] of values.entries()) {
    if (value.kind === 'error') return errorValue;
    const element = node.elements[i]!;
    if (!ts.isSpreadElement(element)) items.push(value);
    else if (value.kind === 'tuple') items.push(...value.items);
    else return refuse(l, element, 'spread of an array', 'Name the elements, or use bm.concatenate.');
  }
  return { kind: 'tuple', items };
}

function lowerObjectLiteral(l: Lowering, node: ts.ObjectLiteralExpression): Value {
  const { ts } = l;
  const fields = new Map<string, Value>();
  for (const property of node.properties) {
    if (ts.isPropertyAssignment(property) && (ts.isIdentifier(property.name) || ts.isStringLiteral(property.name))) {
      fields.set(property.name.text, l.forms.expression(l, property.initializer));
    } else if (ts.isShorthandPropertyAssignment(property)) {
      fields.set(property.name.text, lowerIdentifier(l, property.name));
    } else if (ts.isSpreadAssignment(property)) {
      const value = l.forms.expression(l, property.expression);
      if (value.kind !== 'object') return value.kind === 'error' ? value : refuse(l, property, 'spread of something that is no plain object', 'Name the properties.');
      for (const [name, field] of value.fields) fields.set(name, field);
    } else if (ts.isMethodDeclaration(property) && ts.isIdentifier(property.name)) {
      fields.set(property.name.text, { kind: 'function', node: property, scope: l.scope });
    } else {
      return refuse(l, property, `the property '${shorten(property.getText())}'`, "Write 'name: value'.");
    }
  }
  return { kind: 'object', fields, local: true };
}

function lowerNew(l: Lowering, node: ts.NewExpression): Value {
  const symbol = l.facts.symbolAt(l.ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression);
  if (l.facts.isLibrary(symbol, 'JointEq')) return lowerJointEq(l, node);
  if (l.facts.isLibrary(symbol, 'Variable', 'TrainVar', 'Parameter')) return l.report(noVariableCreate.messages.creation(), node);
  return refuse(l, node, `'${shorten(node.getText())}'`, 'Create objects outside of jit code.');
}
