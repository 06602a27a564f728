#!/usr/bin/env node
/** The command `myelin`: what it takes, prints and exits with. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Compilation, UnitReport } from '../contracts.js';
import { functionSizes } from '../phases/6-assemble/function-sizes.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { renderText, toJson } from '../diagnostics/render.js';
import { ProjectError } from '../host/project.js';
import { resolveOptions } from '../options.js';
import { examine } from './doctor.js';
import { setUp } from './init.js';
import { ProgramBuild } from './program-build.js';

const usage = `myelin check [-p tsconfig.json] [--format text|json]
    Reports every broken rule and note of the project. Exits with 1 if there is an error.
myelin explain FILE[:NAME] [-p tsconfig.json]
    Shows what was compiled of a file (or of one function or class in it, or a model of the library that it makes), step by step.
myelin init [tspc|vite]
    Writes what the project lacks (tsconfig.json, scripts, Vite's configuration), and says what is left to do.
myelin doctor
    Looks whether the project has what its build needs. Exits with 1 if something is wrong.
`;

class UsageError extends Error {}

interface Arguments {
  readonly project: string | undefined;
  readonly format: string;
  readonly operands: readonly string[];
}

const commands = new Map<string, (args: Arguments) => number>([['check', check], ['explain', explain], ['init', init], ['doctor', doctor]]);

function check({ project, format, operands }: Arguments): number {
  if (operands.length > 0) throw new UsageError(`check takes no files, got ${operands.join(' ')}`);
  if (format !== 'text' && format !== 'json') throw new UsageError(`--format is text or json, not ${format}`);
  const { diagnostics, root } = buildOf(project).outcomeWith(undefined);
  const errorCount = diagnostics.filter((diagnostic) => diagnostic.class !== 'slow').length;
  if (format === 'json') {
    print(JSON.stringify(diagnostics.map(toJson), undefined, 2));
  } else {
    for (const diagnostic of diagnostics) print(`${renderText(diagnostic, (file) => readText(resolve(root, file)))}\n`);
    print(summarize(diagnostics, errorCount));
  }
  return errorCount > 0 ? 1 : 0;
}

function summarize(diagnostics: readonly Diagnostic[], errorCount: number): string {
  const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
  return `${count(errorCount, 'error')}, ${count(diagnostics.length - errorCount, 'note')}`;
}

function explain({ project, operands }: Arguments): number {
  const [operand] = operands;
  if (operand === undefined || operands.length > 1) throw new UsageError('explain takes one FILE or FILE:NAME');
  const [, file = operand, name] = /^(.+?\.[cm]?tsx?)(?::(.+))?$/.exec(operand) ?? [];
  const { compilation, root } = buildOf(project).explain();
  const isFile = (path: string): boolean => resolve(root, path) === resolve(file);
  const models = compilation.reports.filter(({ users }) => users?.some(isFile));
  const own = compilation.reports.filter(({ position, users }) => users === undefined && isFile(position.replace(/:\d+:\d+$/, '')));
  const reports = name === undefined ? own : [...own, ...models].filter((report) => isNamed(report, name));
  const sizes = [...compilation.modules.values()].map(({ wasm }) => functionSizes(wasm));
  for (const report of reports) print(printReport(report, sizes.find((module) => module.has(report.exports[0]!)) ?? new Map()));
  if (reports.length > 0) print(printTotal(sizes, compilation.reports));
  if (name === undefined) for (const line of printModels(file, models)) print(line);
  if (reports.length > 0 || (name === undefined && models.length > 0)) return 0;
  print(`${operand}: nothing is compiled here${printKnown(compilation)}`);
  return 1;
}

/** Whether a unit is the function of that name, or a method of the class of that name. */
function isNamed(report: UnitReport, name: string): boolean {
  const unitName = nameOf(report);
  return unitName === name || unitName.startsWith(`${name}.`);
}

/** `HH.update` of `myelin:dyn/neurons/hh:HH.update`. */
function nameOf({ id }: UnitReport): string {
  return id.slice(id.lastIndexOf(':') + 1);
}

/** How to ask for the library's models of which a file makes objects. */
function printModels(file: string, models: readonly UnitReport[]): readonly string[] {
  const names = [...new Set(models.map((report) => nameOf(report).replace(/\..*/, '')))];
  return names.map((name) => `The library's ${name}: myelin explain ${file}:${name}`);
}

