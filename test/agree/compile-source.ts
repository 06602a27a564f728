/** Compiles TypeScript text by the real pipeline and keeps what the harness needs: emitted CommonJS, the compiled program, the IR after each pass. */
import { join } from 'node:path';
import ts from 'typescript';
import type { CompiledProgram, UnitReport } from '../../transformer/contracts.js';
import type { UnitIr } from '../../transformer/ir/node.js';
import { resolveOptions } from '../../transformer/options.js';
import { createAssembleWorker } from '../../transformer/phases/6-assemble/assemble-in-worker.js';
import { rewriteTransformer } from '../../transformer/phases/7-rewrite/rewrite.js';
import { compileProgram } from '../../transformer/pipeline.js';
import type { Session } from '../../transformer/session.js';

const root = join(import.meta.dirname, '../..').replaceAll('\\', '/');
const folder = `${root}/test/agree/source`;
// Loads beside this thread, which has a program to parse. Needs `npm run build` (`npm test` runs it).
const { assemble, start } = createAssembleWorker(new URL('../../dist/transformer/assemble-worker.js', import.meta.url));
start();
const parsed = new Map<string, ts.SourceFile | undefined>();

/** What programs import as `myelin`: the door without the models and runners, which would be compiled with every program. */
const door = `
export { isArray } from '../../../runtime/array/nd-array.js';
export type { Matrix, MatrixLike, NDArray, NDArrayLike, Vector, VectorLike } from '../../../runtime/array/types.js';
export { Base } from '../../../runtime/core/base.js';
export { NodeDict, NodeList } from '../../../runtime/core/node-list.js';
export { VarDict, VarList } from '../../../runtime/core/var-list.js';
export { Variable } from '../../../runtime/core/variable.js';
export { jit } from '../../../runtime/jit/jit.js';
export { setJit, withoutJit } from '../../../runtime/jit/settings.js';
export * as integrators from '../../../runtime/integrators/index.js';
export * as math from '../../../runtime/math/index.js';
`;

/** What programs with runners need beside it. */
const runnersDoor = `
export type { Step } from '../../../runtime/dyn/step.js';
export * as dyn from '../../../runtime/dyn/index.js';
export { DSRunner } from '../../../runtime/run/ds-runner.js';
export type { DSRunnerOptions } from '../../../runtime/run/ds-runner.js';
`;

export const unitsSpecifier = './units.js';

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Bundler, strict: true, skipLibCheck: true,
  types: [], lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts', 'lib.dom.d.ts'], paths: { myelin: [`${folder}/myelin.ts`] }, ignoreDeprecations: '6.0',
  rootDir: root, outDir: '/out',
};

export interface CompiledSource {
  /** JavaScript by file name without extension (`main`). */
  readonly files: ReadonlyMap<string, string>;
  readonly compiled: CompiledProgram;
  readonly reports: readonly UnitReport[];
  /** By the name of the pass, then of the export. */
  readonly passes: ReadonlyMap<string, ReadonlyMap<string, UnitIr>>;
}

/** Sources by file name (`main.ts`); a string is `main.ts` alone. */
export type Sources = string | Readonly<Record<string, string>>;

/** Everything that is wrong with a program, as text: type errors and our own diagnostics. */
export class CompileError extends Error {}

/** `runners`: whether programs import models and runners too. */
export function compileSource(sources: Sources, { runners = false }: { readonly runners?: boolean } = {}): CompiledSource {
  const files = typeof sources === 'string' ? { 'main.ts': sources } : sources;
  const program = createProgram(files, runners ? door + runnersDoor : door);
  const own = Object.keys(files).map((name) => program.getSourceFile(`${folder}/${name}`)!);
  const typeErrors = own.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
    .map((one) => `line ${one.file!.getLineAndCharacterOfPosition(one.start!).line + 1}: ${ts.flattenDiagnosticMessageText(one.messageText, ' ')}`);
  if (typeErrors.length > 0) throw new CompileError(`type errors\n${typeErrors.join('\n')}`);
  const passes = new Map<string, Map<string, UnitIr>>();
  const session: Session = {
    ts, root, assemble, options: resolveOptions({ cache: false }, 'test'),
    observe(pass, unit) {
      if (!passes.has(pass)) passes.set(pass, new Map());
      passes.get(pass)!.set(unit.export, unit);
    },
  };
  const compilation = compileProgram(session, program);
  const errors = compilation.diagnostics.filter((one) => one.class !== 'slow').map((one) => `${one.code} line ${one.place.line}: ${one.message}`);
  const compiled = compilation.modules.get('');
  if (errors.length > 0 || compiled === undefined) throw new CompileError(errors.join('\n') || 'nothing was compiled');
  return { files: emit(program, own, session, compilation), compiled, reports: compilation.reports, passes };
}

function createProgram(files: Readonly<Record<string, string>>, doorText: string): ts.Program {
  const host = ts.createCompilerHost(options);
  const virtual = new Map(Object.entries({ ...files, 'myelin.ts': doorText }).map(([name, text]) => [`${folder}/${name}`, text]));
  const { fileExists, getSourceFile, readFile, directoryExists } = host;
  host.fileExists = (name) => virtual.has(name) || fileExists(name);
  host.readFile = (name) => virtual.get(name) ?? readFile(name);
  host.directoryExists = (name) => name === folder || (directoryExists?.(name) ?? true);
  host.getSourceFile = (name, ...rest: [ts.ScriptTarget | ts.CreateSourceFileOptions]) => {
    const text = virtual.get(name);
    if (text !== undefined) return ts.createSourceFile(name, text, ...rest);
    // The library's files are parsed once for all programs of a test file.
    if (!parsed.has(name)) parsed.set(name, getSourceFile(name, ...rest));
    return parsed.get(name);
  };
  return ts.createProgram([...virtual.keys()], options, host);
}

function emit(program: ts.Program, own: readonly ts.SourceFile[], session: Session, compilation: Parameters<typeof rewriteTransformer>[2]): Map<string, string> {
  const texts = new Map<string, string>();
  const before = [rewriteTransformer(session, program, compilation, () => unitsSpecifier)];
  for (const file of own) {
    program.emit(file, (name, text) => { if (name.endsWith('.js')) texts.set(name.slice(name.lastIndexOf('/') + 1, -3), text); }, undefined, false, { before });
  }
  return texts;
}
