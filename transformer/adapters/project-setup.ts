/** What `myelin init` and `myelin doctor` see of a project: its package.json, its tsconfig.json, and the tool that has the plugin. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type ts from 'typescript';
import type { TypeScript } from '../contracts.js';

export interface PackageFile {
  readonly name?: string;
  readonly version?: string;
  readonly type?: string;
  readonly scripts?: Readonly<Record<string, string>>;
}

/** The `package.json` of a folder; undefined if there is none that can be read. */
export function readPackage(folder: string): PackageFile | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageFile;
  } catch {
    return undefined;
  }
}

export interface Tsconfig {
  readonly options: ts.CompilerOptions;
  readonly hasPlugin: boolean;
}

/** The folder's `tsconfig.json` with what it extends; undefined if there is none. */
export function readTsconfig(folder: string): Tsconfig | { readonly error: string } | undefined {
  const file = join(folder, 'tsconfig.json');
  if (!existsSync(file)) return undefined;
  const api = createRequire(import.meta.url)('typescript') as TypeScript;
  const read = api.readConfigFile(file, api.sys.readFile);
  if (read.error !== undefined) return { error: `tsconfig.json: ${api.flattenDiagnosticMessageText(read.error.messageText, ' ')}` };
  const { options } = api.parseJsonConfigFileContent(read.config, api.sys, folder, undefined, file);
  const plugins = (options['plugins'] ?? []) as readonly { readonly transform?: unknown }[];
  return { options, hasPlugin: plugins.some(({ transform }) => transform === 'myelin/transformer') };
}

const bundlers = ['vite', 'rollup', 'webpack', 'rspack', 'rolldown', 'esbuild'] as const;
export type Route = 'tspc' | (typeof bundlers)[number];

/** The tool whose configuration names the plugin: of a bundler before tspc, which then checks types only. */
export function routeOf(folder: string): Route | undefined {
  const scripts = readdirSync(folder).filter((name) => /\.[cm]?[jt]s$/.test(name)).map((name) => readFileSync(join(folder, name), 'utf8'));
  const bundler = bundlers.find((name) => scripts.some((text) => text.includes(`myelin/${name}`)));
  if (bundler !== undefined) return bundler;
  const tsconfig = readTsconfig(folder);
  return tsconfig !== undefined && 'hasPlugin' in tsconfig && tsconfig.hasPlugin ? 'tspc' : undefined;
}
