/** From a TypeScript type to the way a value of it travels into compiled code: as a field of a record, or as a slot of the frame. */
import type ts from 'typescript';
import type { FieldMeta, SlotMeta, UnitDType } from '../../../runtime/abi/unit.js';
import { listStride } from '../../../runtime/abi/unit.js';
import { jitClassExtendsBase } from '../../diagnostics/rules/jit-class-extends-base.js';
import { missingType } from '../../diagnostics/rules/missing-type.js';
import type { PlainContainer } from '../../diagnostics/rules/no-untracked-variable.js';
import { noUntrackedVariable } from '../../diagnostics/rules/no-untracked-variable.js';
import { hasAssignedElements, isGrown } from '../../host/assignments.js';
import { constantValue } from '../../host/constant-value.js';
import type { ArrayFacts } from '../../host/type-facts.js';
import type { Expr, ListType, RecordType, Type } from '../../ir/node.js';
import { booleanConst, booleanType, numberConst, numberType } from './arithmetic.js';
import type { FieldShape } from './class-table.js';
import type { Lowering } from './lowering.js';
import type { Value } from './value.js';
import { exprValue, undefinedValue } from './value.js';

/** What compiled code reads of an integrator: the rest of it is known at build time. */
const integratorFacts: ReadonlySet<string> = new Set(['dt', 'method', 'memory']);

type Kind = 'parameter' | 'field' | 'captured value';

/** The kinds of types that values of jit code can have. */
export type Classified =
  | { readonly kind: 'array'; readonly facts: ArrayFacts; readonly orNumber: boolean }
  | { readonly kind: 'number'; readonly literal?: number }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'string'; readonly literal?: string }
  | { readonly kind: 'instance'; readonly declaration: ts.ClassLikeDeclaration; readonly type: ts.Type }
  | { readonly kind: 'list'; readonly item: ts.Type; readonly container: PlainContainer | 'tracked' }
  /** `isTracked`: a NodeList, whose objects and Variables are found. */
  | { readonly kind: 'tuple'; readonly items: readonly ts.Type[]; readonly isTracked?: true }
  | { readonly kind: 'object'; readonly properties: readonly ts.Symbol[] }
  | { readonly kind: 'none' };

export function classify(l: Lowering, given: ts.Type): Classified | undefined {
  const { ts, facts } = l;
  const { checker } = facts;
  const { TypeFlags } = ts;
  const type = facts.present(given);
  if ((type.flags & (TypeFlags.Any | TypeFlags.Unknown | TypeFlags.Never)) !== 0) return (given.flags & (TypeFlags.Undefined | TypeFlags.Null)) !== 0 ? { kind: 'none' } : undefined;
  const array = facts.arrayFacts(type);
  if (array !== undefined) return { kind: 'array', facts: array, orNumber: array.like };
  if ((type.flags & TypeFlags.TypeParameter) !== 0) {
    const constraint = checker.getBaseConstraintOfType(type);
    return constraint === undefined ? undefined : classify(l, constraint);
  }
  if (type.isNumberLiteral()) return { kind: 'number', literal: type.value };
  if (type.isStringLiteral()) return { kind: 'string', literal: type.value };
  if ((type.flags & TypeFlags.NumberLike) !== 0) return { kind: 'number' };
  if ((type.flags & TypeFlags.BooleanLike) !== 0) return { kind: 'boolean' };
  // `string & { … }`: a name of its own kind.
  if ((type.isIntersection() ? type.types : [type]).some((part) => (part.flags & TypeFlags.StringLike) !== 0)) return { kind: 'string' };
  if ((type.flags & (TypeFlags.Undefined | TypeFlags.Void | TypeFlags.Null)) !== 0) return { kind: 'none' };
  if (type.isUnion()) return classifyUnion(l, type.types);
  if (type.isIntersection() && type.types.some((one) => facts.isLibrary(one.getSymbol(), 'TrackedItems'))) return classifyTracked(l, type.types);
  if (checker.isTupleType(type)) return { kind: 'tuple', items: checker.getTypeArguments(type as ts.TypeReference) };
  const name = type.getSymbol()?.name ?? '';
  if (facts.isLibrary(type.getSymbol(), 'Integrator', 'FractionalIntegrator')) return { kind: 'object', properties: type.getProperties().filter((one) => integratorFacts.has(one.name)) };
  const item = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  if (checker.isArrayType(type) || name === 'ReadonlyArray') return item === undefined ? undefined : { kind: 'list', item, container: 'array' };
  if ((name === 'NodeList' || name === 'VarList') && item !== undefined && facts.isLibrary(type.getSymbol(), name)) return { kind: 'list', item, container: 'tracked' };
  if (name === 'Map' || name === 'Set') {
    const last = checker.getTypeArguments(type as ts.TypeReference).at(-1);
    return last === undefined ? undefined : { kind: 'list', item: last, container: name };
  }
  const [declaration] = facts.classesOf(type);
  if (declaration !== undefined) return { kind: 'instance', declaration, type };
  // Functions of an object are found where they are called, if they are constant; they are no part of what compiled code reads.
  if ((type.flags & TypeFlags.Object) !== 0 && !facts.isCallable(type)) return { kind: 'object', properties: type.getProperties().filter((one) => !facts.isCallable(facts.present(checker.getTypeOfProperty(type, one)))) };
  return undefined;
}

