/** Rewrites small programs in memory, with a plan made from their text, so that the phase is tested by itself. */
import type ts from 'typescript';
import type { Capture, Mark, RewritePlan, Twin, TypeScript } from '../../transformer/contracts.js';
import { rewriteTransformer } from '../../transformer/phases/7-rewrite/rewrite.js';

/** The TypeScript under test: another version's library file by the environment variable, for the second route that we support. */
export const typescript: TypeScript = ((await import(process.env['MYELIN_TEST_TYPESCRIPT'] ?? 'typescript')) as { default: TypeScript }).default;

/** What a fixture says of itself in its first line: `// plan: {"twins":["helper"]}`. */
export interface PlanNotes {
  /** Functions that get twins, by name. */
  readonly twins?: readonly string[];
  /** Fields whose functions are element-wise derivatives. */
  readonly derivatives?: readonly string[];
  /** Captured names by the name of the marked function, class or twin. */
  readonly captures?: Readonly<Record<string, readonly string[]>>;
  /** Captures that come from twins: by marked name, `[twin id, index]`. */
  readonly twinCaptures?: Readonly<Record<string, readonly (readonly [string, number])[]>>;
  readonly privates?: readonly string[];
  /** Functions whose twins are handed over where their names are arguments or fields. */
  readonly references?: readonly string[];
  /** Classes all of whose code takes arrays, by name. */
  readonly classCode?: readonly string[];
}

const library = `
export interface ArrayMembers { readonly shape: readonly number[]; readonly size: number; readonly ndim: number; [index: number]: number }
export type NDArray = number & ArrayMembers;
export type Variable = NDArray & { value: NDArray };
export declare const Variable: { new (init: NDArray | number): Variable };
export declare class Base { }
export declare function jit(...args: any[]): any;
export declare const math: { exp(x: number): NDArray; dot(a: number, b: number): NDArray; zeros(n: number): NDArray; any(x: number | boolean): boolean };
`;

export interface Emitted {
  /** Output files by name, without the folder (`input.js`, `input.js.map`). */
  readonly files: ReadonlyMap<string, string>;
  readonly errors: readonly string[];
}

const folder = '/project/src/';

export interface EmitSettings {
  readonly options?: ts.CompilerOptions;
  /** `commonjs` for a package without `"type": "module"`. */
  readonly packageType?: 'module' | 'commonjs';
}

/** Compiles files (by name in the source folder) with the rewriting transformer. */
export function emitRewritten(sources: Readonly<Record<string, string>>, notes: PlanNotes, settings: EmitSettings = {}): Emitted {
  const api = typescript;
  const options: ts.CompilerOptions = {
    target: api.ScriptTarget.ES2022, module: api.ModuleKind.NodeNext, strict: true, types: [], skipLibCheck: true, outDir: '/project/dist',
    rootDir: '/project/src', lib: ['lib.es2022.d.ts'], ...settings.options,
  };
  const virtual = new Map<string, string>([
    ['/project/package.json', JSON.stringify({ name: 'project', type: settings.packageType ?? 'module' })],
    ['/project/node_modules/myelin/package.json', '{ "name": "myelin", "type": "module", "exports": { ".": { "types": "./index.d.ts" } }, "types": "./index.d.ts" }'],
    ['/project/node_modules/myelin/index.d.ts', library],
    ...Object.entries(sources).map(([name, text]) => [folder + name, text] as const),
  ]);
  const program = api.createProgram(Object.keys(sources).map((name) => folder + name), options, virtualHost(api, options, virtual));
  const files = new Map<string, string>();
  const compilation = { diagnostics: [], reports: [], plan: makePlan(api, program, notes), modules: new Map() };
  const before = [rewriteTransformer({ ts: api }, program, compilation, () => './myelin-units.js')];
  program.emit(undefined, (name, text) => files.set(name.replace('/project/dist/', ''), text), undefined, false, { before });
  const errors = api.getPreEmitDiagnostics(program).map((diagnostic) => api.flattenDiagnosticMessageText(diagnostic.messageText, ' '));
  return { files, errors };
}

function virtualHost(api: TypeScript, options: ts.CompilerOptions, virtual: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = api.createCompilerHost(options);
  const { fileExists, readFile, directoryExists, getSourceFile } = host;
  return Object.assign(host, {
    fileExists: (name: string) => virtual.has(name) || fileExists(name),
    readFile: (name: string) => virtual.get(name) ?? readFile(name),
    directoryExists: (name: string) => [...virtual.keys()].some((file) => file.startsWith(`${name}/`)) || (directoryExists?.(name) ?? true),
    realpath: (name: string) => name,
    getCurrentDirectory: () => '/project',
    getSourceFile: (name: string, ...rest: [ts.ScriptTarget | ts.CreateSourceFileOptions]) => {
      const text = virtual.get(name);
      return text === undefined ? getSourceFile(name, ...rest) : api.createSourceFile(name, text, ...rest, true);
    },
  });
}

