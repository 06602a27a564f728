import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

// As a user's project has it: no skipLibCheck, Node's types alone, both kinds of decorator.
function problemsOf(experimentalDecorators: boolean): string[] {
  const program = ts.createProgram([`${root}/test/types/public-types.ts`], {
    target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, strict: true, noEmit: true,
    skipLibCheck: false, types: ['node'], lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'], experimentalDecorators,
    paths: { myelin: [`${root}/runtime/index.ts`] },
  });
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    return `${file?.fileName.slice(root.length) ?? ''}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}

describe.each([['standard', false], ['experimental', true]])('public types with %s decorators', (_title, experimentalDecorators) => {
  it('let through what the language allows, and nothing else', () => {
    expect(problemsOf(experimentalDecorators)).toEqual([]);
  });
});
