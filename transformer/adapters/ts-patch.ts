/**
 * The door for `tspc`: a program transformer. It hands back TypeScript's own program with two things added: our diagnostics among the
 * program's, and our rewriting in front of the program's emit. ts-patch loads it by `require`, for each program that tspc makes.
 */
import { dirname } from 'node:path';
import type ts from 'typescript';
import type { TypeScript } from '../contracts.js';
import { resolveOptions } from '../options.js';
import type { UserOptions } from '../options.js';
import { createAssemble } from './assembler.js';
import { TscBuild } from './tsc-build.js';

export interface TransformerExtras {
  readonly ts: object;
}

/** The types are loose on purpose: the published declarations must hold whatever TypeScript a user has. */
export default function transformProgram(program: object, host: object | undefined, config: UserOptions, extras: TransformerExtras): object {
  // What ts-patch calls otherwise is a transformer of files: another list of arguments, without a host.
  if (extras === undefined) throw new TypeError('plugins in tsconfig.json: transformProgram is missing; write { "transform": "myelin/transformer", "transformProgram": true }');
  const options = resolveOptions(config, 'plugins in tsconfig.json');
  if (options.units === 'file') throw new TypeError("plugins in tsconfig.json: units: 'file' is for the plugins of bundlers; tspc makes one units module for a program");
  const tsProgram = program as ts.Program;
  const { configFilePath } = tsProgram.getCompilerOptions();
  const folder = typeof configFilePath === 'string' ? dirname(configFilePath) : tsProgram.getCurrentDirectory();
  const session = { ts: extras.ts as TypeScript, options, root: folder.replaceAll('\\', '/'), assemble: createAssemble(folder, options.cache) };
  return new TscBuild(session, tsProgram, host as ts.CompilerHost | undefined).wrap();
}
