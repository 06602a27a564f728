/**
 * Fields whose value is known at build time though it is no array or number: functions, systems of equations and integrators,
 * given where the field is declared (`integral = odeint(…)`) or by the one assignment in a constructor (`this.integral = odeint(…)`), or by a method
 * that is called there (`this.integral = this.makeIntegral()`).
 */
import type ts from 'typescript';
import { bareExpression } from '../../host/bare-expression.js';
import type { Expr, RecordType } from '../../ir/node.js';
import type { ClassInfo } from './class-table.js';
import { shapeOfField, typeOfField } from './field-shape.js';
import { integratorCall, jointEqCall, lowerIntegrator, lowerJointEq } from './lower-integrator.js';
import type { Lowering } from './lowering.js';
import { isFunctionNode, namedFunction } from './named-function.js';
import type { Value } from './value.js';
import { errorValue } from './value.js';

/** The object and the class of it whose field is read. */
interface Owner {
  readonly record: Expr & { readonly type: RecordType };
  readonly info: ClassInfo;
}

/** What gives a field its value, and the class that says so. */
interface Source {
  readonly expression: ts.Expression;
  readonly home: ts.ClassLikeDeclaration;
}

/** The function, system of equations or integrator that a field holds; undefined where it holds anything else. */
export function lowerBuildTimeField(l: Lowering, owner: Owner, member: ts.PropertyDeclaration, home: ts.ClassLikeDeclaration): Value | undefined {
  const given = sourceOf(l, owner.info.declaration, member, home);
  const source = given && madeByMethod(l, owner.info.declaration, given);
  if (source === undefined) return undefined;
  const self: Value = { kind: 'instance', record: owner.record };
  if (isFunctionNode(l.ts, source.expression)) {
    return { kind: 'function', node: source.expression, scope: l.scope, self };
  }
  const named = namedFunction(l, source.expression);
  if (named !== undefined) return l.forms.capture(l, named, nameIn(l, source.expression));
  const call = integratorCall(l, source.expression);
  const system = jointEqCall(l, source.expression);
  if (call === undefined && system === undefined) return undefined;
  l.inlined.push({ node: member as unknown as ts.FunctionLikeDeclaration, call: member, self, home: source.home, result: undefined, merges: false, returned: undefined, present: undefined, regions: [] });
  const value = system !== undefined ? lowerJointEq(l, system) : lowerIntegrator(l, call!, (fact) => factOf(l, owner, member, fact));
  l.inlined.pop();
  return value;
}

/** The name at the end of `relu` and `activations.relu`. */
function nameIn({ ts }: Lowering, expression: ts.Expression): ts.Identifier {
  return (ts.isPropertyAccessExpression(expression) ? expression.name : expression) as ts.Identifier;
}

function sourceOf(l: Lowering, declaration: ts.ClassLikeDeclaration, member: ts.PropertyDeclaration, home: ts.ClassLikeDeclaration): Source | undefined {
  if (member.initializer !== undefined) return { expression: bareExpression(l.ts, member.initializer), home };
  // A subclass may give a value to what its parent declares.
  for (let at: ts.ClassLikeDeclaration | undefined = declaration; at !== undefined; at = l.facts.parentClass(at)) {
    const assigned = assignedInConstructor(l, at, member.name.getText());
    if (assigned !== undefined) return { expression: bareExpression(l.ts, assigned), home: at };
    if (at === home) return undefined;
  }
  return undefined;
}

/** `this.makeIntegral()` stands for what the method returns, in its last line. */
function madeByMethod(l: Lowering, declaration: ts.ClassLikeDeclaration, source: Source): Source {
  const { ts } = l;
  const { expression } = source;
  if (!ts.isCallExpression(expression) || expression.arguments.length > 0 || !ts.isPropertyAccessExpression(expression.expression) || expression.expression.expression.kind !== ts.SyntaxKind.ThisKeyword) return source;
  const found = l.state.classes.findMember(declaration, expression.expression.name.text);
  if (found === undefined || !ts.isMethodDeclaration(found.member)) return source;
  const last = found.member.body?.statements.at(-1);
  return last !== undefined && ts.isReturnStatement(last) && last.expression !== undefined ? { expression: bareExpression(ts, last.expression), home: found.home } : source;
}

/** The right side of the only `this.name = …` of a class's constructor, which must stand at its top level: then it always runs. */
function assignedInConstructor({ ts }: Lowering, declaration: ts.ClassLikeDeclaration, name: string): ts.Expression | undefined {
  const constructor = declaration.members.find((one): one is ts.ConstructorDeclaration => ts.isConstructorDeclaration(one) && one.body !== undefined);
  const found: ts.BinaryExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isPropertyAccessExpression(node.left)
      && node.left.expression.kind === ts.SyntaxKind.ThisKeyword && node.left.name.text === name) found.push(node);
    ts.forEachChild(node, visit);
  };
  if (constructor?.body !== undefined) visit(constructor.body);
  const [only] = found;
  const isTopLevel = only !== undefined && ts.isExpressionStatement(only.parent) && only.parent.parent === constructor?.body;
  return found.length === 1 && isTopLevel ? only.right : undefined;
}

/** What the integrator that the run has made says of itself: options may come from a constructor's parameters. */
function factOf(l: Lowering, { record, info }: Owner, member: ts.PropertyDeclaration, fact: string): Value {
  const name = member.name.getText();
  const field = l.state.classes.field([info], name, () => shapeOfField(l, name, l.facts.checker.getTypeAtLocation(member), member.name));
  const made = field === undefined ? undefined : typeOfField(l, field, record, member.name as ts.Identifier);
  return (made?.kind === 'object' ? made.fields.get(fact) : undefined) ?? errorValue;
}
