/** Finds what a program marks for jit: `jit(…)` calls, functions tagged `@jit`, decorated classes and methods, and instances given to `jit`. */
import type ts from 'typescript';
import type { TypeScript } from '../../contracts.js';
import type { DiagnosticCollector } from '../../diagnostics/collect.js';
import { placeOfName } from '../../diagnostics/place.js';
import { jitClassExtendsBase } from '../../diagnostics/rules/jit-class-extends-base.js';
import { unsupportedCall } from '../../diagnostics/rules/unsupported-call.js';
import { bareExpression } from '../../host/bare-expression.js';
import { declaredFunction } from '../../host/declared-function.js';
import { hasJitTag } from '../../host/jit-tag.js';
import { libraryFile } from '../../host/library-file.js';
import type { TypeFacts } from '../../host/type-facts.js';

export type FoundMark =
  /** `inline`: the function stands in the call; otherwise it is named there and has plain callers of its own. */
  | { readonly kind: 'jit-call'; readonly call: ts.CallExpression; readonly target: ts.FunctionLikeDeclaration; readonly name: string; readonly inline: boolean }
  | { readonly kind: 'tagged-function'; readonly target: ts.FunctionDeclaration; readonly name: string }
  | { readonly kind: 'class'; readonly target: ts.ClassLikeDeclaration; readonly methods: readonly string[]; readonly decorators: readonly ts.Decorator[]; readonly options?: ts.Expression }
  /** A class that is not marked, but whose objects are given to `jit`: its `call` and `update`. */
  | { readonly kind: 'instance-class'; readonly target: ts.ClassLikeDeclaration }
  /** A class below `Base`, marked or not: operators work in its plain code too. */
  | { readonly kind: 'class-code'; readonly target: ts.ClassLikeDeclaration };

/** The methods that a marked class compiles. */
export const entryMethods: readonly string[] = ['call', 'update'];

export function find(typescript: TypeScript, program: ts.Program, facts: TypeFacts, collector: DiagnosticCollector, root: string): readonly FoundMark[] {
  const finder = new Finder(typescript, facts, collector, root);
  for (const file of program.getSourceFiles()) {
    if (!file.isDeclarationFile && !program.isSourceFileFromExternalLibrary(file)) finder.visit(file);
  }
  return finder.marks;
}

class Finder {
  readonly marks: FoundMark[] = [];

  constructor(readonly ts: TypeScript, readonly facts: TypeFacts, readonly collector: DiagnosticCollector, readonly root: string) {}

  visit(node: ts.Node): void {
    const { ts } = this;
    if (ts.isCallExpression(node)) this.#call(node);
    else if (ts.isFunctionDeclaration(node)) this.#function(node);
    else if (ts.isClassLike(node)) this.#class(node);
    ts.forEachChild(node, (child) => { this.visit(child); });
  }

  #isJit(node: ts.Expression): boolean {
    return this.facts.isLibrary(this.facts.symbolAt(this.ts.isPropertyAccessExpression(node) ? node.name : node), 'jit');
  }

  #call(node: ts.CallExpression): void {
    const { ts } = this;
    const [argument] = node.arguments;
    if (argument === undefined || ts.isDecorator(node.parent) || !this.#isJit(node.expression)) return;
    const target = bareExpression(ts, argument);
    if (ts.isArrowFunction(target) || ts.isFunctionExpression(target)) {
      this.marks.push({ kind: 'jit-call', call: node, target, name: target.name?.getText() ?? this.#nameOfCall(node), inline: true });
      return;
    }
    const declared = declaredFunction(ts, this.facts, target);
    if (declared !== undefined) {
      this.marks.push({ kind: 'jit-call', call: node, target: declared, name: target.getText(), inline: false });
      return;
    }
    // What is jitted already is compiled where that is done.
    if (this.#isJitted(target)) return;
    const classes = this.facts.classesOf(this.facts.checker.getTypeAtLocation(target));
    if (classes.length === 0) {
      this.collector.report(unsupportedCall.messages.call({
        callee: target.getText().slice(0, 40), reason: 'what is given to jit is not a function or object whose source is known at build time',
        instead: 'Give jit the function itself, or an object of a class that extends Base.',
      }), argument);
    }
    for (const declaration of classes) {
      if (this.facts.extendsBase(declaration)) this.marks.push({ kind: 'instance-class', target: declaration });
      else this.collector.report(jitClassExtendsBase.messages.instance({ className: declaration.name?.text ?? 'class' }), argument);
    }
  }

  /** `jit(…)`, or a constant that is one. */
  #isJitted(node: ts.Expression): boolean {
    const { ts } = this;
    if (ts.isCallExpression(node)) return this.#isJit(node.expression) && !this.facts.classesOf(this.facts.checker.getTypeAtLocation(node)).some((one) => this.facts.extendsBase(one));
    const declaration = ts.isIdentifier(node) ? this.facts.symbolAt(node)?.valueDeclaration : undefined;
    if (declaration === undefined || !ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return false;
    return this.#isJitted(bareExpression(ts, declaration.initializer));
  }

  /** `const step = jit(…)` is called step. */
  #nameOfCall(node: ts.CallExpression): string {
    const { parent } = node;
    if (this.ts.isVariableDeclaration(parent) || this.ts.isPropertyDeclaration(parent) || this.ts.isPropertyAssignment(parent)) return parent.name.getText();
    return 'function';
  }

  #function(node: ts.FunctionDeclaration): void {
    if (node.body === undefined) return;
    if (hasJitTag(this.ts, node)) this.marks.push({ kind: 'tagged-function', target: node, name: node.name?.text ?? 'default' });
  }

  #jitDecorator(node: ts.HasDecorators): ts.Decorator | undefined {
    return this.ts.getDecorators(node)?.find((decorator) => {
      const inner = decorator.expression;
      return this.#isJit(this.ts.isCallExpression(inner) ? inner.expression : inner);
    });
  }

  #class(node: ts.ClassLikeDeclaration): void {
    const { ts } = this;
    const isBase = this.facts.extendsBase(node);
    if (isBase && libraryFile(node.getSourceFile().fileName) === undefined) this.marks.push({ kind: 'class-code', target: node });
    const onClass = this.#jitDecorator(node as ts.ClassDeclaration);
    const decorators = onClass === undefined ? [] : [onClass];
    const methods = onClass === undefined ? [] : entryMethods.filter((name) => this.#hasMethod(node, name));
    for (const member of node.members) {
      if (!ts.isMethodDeclaration(member)) continue;
      const decorator = this.#jitDecorator(member);
      if (decorator === undefined) continue;
      decorators.push(decorator);
      const name = member.name.getText();
      if (!methods.includes(name)) methods.push(name);
    }
    if (decorators.length === 0) return;
    if (!isBase) {
      this.collector.report(jitClassExtendsBase.messages.decorated({ className: node.name?.text ?? 'class' }), placeOfName(node, this.root));
      return;
    }
    const options = onClass !== undefined && ts.isCallExpression(onClass.expression) ? onClass.expression.arguments[0] : undefined;
    this.marks.push({ kind: 'class', target: node, methods, decorators, ...(options === undefined ? {} : { options }) });
  }

  #hasMethod(node: ts.ClassLikeDeclaration, name: string): boolean {
    for (let at: ts.ClassLikeDeclaration | undefined = node; at !== undefined; at = this.facts.parentClass(at)) {
      if (at.members.some((member) => this.ts.isMethodDeclaration(member) && member.name.getText() === name)) return true;
    }
    return false;
  }
}
