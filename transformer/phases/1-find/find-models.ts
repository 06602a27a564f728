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
  #hasRunner = false;

  /** `isOwnBuild`: the library itself is being built; elsewhere its models are compiled already. */
  constructor(readonly ts: TypeScript, readonly facts: TypeFacts, readonly isOwnBuild: boolean) {}

  get found(): readonly FoundModel[] {
    const models = this.#models.filter((model) => (libraryFile(model.getSourceFile().fileName) === undefined ? this.#hasRunner : this.isOwnBuild));
    return [...this.#found, ...models.map((target) => ({ kind: 'model-class', target }) as const)];
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
    if (ts.isNewExpression(node) && this.facts.isLibrary(this.#symbolOf(node.expression), ...runners)) this.#hasRunner = true;
    if (ts.isCallExpression(node) && this.facts.isLibrary(this.#symbolOf(node.expression), ...integrators)) {
      for (const argument of node.arguments) this.#derivatives(argument);
    }
    if (ts.isClassLike(node) && this.#isModel(node)) this.#models.push(node);
    ts.forEachChild(node, (child) => { this.#visit(child); });
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
