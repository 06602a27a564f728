import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emitRewritten, readNotes } from './rewrite-program.js';

const fixtures = join(import.meta.dirname, 'fixtures');

describe('rewritten text', () => {
  for (const name of readdirSync(fixtures).filter((file) => file.endsWith('.ts'))) {
    it(name, async () => {
      const text = readFileSync(join(fixtures, name), 'utf8');
      const { files } = emitRewritten({ 'input.ts': text }, readNotes(text));
      await expect(files.get('input.js')).toMatchFileSnapshot(join(fixtures, name.replace(/\.ts$/, '.expected.js')));
    });
  }
});
