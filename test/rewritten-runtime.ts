/**
 * The runtime with its models' operators rewritten, as the library's build makes it, but with nothing compiled: every model runs its
 * original. Made by the rewriter itself, once for each state of the sources.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import type * as myelin from '../runtime/index.js';
import type * as internal from '../runtime/internal.js';
import type * as hostFunctions from '../runtime/jit/host-functions.js';
import { rewriteTransformer } from '../transformer/phases/7-rewrite/rewrite.js';

const root = join(import.meta.dirname, '..');
/** Rooms with code in the users' style. */
const styled = /\/runtime\/(dyn|integrators\/methods)\//;

/** The functions to rewrite, and among them the derivatives, which choose element by element. */
function findFunctions(program: ts.Program): { readonly rewritten: ReadonlySet<ts.Node>; readonly elementwise: ReadonlySet<ts.Node> } {
  const [rewritten, elementwise] = [new Set<ts.Node>(), new Set<ts.Node>()];
  const visit = (node: ts.Node): void => {
    if (ts.isMethodDeclaration(node) || ts.isFunctionDeclaration(node)) rewritten.add(node);
    else if (ts.isPropertyDeclaration(node) && node.initializer !== undefined && ts.isArrowFunction(node.initializer)) {
      rewritten.add(node.initializer);
      elementwise.add(node.initializer);
    } else ts.forEachChild(node, visit);
  };
  for (const file of program.getSourceFiles()) if (styled.test(file.fileName)) visit(file);
  return { rewritten, elementwise };
}

function emitRuntime(folder: string): void {
  const config = ts.readConfigFile(join(root, 'tsconfig.runtime.json'), (name) => ts.sys.readFile(name));
  const { options, fileNames } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const program = ts.createProgram(fileNames, { ...options, noEmit: false, declaration: false, isolatedDeclarations: false, outDir: folder, rootDir: root });
  const plan = { marks: [], classCode: new Set<ts.Node>(), twins: new Map(), twinCalls: new Map(), ...findFunctions(program) };
  const before = [rewriteTransformer({ ts }, program, { diagnostics: [], reports: [], plan, modules: new Map() }, () => 'no-units')];
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(name), { recursive: true });
    const door = (file: string): string => {
      const path = relative(dirname(name), join(folder, 'runtime', file));
      return `'${path.startsWith('.') ? path : `./${path}`}'`;
    };
    writeFileSync(name, text.replaceAll(/(['"])myelin\/internal\1/g, door('internal.js')).replaceAll(/(['"])myelin\/math\1/g, door('math/index.js')));
  };
  program.emit(undefined, write, undefined, false, { before });
}

type Runtime = typeof myelin;
let loaded: Promise<Runtime> | undefined;

/** The folder for the present sources, made if it is not there yet; several processes may do so at the same time. */
function rewrittenFolder(): string {
  const digest = createHash('sha256');
  for (const name of [...sourceFiles('runtime'), ...sourceFiles('transformer')]) digest.update(name).update(readFileSync(join(root, name)));
  const folder = join(root, 'node_modules', '.cache', 'myelin', `rewritten-${digest.digest('hex').slice(0, 16)}`);
  if (existsSync(folder)) return folder;
  const made = `${folder}.${process.pid}`;
  emitRuntime(made);
  writeFileSync(join(made, 'package.json'), '{ "type": "module" }');
  try {
    renameSync(made, folder);
  } catch {
    rmSync(made, { recursive: true, force: true }); // Another process was faster.
  }
  return folder;
}

function sourceFiles(room: string): readonly string[] {
  return readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).sort().map((name) => join(room, name));
}

let folder: string | undefined;
/** All doors from one folder: the sources may change while a test runs. */
const load = (door: string): Promise<unknown> => import(/* @vite-ignore */ pathToFileURL(join((folder ??= rewrittenFolder()), 'runtime', `${door}.js`)).href);

/** The door `myelin` of the rewritten runtime. */
export function loadRewrittenRuntime(): Promise<Runtime> {
  loaded ??= load('index') as Promise<Runtime>;
  return loaded;
}

/** Its door `myelin/internal`. */
export function loadRewrittenInternal(): Promise<typeof internal> {
  return load('internal') as Promise<typeof internal>;
}

/** The functions that its compiled programs import. */
export function loadRewrittenHost(): Promise<typeof hostFunctions> {
  return load('jit/host-functions') as Promise<typeof hostFunctions>;
}
