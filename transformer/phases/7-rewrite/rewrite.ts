/**
 * The last phase: a `before` transformer of the user's files. Marks become loaders of compiled units, operators in kept originals become
 * calls that take arrays. All new nodes carry the positions of what they stand for, so that source maps lead to the user's file.
 */
import type ts from 'typescript';
import type { Compilation } from '../../contracts.js';
import type { Session } from '../../session.js';
import { CertainNumbers } from './certain-number.js';
import type { FileRewrite, MarkIndex, Mode } from './file-rewrite.js';
import { indexMarks } from './file-rewrite.js';
import { InternalNames } from './internal-names.js';
import { rewriteClass } from './rewrite-classes.js';
import { nameArguments } from './name-arguments.js';
import { rewriteEquality } from './rewrite-equality.js';
import { rewriteChoice, rewriteIf, rewriteStatements } from './rewrite-elementwise.js';
import { rewriteIntegratorCall } from './rewrite-integrators.js';
import {
  rewriteFunctionDeclaration, rewriteJitCall, rewriteTwinCall, rewriteMethodTwin, rewriteTwinReference, rewriteUnnamedTwin, rewriteVariableStatement,
} from './rewrite-functions.js';
import { isAndOr, rewriteOperator, rewriteTruth } from './rewrite-operators.js';

export { directImports } from './direct-imports.js';
export { printUnitsModule, type WasmDelivery } from './print-units-module.js';

/**
 * `program` is the one that `compilation` was made from; `unitsSpecifier` gives the import specifier of the units module as seen from
 * a file. Files without anything to rewrite come back as they are.
 */
export function rewriteTransformer(
  session: Pick<Session, 'ts'>, program: ts.Program, compilation: Compilation, unitsSpecifier: (file: ts.SourceFile) => string,
): ts.TransformerFactory<ts.SourceFile> {
  const { ts: api } = session;
  const { plan } = compilation;
  const checker = program.getTypeChecker();
  const marks = indexMarks(plan);
  const numbers = new CertainNumbers(api, checker);
  const touched = new Set([
    ...marks.jitCalls.keys(), ...marks.integrators.keys(), ...marks.taggedFunctions.keys(), ...marks.classes.keys(), ...plan.rewritten, ...plan.classCode, ...plan.twins.keys(),
    ...(plan.twinReferences?.keys() ?? []), ...(plan.thrown?.keys() ?? []),
  ].map((node) => node.getSourceFile()));
  for (const file of plan.modelFiles ?? []) touched.add(file);
  return (context) => (file) => {
    const original = api.getOriginalNode(file) as ts.SourceFile;
    if (!touched.has(original)) return file;
    const internal = new InternalNames(api, context.factory, unitsSpecifier(original));
    const rewrite = new FileRewriter({ ts: api, context, checker, plan, marks, internal, numbers });
    return rewrite.file(file);
  };
}

type Surroundings = Pick<FileRewrite, 'ts' | 'context' | 'checker' | 'plan' | 'internal' | 'numbers'> & { readonly marks: MarkIndex };

class FileRewriter implements FileRewrite {
  readonly ts: FileRewrite['ts'];
  readonly factory: ts.NodeFactory;
  readonly context: ts.TransformationContext;
  readonly checker: ts.TypeChecker;
  readonly plan: FileRewrite['plan'];
  readonly marks: MarkIndex;
  readonly internal: InternalNames;
  readonly numbers: CertainNumbers;
  readonly localTwins: Map<ts.Node, ts.Identifier> = new Map();
  readonly registrations: ts.Statement[] = [];

  constructor({ ts: api, context, checker, plan, marks, internal, numbers }: Surroundings) {
    this.ts = api;
    this.factory = context.factory;
    this.context = context;
    this.checker = checker;
    this.plan = plan;
    this.marks = marks;
    this.internal = internal;
    this.numbers = numbers;
  }

  file(file: ts.SourceFile): ts.SourceFile {
    const { ts: api, factory } = this;
    const original = api.getOriginalNode(file) as ts.SourceFile;
    const visited = this.visitChildren(file, { root: undefined, operators: false, elementwise: false });
    if (this.plan.modelFiles?.has(original) === true) {
      this.registrations.push(factory.createExpressionStatement(this.internal.call('claimModels', [this.internal.program()])));
    }
    for (const [declaration, id] of this.plan.thrown ?? []) if (declaration.getSourceFile() === original) this.registrations.push(this.#registerThrown(declaration, id));
    const added = [...this.internal.imports(), ...this.registrations];
    if (added.length === 0) return visited;
    const isDirective = (statement: ts.Statement): boolean => api.isExpressionStatement(statement) && api.isStringLiteral(statement.expression);
    const first = visited.statements.findIndex((statement) => !isDirective(statement));
    const split = first === -1 ? visited.statements.length : first;
    const statements = [...visited.statements.slice(0, split), ...added, ...visited.statements.slice(split)];
    return factory.updateSourceFile(visited, api.setTextRange(factory.createNodeArray(statements), visited.statements));
  }

  /** `$myelin.defineThrown("src/a.ts:Failed", () => Failed)` */
  #registerThrown({ name }: ts.ClassDeclaration, id: string): ts.Statement {
    const { factory } = this;
    const thunk = factory.createArrowFunction(undefined, undefined, [], undefined, undefined, factory.createIdentifier(name!.text));
    return factory.createExpressionStatement(this.internal.call('defineThrown', [factory.createStringLiteral(id), thunk]));
  }

