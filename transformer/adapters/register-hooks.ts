/** The hooks behind `myelin/register`, in the form that serves both of Node's ways to register hooks: they end with `next`, or are done at once. */
import type { LoadFnOutput, LoadHookContext, ResolveFnOutput, ResolveHookContext } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve as resolvePath } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { renderText } from '../diagnostics/render.js';
import { resolveOptions } from '../options.js';
import { hashOf } from '../phases/6-assemble/cache.js';
import { ProgramBuild, unitsSpecifier } from './program-build.js';
import type { ProgramOutcome } from './program-build.js';

const unitsProtocol = 'myelin-units:';
const typeScriptUrl = /^file:(?!.*\/node_modules\/).*\.[cm]?tsx?$/;

// Node runs one set of hooks per process: this state is the process's own.
let build: ProgramBuild | undefined;
/** Units by their address: a file that a later import adds to the program makes new ones, and loaded modules keep theirs. */
const unitsByUrl = new Map<string, string>();

/** `Output` is a promise where the hooks run in their own thread. */
type Next<Context, Output> = (name: string, context?: Partial<Context>) => Output;

export function resolve<Output>(
  specifier: string, context: ResolveHookContext, next: Next<ResolveHookContext, Output>,
): Output | ResolveFnOutput {
  if (specifier === unitsSpecifier) return { url: currentUnits(), format: 'module', shortCircuit: true };
  // What generated code imports comes from this package, wherever the importing file is.
  if (context.parentURL?.startsWith(unitsProtocol) === true) return next(specifier, { ...context, parentURL: import.meta.url });
  const source = findTypeScript(specifier, context.parentURL) ?? findAlias(specifier, context.parentURL);
  return source === undefined ? next(specifier, context) : { url: source, format: 'module', shortCircuit: true };
}

export function load<Output>(url: string, context: LoadHookContext, next: Next<LoadHookContext, Output>): Output | LoadFnOutput {
  const units = unitsByUrl.get(url);
  if (units !== undefined) return { format: 'module', source: units, shortCircuit: true };
  if (!typeScriptUrl.test(url)) return next(url, context);
  const file = fileURLToPath(url).replaceAll('\\', '/');
  build ??= new ProgramBuild({ folder: dirname(file), emit: 'all', entry: file, options: resolveOptions({}, 'myelin/register') });
  const outcome = build.outcomeWith(file);
  throwErrors(outcome);
  const emitted = outcome.files[file];
  if (!emitted) return next(url, context);
  const map = Buffer.from(emitted.map).toString('base64');
  return { format: 'module', source: `${emitted.code}\n//# sourceMappingURL=data:application/json;base64,${map}\n`, shortCircuit: true };
}

function currentUnits(): string {
  const code = build?.outcomeWith(undefined).units['']?.code ?? 'export const program = undefined;';
  const url = `${unitsProtocol}${hashOf([code])}`;
  unitsByUrl.set(url, code);
  return url;
}

/** The TypeScript file that an entry or a relative import means: itself, or `x.ts` (or `x.tsx`) for `./x.js` where that one is not there; `.cts` as ES modules too. */
function findTypeScript(specifier: string, parent: string | undefined): string | undefined {
  const isRelative = specifier.startsWith('.') || specifier.startsWith('file:');
  if (!isRelative || !URL.canParse(specifier, parent)) return undefined;
  const url = new URL(specifier, parent).href;
  if (typeScriptUrl.test(url)) return url;
  if (!/\.[cm]?jsx?$/.test(url) || existsSync(fileURLToPath(url))) return undefined;
  return [url.replace(/js(x?)$/, 'ts$1'), url.replace(/js$/, 'tsx')].find((source) => existsSync(fileURLToPath(source)));
}

/** The file that `paths` of the tsconfig give a name in the project's own code. */
function findAlias(specifier: string, parent: string | undefined): string | undefined {
  if (specifier.startsWith('.') || specifier.startsWith('node:') || parent === undefined || !typeScriptUrl.test(parent)) return undefined;
  const file = build?.outcomeWith(undefined).aliases[specifier];
  return file === undefined ? undefined : pathToFileURL(file).href;
}

function throwErrors({ diagnostics, root }: ProgramOutcome): void {
  const errors = diagnostics.filter((diagnostic) => diagnostic.class !== 'slow');
  if (errors.length === 0) return;
  const read = (file: string): string => readFileSync(resolvePath(root, file), 'utf8');
  throw new SyntaxError(errors.map((diagnostic) => renderText(diagnostic, read)).join('\n\n'));
}
