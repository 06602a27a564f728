/** The one plugin behind the doors of all bundlers. What differs between them is in `doorFor`'s callers and marked by `meta.framework`. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createUnplugin } from 'unplugin';
import type { UnpluginContext, UnpluginContextMeta, UnpluginInstance, UnpluginMessage, UnpluginOptions } from 'unplugin';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { renderText } from '../diagnostics/render.js';
import { resolveOptions } from '../options.js';
import type { UserOptions } from '../options.js';
import { ProgramBuild, unitsNameOf, unitsSpecifier, wasmUrlText } from './program-build.js';
import type { ProgramOutcome } from './program-build.js';

/** Starts with `\0`, as ids of virtual modules do: no pattern of a user's `external` takes it for a file or a package. */
export const unitsId = '\0myelin:units';

const typeScriptFile = /\.[cm]?tsx?$/;
const declarationFile = /\.d\.[cm]?ts$/;

export const unplugin: UnpluginInstance<UserOptions | undefined, false> = createUnplugin((given, meta) => createPlugin(given ?? {}, meta));

function createPlugin(given: UserOptions, meta: UnpluginContextMeta): UnpluginOptions {
  const options = resolveOptions(given, 'myelin()');
  // Rollup, webpack and Rspack read JavaScript only. The others know TypeScript: they get only what we change.
  const needsJavaScript = ['rollup', 'webpack', 'rspack'].includes(meta.framework);
  // esbuild keeps all of a namespace that is reached through another module.
  const emit = needsJavaScript ? 'all' : meta.framework === 'esbuild' ? 'direct' : 'jit';
  let folder = process.cwd();
  // A development server, or code for Node that Vite writes no assets beside, has no place for a Wasm file.
  let hasAssets = true;
  let build: ProgramBuild | undefined;
  let told: ProgramOutcome | undefined;
  const currentBuild = (): ProgramBuild => (build ??= new ProgramBuild({
    folder, emit,
    options: hasAssets ? options : { ...options, wasm: 'inline' },
  }));

  /** Reports once per compile: all errors in one, since a bundler stops at the first. */
  const report = (outcome: ProgramOutcome, context: Pick<UnpluginContext, 'error' | 'warn'>): void => {
    const errors = outcome.diagnostics.filter((diagnostic) => diagnostic.class !== 'slow');
    if (errors[0] !== undefined) context.error({ ...locate(errors[0], outcome.root), message: renderAll(errors, outcome.root) });
    if (told === outcome) return;
    told = outcome;
    for (const note of outcome.diagnostics) context.warn({ ...locate(note, outcome.root), message: renderAll([note], outcome.root) });
  };

  return {
    name: 'myelin',
    enforce: 'pre',
    resolveId(id, importer) {
      const units = unitsNameOf(id, unitsSpecifier) ?? unitsNameOf(id, unitsId);
      if (units !== undefined) return units === '' ? unitsId : `${unitsId}/${units}`;
      if (importer === undefined || !isTypeScript(importer)) return undefined;
      return (needsJavaScript ? resolveTypeScript(id, importer) : undefined) ?? build?.outcomeWith(undefined).aliases[id];
    },
    loadInclude: (id) => unitsNameOf(id, unitsId) !== undefined,
    load(id) {
      const name = unitsNameOf(id, unitsId);
      if (name === undefined) return undefined;
      const outcome = currentBuild().outcomeWith(undefined);
      // Types and constants of files that no bundle holds matter too.
      for (const file of Object.keys(outcome.files)) this.addWatchFile(file);
      const units = outcome.units[name];
      if (units === undefined) return 'export const program = undefined;';
      if (units.wasm === undefined) return { code: units.code, map: null };
      return { code: emitAsset(this, units.code, units.wasm), map: null };
    },
    transformInclude: (id) => isTypeScript(id),
    transform(_code, id) {
      const file = fileOf(id);
      const outcome = currentBuild().outcomeWith(file);
      report(outcome, this);
      const emitted = outcome.files[file];
      return emitted ? { code: emitted.code, map: emitted.map } : undefined;
    },
    writeBundle() {
      const description = build?.outcomeWith(undefined).description;
      if (description === undefined) return;
      mkdirSync(dirname(description.file), { recursive: true });
      writeFileSync(description.file, description.text);
    },
    watchChange() {
      build?.invalidate();
    },
    vite: {
      configResolved(config) {
        folder = config.root;
        hasAssets = config.command === 'build' && (config.build.ssr === false || config.build.ssrEmitAssets);
      },
      // The units hold code of every file: whoever imports any of it loads anew.
      handleHotUpdate({ file, modules, server }) {
        if (build === undefined || !typeScriptFile.test(file)) return undefined;
        const before = build.outcomeWith(undefined).files;
        build.invalidate();
        const after = build.outcomeWith(undefined).files;
        const changed = Object.keys(after).filter((name) => name !== file && after[name]?.code !== before[name]?.code);
        const others = changed.flatMap((name) => [...(server.moduleGraph.getModulesByFile(name) ?? [])]);
        const units = [...server.moduleGraph.idToModuleMap].filter(([id]) => unitsNameOf(id, unitsId) !== undefined).map(([, module]) => module);
        const isOurs = after[file] !== null || before[file] !== null;
        return isOurs ? [...modules, ...others, ...units] : undefined;
      },
    },
  };
}

