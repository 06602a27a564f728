/** `partsOf(cell, Channel)`: the objects of a class among an object's fields, as their declared types say. A list known at build time. */
import type ts from 'typescript';
import { unsupportedCall } from '../../diagnostics/rules/unsupported-call.js';
import { memberName } from './class-table.js';
import { classify } from './field-shape.js';
import type { Lowering } from './lowering.js';
import type { Value } from './value.js';
import { errorValue } from './value.js';

export function lowerPartsOf(l: Lowering, args: readonly Value[], node: ts.CallExpression): Value {
  const [owner, type] = args;
  const [id, ...others] = owner?.kind === 'instance' ? owner.record.type.classes : [];
  if (owner?.kind !== 'instance' || type?.kind !== 'class' || id === undefined || others.length > 0) {
    return l.report(unsupportedCall.messages.call({ callee: 'partsOf', reason: 'the object and the class must be known at build time' }), node);
  }
  const { classes } = l.state;
  const names = fieldsOfType(l, classes.byId(id).declaration, type.node);
  const items = names.map((name) => l.forms.member(l, owner, name, node));
  return items.some((item) => item.kind === 'error') ? errorValue : { kind: 'tuple', items };
}

/** The names of the fields whose declared class is `wanted` or extends it, in the order in which `partsOf` gives them at run time. */
function fieldsOfType(l: Lowering, declaration: ts.ClassLikeDeclaration, wanted: ts.ClassLikeDeclaration): readonly string[] {
  const { ts, facts } = l;
  const names = new Set<string>();
  for (let at: ts.ClassLikeDeclaration | undefined = declaration; at !== undefined; at = facts.parentClass(at)) {
    for (const member of at.members) {
      const fields = ts.isPropertyDeclaration(member) ? [member] : ts.isConstructorDeclaration(member) ? member.parameters.filter((one) => ts.isParameterPropertyDeclaration(one, member)) : [];
      for (const field of fields) {
        const name = ts.isPropertyDeclaration(field) ? memberName(ts, field.name) : field.name.getText();
        if (name === undefined || (ts.getCombinedModifierFlags(field) & ts.ModifierFlags.Static) !== 0) continue;
        const classified = classify(l, facts.checker.getTypeAtLocation(field));
        if (classified?.kind === 'instance' && extendsClass(l, classified.declaration, wanted)) names.add(name);
      }
    }
  }
  return [...names].sort();
}

function extendsClass({ facts }: Lowering, declaration: ts.ClassLikeDeclaration, wanted: ts.ClassLikeDeclaration): boolean {
  for (let at: ts.ClassLikeDeclaration | undefined = declaration; at !== undefined; at = facts.parentClass(at)) if (at === wanted) return true;
  return false;
}
