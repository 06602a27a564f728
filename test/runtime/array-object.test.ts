import { inspect } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { DTypeError, IndexError, ShapeError } from '../../runtime/abi/errors.js';
import { isArray } from '../../runtime/array/nd-array.js';
import type { NDArray } from '../../runtime/array/types.js';
import { arrayOf } from './array-fixture.js';

describe('elements by index', () => {
  test('rank 1 reads and writes, and a write casts', () => {
    const x = arrayOf<1>([1, 2, 3], 'int32');
    x[1] = 7.9;
    expect([x[0], x[1], x[2]]).toEqual([1, 7, 3]);
  });

  test('bool arrays hold booleans', () => {
    const x = arrayOf<1>([1, 0], 'bool');
    // @ts-expect-error index signatures say number
    x[1] = true;
    expect([x[0], x[1]]).toEqual([true, true]);
  });

  test('outside of the array is an IndexError', () => {
    const x = arrayOf<1>([1, 2, 3], 'float32');
    expect(() => x[3]).toThrow(IndexError);
    expect(() => x[-1]).toThrow(/math\.at\(x, -1\) counts from the end/);
    expect(() => x[0.5]).toThrow(IndexError);
    expect(() => { x[3] = 1; }).toThrow(IndexError);
  });

  test('an array of rank 0 in the brackets is its element, and others are an error', () => {
    const x = arrayOf<1>([4, 5, 6], 'float64');
    const at = (values: readonly number[], dtype: 'int32' | 'float32' | 'bool'): NDArray => arrayOf(values as number[], dtype);
    const one = { [Symbol.toPrimitive]: () => 'array(2, dtype=int32)' };
    expect(x[one as unknown as number]).toBe(6);
    expect(() => x[at([0, 2], 'int32')]).toThrow(/math\.at\(x, i\) reads by it/);
    expect(() => { x[at([1, 0, 1], 'bool')] = 0; }).toThrow(IndexError);
  });

  test('other ranks are a ShapeError that names math.at', () => {
    expect(() => arrayOf([[1]], 'float32')[0]).toThrow(ShapeError);
    expect(() => arrayOf([[1]], 'float32')[0]).toThrow(/math\.at/);
  });

  test('a write does not reach arrays that share the elements', () => {
    const x = arrayOf<1>([1, 2, 3], 'float32');
    const internal = x as unknown as { share(): NDArray<1> };
    const other = internal.share();
    x[0] = 9;
    expect([other.toArray(), x.toArray()]).toEqual([[1, 2, 3], [9, 2, 3]]);
  });

  test('names that are no members are undefined, as in any object', () => {
    const x = arrayOf([1], 'float32') as unknown as Record<string, unknown>;
    expect([x['then'], x['1a'], 'shape' in x]).toEqual([undefined, undefined, true]);
    x['note'] = 'kept';
    expect(x['note']).toBe('kept');
  });
});

describe('an array as JavaScript sees it', () => {
  const x = arrayOf([[1, 2], [3, 4]], 'float32');

  test('lists, typed arrays and views', () => {
    expect(x.toArray()).toEqual([[1, 2], [3, 4]]);
    expect(x.toTypedArray()).toEqual(Float32Array.of(1, 2, 3, 4));
    expect([...x.view()]).toEqual([1, 2, 3, 4]);
    expect(arrayOf([1, 0], 'bool').toArray()).toEqual([true, false]);
    expect(arrayOf(3, 'float64').toArray()).toBe(3);
    expect(arrayOf([[], []], 'float64', [2, 0]).toArray()).toEqual([[], []]);
    expect(JSON.stringify({ x })).toBe('{"x":[[1,2],[3,4]]}');
  });

  test('iterates over axis 0', () => {
    expect([...x].map((row) => (row as NDArray).toArray())).toEqual([[1, 2], [3, 4]]);
    expect([...arrayOf<1>([1, 2], 'int32')]).toEqual([1, 2]);
    expect(() => [...arrayOf(1, 'int32')]).toThrow(ShapeError);
  });

  test('item is for one element', () => {
    expect(arrayOf([[5]], 'int32').item()).toBe(5);
    expect(arrayOf([1], 'bool').item()).toBe(true);
    expect(() => x.item()).toThrow(ShapeError);
  });

  test('an operator in code that was not compiled fails loudly', () => {
    const multiply = (a: NDArray): number => a * a;
    expect(() => multiply(x)).toThrow(TypeError);
    expect(() => multiply(x)).toThrow(/math\.mul.*myelin\/transformer/s);
    expect(() => x + 1).toThrow(/math\.add/);
    expect(() => x < 1).toThrow(/math\.less/);
  });

  test('rank 0 is usable as a number', () => {
    const zero = arrayOf(2.5, 'float32');
    expect([zero * 2, zero + 1, zero > 2, Math.max(zero, 1)]).toEqual([5, 3.5, true, 2.5]);
    expect(`${zero}`).toBe('array(2.5, dtype=float32)');
  });

  test('console.log shows it', () => {
    expect(inspect({ x })).toContain('array([[1., 2.]');
  });

  test('consoles of browsers can show it: custom formatters', async () => {
    vi.resetModules();
    vi.stubGlobal('document', {});
    try {
      const { zeros } = await import('../../runtime/math/index.js');
      const [formatter] = (globalThis as { devtoolsFormatters?: { header: (x: unknown) => unknown; hasBody: () => boolean }[] }).devtoolsFormatters!;
      expect(formatter!.header(zeros(2))).toEqual(['pre', { style: 'margin: 0' }, 'array([0., 0.], dtype=float32)']);
      expect([formatter!.header([1]), formatter!.header(null), formatter!.hasBody()]).toEqual([null, null, false]);
    } finally {
      vi.unstubAllGlobals();
      vi.resetModules();
      Reflect.deleteProperty(globalThis, 'devtoolsFormatters');
    }
  });

  test('JSON has the elements as nested lists, and null for what JSON has no number for', () => {
    expect(JSON.stringify({ x, none: arrayOf([], 'int32'), flags: arrayOf([1, 0], 'bool'), odd: arrayOf([Number.NaN, Infinity], 'float64') }))
      .toBe('{"x":[[1,2],[3,4]],"none":[],"flags":[true,false],"odd":[null,null]}');
  });

  test('a view shows the elements where they are; toTypedArray copies them', () => {
    const a = arrayOf<1>([1, 2, 3], 'float64');
    const [view, copy] = [a.view(), a.toTypedArray()];
    a[0] = 7;
    expect([view[0], copy[0], a.view().buffer === view.buffer]).toEqual([7, 1, true]);
  });

  test('dispose frees it, and leaves arrays that share its elements alone', () => {
    const a = arrayOf([1, 2], 'float32');
    const b = (a as unknown as { share(): NDArray }).share();
    a.dispose();
    expect(() => a.toArray()).toThrow(/disposed/);
    expect(String(a)).toBe('array(disposed)');
    expect(b.toArray()).toEqual([1, 2]);
    { using c = arrayOf([1], 'float32'); expect(isArray(c)).toBe(true); }
  });
});

describe('errors', () => {
  test('have their names', () => {
    expect([new ShapeError('').name, new DTypeError('').name, new IndexError('').name]).toEqual(['ShapeError', 'DTypeError', 'IndexError']);
  });
});
