/**
 * Compiled classes: their own decorators go (`@jit` of class and methods), and a static block registers them.
 *
 *     @jit class LR extends Base {…}
 *     class LR extends Base {… static { $myelin.defineClass(this, $units.program, "src/lr.ts:LR", { jit: ["call"] }); } }
 */
import type ts from 'typescript';
import type { Mark } from '../../contracts.js';
import type { FileRewrite, Mode } from './file-rewrite.js';
import { captureThunk } from './rewrite-functions.js';

type ClassMark = Extract<Mark, { kind: 'class' }>;

export function rewriteClass(rewrite: FileRewrite, node: ts.ClassLikeDeclaration, mark: ClassMark, mode: Mode): ts.ClassLikeDeclaration {
  const { ts: api, factory } = rewrite;
  // Decorators of ours are dropped where they are visited (rewrite.ts).
  const visited = rewrite.visitChildren(node, mode);
  const { modifiers, name, typeParameters, heritageClauses } = visited;
  const members = [...visited.members, registration(rewrite, mark, mode)];
  return api.isClassDeclaration(visited)
    ? factory.updateClassDeclaration(visited, modifiers, name, typeParameters, heritageClauses, members)
    : factory.updateClassExpression(visited, modifiers, name, typeParameters, heritageClauses, members);
}

/** The static block comes last, when the class has all of its methods. */
function registration(rewrite: FileRewrite, mark: ClassMark, mode: Mode): ts.ClassElement {
  const { factory, internal } = rewrite;
  const texts = (values: readonly string[]): ts.Expression => factory.createArrayLiteralExpression(values.map((value) => factory.createStringLiteral(value)));
  const fields: (readonly [string, ts.Expression])[] = [
    ...(mark.jitMethods.length > 0 ? [['jit', texts(mark.jitMethods)] as const] : []),
    ...(mark.options === undefined ? [] : [['options', rewrite.visitExpression(mark.options, mode)] as const]),
    ...(mark.privateFields.length > 0 ? [['privates', privateReaders(rewrite, mark.privateFields)] as const] : []),
    ...(mark.captures.length > 0 ? [['captures', captureThunk(rewrite, mark.captures)] as const] : []),
  ];
  const definition = factory.createObjectLiteralExpression(fields.map(([name, value]) => factory.createPropertyAssignment(name, value)));
  const call = internal.call('defineClass', [
    factory.createThis(), mark.hasUnits === false ? factory.createVoidZero() : internal.program(), factory.createStringLiteral(mark.class), ...(fields.length > 0 ? [definition] : []),
  ]);
  return factory.createClassStaticBlockDeclaration(factory.createBlock([factory.createExpressionStatement(call)]));
}

/** `{ "#x": (object) => object.#x }`: only code inside of the class may read its private fields. A key may name the class too: `#x@Child`. */
function privateReaders({ ts: api, factory }: FileRewrite, names: readonly string[]): ts.Expression {
  return factory.createObjectLiteralExpression(names.map((name) => {
    const object = factory.createUniqueName('object', api.GeneratedIdentifierFlags.Optimistic);
    const read = factory.createPropertyAccessExpression(object, factory.createPrivateIdentifier(name.split('@')[0]!));
    const parameter = factory.createParameterDeclaration(undefined, undefined, object);
    const reader = factory.createArrowFunction(undefined, undefined, [parameter], undefined, undefined, read);
    return factory.createPropertyAssignment(factory.createStringLiteral(name), reader);
  }));
}
