/** Values that NumPy made (make.py), for every function that has a NumPy twin: dtype, shape and elements. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as math from '../../runtime/math/index.js';
import { compare, decode, readGolden, type Encoded } from './golden-cases.js';

function print(args: readonly Encoded[]): string {
  const text = JSON.stringify(args);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

const find = (name: string): ((...args: readonly unknown[]) => unknown) => name.split('.').reduce<unknown>((space, part) => (space as Record<string, unknown>)[part], math) as never;

for (const [file, cases] of readGolden()) {
  describe(file, () => {
    beforeAll(() => math.setFloat('float64'));
    afterAll(() => math.setFloat('float32'));
    test.each(cases.map((one, i) => [`${i}: ${one[0]}(${print(one[1])})`, one] as const))('%s', (_, [name, args, wanted, tolerance]) => {
      const given = args.map(decode);
      compare(name === 'toString' ? String(given[0]) : find(name)(...given), wanted, tolerance);
    });
  });
}

test('a wrong value is found', () => {
  expect(() => compare(math.zeros(2, { dtype: 'float64' }), { dtype: 'float64', shape: [2], data: [0, 1e-9] }, 1e-12)).toThrow(/element 1/);
});
