/** `myelin init`: writes what a project lacks, and says what it leaves to the user: files that are there keep their text but for what is added. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPackage, readTsconfig } from './project-setup.js';

const plugin = '{ "transform": "myelin/transformer", "transformProgram": true }';

/** What was done, and what is left to do, a line each. */
export interface Steps {
  readonly done: readonly string[];
  readonly left: readonly string[];
}

/** `tool`: `tspc` or `vite`; by default Vite where it is used, else tspc. */
export function setUp(folder: string, tool: 'tspc' | 'vite' | undefined): Steps {
  const hasVite = readdirSync(folder).some((name) => /^vite\.config\.[cm]?[jt]s$/.test(name));
  const steps = { done: [] as string[], left: [] as string[] };
  const chosen = tool ?? (hasVite ? 'vite' : 'tspc');
  if (chosen === 'vite') addToVite(folder, hasVite, steps);
  addTsconfig(folder, chosen, steps);
  addToPackage(folder, chosen, steps);
  steps.left.push(chosen === 'vite' ? 'npm install -D vite typescript' : 'npm install -D typescript@6.0 ts-patch@4 @types/node');
  return steps;
}

type Mutable = { readonly done: string[]; readonly left: string[] };

function addTsconfig(folder: string, tool: 'tspc' | 'vite', { done, left }: Mutable): void {
  const file = join(folder, 'tsconfig.json');
  const config = readTsconfig(folder);
  if (config === undefined) {
    writeFileSync(file, newTsconfig(tool));
    done.push('tsconfig.json');
    return;
  }
  if ('error' in config) {
    left.push(`mend ${config.error}`);
    return;
  }
  if (!(config.options.lib ?? []).some((name) => name.includes('esnext'))) left.push('in tsconfig.json, add "es2023" and "esnext.disposable" to "lib"');
  if (tool !== 'tspc' || config.hasPlugin) return;
  const text = readFileSync(file, 'utf8');
  // As text, so that comments stay. Where the file has plugins of its own, their order is the user's affair.
  const added = text.includes('"plugins"') ? text : text.replace(/"compilerOptions"\s*:\s*\{/, (start) => `${start}\n    "plugins": [${plugin}],`);
  if (added === text) {
    left.push(`in tsconfig.json, add to "plugins": ${plugin}`);
    return;
  }
  writeFileSync(file, added);
  done.push('tsconfig.json: the plugin');
}

function newTsconfig(tool: 'tspc' | 'vite'): string {
  const options = tool === 'tspc'
    ? ['"target": "es2022", "module": "nodenext", "lib": ["es2023", "esnext.disposable"], "types": ["node"],', '"strict": true, "rootDir": "src", "outDir": "dist", "sourceMap": true,', `"plugins": [${plugin}]`]
    : ['"target": "es2022", "module": "esnext", "moduleResolution": "bundler", "lib": ["es2023", "esnext.disposable", "dom"],', '"strict": true, "noEmit": true'];
  return `{\n  "compilerOptions": {\n${options.map((line) => `    ${line}\n`).join('')}  },\n  "include": ["src"]\n}\n`;
}

function addToVite(folder: string, hasConfig: boolean, { done, left }: Mutable): void {
  if (!hasConfig) {
    writeFileSync(join(folder, 'vite.config.js'), "import myelin from 'myelin/vite';\nimport { defineConfig } from 'vite';\n\nexport default defineConfig({ plugins: [myelin()] });\n");
    done.push('vite.config.js');
    return;
  }
  const name = readdirSync(folder).find((one) => /^vite\.config\.[cm]?[jt]s$/.test(one))!;
  if (!readFileSync(join(folder, name), 'utf8').includes('myelin/vite')) left.push(`in ${name}: import myelin from 'myelin/vite', and myelin() first among the plugins`);
}

function addToPackage(folder: string, tool: 'tspc' | 'vite', { done, left }: Mutable): void {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) {
    left.push('npm init -y && npm pkg set type=module');
    return;
  }
  const found = readPackage(folder);
  if (found === undefined) {
    left.push('mend package.json: it is no JSON');
    return;
  }
  const build = tool === 'tspc' ? 'tspc -p .' : 'vite build';
  const scripts = { build, check: 'myelin check', ...found.scripts };
  if (found.scripts?.['build'] !== undefined && found.scripts['build'] !== build && tool === 'tspc') left.push(`build with "${build}" instead of "tsc" ("build" is ${JSON.stringify(found.scripts['build'])})`);
  if (JSON.stringify(scripts) !== JSON.stringify(found.scripts)) {
    const indent = /^\{\r?\n([ \t]+)/.exec(readFileSync(file, 'utf8'))?.[1] ?? '  ';
    writeFileSync(file, `${JSON.stringify({ ...found, scripts }, undefined, indent)}\n`);
    done.push(`package.json: scripts ${Object.keys(scripts).filter((name) => found.scripts?.[name] === undefined).join(', ')}`);
  }
  if (found.type !== 'module' && tool === 'tspc') left.push('npm pkg set type=module (or build CommonJS: docs/bundlers.md)');
}
