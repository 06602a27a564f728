/**
 * Stands in for the pipeline where a test is about adapters: a file that says `jit(` has jit code, `MISTAKE` breaks a rule and `SLOW`
 * deserves a note. What it gives depends on the text of all files, as real units do.
 */
import type ts from 'typescript';
import type { Compilation, CompiledProgram } from '../../transformer/contracts.js';
import type { Diagnostic } from '../../transformer/diagnostics/diagnostic.js';
import type { Session } from '../../transformer/session.js';

export function beginProgram(session: Session, program: ts.Program): () => Compilation {
  const compilation = compileProgram(session, program);
  return () => compilation;
}

export function compileProgram({ root, ts: api }: Session, program: ts.Program): Compilation {
  // As the real one does first of all: it gives nodes their parents.
  program.getTypeChecker();
  const rewritten = new Set<ts.Node>();
  const diagnostics: Diagnostic[] = [];
  let text = '';
  for (const file of program.getSourceFiles()) {
    if (file.isDeclarationFile) continue;
    text += file.text;
    if (file.text.includes('jit(')) rewritten.add(file.statements[0]!);
    for (const word of ['MISTAKE', 'SLOW'] as const) if (file.text.includes(word)) diagnostics.push(diagnose(file, word, root));
  }
  const [version] = /\d+/.exec(api.version) ?? [];
  return {
    diagnostics, reports: [],
    plan: { marks: [], rewritten, twins: new Map(), classCode: new Set(), twinCalls: new Map(), elementwise: new Set() },
    modules: rewritten.size === 0 || version === undefined ? new Map() : new Map([['', {
      meta: { abi: text.length, units: [], classes: [], sites: [], strings: [], constants: '' }, wasm: Uint8Array.of(0), sites: [], hostImports: [], kernelImports: [], hostFunctions: [],
    }]]),
  };
}

function diagnose(file: ts.SourceFile, word: 'MISTAKE' | 'SLOW', root: string): Diagnostic {
  const start = file.text.indexOf(word);
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  const place = {
    file: file.fileName.slice(root.length + 1), start, length: word.length,
    line: line + 1, column: character + 1, endLine: line + 1, endColumn: character + 1 + word.length,
  };
  const isNote = word === 'SLOW';
  return {
    code: isNote ? 'scalar-loop' : 'no-static-write', class: isNote ? 'slow' : 'rule', place,
    message: `found ${word}`, why: 'it is there', help: 'remove it', related: [], suggestions: [],
  };
}

/** Adds one statement that uses the units, in front of a file with jit code. */
export function rewriteTransformer(
  { ts: api }: Session, _program: ts.Program, { plan }: Compilation, specifier: (file: ts.SourceFile) => string,
): ts.TransformerFactory<ts.SourceFile> {
  return ({ factory }) => (file) => {
    if (![...plan.rewritten].some((node) => node.getSourceFile() === api.getOriginalNode(file))) return file;
    const clause = factory.createImportClause(undefined, undefined, factory.createNamespaceImport(factory.createIdentifier('$u')));
    const load = factory.createImportDeclaration(undefined, clause, factory.createStringLiteral(specifier(file)));
    const use = factory.createExpressionStatement(factory.createPropertyAccessExpression(factory.createIdentifier('$u'), 'program'));
    return factory.updateSourceFile(file, [load, use, ...file.statements]);
  };
}

export function printUnitsModule({ meta }: CompiledProgram, format: 'esm' | 'cjs', wasm: { inline: true } | { url: string }): string {
  const value = JSON.stringify({ text: meta.abi });
  const how = 'url' in wasm ? `new URL(${JSON.stringify(wasm.url)}, import.meta.url)` : `'inline'`;
  return format === 'esm' ? `export const program = [${value}, ${how}];\n` : `exports.program = [${value}, ${how}];\n`;
}
