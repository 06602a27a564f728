/**
 * What is compiled without a mark: the models of a program that has a runner, the library's own models, and derivative functions
 * handed to an integrator.
 */
import type ts from 'typescript';
import type { TypeScript } from '../../contracts.js';
import { bareExpression } from '../../host/bare-expression.js';
import { libraryFile } from '../../host/library-file.js';
import type { TypeFacts } from '../../host/type-facts.js';

export type FoundModel =
  /** A class with an `update` of its own (or from a class of the program) that a runner can be given. */
  | { readonly kind: 'model-class'; readonly target: ts.ClassLikeDeclaration }
  /** A model of the library that the program uses in a way that the library's own build cannot know. `users`: the files that make such objects. */
  | { readonly kind: 'library-class'; readonly target: ts.ClassLikeDeclaration; readonly users: readonly ts.SourceFile[] }
  /** A function of numbers whose original works element by element. `reference`: the expression that names it, if it stands elsewhere. */
  | { readonly kind: 'derivative'; readonly target: ts.FunctionLikeDeclaration; readonly reference?: ts.Expression }
  /** An integration method of the library: rewritten where it stands. */
  | { readonly kind: 'method'; readonly target: ts.FunctionDeclaration };

const runners: readonly string[] = ['DSRunner'];
const integrators: readonly string[] = ['odeint', 'sdeint', 'fdeint'];

export function findModels(typescript: TypeScript, program: ts.Program, facts: TypeFacts): readonly FoundModel[] {
  const isOwnBuild = program.getRootFileNames().some((name) => libraryFile(name) !== undefined);
  const finder = new ModelFinder(typescript, facts, isOwnBuild);
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
  #hasRunner = false;
  /** Whether the library's models meet what their own build has not seen: other methods, or classes of this program. */
  #needsOwnModels = false;

  /** `isOwnBuild`: the library itself is being built; elsewhere its models are compiled already. */
  constructor(readonly ts: TypeScript, readonly facts: TypeFacts, readonly isOwnBuild: boolean) {}

  get found(): readonly FoundModel[] {
    const models = this.#models.filter((model) => (libraryFile(model.getSourceFile().fileName) === undefined ? this.#hasRunner : this.isOwnBuild));
    const isNeeded = !this.isOwnBuild && this.#hasRunner && this.#needsOwnModels;
    const library = isNeeded ? [...this.#libraryModels] : [];
    return [
      ...this.#found, ...models.map((target) => ({ kind: 'model-class', target }) as const),
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
    if (ts.isCallExpression(node) && this.facts.isLibrary(this.#symbolOf(node.expression), ...integrators)) {
      for (const argument of node.arguments) this.#derivatives(argument);
    }
    if (ts.isClassLike(node)) {
      if (this.#isModel(node)) this.#models.push(node);
      if (!this.isOwnBuild && this.#extendsLibraryModel(node)) this.#needsOwnModels = true;
    }
    ts.forEachChild(node, (child) => { this.#visit(child); });
  }

  #construction(node: ts.NewExpression): void {
    if (this.facts.isLibrary(this.#symbolOf(node.expression), ...runners)) this.#hasRunner = true;
    if (this.isOwnBuild) return;
    for (const declaration of this.facts.classesOf(this.facts.checker.getTypeAtLocation(node))) {
      if (!isModelFile(declaration) || !this.#isModel(declaration)) continue;
      const users = this.#libraryModels.get(declaration) ?? new Set();
      this.#libraryModels.set(declaration, users.add(node.getSourceFile()));
    }
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
    return parent !== undefined && isModelFile(parent) && !['Network', 'DynamicalSystem'].includes(parent.name?.text ?? '');
  }

  #symbolOf(node: ts.Expression): ts.Symbol | undefined {
    return this.facts.symbolAt(this.ts.isPropertyAccessExpression(node) ? node.name : node);
  }

  /** Functions in an equation: in place, in lists, in `new JointEq([…])`, or by name. */
  #derivatives(expression: ts.Expression): void {
    const { ts } = this;
    const node = bareExpression(ts, expression);
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) this.#found.push({ kind: 'derivative', target: node });
    else if (ts.isArrayLiteralExpression(node)) for (const element of node.elements) this.#derivatives(element);
    else if (ts.isNewExpression(node) && node.arguments !== undefined) for (const argument of node.arguments) this.#derivatives(argument);
    else if (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)) {
      const target = this.#functionNamed(node);
      if (target === undefined) return;
      const isField = ts.isPropertyDeclaration(target.parent);
      this.#found.push({ kind: 'derivative', target, ...(isField ? {} : { reference: expression }) });
    }
  }

  #functionNamed(node: ts.Identifier | ts.PropertyAccessExpression): ts.FunctionLikeDeclaration | undefined {
    const { ts } = this;
    for (const declaration of this.#symbolOf(node)?.declarations ?? []) {
      if (declaration.getSourceFile().isDeclarationFile) continue;
      if ((ts.isFunctionDeclaration(declaration) || ts.isMethodDeclaration(declaration)) && declaration.body !== undefined) return declaration;
      if ((ts.isVariableDeclaration(declaration) || ts.isPropertyDeclaration(declaration)) && declaration.initializer !== undefined) {
        const initializer = bareExpression(ts, declaration.initializer);
        if (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)) return initializer;
      }
    }
    return undefined;
  }

  /**
   * A concrete class below DynamicalSystem. Networks only hand their steps on: runners step the parts. The dtypes of a generic class
   * are known only of its objects: it runs as it is.
   */
  #isModel(node: ts.ClassLikeDeclaration): boolean {
    const { ts } = this;
    if ((ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Abstract) !== 0 || node.typeParameters !== undefined) return false;
    let update: ts.ClassLikeDeclaration | undefined;
    for (let at: ts.ClassLikeDeclaration | undefined = node; at !== undefined; at = this.facts.parentClass(at)) {
      if (update === undefined && at.members.some((member) => ts.isMethodDeclaration(member) && member.body !== undefined && member.name.getText() === 'update')) update = at;
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
