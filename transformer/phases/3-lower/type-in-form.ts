/** Fields and methods of generic classes: what their types are in the objects of one form. */
import type ts from 'typescript';
import type { ClassInfo } from './class-table.js';
import type { Lowering } from './lowering.js';

/** The type of a field whose declaration names type parameters: in the objects of one form of a generic class, or below `extends Ring<'bool'>`. */
export function typeInForm(l: Lowering, { instance, declaration }: ClassInfo, member: ts.ClassElement | ts.ParameterDeclaration): ts.Type | undefined {
  const home = l.ts.isParameter(member) ? member.parent.parent : member.parent;
  if (!l.ts.isClassLike(home) || home.typeParameters === undefined) return undefined;
  const owner = instance ?? l.facts.checker.getTypeAtLocation(declaration);
  const property = owner.getProperties().find((one) => one.valueDeclaration === member || (member.name !== undefined && one.name === member.name.getText()));
  const type = property && l.facts.checker.getTypeOfProperty(owner, property);
  return type === undefined || (type.flags & l.ts.TypeFlags.Any) !== 0 ? undefined : type;
}

/** The types of the parameters of a generic class's method in the objects of one form, or below `extends Ring<'bool'>`; empty for other classes. */
export function parametersInForm(l: Lowering, { instance, declaration }: ClassInfo, method: ts.FunctionLikeDeclaration): readonly ts.Type[] {
  const { checker } = l.facts;
  const home = method.parent;
  if (!l.ts.isClassLike(home) || home.typeParameters === undefined || method.name === undefined) return [];
  const owner = instance ?? checker.getTypeAtLocation(declaration);
  const property = owner.getProperty(method.name.getText());
  const [signature] = property === undefined ? [] : checker.getTypeOfProperty(owner, property).getCallSignatures();
  return signature?.parameters.map((parameter) => checker.getTypeOfSymbol(parameter)) ?? [];
}
