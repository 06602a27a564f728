/**
 * Jitted functions. What plain code calls stays as it is; what `jit: false` and other jit code run is rewritten.
 *
 *     jit(f, options)          $myelin.jitFunction(f$twin, options, $units.program.unit("src/a.ts:f", () => [captures]))
 *     function helper(x) {…}   the same, and beside it  function helper$twin(x) {rewritten}
 *     /** @jit *\/ function f  function f(...args) { return $myelin.callUnit(f$unit ??= …, f$original, args) }
 */
import type ts from 'typescript';
import type { Capture, Mark, Twin } from '../../contracts.js';
import { bareExpression } from '../../host/bare-expression.js';
import type { FileRewrite, Mode } from './file-rewrite.js';
import { nameArguments } from './name-arguments.js';

/** `jit(target, options)`: a call of what `jit` does with functions, which ships nothing of objects, with the compiled unit as the third argument. */
export function rewriteJitCall(rewrite: FileRewrite, node: ts.CallExpression, mark: Extract<Mark, { kind: 'jit-call' }>, mode: Mode): ts.CallExpression {
  const { ts: api, factory, internal } = rewrite;
  const [target, options] = node.arguments;
  if (target === undefined) return rewrite.visitChildren(node, mode);
  const isInline = api.getOriginalNode(bareExpression(api, target)) === mark.target;
  const twin = isInline ? undefined : twinReference(rewrite, bareExpression(api, target), mark.target, mode);
  return internal.call('jitFunction', [
    twin ?? rewrite.visitExpression(target, mode),
    options === undefined ? factory.createVoidZero() : rewrite.visitExpression(options, mode),
    unitOf(rewrite, mark),
  ], node, node.expression);
}

/** `helper(x)` in rewritten code: the same call of the helper's twin. */
export function rewriteTwinCall(rewrite: FileRewrite, node: ts.CallExpression, id: string, mode: Mode): ts.Expression | undefined {
  const target = rewrite.marks.twinTargets.get(id);
  const twin = target === undefined ? undefined : twinReference(rewrite, bareExpression(rewrite.ts, node.expression), target, mode);
  if (twin === undefined) return undefined;
  const args = node.arguments.map((argument) => rewrite.visitExpression(argument, mode));
  const call = rewrite.factory.updateCallExpression(node, twin, node.typeArguments, args);
  return mode.root === undefined ? plainNumber(rewrite, call, node) : call;
}

/** In the plain code of a class a helper whose type says `number` gives one. */
function plainNumber(rewrite: FileRewrite, call: ts.Expression, node: ts.CallExpression): ts.Expression {
  const type = rewrite.checker.getTypeAtLocation(rewrite.ts.getOriginalNode(node));
  return type.flags === rewrite.ts.TypeFlags.Number ? rewrite.internal.call('plain', [call], node) : call;
}

/** A function's name used as a value: its twin instead, as the plan says. */
export function rewriteTwinReference(rewrite: FileRewrite, node: ts.Node, mode: Mode): ts.Expression | ts.PropertyAssignment | undefined {
  const { ts: api, plan, marks, factory } = rewrite;
  const isShorthand = api.isShorthandPropertyAssignment(node);
  const reference = api.getOriginalNode(isShorthand ? node.name : node) as ts.Expression;
  const id = plan.twinReferences?.get(reference);
  const target = id === undefined ? undefined : marks.twinTargets.get(id);
  const found = target === undefined ? undefined : twinReference(rewrite, reference, target, mode);
  // A method has no twin: what stands there is bound to its object and named where it is handed over.
  const value = found ?? (target !== undefined && api.isMethodDeclaration(target) ? boundMethod(rewrite, node, mode) : undefined);
  const twin = value !== undefined && target !== undefined && plan.elementwise.has(target) ? nameArguments(rewrite, target, value) : value;
  return twin !== undefined && isShorthand ? factory.createPropertyAssignment(node.name, twin) : twin;
}