function isTypeScript(id: string): boolean {
  const [path = '', query] = id.split('?');
  return typeScriptFile.test(path) && !declarationFile.test(path) && !path.includes('\0') && (query === undefined || /^[vt]=/.test(query));
}

function fileOf(id: string): string {
  return (id.split('?')[0] ?? id).replaceAll('\\', '/');
}

/** `./x.js`, `./x` and `./folder` in a TypeScript file, where only the TypeScript source is there. */
function resolveTypeScript(id: string, importer: string): string | undefined {
  if (!id.startsWith('.') || !isTypeScript(importer)) return undefined;
  const path = resolve(dirname(fileOf(importer)), id);
  if (existsSync(path) && /\.\w+$/.test(path)) return undefined;
  const candidates = /\.[cm]?jsx?$/.test(path)
    ? [path.replace(/js(x?)$/, 'ts$1'), path.replace(/js$/, 'tsx')]
    : [`${path}.ts`, `${path}.tsx`, `${path}.mts`, join(path, 'index.ts')];
  return candidates.find((candidate) => existsSync(candidate));
}

/** Puts the Wasm beside the bundle. Rollup replaces its expression by the file's address: absolute, or (Vite) a path on the site. */
function emitAsset(context: { emitFile(file: { type: 'asset'; name: string; source: Uint8Array }): unknown }, code: string, wasm: string): string {
  const reference = context.emitFile({ type: 'asset', name: 'myelin.wasm', source: Buffer.from(wasm, 'base64') });
  if (typeof reference !== 'string') throw new TypeError(`myelin(): wasm: 'asset' is for Rollup, Rolldown and Vite; this bundler needs 'inline'`);
  return code.replaceAll(JSON.stringify(wasmUrlText), `import.meta.ROLLUP_FILE_URL_${reference}`);
}

/** Bundlers count columns from 0. */
function locate({ code, place }: Diagnostic, root: string): Omit<UnpluginMessage, 'message'> {
  const file = resolve(root, place.file);
  return { name: 'myelin', code: `myelin/${code}`, id: file, loc: { file, line: place.line, column: place.column - 1 } };
}

function renderAll(diagnostics: readonly Diagnostic[], root: string): string {
  const read = (file: string): string | undefined => {
    try {
      return readFileSync(resolve(root, file), 'utf8');
    } catch {
      return undefined;
    }
  };
  const text = diagnostics.map((diagnostic) => renderText(diagnostic, read)).join('\n\n');
  return diagnostics.length === 1 ? text : `${diagnostics.length} errors\n\n${text}`;
}
