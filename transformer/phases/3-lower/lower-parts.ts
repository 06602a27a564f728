/** What the declared fields of an object tell of its parts: `partsOf(cell, Channel)`, a list known at build time; the classes of a network's parts. */
import type ts from 'typescript';
import { listStride } from '../../../runtime/abi/unit.js';
import { unsupportedCall } from '../../diagnostics/rules/unsupported-call.js';
import { libraryFile } from '../../host/library-file.js';
import type { ClassInfo, FieldShape } from './class-table.js';
import { memberName } from './class-table.js';
import type { Classified } from './field-shape.js';
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
  const names = [...fieldTypes(l, declaration)].filter(([, type]) => {
    const classified = classify(l, type);
    return classified?.kind === 'instance' && extendsClass(l, classified.declaration, wanted);
  });
  return names.map(([name]) => name).sort();
}

/**
 * The list in which a network keeps its parts in the order of their steps: of the classes that its fields declare, and the delays that those keep for
 * themselves. Undefined for other fields, and for networks whose parts no field declares.
 */
export function shapeOfOrder(l: Lowering, declaration: ts.ClassLikeDeclaration, name: string, member: ts.Node): FieldShape | undefined {
  if (name !== 'stepOrder' || libraryFile(member.getSourceFile().fileName) !== 'dyn/network') return undefined;
  const classes = new Set<string>();
  const add = ({ declaration: found, type }: Instance): readonly ClassInfo[] => {
    const infos = l.state.classes.concrete(found, type);
    for (const info of infos) classes.add(info.id);
    return infos;
  };
  const seen = new Set<ts.ClassLikeDeclaration>();
  const addDelays = (found: ts.ClassLikeDeclaration): void => {
    if (seen.has(found)) return;
    seen.add(found);
    for (const part of instancesIn(l, found)) {
      if (l.facts.extendsLibrary(part.declaration, 'LengthDelay')) add(part);
      else if (l.facts.extendsBase(part.declaration)) addDelays(part.declaration);
    }
  };
  for (const part of instancesIn(l, declaration, name)) {
    if (!l.facts.extendsLibrary(part.declaration, 'DynamicalSystem')) continue;
    for (const info of add(part)) if (!l.facts.extendsLibrary(info.declaration, 'Network')) addDelays(info.declaration);
  }
  const item: FieldShape = { kind: 'instance', name: 'item', classes: [...classes] };
  return classes.size === 0 ? undefined : { kind: 'list', name, item: { ...item, offset: 0 }, stride: listStride(item) };
}

type Instance = Extract<Classified, { kind: 'instance' }>;

/** The objects that the fields of a class (all but `without`) are declared to hold, also in lists and records of objects. */
function instancesIn(l: Lowering, declaration: ts.ClassLikeDeclaration, without?: string): readonly Instance[] {
  const { checker } = l.facts;
  const ofType = (type: ts.Type): readonly Instance[] => {
    const classified = classify(l, type);
    if (classified?.kind === 'list') return ofType(classified.item);
    if (classified?.kind !== 'instance') return [];
    if (classified.declaration.name?.text !== 'NodeDict') return [classified];
    const records = checker.getTypeArguments(classified.type as ts.TypeReference);
    return records.flatMap((record) => record.getProperties()).flatMap((part) => ofType(checker.getTypeOfSymbol(part)));
  };
  return [...fieldTypes(l, declaration)].flatMap(([field, type]) => (field === without ? [] : ofType(type)));
}

/** The declared fields of a class and its parents, with their types. */
function fieldTypes(l: Lowering, declaration: ts.ClassLikeDeclaration): ReadonlyMap<string, ts.Type> {
  const { ts, facts } = l;
  const types = new Map<string, ts.Type>();
  for (let at: ts.ClassLikeDeclaration | undefined = declaration; at !== undefined; at = facts.parentClass(at)) {
    for (const member of at.members) {
      const fields = ts.isPropertyDeclaration(member) ? [member] : ts.isConstructorDeclaration(member) ? member.parameters.filter((one) => ts.isParameterPropertyDeclaration(one, member)) : [];
      for (const field of fields) {
        const name = ts.isPropertyDeclaration(field) ? memberName(ts, field.name) : field.name.getText();
        if (name === undefined || (ts.getCombinedModifierFlags(field) & ts.ModifierFlags.Static) !== 0) continue;
        if (!types.has(name)) types.set(name, facts.checker.getTypeAtLocation(field));
      }
    }
  }
  return types;
}

function extendsClass({ facts }: Lowering, declaration: ts.ClassLikeDeclaration, wanted: ts.ClassLikeDeclaration): boolean {
  for (let at: ts.ClassLikeDeclaration | undefined = declaration; at !== undefined; at = facts.parentClass(at)) if (at === wanted) return true;
  return false;
}
