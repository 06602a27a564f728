/** The type tests of this folder, checked as a user's project would be: own libraries only, `skipLibCheck` off, both kinds of decorators. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../../', import.meta.url));
const files = readdirSync(here).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')).map((file) => here + file);

function check(options: ts.CompilerOptions): string[] {
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'], types: ['node'],
    strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true,
    paths: { myelin: [`${root}runtime/index.ts`], 'myelin/math': [`${root}runtime/math/index.ts`] }, ...options,
  });
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
    return `${file?.fileName ?? ''}:${line} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}

test.each([false, true])('experimentalDecorators: %s', (experimentalDecorators) => {
  expect(check({ experimentalDecorators })).toEqual([]);
});
