import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

// With Node's types alone, as a user's project may have it. (That our published declarations pass without skipLibCheck, test/e2e finds out.)
function problemsOf(experimentalDecorators: boolean): string[] {
  const program = ts.createProgram([`${root}/test/types/public-types.ts`], {
    target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, strict: true, noEmit: true,
    skipLibCheck: true, types: ['node'], lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'], experimentalDecorators,
    paths: { myelin: [`${root}/runtime/index.ts`] },
  });
  // Of this file alone: the sources behind it are checked by `npm run check`.
  return ts.getPreEmitDiagnostics(program, program.getSourceFile(`${root}/test/types/public-types.ts`)).map(({ file, start, messageText }) => {
    const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    return `${file?.fileName.slice(root.length) ?? ''}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}

describe.each([['standard', false], ['experimental', true]])('public types with %s decorators', (_title, experimentalDecorators) => {
  it('let through what the language allows, and nothing else', () => {
    expect(problemsOf(experimentalDecorators)).toEqual([]);
  });
});
