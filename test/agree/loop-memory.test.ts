/** A loop in jit code that makes and drops results of host functions and copies runs in the memory of a few of them. */
import { expect, it } from 'vitest';
import { memoryUse } from '../../runtime/memory/residency.js';
import { AgreeProgram } from './agree.js';

const source = `
import { jit, math as bm, type Vector } from 'myelin';
export const turns = jit((x: Vector, count: number) => {
  let total = 0;
  for (let i = 0; i < count; i++) {
    const running = bm.cumsum(x);
    const copied = bm.array(running);
    total += bm.at(running, -1) + bm.at(copied, i);
  }
  return total;
});
export const x = bm.ones(100000);
`;

it('results of the turn before are given back', () => {
  const grown: number[] = [];
  const program = new AgreeProgram(source);
  program.run((exports) => {
    // Compiled code comes first; the other ways have memory rules of their own.
    if (grown.length > 0) return undefined;
    const before = memoryUse().reserved;
    const turns = exports['turns'] as (...args: readonly unknown[]) => unknown;
    const result = turns(exports['x'], 100);
    grown.push(memoryUse().reserved - before);
    return result;
  });
  // 100 turns make 80 MB in all.
  expect(grown[0]).toBeLessThan(24 * 2 ** 20);
});