  visitChildren<T extends ts.Node>(node: T, mode: Mode): T {
    return this.ts.visitEachChild(node, (child) => this.visit(child, mode), this.context);
  }

  visitExpression(node: ts.Expression, mode: Mode): ts.Expression {
    // An expression in an expression's place stays one: `visit` gives lists for statements only.
    return this.#visitInner(node, mode) as ts.Expression;
  }

  visit(node: ts.Node, mode: Mode): ts.VisitResult<ts.Node | undefined> {
    if (mode.operators && isCondition(this, node)) return rewriteTruth(this, node, mode);
    return this.#visitInner(node, mode);
  }

  #visitInner(node: ts.Node, mode: Mode): ts.VisitResult<ts.Node | undefined> {
    const { ts: api, marks } = this;
    const original = api.getOriginalNode(node);
    if (api.isTypeNode(node) && !api.isExpressionWithTypeArguments(node)) return node;
    if (marks.decorators.has(original)) return undefined;
    if (api.isClassLike(node)) {
      const mark = marks.classes.get(original);
      const inside = this.#modeInside(original, mode);
      return mark === undefined ? this.visitChildren(node, inside) : rewriteClass(this, node, mark, inside);
    }
    const reference = rewriteTwinReference(this, node, mode);
    if (reference !== undefined) return reference;
    if (api.isCallExpression(node)) {
      const mark = marks.jitCalls.get(original);
      if (mark !== undefined) return rewriteJitCall(this, node, mark, mode);
      const integrator = marks.integrators.get(original);
      if (integrator !== undefined) return rewriteIntegratorCall(this, node, integrator, mode);
    }
    const replaced = (mode.root === undefined ? this.#visitPlain(node, mode) : undefined) ?? (mode.operators ? this.#visitRewritten(node, mode) : undefined);
    const rewritten = replaced ?? this.visitChildren(node, this.#modeInside(original, mode));
    // With a twin, the twin is named where it is handed over.
    return this.plan.elementwise.has(original) && !this.plan.twins.has(original) ? nameArguments(this, original, rewritten as ts.Node) : rewritten;
  }

  /** In plain code functions change: they are wrapped, or get twins. */
  #visitPlain(node: ts.Node, mode: Mode): ts.VisitResult<ts.Node> | undefined {
    const { ts: api } = this;
    if (api.isFunctionDeclaration(node)) return rewriteFunctionDeclaration(this, node, mode) as ts.Statement[] | undefined;
    if (api.isVariableStatement(node)) return rewriteVariableStatement(this, node, mode) as ts.Statement[] | undefined;
    if (api.isMethodDeclaration(node)) return rewriteMethodTwin(this, node, mode);
    return api.isExpression(node) ? rewriteUnnamedTwin(this, node, mode) : undefined;
  }

  #visitRewritten(node: ts.Node, mode: Mode): ts.VisitResult<ts.Node> | undefined {
    const { ts: api, factory } = this;
    if (api.isCallExpression(node)) {
      const twin = this.plan.twinCalls.get(api.getOriginalNode(node) as ts.CallExpression);
      const call = twin === undefined ? undefined : rewriteTwinCall(this, node, twin, mode);
      if (call !== undefined) return call;
    }
    if (mode.elementwise && api.isConditionalExpression(node)) {
      const choice = rewriteChoice(this, node, mode);
      if (choice !== undefined) return choice;
    }
    // The body of a loop may be an `if` by itself; those in lists are rewritten with their lists.
    if (mode.elementwise && api.isIfStatement(node) && api.isIterationStatement(api.getOriginalNode(node).parent, false)) {
      const chosen = rewriteIf(this, node, mode);
      if (chosen !== undefined) return chosen;
    }
    if (mode.elementwise && api.isBlock(node)) {
      const isBody = api.isFunctionLike(api.getOriginalNode(node).parent);
      return factory.updateBlock(node, rewriteStatements(this, node.statements, mode, isBody));
    }
    return rewriteEquality(this, node, mode) ?? rewriteOperator(this, node, mode);
  }

  #modeInside(node: ts.Node, mode: Mode): Mode {
    const { plan } = this;
    const elementwise = mode.elementwise || plan.elementwise.has(node);
    const root = mode.root ?? (plan.rewritten.has(node) ? node : undefined);
    const operators = mode.operators || root !== undefined || plan.classCode.has(node);
    return root === mode.root && operators === mode.operators && elementwise === mode.elementwise ? mode : { root, operators, elementwise };
  }
}

/** Whether a node stands where JavaScript asks for true or false. (`!` is one of the operators.) */
function isCondition(rewrite: FileRewrite, node: ts.Node): node is ts.Expression {
  const { ts: api } = rewrite;
  const original = api.getOriginalNode(node);
  const { parent } = original;
  if (parent === undefined) return false;
  if (api.isIfStatement(parent) || api.isWhileStatement(parent) || api.isDoStatement(parent)) return parent.expression === original;
  if (api.isForStatement(parent) || api.isConditionalExpression(parent)) return parent.condition === original;
  return isAndOr(rewrite, parent) && parent.left === original;
}
