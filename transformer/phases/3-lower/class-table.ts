/** The classes whose objects compiled code reads, and where each field lies in an object's record. Offsets are shared along an inheritance chain. */
import type ts from 'typescript';
import type { ClassMeta, FieldMeta } from '../../../runtime/abi/unit.js';
import { arrayFormOf } from '../../../runtime/abi/unit.js';
import type { TypeScript } from '../../contracts.js';
import type { Instances } from '../../host/class-instances.js';
import { findInstances, printArguments } from '../../host/class-instances.js';
import type { StandIns } from '../../host/stand-ins.js';
import { findStandIns } from '../../host/stand-ins.js';
import type { TypeFacts } from '../../host/type-facts.js';

/** A class and everything above it up to the library's base classes use one table of offsets, so that a field lies at the same place in all of them. */
interface Family {
  /** By name and shape: classes that are only cousins may have a number and a Variable of one name. */
  readonly fields: Map<string, FieldMeta>;
  bytes: number;
}

export interface ClassInfo {
  readonly id: string;
  readonly name: string;
  readonly declaration: ts.ClassLikeDeclaration;
  /** The form for objects whose parameters are arrays, one value for each cell. */
  readonly hasArrayParameters: boolean;
  /** Of a generic class: the type of the objects that this form is for, with its arguments. */
  readonly instance?: ts.Type;
  /** The index that a record's first word holds. */
  readonly index: number;
  readonly family: Family;
  /** Where each field is found that was read from objects of this very class. */
  readonly fields: Map<string, FieldMeta>;
  /** All fields that its objects' records have: these, and what was read through a parent class. */
  readonly read: Set<FieldMeta>;
  readonly entries: Record<string, string>;
  /** Names for the capture thunk of the class's units, in order. */
  readonly captures: string[];
}

/** A field's meta without its places: what the layout needs to know. `optional`: it may hold `undefined` or `null`. */
export type FieldShape = (FieldMeta extends infer F ? (F extends { readonly offset: number } ? Omit<F, 'offset' | 'present'> : F) : never) & { readonly optional?: boolean };

/** What the table asks of the program; its state gives it. */
interface ClassSources {
  /** The parameters of a class that are arrays in some of its objects; empty where the program gives it numbers only. */
  arrayParameters(declaration: ts.ClassLikeDeclaration): ReadonlySet<string>;
  hasArrayForm(declaration: ts.ClassLikeDeclaration): boolean;
  readonly knownTexts: ReadonlyMap<string, readonly string[]>;
  readonly ts: TypeScript;
  readonly program: ts.Program;
  readonly facts: TypeFacts;
  /** The file's name in ids. */
  fileOf(node: ts.Node): string;
}

/** What holds for all modules of a program. */
interface ClassNames {
  readonly ids: Map<ts.ClassLikeDeclaration, string>;
  subclasses: Map<ts.ClassLikeDeclaration, ts.ClassLikeDeclaration[]> | undefined;
  instances: Instances | undefined;
  standIns: StandIns | undefined;
}

const headerBytes = 8;

export class ClassTable {
  readonly #state: ClassSources;
  readonly #infos = new Map<ts.ClassLikeDeclaration, ClassInfo>();
  readonly #names: ClassNames;
  readonly #arrayForms = new Map<ts.ClassLikeDeclaration, ClassInfo>();
  /** The forms of generic classes, by id. */
  readonly #instanceForms = new Map<string, ClassInfo>();
  readonly #families = new Map<ts.ClassLikeDeclaration, Family>();

  /** `other`: the table of another module of the same program, which calls classes by the same names. */
  constructor(state: ClassSources, other?: ClassTable) {
    this.#state = state;
    this.#names = other === undefined ? { ids: new Map(), subclasses: undefined, instances: undefined, standIns: undefined } : other.#names;
  }

  get all(): readonly ClassInfo[] {
    return this.#forms.sort((a, b) => a.index - b.index);
  }

  get #forms(): ClassInfo[] {
    return [...this.#infos.values(), ...this.#arrayForms.values(), ...this.#instanceForms.values()];
  }