/** A plan from names: every `jit(…)` call, tagged function, and class that extends something is a mark. */
function makePlan(api: TypeScript, program: ts.Program, notes: PlanNotes): RewritePlan {
  const checker = program.getTypeChecker();
  const marks: Mark[] = [];
  const rewritten = new Set<ts.Node>();
  const elementwise = new Set<ts.Node>();
  const classCode = new Set<ts.Node>();
  const twins = new Map<ts.Node, Twin>();
  const calls: ts.CallExpression[] = [];
  const identifiers: ts.Identifier[] = [];
  const resolve = (node: ts.Expression): ts.Node | undefined => {
    const bare = api.isParenthesizedExpression(node) ? node.expression : node;
    if (api.isFunctionLike(bare)) return bare;
    let symbol = api.isShorthandPropertyAssignment(bare.parent) ? checker.getShorthandAssignmentValueSymbol(bare.parent) : checker.getSymbolAtLocation(bare);
    if (symbol !== undefined && (symbol.flags & api.SymbolFlags.Alias) !== 0) symbol = checker.getAliasedSymbol(symbol);
    const declaration = symbol?.valueDeclaration ?? symbol?.declarations?.[0];
    if (declaration !== undefined && api.isExportAssignment(declaration)) return declaration.expression;
    return declaration !== undefined && (api.isVariableDeclaration(declaration) || api.isPropertyAssignment(declaration)) ? declaration.initializer : declaration;
  };
  const usesIn = (node: ts.Node, names: readonly string[]): readonly ts.Identifier[] => names.map((name) => {
    const find = (at: ts.Node): ts.Identifier | undefined => (api.isIdentifier(at) && at.text === name ? at : api.forEachChild(at, find));
    const use = find(node);
    if (use === undefined) throw new Error(`no use of ${name}`);
    return use;
  });
  const capturesOf = (name: string, node: ts.Node): readonly Capture[] => [
    ...usesIn(node, notes.captures?.[name] ?? []).map((use): Capture => ({ kind: 'name', use })),
    ...(notes.twinCaptures?.[name] ?? []).map(([twin, index]): Capture => ({ kind: 'twin', twin, index })),
  ];
  const nameOf = (node: ts.Node): string => {
    for (let at = node; at !== undefined; at = at.parent) {
      const { name } = at as ts.NamedDeclaration;
      if (name !== undefined && !api.isSourceFile(at)) return name.getText();
    }
    return 'default';
  };
  for (const file of program.getSourceFiles().filter((source) => !source.isDeclarationFile)) {
    const id = (node: ts.Node): string => `${file.fileName.replace('/project/', '')}:${nameOf(node)}`;
    const visit = (node: ts.Node): void => {
      if (api.isIdentifier(node)) identifiers.push(node);
      if (api.isCallExpression(node)) {
        calls.push(node);
        const target = api.isIdentifier(node.expression) && node.expression.text === 'jit' ? node.arguments[0] && resolve(node.arguments[0]) : undefined;
        if (target !== undefined && api.isFunctionLike(target)) {
          marks.push({ kind: 'jit-call', call: node, target: target as ts.FunctionLikeDeclaration, unit: id(target), captures: capturesOf(nameOf(target), target) });
          if (node.arguments[0] === target) rewritten.add(target);
        }
      }
      if (api.isFunctionDeclaration(node) && api.getJSDocTags(node).some((tag) => tag.tagName.text === 'jit')) {
        marks.push({ kind: 'tagged-function', target: node, unit: id(node), captures: capturesOf(nameOf(node), node) });
      }
      if (api.isFunctionLike(node) && notes.twins?.includes(nameOf(node))) twins.set(node, { id: id(node), captures: usesIn(node, notes.captures?.[nameOf(node)] ?? []) });
      if (api.isClassLike(node) && node.heritageClauses !== undefined) marks.push(classMark(api, node, id(node), capturesOf(nameOf(node), node), notes, rewritten));
      if (api.isClassLike(node) && notes.classCode?.includes(nameOf(node))) classCode.add(node);
      if (api.isPropertyDeclaration(node) && node.initializer !== undefined && notes.derivatives?.includes(node.name.getText())) {
        rewritten.add(node.initializer);
        elementwise.add(node.initializer);
      }
      api.forEachChild(node, visit);
    };
    visit(file);
  }
  const twinCalls = new Map(calls.flatMap((call) => {
    const target = resolve(call.expression);
    const twin = target === undefined ? undefined : twins.get(target);
    return twin === undefined ? [] : [[call, twin.id] as const];
  }));
  const twinReferences = new Map(identifiers.flatMap((name) => {
    const { parent } = name;
    const isValue = (api.isCallExpression(parent) && parent.expression !== name) || api.isShorthandPropertyAssignment(parent);
    const target = isValue && notes.references?.includes(name.text) ? resolve(name) : undefined;
    const twin = target === undefined ? undefined : twins.get(target);
    return twin === undefined ? [] : [[name, twin.id] as const];
  }));
  return { marks, rewritten, classCode, twins, twinCalls, twinReferences, elementwise };
}

function classMark(
  api: TypeScript, node: ts.ClassLikeDeclaration, id: string, captures: readonly Capture[], notes: PlanNotes, rewritten: Set<ts.Node>,
): Mark {
  const ours = (at: ts.Node): readonly ts.Decorator[] =>
    (api.canHaveDecorators(at) ? api.getDecorators(at) ?? [] : []).filter((decorator) => /^@jit\b/.test(decorator.getText()));
  const methods = node.members.filter((member): member is ts.MethodDeclaration => api.isMethodDeclaration(member));
  for (const method of methods) rewritten.add(method);
  const [decorator] = ours(node);
  const options = decorator !== undefined && api.isCallExpression(decorator.expression) ? decorator.expression.arguments[0] : undefined;
  return {
    kind: 'class', target: node, class: id, captures, privateFields: notes.privates ?? [],
    jitMethods: methods.filter((method) => ours(method).length > 0 || (decorator !== undefined && /^(call|update)$/.test(method.name.getText())))
      .map((method) => method.name.getText()),
    ...(options === undefined ? {} : { options }),
    decorators: [...ours(node), ...methods.flatMap((method) => ours(method))],
  };
}

/** The notes in the first line of a fixture. */
export function readNotes(text: string): PlanNotes {
  const match = /^\/\/ plan: (.*)$/m.exec(text);
  return match === null ? {} : (JSON.parse(match[1]!) as PlanNotes);
}
