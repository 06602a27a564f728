/** Files of NumPy, read and written. The files were made by make_files.py; that NumPy reads ours was checked with the same version. */
import { readFileSync } from 'node:fs';
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

test('errors', () => {
  expect(() => math.fromNpy(Uint8Array.of(1, 2, 3))).toThrow(/no .npy file/);
  expect(() => math.fromNpz(Uint8Array.of(1, 2, 3))).toThrow(/no .npz file/);
  expect(() => math.fromNpy(read('complex.npy'))).toThrow(DTypeError);
  expect(() => math.fromNpy(math.toNpy(math.zeros(4)).subarray(0, 130))).toThrow(/cut off/);
});
