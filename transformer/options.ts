/** The options of all plugins: their types, defaults and validation, each once. */

export interface Options {
  /**
   * Lets compiled code change rounding where that is faster (contraction, relaxed SIMD, reassociation). Off by default: compiled
   * code and the original then agree bit for bit.
   */
  readonly fastMath: boolean;
  /**
   * How the compiled code travels. `inline`: inside of the generated module. `asset`: as a file of its own beside it, loaded before the
   * importing module runs (tspc; Rollup, Rolldown and Vite builds for browsers).
   */
  readonly wasm: 'inline' | 'asset';
  /**
   * `program`: one module of compiled code for the whole program. `file`: one for each source file, for libraries whose users take a
   * part of them (plugins of bundlers).
   */
  readonly units: 'program' | 'file';
  /** The TypeScript project to compile, relative to the root. By default the nearest `tsconfig.json` (plugins of bundlers, command line). */
  readonly tsconfig: string | undefined;
  /** Keeps results in `node_modules/.cache/myelin`. */
  readonly cache: boolean;
}

export type UserOptions = { readonly [Name in keyof Options]?: Options[Name] | undefined };

const defaults: Options = { fastMath: false, wasm: 'inline', units: 'program', tsconfig: undefined, cache: true };

const isBoolean = (value: unknown): boolean => typeof value === 'boolean';
const checks: Readonly<Record<keyof Options, { readonly isValid: (value: unknown) => boolean; readonly wanted: string }>> = {
  fastMath: { isValid: isBoolean, wanted: 'true or false' },
  wasm: { isValid: (value) => value === 'inline' || value === 'asset', wanted: `'inline' or 'asset'` },
  units: { isValid: (value) => value === 'program' || value === 'file', wanted: `'program' or 'file'` },
  tsconfig: { isValid: (value) => typeof value === 'string', wanted: 'the path of a tsconfig file' },
  cache: { isValid: isBoolean, wanted: 'true or false' },
};

/** What ts-patch and TypeScript themselves put beside a plugin's options in `tsconfig.json`. */
const foreignNames = new Set([
  'name', 'transform', 'transformProgram', 'type', 'import', 'after', 'afterDeclarations', 'tsConfig', 'resolvePathAliases',
]);

/**
 * Options with defaults filled in. Throws a TypeError that names the option, what it is and what it can be; `where` is the place in the
 * user's configuration (`myelin()`, `plugins in tsconfig.json`).
 */
export function resolveOptions(given: UserOptions, where: string): Options {
  const known = Object.keys(defaults) as (keyof Options)[];
  for (const name of Object.keys(given)) {
    if (foreignNames.has(name)) continue;
    if (!(known as string[]).includes(name)) {
      throw new TypeError(`${where}: there is no option '${name}' (options: ${known.join(', ')})`);
    }
  }
  for (const name of known) {
    const value = given[name];
    if (value !== undefined && !checks[name].isValid(value)) {
      throw new TypeError(`${where}: option '${name}' is ${JSON.stringify(value)}; it must be ${checks[name].wanted}`);
    }
  }
  return {
    fastMath: given.fastMath ?? defaults.fastMath,
    wasm: given.wasm ?? defaults.wasm,
    units: given.units ?? defaults.units,
    tsconfig: given.tsconfig ?? defaults.tsconfig,
    cache: given.cache ?? defaults.cache,
  };
}
