/**
 * What is compiled without a mark: the models of a program that has a runner, the library's own models, and derivative functions
 * handed to an integrator.
 */
import type ts from 'typescript';
import type { TypeScript } from '../../contracts.js';
import { bareExpression } from '../../host/bare-expression.js';
import { findEquationFunctions } from '../../host/equation-functions.js';
import { libraryFile } from '../../host/library-file.js';
import { shippedPackageOf } from '../../host/shipped-package.js';
import { arrayOptions, parameterFields } from '../../host/parameter-fields.js';
import type { TypeFacts } from '../../host/type-facts.js';

export type FoundModel =
  /** A class with an `update` of its own (or from a class of the program) that a runner can be given. */
  | { readonly kind: 'model-class'; readonly target: ts.ClassLikeDeclaration }
  /** A model of the library, or of a package that ships its code, that the program uses in a way that the library's own build cannot know. `users`: the files that make such objects. */
  | { readonly kind: 'library-class'; readonly target: ts.ClassLikeDeclaration; readonly users: readonly ts.SourceFile[] }
  /** A function of numbers whose original works element by element. `use`: the expression that stands for it; `isTwin`: its rewritten copy (of a method: itself, bound to its object) takes its place there. */
  | { readonly kind: 'derivative'; readonly target: ts.FunctionLikeDeclaration; readonly use: ts.Expression; readonly isTwin: boolean }
  /** A call of `odeint` or its kin. `isRun`: its steps may be made by an IntegratorRunner, with vectors for the parameters named in `vectors`. */
  | { readonly kind: 'integrator'; readonly call: ts.CallExpression; readonly isRun: boolean; readonly vectors: readonly string[] }
  /** A class whose objects programs of others compile (a channel of the library, all classes of a package that ships its code): registered where it stands. */
  | { readonly kind: 'part-class'; readonly target: ts.ClassLikeDeclaration }
  /** A part of the library that is compiled into programs alone (integration methods, channels): rewritten where it stands. */
  | { readonly kind: 'method'; readonly target: ts.FunctionLikeDeclaration };

const runners: readonly string[] = ['DSRunner'];
const integrators: readonly string[] = ['odeint', 'sdeint', 'fdeint'];

/** `withLibrary`: with the library's own models too that its own build has compiled already, where objects of them are made. */
export function findModels(typescript: TypeScript, program: ts.Program, facts: TypeFacts, withLibrary: boolean): readonly FoundModel[] {
  const isOwnBuild = program.getRootFileNames().some((name) => libraryFile(name) !== undefined);
  const finder = new ModelFinder(typescript, program, facts, { isOwnBuild, withLibrary });
  for (const file of program.getSourceFiles()) {
    if (!file.isDeclarationFile && !program.isSourceFileFromExternalLibrary(file)) finder.visitFile(file);
  }
  return finder.found;
}

class ModelFinder {
  readonly #found: FoundModel[] = [];
  readonly #models: ts.ClassLikeDeclaration[] = [];
  /** The library's models that the program makes objects of, and the files that do. */
  readonly #libraryModels = new Map<ts.ClassLikeDeclaration, Set<ts.SourceFile>>();
  readonly #integrators: ts.CallExpression[] = [];
  #hasRunner = false;
  #hasIntegratorRunner = false;
  /** The names in `args` that stand for arrays, and in `dynArgs` for arrays of more than one axis. */
  readonly #vectors = new Set<string>();
  /** Whether the library's models meet what their own build has not seen: other methods, or classes of this program. */
  #needsOwnModels = false;

  /** Whether the library itself is being built; elsewhere its models are compiled already. */
  readonly isOwnBuild: boolean;
  readonly #withLibrary: boolean;

  constructor(readonly ts: TypeScript, readonly program: ts.Program, readonly facts: TypeFacts, build: { readonly isOwnBuild: boolean; readonly withLibrary: boolean }) {
    this.isOwnBuild = build.isOwnBuild;
    this.#withLibrary = build.withLibrary;
  }

