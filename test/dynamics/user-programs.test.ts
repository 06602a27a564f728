/** Programs as users write them (`programs/`): each runs its models compiled and as they stand. Needs `npm run build` (`npm test` runs it). */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { quoteOutput } from '../child-output.js';

interface Outcome {
  readonly name: string;
  readonly different: readonly string[];
  readonly invalid: readonly string[];
  readonly variables: number;
  readonly moved: number;
}

const folder = join(import.meta.dirname, 'programs');
const programs = readdirSync(folder).filter((name) => name.endsWith('.ts') && name !== 'both-ways.ts');

function run(argv: readonly string[]): { readonly status: number | null; readonly stdout: string; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd: folder, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: undefined } });
  return { status, stdout, output: stdout + stderr };
}

describe("users' models", () => {
  it('have right types', () => {
    expect(run([join(import.meta.dirname, '../../node_modules/typescript/bin/tsc'), '-p', '.']).output).toBe('');
  });

  it.each(programs)('%s: the same bits, compiled and original', (program) => {
    const { status, stdout, output } = run(['--import', 'myelin/register', program]);
    expect(status, quoteOutput(output)).toBe(0);
    expect(output).not.toContain('myelin:');
    const outcomes = stdout.trim().split('\n').map((line) => JSON.parse(line) as Outcome);
    expect(outcomes.length).toBeGreaterThan(0);
    for (const { name, different, invalid, variables, moved } of outcomes) {
      expect({ name, different, invalid }).toEqual({ name, different: [], invalid: [] });
      expect(moved, name).toBeGreaterThan(0);
      expect(variables, name).toBeGreaterThan(0);
    }
  }, 600_000);
});
