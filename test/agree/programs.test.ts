/** Every case of every program in `cases/` agrees in all ways, for both default floats. A program's other files are `name.*.ts`. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AgreeProgram, type Exports } from './agree.js';

const folder = join(import.meta.dirname, 'cases');
const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
const only = process.env['AGREE_ONLY'];

type Cases = Readonly<Record<string, () => unknown>>;
/** The program, or why there is none, so that it is compiled once. */
function attemptToCompile(sources: Readonly<Record<string, string>>): unknown {
  try {
    return new AgreeProgram(sources);
  } catch (error) {
    return error;
  }
}

const casesOf = (exports: Exports): Cases => exports['cases'] as unknown as Cases;

for (const name of files.filter((file) => /^[\w-]+\.ts$/.test(file) && (only === undefined || only.split(',').some((one) => file.startsWith(one))))) {
  describe(name, () => {
    const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
    const parts = files.filter((file) => file.startsWith(name.replace(/ts$/, '')) && file !== name);
    const sources = { 'main.ts': read(name), ...Object.fromEntries(parts.map((part) => [part, read(part)])) };
    let program: unknown;
    const compiled = (): AgreeProgram => {
      program ??= attemptToCompile(sources);
      if (!(program instanceof AgreeProgram)) throw program;
      return program;
    };
    const names = [...read(name).slice(read(name).indexOf('export const cases')).matchAll(/^ {2}(\w+): \(\) =>/gm)].map((match) => match[1]!);
    it.each(names)('%s', (key) => {
      for (const float of ['float32', 'float64'] as const) compiled().check((exports) => casesOf(exports)[key]!(), { float });
    });
    it('has its cases found', () => {
      expect(names.length).toBeGreaterThan(0);
    });
  });
}
