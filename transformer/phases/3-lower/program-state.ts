/** What the units of one module share while they are lowered (sites, strings, class layouts), and what all modules of a program do: what `rewrite` will need to know. */
import type ts from 'typescript';
import type { IntegratorFamily } from '../../../runtime/abi/equations.js';
import { integrationMethods } from '../../../runtime/abi/equations.js';
import type { SiteMeta } from '../../../runtime/abi/unit.js';
import type { TypeScript } from '../../contracts.js';
import type { DiagnosticCollector } from '../../diagnostics/collect.js';
import { formatPlace, placeOf, placeOfName } from '../../diagnostics/place.js';
import { assignmentsIn } from '../../host/assignments.js';
import { libraryFile } from '../../host/library-file.js';
import { fileId } from '../../host/units-module-name.js';
import { arrayOptions, belongsToCells, parameterFields } from '../../host/parameter-fields.js';
import type { RegisteredMethod } from '../../host/registered-methods.js';
import { findRegisteredMethods } from '../../host/registered-methods.js';
import type { TypeFacts } from '../../host/type-facts.js';
import { ClassTable } from './class-table.js';

const noNames: ReadonlySet<string> = new Set();

export class ProgramState {
  readonly sites: SiteMeta[] = [];
  readonly strings: string[] = [];
  readonly classes: ClassTable;
  /** Function-like nodes that were lowered: their originals get dynamic operators. */
  readonly rewritten: Set<ts.Node>;
  /** Classes below `Base`, all of whose code gets dynamic operators. */
  readonly classCode: Set<ts.Node>;
  /** Plain functions called by jit code. */
  readonly twins: Map<ts.Node, { readonly id: string; readonly captures: ts.Identifier[] }>;
  readonly twinCalls: Map<ts.CallExpression, string>;
  readonly elementwise: Set<ts.Node>;
  /** For fields with texts that compiled code tells apart: those that it knows, by the field's name. */
  readonly knownTexts: Map<string, readonly string[]> = new Map();
  /** Functions handed over by name (`odeint(dV)`): the expression, and the id of the twin that takes its place. */
  readonly twinReferences: Map<ts.Expression, string>;
  /** Where jit code names a function without calling it: as an argument, in a choice. */
  readonly handedOver: Map<ts.Node, Set<ts.Expression>>;
  /** Classes of the program that jit code throws, by the ids that the run knows them by. */
  readonly thrown: Map<ts.ClassDeclaration, string>;
  readonly #siteKeys = new Map<string, number>();

  constructor(
    readonly ts: TypeScript,
    readonly program: ts.Program,
    readonly facts: TypeFacts,
    readonly collector: DiagnosticCollector,
    readonly root: string,
    /** The state of another module of the same program. */
    other?: ProgramState,
  ) {
    this.rewritten = other?.rewritten ?? new Set();
    this.classCode = other?.classCode ?? new Set();
    this.twins = other?.twins ?? new Map();
    this.twinCalls = other?.twinCalls ?? new Map();
    this.elementwise = other?.elementwise ?? new Set();
    this.twinReferences = other?.twinReferences ?? new Map();
    this.handedOver = other?.handedOver ?? new Map();
    this.thrown = other?.thrown ?? new Map();
    this.classes = new ClassTable(this, other?.classes);
  }

  /** The index of a place that can fail, shared by equal ones (a function is lowered for several dtypes). */
  site(meta: Omit<SiteMeta, 'position'>, node: ts.Node): number {
    const full: SiteMeta = { ...meta, position: this.positionOf(node) };
    const key = JSON.stringify(full);
    const known = this.#siteKeys.get(key);
    if (known !== undefined) return known;
    this.#siteKeys.set(key, this.sites.length);
    return this.sites.push(full) - 1;
  }

  string(text: string): number {
    const index = this.strings.indexOf(text);
    return index >= 0 ? index : this.strings.push(text) - 1;
  }

  positionOf(node: ts.Node): string {
    return formatPlace(placeOf(node, this.root));
  }

  positionOfName(node: ts.NamedDeclaration): string {
    return formatPlace(placeOfName(node, this.root));
  }

  /** The id of the rewritten copy of a plain function (`src/h.ts:saturate`), unique in the program. */
  twinOf(node: ts.FunctionLikeDeclaration, name: string): string {
    const known = this.twins.get(node);
    if (known !== undefined) return known.id;
    const base = `${this.fileOf(node)}:${name}`;
    const taken = [...this.twins.values()].filter((twin) => twin.id === base || twin.id.startsWith(`${base}@`)).length;
    const id = taken === 0 ? base : `${base}@${taken}`;
    this.twins.set(node, { id, captures: [] });
    return id;
  }

