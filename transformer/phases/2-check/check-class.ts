/** Rules about a compiled class as a whole, whether or not its methods reach the field in question. */
import type ts from 'typescript';
import type { TypeScript } from '../../contracts.js';
import type { DiagnosticCollector } from '../../diagnostics/collect.js';
import { noUntrackedVariable } from '../../diagnostics/rules/no-untracked-variable.js';
import { bareExpression } from '../../host/bare-expression.js';
import type { TypeFacts } from '../../host/type-facts.js';

export interface CheckContext {
  readonly ts: TypeScript;
  readonly facts: TypeFacts;
  readonly collector: DiagnosticCollector;
}

/** Reports Variables (and objects that hold them) in plain arrays, Maps and Sets: nobody would find them there. */
export function checkClass(context: CheckContext, declaration: ts.ClassLikeDeclaration): void {
  const { ts, facts, collector } = context;
  for (const member of declaration.members) {
    if (!ts.isPropertyDeclaration(member)) continue;
    const type = facts.present(facts.checker.getTypeAtLocation(member));
    const name = type.getSymbol()?.name ?? '';
    const isList = facts.checker.isArrayType(type) || facts.checker.isTupleType(type) || name === 'ReadonlyArray';
    const container = isList ? 'array' : name === 'Map' || name === 'Set' ? name : isPlainObject(context, member, type) ? 'object' : undefined;
    if (container === undefined) continue;
    const items = container === 'object' ? type.getProperties().map((property) => facts.checker.getTypeOfSymbol(property)) : facts.checker.getTypeArguments(type as ts.TypeReference);
    const held = items.find((item) => facts.arrayFacts(item)?.variable === true);
    const objects = items.find((item) => facts.classesOf(item).some((one) => facts.extendsBase(one)));
    if (held === undefined && objects === undefined) continue;
    collector.report(noUntrackedVariable.messages.field({
      attribute: member.name.getText(), container, holds: held === undefined ? 'objects' : 'variables',
    }), member.name);
  }
}

/** Whether a field is made by an object literal. */
function isPlainObject({ ts, facts }: CheckContext, member: ts.PropertyDeclaration, type: ts.Type): boolean {
  return member.initializer !== undefined && ts.isObjectLiteralExpression(bareExpression(ts, member.initializer)) && !facts.isCallable(type);
}
