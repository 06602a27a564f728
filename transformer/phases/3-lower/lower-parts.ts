/** What the declared fields of an object tell of its parts: `partsOf(cell, Channel)`, a list known at build time; the classes of a network's parts. */
import type ts from 'typescript';
import { listStride } from '../../../runtime/abi/unit.js';
import { unsupportedCall } from '../../diagnostics/rules/unsupported-call.js';
import { libraryFile } from '../../host/library-file.js';
import type { ClassInfo, FieldShape } from './class-table.js';
import { memberName } from './class-table.js';
import { classify } from './field-shape.js';
import type { Lowering } from './lowering.js';
import { typeInForm } from './type-in-form.js';
import type { Value } from './value.js';
import { errorValue } from './value.js';

export function lowerPartsOf(l: Lowering, args: readonly Value[], node: ts.CallExpression): Value {
  const [owner, type] = args;
  const [id, ...others] = owner?.kind === 'instance' ? owner.record.type.classes : [];
  if (owner?.kind !== 'instance' || type?.kind !== 'class' || id === undefined || others.length > 0) {
    return l.report(unsupportedCall.messages.call({ callee: 'partsOf', reason: 'the object and the class must be known at build time' }), node);
  }
  const { classes } = l.state;
  const names = fieldsOfType(l, classes.byId(id), type.node);
  const items = names.map((name) => l.forms.member(l, owner, name, node));
  return items.some((item) => item.kind === 'error') ? errorValue : { kind: 'tuple', items };
}

/** The names of the fields whose declared class is `wanted` or extends it, in the order in which `partsOf` gives them at run time. */
function fieldsOfType(l: Lowering, info: ClassInfo, wanted: ts.ClassLikeDeclaration): readonly string[] {
  const names = [...fieldTypes(l, info)].filter(([, type]) => {
    const classified = classify(l, type);
    return classified?.kind === 'instance' && l.facts.isBelow(classified.declaration, wanted);
  });
  return names.map(([name]) => name).sort();
}

/**
 * The lists in which a network keeps its parts in the order of their steps (`stepOrder`) and the delays that come after them (`stepDelays`): of the
 * classes that its fields declare. Undefined for other fields, and where no field declares any.
 */
export function shapeOfOrder(l: Lowering, network: ClassInfo, name: string, member: ts.Node): FieldShape | undefined {
  if ((name !== 'stepOrder' && name !== 'stepDelays') || libraryFile(member.getSourceFile().fileName) !== 'dyn/network') return undefined;
  const found = systemsOf(l, network)[name];
  const item: FieldShape = { kind: 'instance', name: 'item', classes: [...new Set(found.map((info) => info.id))] };
  return found.length === 0 ? undefined : { kind: 'list', name, item: { ...item, offset: 0 }, stride: listStride(item) };
}

/** The forms of the systems that the fields of a network declare, and of the delays among them and in those that are no networks themselves. */
function systemsOf(l: Lowering, network: ClassInfo): { readonly stepOrder: readonly ClassInfo[]; readonly stepDelays: readonly ClassInfo[] } {
  const { facts } = l;
  const stepOrder: ClassInfo[] = [];
  const stepDelays: ClassInfo[] = [];
  const seen = new Set<ClassInfo>();
  const visit = (info: ClassInfo, isPart: boolean): void => {
    const isDelay = facts.extendsLibrary(info.declaration, 'LengthDelay');
    if (isDelay) stepDelays.push(info);
    else if (isPart && facts.extendsLibrary(info.declaration, 'DynamicalSystem')) stepOrder.push(info);
    if (isDelay || seen.has(info) || facts.extendsLibrary(info.declaration, 'Network')) return;
    seen.add(info);
    for (const inner of partsIn(l, info)) visit(inner, false);
  };
  for (const part of partsIn(l, network)) visit(part, true);
  return { stepOrder, stepDelays };
}

/** The forms of the objects that the fields of an object are declared to hold, also in lists and records of objects. */
function partsIn(l: Lowering, info: ClassInfo): readonly ClassInfo[] {
  const { facts } = l;
  const ofType = (type: ts.Type): readonly ClassInfo[] => {
    const classified = classify(l, type);
    switch (classified?.kind) {
      case 'list': return ofType(classified.item);
      case 'tuple': return classified.items.flatMap(ofType);
      case 'object': return classified.properties.flatMap((part) => ofType(facts.checker.getTypeOfSymbol(part)));
      case 'instance': return facts.extendsBase(classified.declaration) ? l.state.classes.concrete(classified.declaration, classified.type) : [];
      default: return [];
    }
  };
  return [...fieldTypes(l, info)].flatMap(([name, type]) => (name === 'stepOrder' || name === 'stepDelays' ? [] : ofType(type)));
}

/** The declared fields of a class and its parents, with their types. */
function fieldTypes(l: Lowering, info: ClassInfo): ReadonlyMap<string, ts.Type> {
  const { ts, facts } = l;
  const types = new Map<string, ts.Type>();
  for (let at: ts.ClassLikeDeclaration | undefined = info.declaration; at !== undefined; at = facts.parentClass(at)) {
    for (const member of at.members) {
      const fields = ts.isPropertyDeclaration(member) ? [member] : ts.isConstructorDeclaration(member) ? member.parameters.filter((one) => ts.isParameterPropertyDeclaration(one, member)) : [];
      for (const field of fields) {
        const name = ts.isPropertyDeclaration(field) ? memberName(ts, field.name) : field.name.getText();
        if (name === undefined || (ts.getCombinedModifierFlags(field) & ts.ModifierFlags.Static) !== 0) continue;
        if (!types.has(name)) types.set(name, typeInForm(l, info, field) ?? facts.checker.getTypeAtLocation(field));
      }
    }
  }
  return types;
}
