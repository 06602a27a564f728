/** A loop in jit code that makes and drops results of host functions and copies runs in the memory of a few of them. */
import { expect, it } from 'vitest';
import { memoryUse } from '../../runtime/memory/residency.js';
import { AgreeProgram } from './agree.js';

const source = `
import { jit, math as bm, type Matrix, type Vector } from 'myelin';
export const turns = jit((x: Vector, count: number) => {
  let total = 0;
  for (let i = 0; i < count; i++) {
    const running = bm.cumsum(x);
    const copied = bm.array(running);
    total += bm.at(running, -1) + bm.at(copied, i);
  }
  return total;
});
export const products = jit((A: Matrix, count: number) => {
  let total = 0;
  for (let i = 0; i < count; i++) total += bm.at(bm.matmul(A, A), 0, i);
  return total;
});
export const outside = jit((x: Vector) => bm.at(x, ':', null) + bm.at(x, null, ':'));
export const product = jit((X: Matrix, Y: Matrix) => bm.matmul(X, Y));
export const x = bm.ones(100000);
export const A = bm.ones([200, 200]);
export const wide = bm.ones(2 ** 18);
export const column = bm.ones([2 ** 18, 1]);
export const row = bm.ones([1, 2 ** 18]);
`;

function growth(name: string, argument: string): number {
  const grown: number[] = [];
  new AgreeProgram(source).run((exports) => {
    // Compiled code comes first; the other ways have memory rules of their own.
    if (grown.length > 0) return undefined;
    const before = memoryUse().reserved;
    const turns = exports[name] as (...args: readonly unknown[]) => unknown;
    const result = turns(exports[argument], 100);
    grown.push(memoryUse().reserved - before);
    return result;
  });
  return grown[0]!;
}

it('results of the turn before are given back', () => {
  // 100 turns make 80 MB in all.
  expect(growth('turns', 'x')).toBeLessThan(24 * 2 ** 20);
});

it('a product is written where the one of the turn before stood', () => {
  // 100 turns make 16 MB in all.
  expect(growth('products', 'A')).toBeLessThan(4 * 2 ** 20);
});

it('what no memory holds is refused before anything is written', () => {
  const messages: string[] = [];
  new AgreeProgram(source).run((exports) => {
    if (messages.length > 0) return undefined;
    for (const run of [() => exports['outside']!(exports['wide']), () => exports['product']!(exports['column'], exports['row'])]) {
      try {
        run();
      } catch (error) {
        messages.push(String(error));
      }
    }
    return undefined;
  });
  expect(messages).toEqual([expect.stringMatching(/^OutOfMemoryError: /), expect.stringMatching(/^OutOfMemoryError: /)]);
});