/** `odeint(this.dV)`, as BrainPy's users write it, would lose `this`. Undefined where the method is not read from an object. */
function boundMethod(rewrite: FileRewrite, node: ts.Node, mode: Mode): ts.Expression | undefined {
  const { ts: api, factory } = rewrite;
  if (!api.isPropertyAccessExpression(node)) return undefined;
  const read = rewrite.visitChildren(node, mode);
  return factory.createCallExpression(factory.createPropertyAccessExpression(read, 'bind'), undefined, [rewrite.visitExpression(node.expression, mode)]);
}

/**
 * An expression for a function's twin. A name of this file has its twin in the same scope (and its closure); anything else is looked
 * up by id. Undefined where the function is part of the code being rewritten, and so its own twin.
 */
function twinReference(rewrite: FileRewrite, reference: ts.Expression, target: ts.Node, mode: Mode): ts.Expression | undefined {
  const { ts: api, plan, factory, internal } = rewrite;
  if (mode.root !== undefined && api.findAncestor(target, (at) => at === mode.root) !== undefined) return undefined;
  const twin = plan.twins.get(target);
  // Methods of classes have no twins: they are rewritten where they stand.
  if (twin === undefined || !(api.isFunctionDeclaration(target) || api.isFunctionExpression(target) || api.isArrowFunction(target) || isMethodOfLiteral(rewrite, target))) return undefined;
  const isLocal = api.isIdentifier(reference) && target.getSourceFile() === api.getOriginalNode(reference).getSourceFile();
  if (isLocal && bindsName(rewrite, target)) return localTwin(rewrite, target);
  // The function itself keeps its import alive: bundlers drop imports that nothing uses, and the module would never register its twins.
  return internal.call('twin', [factory.createStringLiteral(twin.id), reference], reference);
}

/** Whether a function's twin has a name in the function's own scope: declarations, and functions that a variable is declared with. */
function bindsName({ ts: api }: FileRewrite, target: ts.Node): boolean {
  return api.isFunctionDeclaration(target) || (target.parent !== undefined && variableOf(api, target) !== undefined);
}

function variableOf(api: FileRewrite['ts'], target: ts.Node): ts.VariableDeclaration | undefined {
  let at = target.parent;
  while (at !== undefined && api.isExpression(at) && bareExpression(api, at) === target) at = at.parent;
  return at !== undefined && api.isVariableDeclaration(at) && api.isIdentifier(at.name) && api.isVariableStatement(at.parent.parent) ? at : undefined;
}

function localTwin(rewrite: FileRewrite, target: ts.Node): ts.Identifier {
  const { ts: api, localTwins, factory, marks } = rewrite;
  const known = localTwins.get(target);
  if (known !== undefined) return known;
  const name = api.isFunctionDeclaration(target) ? target.name?.text : (variableOf(api, target)?.name as ts.Identifier | undefined)?.text;
  const kind = marks.taggedFunctions.has(target) ? 'original' : 'twin';
  const twin = factory.createUniqueName(`${name ?? 'defaultExport'}$${kind}`, api.GeneratedIdentifierFlags.Optimistic);
  localTwins.set(target, twin);
  return twin;
}

/** A function declaration in plain code that is tagged, has a twin, or both. */
export function rewriteFunctionDeclaration(rewrite: FileRewrite, node: ts.FunctionDeclaration, mode: Mode): readonly ts.Statement[] | undefined {
  const { ts: api, plan, marks } = rewrite;
  const original = api.getOriginalNode(node) as ts.FunctionDeclaration;
  const mark = marks.taggedFunctions.get(original);
  const twin = plan.twins.get(original);
  if ((mark === undefined && twin === undefined) || node.body === undefined) return undefined;
  const name = localTwin(rewrite, original);
  const copy = rewrittenDeclaration(rewrite, node, name);
  const isTopLevel = api.isSourceFile(original.parent);
  if (twin !== undefined && isTopLevel) rewrite.registrations.push(registerTwin(rewrite, twin, name));
  const inNamespace = twin !== undefined && api.isModuleBlock(original.parent) ? [registerTwin(rewrite, twin, name)] : [];
  if (mark === undefined) return [rewrite.visitChildren(node, mode), copy, ...inNamespace];
  const { wrapper, unit, note } = wrapTagged(rewrite, node, mark, name);
  if (isTopLevel) rewrite.registrations.push(note);
  return [wrapper, copy, unit, ...inNamespace, ...(isTopLevel ? [] : [note])];
}

