/** Positions in rewritten code lead to the user's file: the lines of statements, and the operators themselves. */
import { SourceMap } from 'node:module';
import { describe, expect, it } from 'vitest';
import { emitRewritten } from './rewrite-program.js';

const source = `// plan: {"twins":["helper"]}
import { jit, type NDArray } from 'myelin';

/** @jit */
export function scaled(x: NDArray, y: NDArray) {
  const sum = x + y;
  return sum *
    y;
}
function helper(x: number) { return x / 7; }
export const half = jit((x: NDArray) => helper(x) - 1);
`;

function lookUp(generated: string, occurrence = 1): string {
  const { files } = emitRewritten({ 'input.ts': source }, { twins: ['helper'] }, { options: { sourceMap: true } });
  const text = files.get('input.js')!;
  let at = -1;
  for (let i = 0; i < occurrence; i++) at = text.indexOf(generated, at + 1);
  if (at < 0) throw new Error(`no ${generated} in ${text}`);
  const before = text.slice(0, at).split('\n');
  const map = new SourceMap(JSON.parse(files.get('input.js.map')!) as ConstructorParameters<typeof SourceMap>[0]);
  const entry = map.findEntry(before.length - 1, before.at(-1)!.length) as { originalLine: number; originalColumn: number };
  const line = source.split('\n')[entry.originalLine]!;
  return `${entry.originalLine + 1}: ${line.slice(entry.originalColumn, entry.originalColumn + 6)}`;
}

describe('source maps', () => {
  it('leads from an operation to its operator', () => {
    expect(lookUp('$myelin.add')).toBe('6: + y;');
    expect(lookUp('$myelin.mul')).toBe('7: *');
  });
  it('leads from operands to themselves', () => {
    expect(lookUp('x, y)', 2)).toBe('6: x + y;');
  });
  it('leads from a twin to the function it was made from', () => {
    expect(lookUp('$myelin.div')).toBe('10: / 7; }');
    expect(lookUp('$myelin.sub')).toBe('11: - 1);');
  });
  it('leads from the wrapper of a tagged function to its name', () => {
    expect(lookUp('$myelin.callUnit')).toBe('5: scaled');
  });
});
