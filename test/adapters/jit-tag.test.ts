import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { hasJitTag } from '../../transformer/host/jit-tag.js';

/** As tsc reads a file: comments are not parsed. */
function first(text: string): ts.Node {
  const options = { languageVersion: ts.ScriptTarget.ES2022, jsDocParsingMode: ts.JSDocParsingMode.ParseForTypeErrors };
  return ts.createSourceFile('file.ts', text, options, true).statements[0]!;
}

describe('hasJitTag', () => {
  it.each(['/** @jit */', '/**@jit*/', '/**\n * Doubles.\n *\n * @jit\n * @param x what to double\n */', '/* a */\n// b\n/** @jit */\nexport', '/** @jit */ /* c */'])(
    'finds the tag in %j', (comment) => expect(hasJitTag(ts, first(`${comment} function f() {}`))).toBe(true));

  it.each(['', '// @jit\n', '/* @jit */', '/** not @jit here */', '/** @jitter */', '/** @jit */ const a = 1; /** plain */'])(
    'finds none in %j', (comment) => {
      const { statements } = first(`${comment} function f() {}`).getSourceFile();
      expect(hasJitTag(ts, statements.at(-1)!)).toBe(false);
    });
});
