/**
 * Compiles every rule's cases (`raises.ts`, `nearly.ts`) and the examples of its page. A case that raises says in its first line on which
 * lines; no other rule may speak, and nothing may speak where a case nearly raises.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import type { Assemble, Compilation } from '../../transformer/contracts.js';
import { rules } from '../../transformer/diagnostics/registry.js';
import { resolveOptions } from '../../transformer/options.js';
import { compileProgram } from '../../transformer/pipeline.js';
import { readExamples } from './read-examples.js';

const root = join(import.meta.dirname, '../..');
const ruleFolder = join(root, 'transformer/diagnostics/rules');

/** Case files by the path that they are given in the program. */
const cases = new Map<string, string>();
for (const { slug } of rules) {
  for (const name of ['raises', 'nearly']) {
    cases.set(join(import.meta.dirname, slug, `${name}.ts`), readFileSync(join(import.meta.dirname, slug, `${name}.ts`), 'utf8'));
  }
  for (const { kind, text } of readExamples(readFileSync(join(ruleFolder, `${slug}.md`), 'utf8'))) {
    cases.set(join(import.meta.dirname, slug, `page-${kind}.ts`), text);
  }
}

function createProgram(names: readonly string[]): ts.Program {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, strict: true, skipLibCheck: true, noEmit: true, types: ['node'],
    lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'], paths: { myelin: [join(root, 'runtime/index.ts')] },
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile, readFile } = host;
  host.fileExists = (name) => cases.has(name) || fileExists(name);
  host.readFile = (name) => cases.get(name) ?? readFile(name);
  host.getSourceFile = (name, ...rest: [ts.ScriptTarget | ts.CreateSourceFileOptions]) => {
    const text = cases.get(name);
    return text === undefined ? getSourceFile(name, ...rest) : ts.createSourceFile(name, text, ...rest);
  };
  return ts.createProgram(names, options, host);
}

/** The empty module: what the generated text becomes is not the matter here. */
const assembleNothing: Assemble = () => Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

function compile(program: ts.Program, assemble: Assemble = assembleNothing): Compilation {
  return compileProgram({ ts, root, assemble, options: resolveOptions({ cache: false }, 'test') }, program);
}

const program = createProgram([...cases.keys()].filter((name) => !name.includes('compiler-bug')));
const reported = compile(program).diagnostics;

/** `slug line` for each line of a file with a diagnostic, the notes of other rules left out. */
function found(slug: string, name: string): readonly string[] {
  const counted = reported.filter((diagnostic) => diagnostic.place.file === `test/diagnostics/${slug}/${name}.ts`
    && (diagnostic.class !== 'slow' || diagnostic.code === slug));
  return [...new Set(counted.map((diagnostic) => `${diagnostic.code} ${diagnostic.place.line}`))];
}

function wanted(slug: string): readonly string[] {
  const [, lines] = /^\/\/ expect: ([\d ]+)\n/.exec(cases.get(join(import.meta.dirname, slug, 'raises.ts'))!)!;
  return lines!.split(' ').map((line) => `${slug} ${line}`);
}

describe.each(rules.filter((rule) => rule.class !== 'bug'))('$slug', ({ slug }) => {
  it('is reported where it is broken, and nothing else is', () => {
    expect(found(slug, 'raises')).toEqual(wanted(slug));
  });
  it('is not reported where it nearly is', () => {
    expect(found(slug, 'nearly')).toEqual([]);
  });
  it('is what the wrong example of the page breaks', () => {
    const codes = new Set(found(slug, 'page-wrong').map((text) => text.split(' ')[0]));
    expect([...codes]).toEqual([slug]);
  });
  it('is kept by the right example of the page', () => {
    expect(found(slug, 'page-right')).toEqual([]);
  });
  it.each(['raises', 'nearly', 'page-wrong', 'page-right'])('has a case without type errors: %s', (name) => {
    const file = program.getSourceFile(join(import.meta.dirname, slug, `${name}.ts`));
    const errors = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    expect(errors.map((error) => ts.flattenDiagnosticMessageText(error.messageText, ' '))).toEqual([]);
  });
});

describe('compiler-bug', () => {
  const compileCase = (name: string, assemble?: Assemble): readonly string[] =>
    compile(createProgram([join(import.meta.dirname, 'compiler-bug', `${name}.ts`)]), assemble).diagnostics
      .map((diagnostic) => `${diagnostic.code} ${diagnostic.place.line}`);
  const failing: Assemble = () => { throw new Error('the generated text is wrong'); };

  it('is reported at the user\'s code when ours fails', () => {
    expect(compileCase('raises', failing)).toEqual(wanted('compiler-bug'));
  });
  it('is not reported where nothing is marked, or where all is well', () => {
    expect(compileCase('nearly', failing)).toEqual([]);
    expect(compileCase('raises')).toEqual([]);
    expect(compileCase('page-right')).toEqual([]);
  });
});