  info(declaration: ts.ClassLikeDeclaration, hasArrayParameters = false): ClassInfo {
    const infos = hasArrayParameters ? this.#arrayForms : this.#infos;
    let info = infos.get(declaration);
    if (info === undefined) {
      const id = this.idOf(declaration);
      infos.set(declaration, (info = this.#make(declaration, hasArrayParameters ? arrayFormOf(id) : id, { hasArrayParameters })));
    }
    return info;
  }

  /** The form of a generic class for objects of one type. */
  #instance(declaration: ts.ClassLikeDeclaration, instance: ts.Type, printed: string): ClassInfo {
    const id = `${this.idOf(declaration)}<${printed}>`;
    let info = this.#instanceForms.get(id);
    if (info === undefined) this.#instanceForms.set(id, (info = this.#make(declaration, id, { hasArrayParameters: false, instance })));
    return info;
  }

  /** This table's own form of a class that another table has. */
  own({ declaration, hasArrayParameters, instance }: ClassInfo): ClassInfo {
    return instance === undefined ? this.info(declaration, hasArrayParameters) : this.#instance(declaration, instance, printArguments(this.#state.facts, declaration, instance)!);
  }

  #make(declaration: ts.ClassLikeDeclaration, id: string, form: Pick<ClassInfo, 'hasArrayParameters' | 'instance'>): ClassInfo {
    return {
      id, name: declaration.name?.text ?? 'class', declaration, ...form,
      index: this.#forms.length, family: this.#familyOf(declaration), fields: new Map(), read: new Set(), entries: {}, captures: [],
    };
  }

  /** `src/lr.ts:LogisticRegression`, with a number where two classes of a file share a name. */
  idOf(declaration: ts.ClassLikeDeclaration): string {
    const { ids } = this.#names;
    let id = ids.get(declaration);
    if (id === undefined) {
      const base = `${this.#state.fileOf(declaration)}:${declaration.name?.text ?? 'class'}`;
      const count = [...ids.values()].filter((other) => other === base || other.startsWith(`${base}@`)).length;
      id = count === 0 ? base : `${base}@${count}`;
      ids.set(declaration, id);
    }
    return id;
  }

  /** The class and its parents that declare `#private` fields which compiled code reads. */
  privateHomes(info: ClassInfo): readonly ts.ClassLikeDeclaration[] {
    const homes: ts.ClassLikeDeclaration[] = [];
    for (let home: ts.ClassLikeDeclaration | undefined = info.declaration; home !== undefined; home = this.#state.facts.parentClass(home)) {
      if (this.privateFields(home).length > 0) homes.push(home);
    }
    return homes;
  }

