/** The names by which rewritten code reaches `myelin/internal`, `myelin/math` and the units module, and the imports that bind them. */
import type ts from 'typescript';
import type { TypeScript } from '../../contracts.js';

export class InternalNames {
  readonly #ts: TypeScript;
  readonly #factory: ts.NodeFactory;
  readonly #unitsSpecifier: string;
  readonly #internal: ts.Identifier;
  readonly #math: ts.Identifier;
  readonly #units: ts.Identifier;
  #usesInternal = false;
  #usesMath = false;
  #usesUnits = false;

  constructor(api: TypeScript, factory: ts.NodeFactory, unitsSpecifier: string) {
    this.#ts = api;
    this.#factory = factory;
    this.#unitsSpecifier = unitsSpecifier;
    const optimistic = api.GeneratedIdentifierFlags.Optimistic;
    this.#internal = factory.createUniqueName('$myelin', optimistic);
    this.#math = factory.createUniqueName('$math', optimistic);
    this.#units = factory.createUniqueName('$units', optimistic);
  }

  /** `$myelin.name(…args)`; `range` is the user's code that it stands for, `token` the operator in it. */
  call(name: string, args: readonly ts.Expression[], range?: ts.Node, token?: ts.Node): ts.CallExpression {
    this.#usesInternal = true;
    const callee = this.#factory.createPropertyAccessExpression(this.#internal, name);
    // In source maps the callee is the operator, so that a stack trace points at it.
    if (token !== undefined) this.#ts.setSourceMapRange(callee, { pos: token.getStart(), end: token.getEnd() });
    const call = this.#factory.createCallExpression(callee, undefined, args);
    return range === undefined ? call : this.#ts.setTextRange(call, range);
  }

  /** `$math.name`: a function of `math`, from its own door, so that every bundler sees which ones are used. */
  mathFunction(name: string): ts.Expression {
    this.#usesMath = true;
    return this.#factory.createPropertyAccessExpression(this.#math, name);
  }

  /** `$units.program` */
  program(): ts.Expression {
    this.#usesUnits = true;
    return this.#factory.createPropertyAccessExpression(this.#units, 'program');
  }

  /** Namespace imports of what was used: under CommonJS TypeScript emits synthetic named imports unbound. */
  imports(): readonly ts.Statement[] {
    const imported = (name: ts.Identifier, from: string): ts.Statement => this.#factory.createImportDeclaration(
      undefined, this.#factory.createImportClause(undefined, undefined, this.#factory.createNamespaceImport(name)),
      this.#factory.createStringLiteral(from),
    );
    return [
      ...(this.#usesInternal ? [imported(this.#internal, 'myelin/internal')] : []),
      ...(this.#usesMath ? [imported(this.#math, 'myelin/math')] : []),
      ...(this.#usesUnits ? [imported(this.#units, this.#unitsSpecifier)] : []),
    ];
  }
}