function printReport({ id, position, steps, assemblyScript, notes, exports }: UnitReport, sizes: ReadonlyMap<string, number>): string {
  const sections = [...steps, { name: 'AssemblyScript', text: assemblyScript }, { name: 'WebAssembly', text: printSizes(exports, sizes) }];
  return [
    `${id} (${position})`, ...notes.map((note) => `  note: ${note}`),
    ...sections.flatMap(({ name, text }) => ['', `--- ${name}`, text.trimEnd()]), '',
  ].join('\n');
}

/** The functions of a unit in all its variants: the entries, their loops, and what only they call. */
function printSizes(exports: readonly string[], sizes: ReadonlyMap<string, number>): string {
  const own = [...sizes].filter(([name]) => isOf(exports, name));
  return [...own.map(([name, size]) => `${name}: ${printBytes(size)}`), `in all: ${printBytes(sumOf(own))}`].join('\n');
}

/** Text of all units stands in one module, with functions that they share. */
function printTotal(sizes: readonly ReadonlyMap<string, number>[], reports: readonly UnitReport[]): string {
  const all = sizes.flatMap((module) => [...module]);
  const exports = reports.flatMap((report) => report.exports);
  const shared = all.filter(([name]) => !isOf(exports, name));
  return `The program's WebAssembly: ${printBytes(sumOf(all))} of code, ${printBytes(sumOf(shared))} of it in functions that units share`;
}

function isOf(exports: readonly string[], name: string): boolean {
  return exports.some((one) => name === one || name.startsWith(`${one}_`));
}

function sumOf(functions: readonly (readonly [name: string, size: number])[]): number {
  return functions.reduce((sum, [, size]) => sum + size, 0);
}

function printBytes(count: number): string {
  return `${count.toLocaleString('en-US')} bytes`;
}

function printKnown({ reports }: Compilation): string {
  return reports.length === 0 ? '' : `. Compiled are:\n${reports.map(({ id }) => `  ${id}`).join('\n')}`;
}

function init({ operands }: Arguments): number {
  const [tool] = operands;
  if (operands.length > 1 || (tool !== undefined && tool !== 'tspc' && tool !== 'vite')) throw new UsageError(`init takes tspc or vite, got ${operands.join(' ')}`);
  const { done, left } = setUp(process.cwd(), tool);
  print([...done.map((line) => `wrote ${line}`), ...(left.length === 0 ? [] : ['left to do:', ...left.map((line) => `  ${line}`)])].join('\n'));
  return 0;
}

function doctor({ operands }: Arguments): number {
  if (operands.length > 0) throw new UsageError(`doctor takes nothing, got ${operands.join(' ')}`);
  const findings = examine(process.cwd());
  for (const { isGood, text } of findings) print(`${isGood ? 'ok   ' : 'WRONG'} ${text}`);
  return findings.every(({ isGood }) => isGood) ? 0 : 1;
}

function buildOf(project: string | undefined): ProgramBuild {
  return new ProgramBuild({ folder: process.cwd(), emit: 'jit', options: resolveOptions({ tsconfig: project }, 'myelin') });
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function main(argv: readonly string[]): number {
  // `myelin explain main.ts | head` has seen enough.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  const [name = '', ...rest] = argv;
  if (name === '--help' || name === '-h' || name === 'help') {
    print(usage);
    return 0;
  }
  try {
    const command = commands.get(name);
    if (command === undefined) throw new UsageError(name === '' ? 'a command is missing' : `there is no command '${name}'`);
    return command(readArguments(rest));
  } catch (error) {
    const isUsers = error instanceof UsageError || error instanceof ProjectError;
    if (!isUsers) throw error;
    process.stderr.write(`myelin: ${error.message}\n${error instanceof UsageError ? `\n${usage}` : ''}`);
    return 2;
  }
}

function readArguments(argv: string[]): Arguments {
  try {
    const { values, positionals } = parseArgs({
      args: argv, allowPositionals: true,
      options: { project: { type: 'string', short: 'p' }, format: { type: 'string', default: 'text' } },
    });
    return { project: values.project, format: values.format, operands: positionals };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

process.exitCode = main(process.argv.slice(2));
