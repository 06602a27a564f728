/** Where TypeScript puts what it emits, and in which module format. */
import { dirname, join, relative, sep } from 'node:path';
import type ts from 'typescript';
import type { TypeScript } from '../contracts.js';
import type { InternalProgram } from './program-internals.js';

/** The folder that the JavaScript of source files in `folder` goes to. */
export function outputFolder(program: ts.Program, folder: string): string {
  const { outDir } = program.getCompilerOptions();
  if (outDir === undefined) return folder;
  const common = (program as InternalProgram).getCommonSourceDirectory();
  return join(outDir, relative(common, folder));
}

/** `./x.js`, `../x.js`: how a module in `fromFolder` imports `file`. */
export function relativeSpecifier(fromFolder: string, file: string): string {
  const path = relative(fromFolder, file).split(sep).join('/');
  return path.startsWith('.') ? path : `./${path}`;
}

/** The folder of the program's own sources: that of its configuration, or deeper if `rootDir` is. */
export function sourceFolder(program: ts.Program): string {
  const common = (program as InternalProgram).getCommonSourceDirectory();
  const { configFilePath } = program.getCompilerOptions();
  const project = typeof configFilePath === 'string' ? dirname(configFilePath) : common;
  // Projects may share `rootDir` and `outDir` (`rootDir: ".."`): each keeps to its own folder, so that none overwrites another's file.
  const inside = relative(common, project);
  return inside === '' || inside.startsWith('..') ? common : join(common, inside);
}

/** The format in which TypeScript would emit a `.ts` file in `folder`. Throws for formats that Node and bundlers do not load. */
export function moduleFormat(api: TypeScript, program: ts.Program, folder: string): 'esm' | 'cjs' {
  const options = program.getCompilerOptions();
  const { CommonJS, ES2015, Node16, NodeNext, Preserve } = api.ModuleKind;
  const kind = options.module ?? (options.target !== undefined && options.target >= api.ScriptTarget.ES2015 ? ES2015 : CommonJS);
  if (kind === CommonJS) return 'cjs';
  if (kind >= Node16 && kind <= NodeNext) {
    const file = join(folder, 'file.ts');
    return api.getImpliedNodeFormatForFile(file, undefined, api.sys, options) === api.ModuleKind.ESNext ? 'esm' : 'cjs';
  }
  if (kind === Preserve || (kind >= ES2015 && kind < Node16)) return 'esm';
  throw new Error(`myelin needs "module" to be an ES or CommonJS format, not ${api.ModuleKind[kind]}`);
}