/** `NodeTuple<[A, B]>`, a NodeList of objects of classes known one by one, or as many as there are of one. */
function classifyTracked(l: Lowering, types: readonly ts.Type[]): Classified | undefined {
  const [list] = types.map((type) => classify(l, type)).filter((kind) => kind?.kind === 'tuple' || kind?.kind === 'list');
  if (list?.kind === 'tuple') return { ...list, isTracked: true };
  return list?.kind === 'list' ? { ...list, container: 'tracked' } : undefined;
}

/** `number | NDArray`, `'a' | 'b'`, `A | B` of classes with a common parent. */
function classifyUnion(l: Lowering, types: readonly ts.Type[]): Classified | undefined {
  const kinds = types.map((type) => classify(l, type));
  if (kinds.some((kind) => kind === undefined)) return undefined;
  const arrays = kinds.filter((kind) => kind!.kind === 'array');
  const numbers = kinds.filter((kind) => kind!.kind === 'number');
  if (arrays.length > 0 && arrays.length + numbers.length === kinds.length) {
    const [first] = arrays as [Extract<Classified, { kind: 'array' }>];
    const facts = arrays.map((kind) => (kind as typeof first).facts);
    const same = facts.every((one) => one.rank === first.facts.rank);
    const dtypes = new Set(facts.map((one) => one.dtype));
    return { kind: 'array', facts: { ...first.facts, rank: same ? first.facts.rank : null, dtype: dtypes.size === 1 ? first.facts.dtype : undefined }, orNumber: numbers.length > 0 || first.orNumber };
  }
  for (const kind of ['number', 'boolean', 'string'] as const) if (kinds.every((one) => one!.kind === kind)) return { kind };
  return kinds[0]!.kind === 'instance' && kinds.length === 1 ? kinds[0] : undefined;
}

export function unitDType(l: Lowering, facts: ArrayFacts): UnitDType {
  l.dtypeOf(facts.dtype);
  return facts.dtype ?? 'float';
}

/** The classes that an object of a type can be of. Reports one that is not part of the program or does not extend Base. */
function classIds(l: Lowering, { declaration, type }: Extract<Classified, { kind: 'instance' }>, node: ts.Node): readonly string[] | undefined {
  if (!l.facts.extendsBase(declaration)) {
    l.report(jitClassExtendsBase.messages.instance({ className: declaration.name?.text ?? 'class' }), node);
    return undefined;
  }
  return l.state.classes.concrete(declaration, type).map((info) => info.id);
}

/** How a class's field looks in its record; undefined (and a diagnostic) if compiled code cannot read it. */
export function shapeOfField(l: Lowering, name: string, type: ts.Type, node: ts.Node): FieldShape | undefined {
  const shape = shapeOfValue(l, name, type, node);
  return shape !== undefined && l.facts.mayBeAbsent(type) ? { ...shape, optional: true } : shape;
}

