/**
 * Fields whose value is known at build time though it is no array or number: functions and integrators, given where the field is
 * declared (`integral = odeint(…)`) or by the one assignment in a constructor (`this.integral = odeint(…)`).
 */
import type ts from 'typescript';
import type { FieldMeta } from '../../../runtime/abi/unit.js';
import { bareExpression } from '../../host/bare-expression.js';
import type { Expr, RecordType } from '../../ir/node.js';
import type { ClassInfo } from './class-table.js';
import { typeOfField } from './field-shape.js';
import { lowerOdeint } from './lower-integrator.js';
import type { Lowering } from './lowering.js';
import type { Value } from './value.js';
import { undefinedValue } from './value.js';

/** The object and the class of it whose field is read. */
interface Owner {
  readonly record: Expr & { readonly type: RecordType };
  readonly info: ClassInfo;
}

/** What gives a field its value, and the class that says so. */
interface Source {
  readonly expression: ts.Expression;
  readonly home: ts.ClassLikeDeclaration;
  readonly inConstructor: boolean;
}

/** The function or integrator that a field holds; undefined where it holds anything else. */
export function lowerBuildTimeField(l: Lowering, owner: Owner, member: ts.PropertyDeclaration, home: ts.ClassLikeDeclaration): Value | undefined {
  const source = sourceOf(l, owner.info.declaration, member, home);
  if (source === undefined) return undefined;
  const self: Value = { kind: 'instance', record: owner.record };
  if (l.ts.isArrowFunction(source.expression) || l.ts.isFunctionExpression(source.expression)) {
    return { kind: 'function', node: source.expression, scope: l.scope, self };
  }
  const call = integratorCall(l, source.expression);
  if (call === undefined) return undefined;
  l.inlined.push({ node: member as unknown as ts.FunctionLikeDeclaration, self, home: source.home, result: undefined, merges: false, returned: undefined, present: undefined, regions: [] });
  const value = source.inConstructor ? lowerConstructed(l, owner, member.name.getText(), call) : l.forms.expression(l, call);
  l.inlined.pop();
  return value;
}

function sourceOf(l: Lowering, declaration: ts.ClassLikeDeclaration, member: ts.PropertyDeclaration, home: ts.ClassLikeDeclaration): Source | undefined {
  if (member.initializer !== undefined) return { expression: bareExpression(l.ts, member.initializer), home, inConstructor: false };
  // A subclass may give a value to what its parent declares.
  for (let at: ts.ClassLikeDeclaration | undefined = declaration; at !== undefined; at = l.facts.parentClass(at)) {
    const assigned = assignedInConstructor(l, at, member.name.getText());
    if (assigned !== undefined) return { expression: bareExpression(l.ts, assigned), home: at, inConstructor: true };
    if (at === home) return undefined;
  }
  return undefined;
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

/** `odeint(…)`, `integrators.odeint(…)`. */
function integratorCall(l: Lowering, node: ts.Expression): ts.CallExpression | undefined {
  if (!l.ts.isCallExpression(node)) return undefined;
  const callee = l.ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
  return l.facts.isLibrary(l.facts.symbolAt(callee), 'odeint') ? node : undefined;
}

/**
 * An integrator made in a constructor: its equations are known from the source, and its options, which may come from the constructor's
 * parameters, are read from the object that it has become.
 */
function lowerConstructed(l: Lowering, { record, info }: Owner, name: string, call: ts.CallExpression): Value {
  const [equation, options] = call.arguments;
  const equations = equation === undefined ? undefinedValue : l.forms.expression(l, equation);
  const made = l.state.classes.field([info], name, () => ({
    kind: 'object', name, fields: [{ kind: 'string', name: 'method' }, { kind: 'number', name: 'dt' }] as unknown as readonly FieldMeta[],
  }));
  const given: Value = made === undefined ? undefinedValue : typeOfField(l, made, record, call);
  const method = statedMethod(l, options);
  const fields = given.kind === 'object' ? new Map(given.fields) : new Map<string, Value>();
  if (method !== undefined) fields.set('method', { kind: 'string', text: method });
  return lowerOdeint(l, [equations, { kind: 'object', fields }], call);
}

/** The method that the options state as a constant: `euler` if there are none, undefined if it is known at run time only. */
function statedMethod({ ts }: Lowering, options: ts.Expression | undefined): string | undefined {
  if (options === undefined) return 'euler';
  if (!ts.isObjectLiteralExpression(options) || options.properties.some((property) => ts.isSpreadAssignment(property))) return undefined;
  const property = options.properties.find((one) => one.name?.getText() === 'method');
  if (property === undefined) return 'euler';
  return ts.isPropertyAssignment(property) && ts.isStringLiteralLike(property.initializer) ? property.initializer.text : undefined;
}