  /** The `#private` fields that a class declares itself and compiled code reads. */
  privateFields(declaration: ts.ClassLikeDeclaration): readonly string[] {
    const { ts } = this.#state;
    // The keys hold the shape too: cousins may have fields of one name.
    const read = new Set([...this.#familyOf(declaration).fields.values()].map((field) => field.name));
    return declaration.members.flatMap((member) => {
      const key = member.name !== undefined && ts.isPrivateIdentifier(member.name) ? this.privateKey(declaration, member.name.text) : undefined;
      return key !== undefined && read.has(key) ? [key] : [];
    });
  }

  /** The name of a `#private` field among the fields of an object: `#v`; `#v@Child` where a parent of Child has a `#v` of its own. */
  privateKey(home: ts.ClassLikeDeclaration, name: string): string {
    const parent = this.#state.facts.parentClass(home);
    return parent !== undefined && this.findMember(parent, name) !== undefined ? `${name}@${home.name?.text ?? 'class'}` : name;
  }

  byId(id: string): ClassInfo {
    const info = this.#forms.find((one) => one.id === id);
    if (info === undefined) throw new Error(`no class ${id}`);
    return info;
  }

  /**
   * The classes that an object of the declared class can be of: itself, its subclasses and those that stand in for one of these, without abstract ones. A generic class has a form for
   * each type of which the program makes objects; `type` says which one it is, where it is known.
   */
  concrete(declaration: ts.ClassLikeDeclaration, type?: ts.Type): readonly ClassInfo[] {
    const found: ClassInfo[] = [];
    const seen = new Set<ts.ClassLikeDeclaration>();
    const visit = (one: ts.ClassLikeDeclaration): void => {
      if (seen.has(one)) return;
      seen.add(one);
      if (!isAbstract(this.#state.ts, one)) {
        found.push(...this.#formsOf(one, one === declaration ? type : undefined));
        if (this.#state.hasArrayForm(one)) found.push(this.info(one, true));
      }
      for (const sub of this.#subclassMap().get(one) ?? []) if (one !== declaration || type === undefined || this.#mayBe(sub, declaration, type)) visit(sub);
      for (const other of this.#standIns.get(one) ?? []) visit(other);
    };
    visit(declaration);
    return found;
  }

  /** Whether objects of a class can be of a generic parent's type: `class Counts extends Ring<'int32'>` is no `Ring<'bool'>`. */
  #mayBe(sub: ts.ClassLikeDeclaration, parent: ts.ClassLikeDeclaration, type: ts.Type): boolean {
    const { facts } = this.#state;
    const extended = facts.parentType(sub);
    const [own, wanted] = [extended, type].map((one) => one && printArguments(facts, parent, one));
    return own === undefined || wanted === undefined || own === wanted;
  }

  #formsOf(declaration: ts.ClassLikeDeclaration, type: ts.Type | undefined): readonly ClassInfo[] {
    if (declaration.typeParameters === undefined) return [this.info(declaration)];
    const printed = type && printArguments(this.#state.facts, declaration, type);
    if (type !== undefined && printed !== undefined) return [this.#instance(declaration, type, printed)];
    const { ts, facts, program } = this.#state;
    this.#names.instances ??= findInstances(ts, facts, program);
    const known = this.#names.instances.get(declaration);
    const forms = [...(known?.types ?? [])].map(([text, instance]) => this.#instance(declaration, instance, text));
    return forms.length === 0 || known?.hasOthers === true ? [...forms, this.info(declaration)] : forms;
  }

  /** The classes below others in the program (and in the library's sources, where it has them) that a test holds for. */
  every(test: (declaration: ts.ClassLikeDeclaration) => boolean): readonly ts.ClassLikeDeclaration[] {
    return [...this.#subclassMap().values()].flat().filter(test);
  }

  /** The member of that name that objects of the class have, from the class itself or the nearest parent. */
  findMember(declaration: ts.ClassLikeDeclaration, name: string): { readonly member: ts.ClassElement | ts.ParameterDeclaration; readonly home: ts.ClassLikeDeclaration } | undefined {
    const { ts, facts } = this.#state;
    for (let home: ts.ClassLikeDeclaration | undefined = declaration; home !== undefined; home = facts.parentClass(home)) {
      const members = home.members.filter((one) => one.name !== undefined && memberName(ts, one.name) === name);
      const member = members.find((one) => !ts.isSetAccessor(one) && !(ts.isMethodDeclaration(one) && one.body === undefined && !isAbstractMember(ts, one))) ?? members[0];
      if (member !== undefined && !isAbstractMember(ts, member)) return { member, home };
      const constructor = home.members.find((one) => ts.isConstructorDeclaration(one) && one.body !== undefined);
      if (constructor !== undefined && ts.isConstructorDeclaration(constructor)) {
        const parameter = constructor.parameters.find((one) => ts.isParameterPropertyDeclaration(one, constructor) && ts.isIdentifier(one.name) && one.name.text === name);
        if (parameter !== undefined) return { member: parameter, home };
      }
    }
    return undefined;
  }

  /** The setter of that name that objects of the class have. */
  findSetter(declaration: ts.ClassLikeDeclaration, name: string): ts.SetAccessorDeclaration | undefined {
    const { ts, facts } = this.#state;
    for (let home: ts.ClassLikeDeclaration | undefined = declaration; home !== undefined; home = facts.parentClass(home)) {
      const members = home.members.filter((one) => one.name !== undefined && memberName(ts, one.name) === name);
      const setter = members.find((one) => ts.isSetAccessor(one));
      if (members.length > 0) return setter !== undefined && ts.isSetAccessor(setter) && setter.body !== undefined ? setter : undefined;
    }
    return undefined;
  }

  /**
   * The offset of a field of an object that is of one of some classes, allotted when it is first read. The shape of a field that is
   * known of the first class already is kept.
   */
  field(infos: readonly ClassInfo[], name: string, shape: () => FieldShape | undefined): FieldMeta | undefined {
    const [first] = infos;
    const field = first === undefined ? undefined : first.fields.get(name) ?? this.#placeField(first, name, shape());
    if (field !== undefined) for (const info of infos) info.read.add(field);
    return field;
  }

  #placeField(info: ClassInfo, name: string, wanted: FieldShape | undefined): FieldMeta | undefined {
    if (wanted === undefined) return undefined;
    const key = `${name} ${JSON.stringify(wanted)}`;
    const placed = info.family.fields.get(key) ?? place(wanted, info.family);
    info.family.fields.set(key, placed);
    info.fields.set(name, placed);
    return placed;
  }

  metas(): readonly ClassMeta[] {
    return this.all.map((info) => ({
      id: info.id, name: info.name, bytes: info.family.bytes, entries: info.entries,
      fields: [...info.read].map((field) => this.#withTexts(field)),
    }));
  }

  #withTexts(field: FieldMeta): FieldMeta {
    const known = this.#state.knownTexts.get(field.name);
    return field.kind !== 'string' || known === undefined ? field : { ...field, known };
  }

  #familyOf(declaration: ts.ClassLikeDeclaration): Family {
    let top = this.#topOf(declaration);
    // What stands for each other is read at the same places.
    const tied = [...this.#standIns].flatMap(([wanted, given]) => [wanted, ...given].map((one) => this.#topOf(one)));
    if (tied.includes(top)) top = tied[0]!;
    let family = this.#families.get(top);
    if (family === undefined) {
      family = { fields: new Map(), bytes: headerBytes };
      this.#families.set(top, family);
    }
    return family;
  }

  /** The class below `Base` from which a class comes. */
  #topOf(declaration: ts.ClassLikeDeclaration): ts.ClassLikeDeclaration {
    const parent = this.#state.facts.parentClass(declaration);
    return parent === undefined || parent.name?.text === 'Base' ? declaration : this.#topOf(parent);
  }

  get #standIns(): StandIns {
    const { ts, facts, program } = this.#state;
    return (this.#names.standIns ??= findStandIns(ts, facts, program));
  }

  #subclassMap(): Map<ts.ClassLikeDeclaration, ts.ClassLikeDeclaration[]> {
    if (this.#names.subclasses !== undefined) return this.#names.subclasses;
    const { ts, facts, program } = this.#state;
    const map = new Map<ts.ClassLikeDeclaration, ts.ClassLikeDeclaration[]>();
    const visit = (node: ts.Node): void => {
      if (ts.isClassLike(node)) {
        const parent = facts.parentClass(node);
        if (parent !== undefined) map.set(parent, [...(map.get(parent) ?? []), node]);
      }
      ts.forEachChild(node, visit);
    };
    for (const file of program.getSourceFiles()) if (!file.isDeclarationFile) visit(file);
    // Last: asking for parents above may have loaded them.
    for (const file of facts.librarySources()) visit(file);
    this.#names.subclasses = map;
    return map;
  }
}

function place({ optional = false, ...shape }: FieldShape, family: Family): FieldMeta {
  const present = optional ? { present: takeBytes(family, 8) } : {};
  if (shape.kind === 'object') return { ...shape, ...present, fields: shape.fields.map((field) => place(field, family)) };
  return { ...shape, ...present, offset: takeBytes(family, shape.kind === 'number' || shape.kind === 'boolean' ? 8 : 4) } as FieldMeta;
}

function takeBytes(family: Family, bytes: number): number {
  const offset = Math.ceil(family.bytes / bytes) * bytes;
  family.bytes = offset + bytes;
  return offset;
}

function isAbstract(typescript: typeof ts, declaration: ts.ClassLikeDeclaration): boolean {
  return (typescript.getCombinedModifierFlags(declaration) & typescript.ModifierFlags.Abstract) !== 0;
}

function isAbstractMember(typescript: typeof ts, member: ts.ClassElement): boolean {
  return typescript.canHaveModifiers(member) && (typescript.getModifiers(member) ?? []).some((modifier) => modifier.kind === typescript.SyntaxKind.AbstractKeyword);
}

export function memberName(typescript: typeof ts, name: ts.PropertyName): string | undefined {
  return typescript.isIdentifier(name) || typescript.isPrivateIdentifier(name) || typescript.isStringLiteral(name) ? name.text : undefined;
}