function shapeOfValue(l: Lowering, name: string, type: ts.Type, node: ts.Node): FieldShape | undefined {
  const classified = classify(l, type);
  if (classified === undefined || classified.kind === 'none') {
    l.report(missingType.messages.value({ name, type: l.facts.checker.typeToString(type), what: 'field' }), node);
    return undefined;
  }
  switch (classified.kind) {
    case 'array': {
      const { facts, orNumber } = classified;
      return { kind: facts.variable ? 'variable' : 'array', name, dtype: unitDType(l, facts), rank: facts.rank, ...(orNumber ? { orNumber } : {}) };
    }
    case 'number': case 'boolean': case 'string': return { kind: classified.kind, name };
    case 'instance': {
      const classes = classIds(l, classified, node);
      return classes === undefined ? undefined : { kind: 'instance', name, classes };
    }
    case 'tuple': {
      if (classified.isTracked !== true && !canBeUntracked(l, name, classified.items, node)) return undefined;
      const fields = classified.items.map((item, i) => shapeOfField(l, String(i), item, node));
      return fields.some((field) => field === undefined) ? undefined : { kind: 'object', name, isTuple: true, fields: fields as unknown as readonly FieldMeta[] };
    }
    case 'list': {
      if (classified.container !== 'tracked' && !canBeUntracked(l, name, [classified.item], node, classified.container)) return undefined;
      const item = shapeOfValue(l, 'item', classified.item, node);
      return item === undefined || item.kind === 'object' ? undefined
        : { kind: 'list', name, item: { ...item, offset: 0 } as FieldMeta, stride: listStride(item) };
    }
    case 'object': {
      const fields = classified.properties.map((property) => shapeOfField(l, property.name, l.facts.checker.getTypeOfSymbol(property), node));
      return fields.some((field) => field === undefined) ? undefined : { kind: 'object', name, fields: fields as unknown as readonly FieldMeta[] };
    }
  }
}

/** Reports a list of what must be tracked: Variables, objects, and whatever a Map or a Set holds. */
function canBeUntracked(l: Lowering, attribute: string, items: readonly ts.Type[], node: ts.Node, container: PlainContainer = 'array'): boolean {
  const kinds = items.map((item) => classify(l, item));
  const holdsObjects = kinds.some((item) => item?.kind === 'instance');
  if (!holdsObjects && container === 'array' && !kinds.some((item) => item?.kind === 'array' && item.facts.variable)) return true;
  l.report(noUntrackedVariable.messages.field({ attribute, container, holds: holdsObjects ? 'objects' : 'variables' }), node);
  return false;
}

/** The value of a field, read from a record. */
export function typeOfField(l: Lowering, field: FieldMeta, record: Expr, node: ts.Node): Value {
  const value = presentValue(l, field, record, node);
  if (field.present === undefined) return value;
  return { kind: 'optional', present: { kind: 'field', record, offset: field.present, name: `${field.name}?`, variable: false, type: booleanType }, value };
}

function presentValue(l: Lowering, field: FieldMeta, record: Expr, node: ts.Node): Value {
  if (field.kind === 'object') {
    if (field.isTuple === true) return { kind: 'tuple', items: field.fields.map((inner) => typeOfField(l, inner, record, node)) };
    return { kind: 'object', fields: new Map(field.fields.map((inner) => [inner.name, typeOfField(l, inner, record, node)])) };
  }
  const read = <T extends Type>(type: T): Expr & { type: T } => ({ kind: 'field', record, offset: field.offset, name: field.name, variable: field.kind === 'variable', type });
  switch (field.kind) {
    case 'variable': case 'array': return exprValue(read({ kind: 'array', dtype: l.dtypeOf(field.dtype === 'float' ? undefined : field.dtype), rank: field.rank }));
    case 'number': return exprValue(read(numberType));
    case 'boolean': return exprValue(read(booleanType));
    case 'string': return { kind: 'text', expr: read({ kind: 'string' }) };
    case 'instance': return { kind: 'instance', record: read<RecordType>({ kind: 'record', classes: field.classes }) };
    case 'list': return { kind: 'list', list: read(listType(l, field.item)), node };
  }
}

