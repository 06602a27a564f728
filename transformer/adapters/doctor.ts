/** `myelin doctor`: whether a project has what its build needs. Each finding says what to do. */
import { accessSync, constants, existsSync, mkdirSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findCacheFolder } from '../phases/6-assemble/cache.js';
import { readPackage, readTsconfig, routeOf } from './project-setup.js';

export interface Finding {
  readonly isGood: boolean;
  readonly text: string;
}

const good = (text: string): Finding => ({ isGood: true, text });
const bad = (text: string): Finding => ({ isGood: false, text });

export function examine(folder: string): readonly Finding[] {
  return [node(), simd(), ...copies(folder), ...configuration(folder), ...tools(folder), cache(folder)];
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isEnough = major > 20 || (major === 20 && minor >= 19);
  return isEnough ? good(`Node ${process.versions.node}`) : bad(`Node ${process.versions.node} is too old: 20.19 or later is needed`);
}

/** A module with one function, `(i32) → v128` by `i8x16.splat`. */
const simdModule = [0, 97, 115, 109, 1, 0, 0, 0, 1, 6, 1, 96, 1, 127, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 32, 0, 253, 15, 11];

function simd(): Finding {
  // Node's types do not name it.
  const { WebAssembly: api } = globalThis as unknown as { readonly WebAssembly: { validate(bytes: Uint8Array): boolean } };
  return api.validate(Uint8Array.from(simdModule)) ? good('WebAssembly with SIMD') : bad('This Node has no WebAssembly SIMD (a flag or the processor turns it off): programs run with jit: false only');
}

/** The copies of the package that the project and its dependencies find. */
function copies(folder: string): readonly Finding[] {
  const own = realpathSync(join(dirname(fileURLToPath(import.meta.url)), '../..'));
  const found = findPackage(folder, 'myelin');
  if (found === undefined) return [bad(`the project does not find the package myelin: npm install it in ${folder}`)];
  const others = nestedCopies(folder).filter((copy) => copy !== found);
  const wrong = found === own ? [] : [bad(`this command is of the copy in ${own}, and the project uses the one in ${found}: run it by npx in the project`)];
  if (others.length > 0) return [...wrong, bad(`there are ${others.length + 1} copies of myelin, and a program can have only one (${[found, ...others].join(', ')}): npm dedupe, or make it a peer dependency of those packages`)];
  return [...wrong, good(`myelin ${readPackage(found)?.version ?? ''}, one copy`)];
}

function findPackage(folder: string, name: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, 'node_modules', name, 'package.json'))) return realpathSync(join(at, 'node_modules', name));
    // The package's own repository finds itself.
    if (readPackage(at)?.name === name) return realpathSync(at);
    if (dirname(at) === at) return undefined;
  }
}

/** Copies that dependencies have of their own: `node_modules/neurons/node_modules/myelin`. */
function nestedCopies(folder: string): readonly string[] {
  const modules = join(folder, 'node_modules');
  const names = existsSync(modules) ? readdirSync(modules).flatMap((name) => (name.startsWith('@') ? readdirSync(join(modules, name)).map((inner) => `${name}/${inner}`) : [name])) : [];
  return names.map((name) => join(modules, name, 'node_modules', 'myelin')).filter((path) => existsSync(path)).map((path) => realpathSync(path));
}

function configuration(folder: string): readonly Finding[] {
  const tsconfig = readTsconfig(folder);
  if (tsconfig === undefined) return [bad('there is no tsconfig.json: myelin init writes one')];
  if ('error' in tsconfig) return [bad(tsconfig.error)];
  const { lib } = tsconfig.options;
  const hasUsing = lib === undefined || lib.some((name) => /lib\.esnext(\.full|\.disposable)?\.d\.ts/.test(name));
  const isStrict = tsconfig.options.strict ?? !findTypeScript(folder).startsWith('5');
  return [
    hasUsing && lib !== undefined ? good('tsconfig.json: lib') : bad('tsconfig.json: "lib" needs "es2023" and "esnext.disposable" (and "dom" for browsers)'),
    isStrict ? good('tsconfig.json: strict') : bad('tsconfig.json: turn "strict" on: without it types of options and Variables are not known'),
  ];
}

function findTypeScript(folder: string): string {
  const found = findPackage(folder, 'typescript');
  return (found === undefined ? undefined : readPackage(found)?.version) ?? '';
}

/** What builds the project, and whether the versions fit. */
function tools(folder: string): readonly Finding[] {
  const route = routeOf(folder);
  if (route === undefined) return [bad('no tool of this project has the plugin: myelin init sets tspc or Vite up; the others are in docs/bundlers.md')];
  if (route !== 'tspc') return [good(`myelin/${route} is in the configuration of ${route}`)];
  const patch = findPackage(folder, 'ts-patch');
  if (patch === undefined) return [bad('tsconfig.json has the plugin, and ts-patch is not installed: npm install -D ts-patch@4, and build with tspc')];
  const [typescript, version] = [findTypeScript(folder), readPackage(patch)?.version ?? ''];
  const fits = (typescript.startsWith('6') && version.startsWith('4')) || (/^(5\.9|6)/.test(typescript) && version.startsWith('3'));
  return [fits ? good(`tspc: TypeScript ${typescript}, ts-patch ${version}`)
    : bad(`tspc: TypeScript ${typescript} and ts-patch ${version} do not go together: TypeScript 6.0 with ts-patch 4, 5.9 with ts-patch 3.3 (TypeScript 7 by a bundler)`)];
}

function cache(folder: string): Finding {
  const at = findCacheFolder(folder);
  if (at === undefined) return bad('there is no node_modules to keep results in: each build compiles everything');
  try {
    mkdirSync(at, { recursive: true });
    accessSync(at, constants.W_OK);
    return good(`cache in ${at}`);
  } catch {
    return bad(`the cache ${at} cannot be written: each build compiles everything`);
  }
}