/** The rewritten copy as a declaration of its own, so that it is hoisted as the function itself is. */
function rewrittenDeclaration(rewrite: FileRewrite, node: ts.FunctionDeclaration, name: ts.Identifier): ts.Statement {
  const { ts: api, factory, plan } = rewrite;
  const original = api.getOriginalNode(node);
  const copy = rewrite.visitChildren(node, { root: original, operators: true, elementwise: plan.elementwise.has(original) });
  const modifiers = copy.modifiers?.filter((modifier) => modifier.kind === api.SyntaxKind.AsyncKeyword);
  const declaration = factory.createFunctionDeclaration(modifiers, copy.asteriskToken, name, copy.typeParameters, copy.parameters, copy.type, copy.body);
  return api.setEmitFlags(api.setTextRange(declaration, node), api.EmitFlags.NoComments);
}

/** A tagged function's place is taken by a call of its unit, which is bound at the first call. */
function wrapTagged(rewrite: FileRewrite, node: ts.FunctionDeclaration, mark: Extract<Mark, { kind: 'tagged-function' }>, original: ts.Identifier): {
  wrapper: ts.Statement; unit: ts.Statement; note: ts.Statement;
} {
  const { ts: api, factory, internal } = rewrite;
  const name = node.name ?? factory.createUniqueName('defaultExport', api.GeneratedIdentifierFlags.Optimistic);
  const unit = factory.createUniqueName(`${node.name?.text ?? 'defaultExport'}$unit`, api.GeneratedIdentifierFlags.Optimistic);
  const args = factory.createUniqueName('args', api.GeneratedIdentifierFlags.Optimistic);
  const bound = factory.createParenthesizedExpression(
    factory.createBinaryExpression(unit, api.SyntaxKind.QuestionQuestionEqualsToken, unitOf(rewrite, mark)));
  const call = internal.call('callUnit', [bound, original, args], node.name ?? node);
  // Generics and types of the original mean nothing to a list of arguments.
  const wrapper = factory.updateFunctionDeclaration(
    node, node.modifiers, undefined, name, undefined,
    [factory.createParameterDeclaration(undefined, factory.createToken(api.SyntaxKind.DotDotDotToken), args)], undefined,
    factory.createBlock([factory.createReturnStatement(call)], true),
  );
  return {
    wrapper,
    // `var`: hoisted, since the function may be called above its declaration.
    unit: factory.createVariableStatement(undefined, factory.createVariableDeclarationList([factory.createVariableDeclaration(unit)])),
    note: factory.createExpressionStatement(internal.call('noteTagged', [name])),
  };
}

/** `const helper = (x) => …` in plain code: twins of the functions of a variable statement follow it. */
export function rewriteVariableStatement(rewrite: FileRewrite, node: ts.VariableStatement, mode: Mode): readonly ts.Statement[] | undefined {
  const { ts: api, factory, plan } = rewrite;
  const original = api.getOriginalNode(node) as ts.VariableStatement;
  const targets = original.declarationList.declarations.flatMap((declaration) => {
    const target = declaration.initializer && bareExpression(api, declaration.initializer);
    const twin = target && plan.twins.get(target);
    return target === undefined || twin === undefined ? [] : [{ target, twin }];
  });
  if (targets.length === 0) return undefined;
  return [rewrite.visitChildren(node, mode), ...targets.flatMap(({ target, twin }) => {
    const name = localTwin(rewrite, target);
    const copy = rewrite.visitChildren(target, { root: target, operators: true, elementwise: plan.elementwise.has(target) });
    const declaration = factory.createVariableDeclaration(name, undefined, undefined, api.setEmitFlags(copy, api.EmitFlags.NoComments));
    const statement = factory.createVariableStatement(undefined, factory.createVariableDeclarationList([declaration], api.NodeFlags.Const));
    return [statement, ...(api.isSourceFile(original.parent) || api.isModuleBlock(original.parent) ? [registerTwin(rewrite, twin, name)] : [])];
  })];
}