/** The type of a list, from the one field or slot that stands for its items. */
function listType(l: Lowering, item: FieldMeta | SlotMeta): ListType {
  return { kind: 'list', item: itemType(l, item), stride: listStride(item), ...(item.kind === 'variable' ? { variables: true } : {}) };
}

function itemType(l: Lowering, item: FieldMeta | SlotMeta): ListType['item'] {
  switch (item.kind) {
    case 'instance': return { kind: 'record', classes: item.classes };
    case 'variable': case 'array': return { kind: 'array', dtype: l.dtypeOf(item.dtype === 'float' ? undefined : item.dtype), rank: item.rank };
    case 'boolean': return booleanType;
    case 'string': return { kind: 'string' };
    case 'list': return listType(l, item.item);
    default: return numberType;
  }
}

/** The slot that stands for all items of a JavaScript list; undefined for types that lists cannot hold. */
function itemSlot(l: Lowering, type: ts.Type): SlotMeta | undefined {
  const item = classify(l, type);
  switch (item?.kind) {
    case 'number': case 'boolean': case 'string': return { kind: item.kind, offset: 0 };
    case 'array': return item.facts.variable ? undefined : { kind: 'array', offset: 0, dtype: unitDType(l, item.facts), rank: item.facts.rank, ...(item.orNumber ? { orNumber: true } : {}) };
    case 'list': {
      const inner = item.container === 'array' ? itemSlot(l, item.item) : undefined;
      return inner && { kind: 'list', offset: 0, item: inner };
    }
    default: return undefined;
  }
}

/** Allots the frame's words. */
export class FrameLayout {
  bytes = 0;

  take(size: number): number {
    this.bytes = Math.ceil(this.bytes / Math.min(size, 8)) * Math.min(size, 8);
    const offset = this.bytes;
    this.bytes += size;
    return offset;
  }
}

/** A parameter or captured value that gets a slot. */
export interface SlotSource {
  readonly name: string;
  readonly type: ts.Type;
  readonly what: Kind;
  /** Where it stands, for messages. */
  readonly node: ts.Node;
  readonly optional?: boolean;
  /** What a captured constant was declared with. */
  readonly initializer?: ts.Expression | undefined;
}

interface Slotted {
  readonly slot: SlotMeta;
  readonly value: Value;
}