  /** The id of a class at the top level of a file, whose errors jit code throws. */
  thrownClass(declaration: ts.ClassDeclaration): string {
    let id = this.thrown.get(declaration);
    if (id === undefined) this.thrown.set(declaration, (id = `${this.fileOf(declaration)}:${declaration.name?.text ?? ''}`));
    return id;
  }

  #arrayOptions: ReadonlySet<string> | undefined;
  readonly #arrayParameters = new Map<ts.ClassLikeDeclaration, ReadonlySet<string>>();

  /** All parameters of a class where the program may give an array for one of them: then all of them are arrays. */
  arrayParameters(declaration: ts.ClassLikeDeclaration): ReadonlySet<string> {
    this.#arrayOptions ??= arrayOptions(this.ts, this.facts, this.program);
    if (this.#arrayOptions.size === 0) return noNames;
    let names = this.#arrayParameters.get(declaration);
    if (names === undefined) {
      names = parameterFields(this.ts, this.facts, declaration);
      if (!this.hasArrayForm(declaration, names)) names = noNames;
      this.#arrayParameters.set(declaration, names);
    }
    return names;
  }

  /** Whether a class has a form for objects whose parameters are arrays. A cell and its parts have it together. */
  hasArrayForm(declaration: ts.ClassLikeDeclaration, names: ReadonlySet<string> = this.arrayParameters(declaration)): boolean {
    const isGiven = (name: string): boolean => this.#arrayOptions!.has(name);
    if (this.#arrayOptions?.size === 0 || !belongsToCells(this.facts, declaration)) return [...names].some(isGiven);
    this.#cellsHaveArrays ??= this.classes.every((one) => belongsToCells(this.facts, one)).some((one) => [...parameterFields(this.ts, this.facts, one)].some(isGiven));
    return this.#cellsHaveArrays;
  }

  #cellsHaveArrays: boolean | undefined;

  #methods: readonly string[] | undefined;

  /**
   * The integration methods that an integrator of this program can have whose method only the run knows: the default of models, those that the user's files name
   * anywhere but in the options of an integrator itself, and where an integrator may state none, the defaults of integrators.
   */
  integrationMethods(mayStateNone: boolean): readonly string[] {
    if (this.#methods === undefined) {
      const all = new Set([...Object.values(integrationMethods).flat(), ...this.registeredMethods().keys()]);
      const found = new Set(['exp_auto']);
      const visit = (node: ts.Node): void => {
        if (this.ts.isStringLiteral(node) && all.has(node.text) && !this.#isOfOneIntegrator(node)) found.add(node.text);
        this.ts.forEachChild(node, visit);
      };
      for (const file of this.#userFiles()) visit(file);
      this.#methods = [...found];
    }
    return mayStateNone ? [...new Set([...this.#methods, 'euler', 'l1'])] : this.#methods;
  }

  #registered: ReadonlyMap<string, RegisteredMethod> | undefined;

  /** The methods of `odeint` that the program's files register. */
  registeredMethods(): ReadonlyMap<string, RegisteredMethod> {
    this.#registered ??= findRegisteredMethods(this.ts, this.facts, this.#userFiles());
    return this.#registered;
  }

  /** Whether a name stands as `odeint(f, { method: 'rk4' })`: no other integrator gets it. */
  #isOfOneIntegrator({ parent: property }: ts.StringLiteral): boolean {
    const { ts } = this;
    if (!ts.isPropertyAssignment(property) || property.name.getText() !== 'method' || !ts.isCallExpression(property.parent.parent)) return false;
    // What is spread beside it may say another one.
    if (property.parent.properties.some((one) => ts.isSpreadAssignment(one))) return false;
    const { expression } = property.parent.parent;
    const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
    return ts.isIdentifier(name) && Object.hasOwn(integrationMethods, name.text);
  }

  /** Whether the program changes the method of integrators that state none. */
  setsDefaultMethod(family: IntegratorFamily): boolean {
    const setter = `setDefault${family[0]!.toUpperCase()}${family.slice(1)}`;
    return this.#userFiles().some((file) => file.text.includes(setter));
  }

  #userFiles(): readonly ts.SourceFile[] {
    return this.program.getSourceFiles().filter((file) => !file.isDeclarationFile && libraryFile(file.fileName) === undefined);
  }

  #assignedProperties: ReadonlySet<string> | undefined;

  /** The names of properties that the program writes on something other than `this`: in records that jit code makes these can change. */
  assignedProperties(): ReadonlySet<string> {
    this.#assignedProperties ??= new Set(this.program.getSourceFiles().filter((file) => !file.isDeclarationFile)
      .flatMap((file) => [...assignmentsIn(this.ts, this.facts, file).properties]));
    return this.#assignedProperties;
  }

  /** `src/lr.ts`, the file's name in ids; `myelin:dyn/neurons/hh` for the library's own, wherever it is installed. */
  fileOf(node: ts.Node): string {
    return fileId(node.getSourceFile(), this.root);
  }
}