  get found(): readonly FoundModel[] {
    const models = this.#models.filter((model) => (libraryFile(model.getSourceFile().fileName) === undefined ? this.#hasRunner || this.#isShipped(model) : this.isOwnBuild));
    const isNeeded = !this.isOwnBuild && (this.#withLibrary || this.#hasRunner);
    const needsAll = this.#withLibrary || this.#needsOwnModels || this.#givesArrays();
    // The library's own build knows no types of the objects of generic classes.
    const library = [...this.#libraryModels].filter(([model]) => isNeeded && (needsAll || model.typeParameters !== undefined));
    return [
      ...this.#found,
      ...this.#integrators.map((call) => ({ kind: 'integrator', call, isRun: this.#hasIntegratorRunner && !this.#isInClass(call), vectors: [...this.#vectors] }) as const),
      ...models.map((target) => ({ kind: 'model-class', target }) as const),
      ...library.map(([target, users]) => ({ kind: 'library-class', target, users: [...users] }) as const),
    ];
  }

  visitFile(file: ts.SourceFile): void {
    const library = libraryFile(file.fileName);
    if (library?.startsWith('integrators/methods/') === true) {
      for (const statement of file.statements) if (this.ts.isFunctionDeclaration(statement)) this.#found.push({ kind: 'method', target: statement });
    }
    // The library's other rooms hold no models, and runners there take any.
    if (library === undefined || library.startsWith('dyn/')) this.#visit(file);
  }

  #visit(node: ts.Node): void {
    const { ts } = this;
    if (ts.isNewExpression(node)) this.#construction(node);
    if (this.#namesMethod(node)) this.#needsOwnModels = true;
    if (ts.isPropertyAssignment(node) && ts.isObjectLiteralExpression(node.initializer)) this.#arguments(node.name.getText(), node.initializer);
    if (ts.isCallExpression(node) && this.facts.isLibrary(this.#symbolOf(node.expression), ...integrators)) {
      this.#equations(node.arguments);
      this.#integrators.push(node);
    }
    if (ts.isNewExpression(node) && this.facts.isLibrary(this.#symbolOf(node.expression), 'JointEq')) this.#equations([node]);
    if (ts.isClassLike(node)) {
      if (this.#isModel(node)) this.#models.push(node);
      if (this.isOwnBuild && (this.#isPartOfCells(node) || node.typeParameters !== undefined)) this.#rewriteMethods(node);
      if (this.#isShipped(node) && this.facts.extendsBase(node)) this.#rewriteMethods(node);
      if (!this.isOwnBuild && this.#extendsLibraryModel(node)) this.#needsOwnModels = true;
    }
    ts.forEachChild(node, (child) => { this.#visit(child); });
  }

  /** `args: { I: bm.linspace(0, 1, 100) }` of a runner. */
  #arguments(option: string, { properties }: ts.ObjectLiteralExpression): void {
    const least = option === 'args' ? 1 : option === 'dynArgs' ? 2 : undefined;
    if (least === undefined) return;
    for (const property of properties) {
      if (!this.ts.isPropertyAssignment(property) && !this.ts.isShorthandPropertyAssignment(property)) continue;
      const value = this.ts.isPropertyAssignment(property) ? property.initializer : property.name;
      const facts = this.facts.arrayFacts(this.facts.present(this.facts.checker.getTypeAtLocation(value)));
      if (facts !== undefined && (facts.rank ?? least) >= least) this.#vectors.add(property.name.getText());
    }
  }

  /** The equations of an object's integrators may read the object: they are compiled with its methods. */
  #isInClass(node: ts.Node): boolean {
    for (let at: ts.Node | undefined = node.parent; at !== undefined; at = at.parent) if (this.ts.isClassLike(at)) return true;
    return false;
  }

  #construction(node: ts.NewExpression): void {
    if (this.facts.isLibrary(this.#symbolOf(node.expression), ...runners)) this.#hasRunner = true;
    if (this.facts.isLibrary(this.#symbolOf(node.expression), 'IntegratorRunner')) this.#hasIntegratorRunner = true;
    if (this.isOwnBuild) return;
    for (const declaration of this.facts.classesOf(this.facts.checker.getTypeAtLocation(node))) {
      if (!(isModelFile(declaration) || this.facts.isFromPackage(declaration.getSourceFile())) || !this.#isModel(declaration)) continue;
      const users = this.#libraryModels.get(declaration) ?? new Set();
      this.#libraryModels.set(declaration, users.add(node.getSourceFile()));
    }
  }

  /** Channels, calcium and the cells that have them: no object is of these classes before a user writes a cell. */
  #isPartOfCells(node: ts.ClassLikeDeclaration): boolean {
    for (let at: ts.ClassLikeDeclaration | undefined = node; at !== undefined; at = this.facts.parentClass(at)) {
      if (['Channel', 'Calcium', 'CondNeuGroup'].includes(at.name?.text ?? '')) return true;
    }
    return false;
  }

  /** Whether a class stands in a package whose users compile it into their programs. */
  #isShipped(node: ts.ClassLikeDeclaration): boolean {
    return shippedPackageOf(node.getSourceFile().fileName) !== undefined;
  }

  #rewriteMethods(node: ts.ClassLikeDeclaration): void {
    const { ts } = this;
    if ((ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Abstract) === 0) this.#found.push({ kind: 'part-class', target: node });
    for (const member of node.members) if (ts.isMethodDeclaration(member) && member.body !== undefined) this.#found.push({ kind: 'method', target: member });
  }

  /** Whether a parameter of one of the library's models may be an array. */
  #givesArrays(): boolean {
    if (this.#libraryModels.size === 0) return false;
    const options = arrayOptions(this.ts, this.facts, this.program);
    return [...this.#libraryModels.keys()].some((model) => [...parameterFields(this.ts, this.facts, model)].some((name) => options.has(name)));
  }

  /** `method: 'rk4'`, and any other way to give a `method`: the library's own build has `exp_auto` alone. */
  #namesMethod(node: ts.Node): boolean {
    const { ts } = this;
    if (ts.isShorthandPropertyAssignment(node)) return node.name.text === 'method';
    return ts.isPropertyAssignment(node) && node.name.getText() === 'method' && !(ts.isStringLiteral(node.initializer) && node.initializer.text === 'exp_auto');
  }

  /** Whether a class of the program stands below one of the library's models, or is a part that they take (an output, plasticity). */
  #extendsLibraryModel(node: ts.ClassLikeDeclaration): boolean {
    const parent = this.facts.parentClass(node);
    return parent !== undefined && (isModelFile(parent) || this.facts.isFromPackage(parent.getSourceFile())) && !['Network', 'DynamicalSystem'].includes(parent.name?.text ?? '');
  }

  #symbolOf(node: ts.Expression): ts.Symbol | undefined {
    return this.facts.symbolAt(this.ts.isPropertyAccessExpression(node) ? node.name : node);
  }

  /** A call of `odeint` and its kin, or a system of equations: its functions are derivatives. */
  #equations(expressions: readonly ts.Expression[]): void {
    const { ts } = this;
    for (const { use, target } of expressions.flatMap((expression) => findEquationFunctions(ts, this.facts, expression).functions)) {
      const isInPlace = bareExpression(ts, use) === target;
      const isField = ts.isPropertyDeclaration(target.parent);
      this.#found.push({ kind: 'derivative', target, use, isTwin: !isInPlace && !isField });
    }
  }

  /**
   * A concrete class below DynamicalSystem. Networks only hand their steps on: runners step the parts. The library's own generic classes
   * are compiled into programs, which know the types of their objects.
   */
  #isModel(node: ts.ClassLikeDeclaration): boolean {
    const { ts } = this;
    if ((ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Abstract) !== 0 || (this.isOwnBuild && node.typeParameters !== undefined)) return false;
    let update: ts.ClassLikeDeclaration | undefined;
    for (let at: ts.ClassLikeDeclaration | undefined = node; at !== undefined; at = this.facts.parentClass(at)) {
      if (update === undefined && at.members.some((member) => ts.isMethodDeclaration(member) && member.body !== undefined && member.name.getText() === 'update')) update = at;
      // Channels and pools of calcium make their steps within a cell.
      if (isModelFile(at) && ['Channel', 'Calcium'].includes(at.name?.text ?? '')) return false;
      if (at.name?.text === 'DynamicalSystem' && libraryFile(at.getSourceFile().fileName) !== undefined) {
        return update !== undefined && !(update.name?.text === 'Network' && libraryFile(update.getSourceFile().fileName) !== undefined);
      }
    }
    return false;
  }
}

function isModelFile(declaration: ts.ClassLikeDeclaration): boolean {
  return libraryFile(declaration.getSourceFile().fileName)?.startsWith('dyn/') === true;
}
