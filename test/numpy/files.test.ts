/** Files of NumPy, read and written: make_files.py made those that we read, and read the one that we write. */
import { readFileSync, writeFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { DTypeError } from '../../runtime/abi/errors.js';
import type { NDArray } from '../../runtime/array/types.js';
import * as math from '../../runtime/math/index.js';
import { inflate } from '../../runtime/math/inflate.js';

const read = (name: string): Uint8Array => readFileSync(new URL(`files/${name}`, import.meta.url));
const show = (x: NDArray): unknown => [x.dtype, x.shape, x.toArray()];

describe.each(['stored.npz', 'compressed.npz'])('%s', (name) => {
  const arrays = math.fromNpz(read(name));
  test.each([
    ['f4', 'float32', [2, 3], [[1.5, -0, Infinity], [Number.NaN, 2 ** -149, 3]]],
    ['f8', 'float64', [5], [0, 0.25, 0.5, 0.75, 1]],
    ['i4', 'int32', [1, 2, 3], [[[0, 1, 2], [3, 4, 5]]]],
    ['u4', 'uint32', [2], [0, 2 ** 32 - 1]],
    ['bool', 'bool', [3], [true, false, true]],
    ['i8', 'int32', [2], [-(2 ** 31), 7]],
    ['f2', 'float32', [3], [1.5, 65504, 2 ** -24]],
    ['u1', 'uint32', [2], [0, 255]],
    ['scalar', 'float64', [], 2.5],
    ['empty', 'float64', [0, 3], []],
    ['fortran', 'float64', [2, 3], [[0, 1, 2], [3, 4, 5]]],
    ['big', 'float64', [2], [1.5, 2.5]],
  ])('%s', (key, dtype, shape, values) => {
    expect(show(arrays[key]!)).toEqual([dtype, shape, values]);
  });

  test('3,000 numbers', () => expect(Array.from(arrays['many']!.toTypedArray())).toEqual(Array.from({ length: 3000 }, (_, i) => i % 17)));
});

test('what is written is read back', () => {
  const arrays: Record<string, NDArray> = {
    a: math.array([[1, 2], [3, 4]], { dtype: 'float32' }), 'b.c': math.array([true, false]), d: math.zeros([0, 2], { dtype: 'uint32' }),
    e: math.asarray(2.5), é: math.arange(70, { dtype: 'float64' }),
  };
  const back = math.fromNpz(math.toNpz(arrays));
  expect(Object.keys(back)).toEqual(Object.keys(arrays));
  for (const [key, array] of Object.entries(arrays)) expect(show(back[key]!)).toEqual(show(array));
  expect(show(math.fromNpy(math.toNpy(arrays['a']!)))).toEqual(show(arrays['a']!));
  expect(math.toNpz(arrays)).toEqual(math.toNpz(arrays));
  expect(Object.keys(math.fromNpz(math.toNpz({})))).toEqual([]);
});

test('inflate reads what zlib writes at every level', () => {
  const data = Uint8Array.from({ length: 70_000 }, (_, i) => (i * i) % 251 < 40 ? i & 255 : 7);
  for (const level of [0, 1, 6, 9]) expect(inflate(deflateRawSync(data, { level }), data.length)).toEqual(data);
  expect(() => inflate(deflateRawSync(data).subarray(0, 99), data.length)).toThrow(/cut off/);
});

interface Layout { readonly name: string; readonly hex: string; readonly shape: readonly number[]; readonly values: readonly (number | boolean | string)[] }
const { cases: layouts } = JSON.parse(new TextDecoder().decode(read('layouts.json'))) as { readonly cases: readonly Layout[] };
const special: Readonly<Record<string, number>> = { nan: Number.NaN, inf: Infinity, '-inf': -Infinity, '-0': -0 };
const numbers = (values: Layout['values']): number[] => values.map((value) => (typeof value === 'string' ? special[value]! : Number(value)));

describe('every type, order and version', () => {
  test.each(layouts.map((one) => [one.name, one] as const))('%s', (name, { hex, shape, values }) => {
    const x = math.fromNpy(Uint8Array.from(Buffer.from(hex, 'hex')));
    const dtype = name.includes('b1') ? 'bool' : name.includes('f8') || name.startsWith('version') ? 'float64' : /f\d/.test(name) ? 'float32' : /u\d/.test(name) ? 'uint32' : 'int32';
    expect([x.dtype, x.shape]).toEqual([dtype, shape]);
    expect(Array.from(x.toTypedArray())).toEqual(numbers(values));
  });

  test('a file inside of a larger buffer, at any byte', () => {
    const bytes = Buffer.from(layouts.find(({ name }) => name === '<f8')!.hex, 'hex');
    const buffer = new Uint8Array(bytes.length + 7);
    buffer.set(bytes, 3);
    expect(math.fromNpy(buffer.subarray(3, 3 + bytes.length)).shape).toEqual([6]);
    expect(math.fromNpy(buffer.slice(3).buffer).shape).toEqual([6]);
  });
});

test('NumPy reads ours', () => {
  const ours: Record<string, NDArray> = {};
  for (const dtype of ['float32', 'float64', 'int32', 'uint32', 'bool'] as const) {
    const list = { float32: [1.5, -0, Infinity, Number.NaN, 0.1, -2e-45], float64: [1.5, -0, -Infinity, Number.NaN, 0.1, 5e-324], int32: [-(2 ** 31), 2 ** 31 - 1, 0, -1, 2, 3], uint32: [2 ** 32 - 1, 0, 1, 2, 3, 4], bool: [1, 0, 0, 1, 1, 0] }[dtype];
    const x = math.array(list, { dtype });
    Object.assign(ours, { [dtype]: x, [`${dtype} matrix`]: math.reshape(x, [2, 3]), [`${dtype} T`]: math.reshape(x, [2, 3]).T, [`${dtype} rank 0`]: math.array(x.toTypedArray()[0]!, { dtype }), [`${dtype} empty`]: math.zeros([2, 0, 3], { dtype }) });
  }
  ours['é'] = math.arange(3);
  const bytes = math.toNpz(ours);
  if (process.env['WRITE_OURS'] !== undefined) writeFileSync(new URL('files/ours.npz', import.meta.url), bytes);
  expect(Buffer.from(bytes).equals(read('ours.npz'))).toBe(true);
  const { arrays } = JSON.parse(new TextDecoder().decode(read('ours.json'))) as { readonly arrays: Readonly<Record<string, { readonly descr: string; readonly shape: readonly number[]; readonly values: Layout['values'] }>> };
  expect(Object.keys(arrays)).toEqual(Object.keys(ours));
  const descriptions = { float32: '<f4', float64: '<f8', int32: '<i4', uint32: '<u4', bool: '|b1' };
  for (const [name, x] of Object.entries(ours)) {
    const { descr, shape, values } = arrays[name]!;
    expect([descr, shape, numbers(values)], name).toEqual([descriptions[x.dtype], x.shape, Array.from(x.toTypedArray())]);
  }
});

test('errors', () => {
  expect(() => math.fromNpy(Uint8Array.of(1, 2, 3))).toThrow(/no .npy file/);
  expect(() => math.fromNpz(Uint8Array.of(1, 2, 3))).toThrow(/no .npz file/);
  expect(() => math.fromNpy(read('complex.npy'))).toThrow(DTypeError);
  expect(() => math.fromNpy(math.toNpy(math.zeros(4)).subarray(0, 130))).toThrow(/cut off/);
  const bytes = math.toNpy(math.zeros(4));
  expect(() => math.fromNpy(bytes.subarray(0, 8))).toThrow(/cut off: it ends inside of its header, after 8 bytes/);
  expect(() => math.fromNpy(bytes.subarray(0, 60))).toThrow(/inside of its header/);
  expect(() => math.fromNpy('x.npy' as unknown as Uint8Array)).toThrow(/got the text 'x.npy': math.fromNpy\(readFileSync\(name\)\)/);
  const changed = (at: number, byte: number): Uint8Array => Uint8Array.from(bytes, (one, i) => (i === at ? byte : one));
  expect(() => math.fromNpy(changed(6, 4))).toThrow(/version 4/);
  const withHeader = (text: string): Uint8Array => Uint8Array.from([...bytes.subarray(0, 8), text.length, 0, ...new TextEncoder().encode(text), ...new Uint8Array(64)]);
  expect(math.fromNpy(withHeader("{'descr': '<i4', 'fortran_order': False, 'shape': (2L, 3L), }")).shape).toEqual([2, 3]);
  expect(() => math.fromNpy(withHeader("{'descr': '<i4', 'fortran_order': False}"))).toThrow(/states no shape/);
  expect(() => math.fromNpy(withHeader("{'descr': '<i4', 'shape': (-2,)}"))).toThrow(/whole number of 0 or more, got -2/);
  expect(() => math.fromNpy(withHeader("{'descr': [('x', '<i4')], 'shape': (2,)}"))).toThrow(DTypeError);
  expect(() => math.fromNpy(withHeader("{'descr': '<i8', 'shape': (1,)}"))).not.toThrow();
});

test('errors of archives', () => {
  const bytes = math.toNpz({ a: math.arange(3), b: math.arange(2) });
  expect(() => math.fromNpz(bytes.subarray(0, 200))).toThrow(/no directory of a zip archive \(or is cut off\)/);
  expect(() => math.fromNpz(bytes.subarray(100))).toThrow(/cut off or damaged/);
  expect(() => math.fromNpz(bytes.map((byte, i) => (i === 170 ? byte ^ 1 : byte)))).toThrow(/a.npy is damaged: its checksum/);
  expect(() => math.fromNpz(math.toNpy(math.zeros(3)))).toThrow(/math.fromNpy/);
  expect(() => math.fromNpy(bytes)).toThrow(/math.fromNpz/);
  expect(() => math.fromNpz(read('compressed.npz').map((byte, i) => (i === 90 ? byte ^ 255 : byte)))).toThrow(RangeError);
  expect(() => math.fromNpz('x.npz' as unknown as Uint8Array)).toThrow(/readFileSync/);
  expect(Object.keys(math.fromNpz(math.toNpz(Object.fromEntries([['__proto__', math.zeros(1)]]))))).toEqual(['__proto__']);
});