/** The slot of a parameter or capture and the value that compiled code sees; undefined (and a diagnostic) for types that cannot travel. */
export function slotOf(l: Lowering, frame: FrameLayout, source: SlotSource): Slotted | undefined {
  const { name, type, what, node, optional = false, initializer } = source;
  const classified = classify(l, type);
  if (classified === undefined) {
    l.report(missingType.messages.value({ name, type: l.facts.checker.typeToString(type), what }), node);
    return undefined;
  }
  const present = optional && classified.kind !== 'object' && classified.kind !== 'tuple' ? { present: frame.take(4) } : {};
  const given = (value: Value): Value => present.present === undefined ? value
    : { kind: 'optional', present: { kind: 'present', offset: present.present, type: booleanType }, value };
  const read = <T extends Type>(offset: number, valueType: T): Expr & { type: T } => ({ kind: 'slot', offset, name, type: valueType });
  switch (classified.kind) {
    case 'none': return { slot: { kind: 'none' }, value: undefinedValue };
    case 'array': {
      const offset = frame.take(48);
      const dtype = unitDType(l, classified.facts);
      const value = exprValue({
        ...read(offset, { kind: 'array', dtype: l.dtypeOf(classified.facts.dtype), rank: classified.orNumber ? null : classified.facts.rank }),
        ...(what === 'parameter' ? { argument: true } : classified.facts.variable ? { variable: true } : {}),
      });
      return { slot: { kind: 'array', offset, dtype, rank: classified.facts.rank, ...present, ...(classified.orNumber ? { orNumber: true } : {}) }, value: given(value) };
    }
    case 'number': case 'boolean': {
      const offset = frame.take(8);
      const literal = what !== 'parameter' && classified.kind === 'number' ? classified.literal : undefined;
      const value = literal !== undefined ? numberConst(literal) : read(offset, classified.kind === 'number' ? numberType : booleanType);
      return { slot: { kind: classified.kind, offset, ...present }, value: given(exprValue(value)) };
    }
    case 'string': {
      const offset = frame.take(4);
      return { slot: { kind: 'string', offset, ...present }, value: given({ kind: 'text', expr: read(offset, { kind: 'string' }) }) };
    }
    case 'instance': {
      const classes = classIds(l, classified, node);
      if (classes === undefined) return undefined;
      const offset = frame.take(4);
      return { slot: { kind: 'instance', offset, classes, ...present }, value: given({ kind: 'instance', record: read<RecordType>(offset, { kind: 'record', classes }) }) };
    }
    case 'tuple': {
      const items = classified.items.map((item, i) => slotOf(l, frame, { ...source, name: `${name}[${i}]`, type: item, optional: false, initializer: undefined }));
      if (items.some((item) => item === undefined)) return undefined;
      return { slot: { kind: 'tuple', items: items.map((item) => item!.slot) }, value: { kind: 'tuple', items: items.map((item) => item!.value) } };
    }
    case 'object': {
      const fields: [string, SlotMeta][] = [];
      const values = new Map<string, Value>();
      for (const property of classified.properties) {
        const isOptional = optional || (property.flags & l.ts.SymbolFlags.Optional) !== 0;
        const declared = property.valueDeclaration;
        const given = what === 'captured value' && declared !== undefined && l.ts.isPropertyAssignment(declared) ? declared.initializer : undefined;
        const field = slotOf(l, frame, { ...source, name: `${name}.${property.name}`, type: l.facts.checker.getTypeOfSymbol(property), optional: isOptional, initializer: given });
        if (field === undefined) return undefined;
        fields.push([property.name, field.slot]);
        values.set(property.name, field.value);
      }
      return { slot: { kind: 'object', fields, ...(optional ? { optional } : {}) }, value: { kind: 'object', fields: values } };
    }
    case 'list': {
      const constant = initializer === undefined ? undefined : constantList(l, initializer);
      if (constant !== undefined) return { slot: { kind: 'constant', value: constant }, value: valueOfConstant(constant) };
      const item = classified.container === 'array' ? itemSlot(l, classified.item) : undefined;
      if (item === undefined) {
        l.report(missingType.messages.value({ name, type: l.facts.checker.typeToString(type), what }), node);
        return undefined;
      }
      const offset = frame.take(4);
      return { slot: { kind: 'list', offset, item, ...present }, value: given({ kind: 'list', list: read(offset, listType(l, item)), node }) };
    }
  }
}

/** A captured list that stands as a literal in the program, and that nothing in its file changes. */
function constantList(l: Lowering, initializer: ts.Expression): readonly unknown[] | undefined {
  const { parent } = initializer;
  if (l.ts.isVariableDeclaration(parent) && l.ts.isIdentifier(parent.name) && (hasAssignedElements(l.ts, l.facts, parent.name) || isGrown(l.ts, l.facts, parent.name))) return undefined;
  const value = constantValue(l.ts, l.facts, initializer);
  return Array.isArray(value) ? value : undefined;
}

/** Numbers, strings, lists and records that the program writes out. */
export function valueOfConstant(value: unknown): Value {
  if (Array.isArray(value)) return { kind: 'tuple', items: value.map(valueOfConstant) };
  if (typeof value === 'object' && value !== null) return { kind: 'object', fields: new Map(Object.entries(value).map(([key, item]) => [key, valueOfConstant(item)])) };
  return typeof value === 'string' ? { kind: 'string', text: value } : exprValue(typeof value === 'boolean' ? booleanConst(value) : numberConst(Number(value)));
}

