/** docs/numpy.md is true: every function it names exists, and every function that exists is named there or is element-wise. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as maps from '../../runtime/math/generated/index.js';
import * as math from '../../runtime/math/index.js';

const page = readFileSync(new URL('../../docs/numpy.md', import.meta.url), 'utf8');

/** The names in the second column of the tables. */
function namesIn(text: string): string[] {
  const cells = text.split('\n').filter((line) => line.startsWith('| ')).map((line) => line.split(' | ').slice(1).join(' | '));
  return cells.flatMap((cell) => [...cell.matchAll(/`([a-z]\w*(?:\.\w+)?)`/gi)].map((match) => match[1]!));
}

const has = (space: object, name: string): boolean => name.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], space) !== undefined;

test('every function that the page names exists', () => {
  const [tables, random = ''] = page.split('## Random numbers') as [string, string?];
  const names = namesIn(tables.slice(tables.indexOf('## Names'))).filter((name) => !/^(?:bm|x)\./.test(name) && !['fetch', 'writeFileSync', 'for', 'while', 'if', 'initial'].includes(name));
  expect(names.filter((name) => !has(math, name))).toEqual([]);
  expect(namesIn(random).filter((name) => !has(math.random, name) && name !== 'bm.random')).toEqual([]);
  expect(names.length).toBeGreaterThan(100);
});

test('every function is on the page', () => {
  const known = new Set([...page.matchAll(/[a-z]\w*/gi)].map((match) => match[0]));
  const others = ['e', 'inf', 'nan', 'pi', 'getFloat', 'pow', 'default', 'event', 'history'];
  expect(Object.keys(math).filter((name) => !(name in maps) && !known.has(name) && !others.includes(name))).toEqual([]);
  const internal = ['RandomState', 'defaultRandomState', 'splitState'];
  expect(Object.keys(math.random).filter((name) => !known.has(name) && !internal.includes(name))).toEqual([]);
});