/** A function with a twin that no declaration names (in an object, an argument, `export default`): the twin is registered beside it. */
export function rewriteUnnamedTwin(rewrite: FileRewrite, node: ts.Expression, mode: Mode): ts.Expression | undefined {
  const { ts: api, factory, plan } = rewrite;
  const original = api.getOriginalNode(node);
  const twin = plan.twins.get(original);
  if (twin === undefined || !(api.isArrowFunction(node) || api.isFunctionExpression(node)) || variableOf(api, original) !== undefined) return undefined;
  const copy = rewrite.visitChildren<ts.Expression>(node, { root: original, operators: true, elementwise: plan.elementwise.has(original) });
  const registration = rewrite.internal.call('defineTwin', twinArguments(rewrite, twin, copy));
  return factory.createParenthesizedExpression(factory.createCommaListExpression([registration, rewrite.visitChildren(node, mode)]));
}

/** `{ relu(x) {…} }` with a twin: `{ relu: (defineTwin(…, function (x) {rewritten}), function (x) {…}) }`. */
export function rewriteMethodTwin(rewrite: FileRewrite, node: ts.MethodDeclaration, mode: Mode): ts.PropertyAssignment | undefined {
  const { factory, plan } = rewrite;
  const original = rewrite.ts.getOriginalNode(node);
  const twin = plan.twins.get(original);
  if (twin === undefined || !isMethodOfLiteral(rewrite, original)) return undefined;
  const asFunction = ({ parameters, type, body }: ts.MethodDeclaration): ts.Expression =>
    factory.createFunctionExpression(undefined, undefined, undefined, undefined, parameters, type, body!);
  const copy = rewrite.visitChildren(node, { root: original, operators: true, elementwise: plan.elementwise.has(original) });
  const registration = rewrite.internal.call('defineTwin', twinArguments(rewrite, twin, asFunction(copy)));
  const value = factory.createCommaListExpression([registration, asFunction(rewrite.visitChildren(node, mode))]);
  return factory.createPropertyAssignment(node.name, factory.createParenthesizedExpression(value));
}

function isMethodOfLiteral({ ts: api }: FileRewrite, target: ts.Node): boolean {
  return api.isMethodDeclaration(target) && api.isObjectLiteralExpression(target.parent);
}

function registerTwin(rewrite: FileRewrite, twin: Twin, name: ts.Expression): ts.Statement {
  return rewrite.factory.createExpressionStatement(rewrite.internal.call('defineTwin', twinArguments(rewrite, twin, name)));
}

function twinArguments(rewrite: FileRewrite, twin: Twin, value: ts.Expression): readonly ts.Expression[] {
  const captures = twin.captures.map((use): Capture => ({ kind: 'name', use }));
  return [rewrite.factory.createStringLiteral(twin.id), value, ...(captures.length === 0 ? [] : [captureThunk(rewrite, captures)])];
}

/** `$units.program.unit("src/a.ts:f", () => [captures])` */
function unitOf(rewrite: FileRewrite, mark: Extract<Mark, { kind: 'jit-call' | 'tagged-function' }>): ts.Expression {
  const { factory, internal } = rewrite;
  return factory.createCallExpression(factory.createPropertyAccessExpression(internal.program(), 'unit'), undefined, [
    factory.createStringLiteral(mark.unit), captureThunk(rewrite, mark.captures),
  ]);
}

/** `() => [a, b]`: read when compiled code is first called, when all of them are there. */
export function captureThunk(rewrite: FileRewrite, captures: readonly Capture[]): ts.Expression {
  const { ts: api, factory, internal } = rewrite;
  const values = captures.map((capture) => {
    // The copy keeps its origin: by it a name is bound to its import under CommonJS.
    if (capture.kind === 'name') return api.setOriginalNode(factory.createIdentifier(capture.use.text), capture.use);
    return internal.call('twinCapture', [factory.createStringLiteral(capture.twin), factory.createNumericLiteral(capture.index)]);
  });
  return factory.createArrowFunction(undefined, undefined, [], undefined, undefined, factory.createArrayLiteralExpression(values));
}
