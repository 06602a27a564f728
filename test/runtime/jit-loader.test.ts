import { describe, expect, it, vi } from 'vitest';
import { DTypeError, IndexError, JitError, ShapeError } from '../../runtime/abi/errors.js';
import type { SlotMeta } from '../../runtime/abi/unit.js';
import { abiVersion } from '../../runtime/abi/unit.js';
import { setFloat } from '../../runtime/array/default-float.js';
import type { NDArray } from '../../runtime/array/types.js';
import { isJitted } from '../../runtime/jit/is-jitted.js';
import { jitFunction } from '../../runtime/jit/jit-function.js';
import { loadProgram } from '../../runtime/jit/load-program.js';
import type { CompiledUnit } from '../../runtime/jit/compiled-unit.js';
import { arrayOf } from './array-fixture.js';
import { tinyProgram } from './jit-fixture.js';

type Fn = (...args: unknown[]) => unknown;
const jitWith = (fn: Fn, unit: CompiledUnit): Fn => jitFunction(fn, undefined, unit) as Fn;
const f32 = (...values: number[]): NDArray => arrayOf(values, 'float32');
const f64 = (...values: number[]): NDArray => arrayOf(values, 'float64');

const arraySlot = (offset: number, more: object = {}): SlotMeta => ({ kind: 'array', offset, dtype: 'float', rank: null, ...more });

/** scale(x, k = 2): x * k into a new array; one variant for each float type. */
const scale = tinyProgram({
  source: `
    function result(frame: i32, bytes: i32): i32 {
      memory.copy(frame + 128, frame, 48);
      const out = allocate(max(16, (load<i32>(frame, 4) + 15) & ~15) * bytes);
      store<i32>(frame + 128, out);
      return out;
    }
    export function scale_f32(frame: i32): void {
      const n = load<i32>(frame, 4), x = load<i32>(frame), k: f32 = <f32>(load<i32>(frame, 56) ? load<f64>(frame, 48) : 2);
      const out = result(frame, 4);
      for (let i = 0; i < n; i++) store<f32>(out + 4 * i, load<f32>(x + 4 * i) * k);
    }
    export function scale_f64(frame: i32): void {
      const n = load<i32>(frame, 4), x = load<i32>(frame), k = load<i32>(frame, 56) ? load<f64>(frame, 48) : 2;
      const out = result(frame, 8);
      for (let i = 0; i < n; i++) store<f64>(out + 8 * i, load<f64>(x + 8 * i) * k);
    }
    export function same(frame: i32): void { memory.copy(frame + 128, frame, 48); }
    export function row(frame: i32): void {
      memory.copy(frame + 128, frame, 48);
      store<i32>(frame + 128, load<i32>(frame) + 4 * load<i32>(frame, 20));
      store<i32>(frame + 128, load<i32>(frame, 20), 4);
      store<i32>(frame + 128, 1, 8);
      store<i32>(frame + 128, load<i32>(frame, 20), 16);
    }
    export function pair(frame: i32): void {
      store<f64>(frame + 64, load<f64>(frame) + load<f64>(frame, 8));
      store<f64>(frame + 72, load<f64>(frame) > load<f64>(frame, 8) ? 1 : 0);
    }
    export function crash(frame: i32): void { unreachable(); }
  `,
  units: [
    {
      id: 'src/s.ts:scale',
      parameters: [{ name: 'x', slot: arraySlot(0) }, { name: 'k', slot: { kind: 'number', offset: 48, present: 56 } }],
      variants: [
        { export: 'scale_f32', float: 'float32', results: arraySlot(128, { dtype: 'float32' }), frameBytes: 192 },
        { export: 'scale_f64', float: 'float64', results: arraySlot(128, { dtype: 'float64' }), frameBytes: 192 },
      ],
    },
    { id: 'src/s.ts:same', parameters: [{ name: 'x', slot: arraySlot(0) }], variants: [{ export: 'same', results: arraySlot(128), frameBytes: 192 }] },
    {
      id: 'src/s.ts:row', parameters: [{ name: 'X', slot: arraySlot(0, { dtype: 'float32', rank: 2 }) }],
      variants: [{ export: 'row', results: arraySlot(128, { dtype: 'float32', rank: 1 }), frameBytes: 192 }],
    },
    {
      id: 'src/s.ts:pair', parameters: [{ name: 'a', slot: { kind: 'number', offset: 0 } }, { name: 'b', slot: { kind: 'number', offset: 8 } }],
      variants: [{
        export: 'pair', frameBytes: 128,
        results: { kind: 'object', fields: [['sum', { kind: 'number', offset: 64 }], ['parts', { kind: 'tuple', items: [{ kind: 'boolean', offset: 72 }, { kind: 'none' }] }]] },
      }],
    },
    { id: 'src/s.ts:crash', parameters: [], variants: [{ export: 'crash', results: { kind: 'none' }, frameBytes: 64 }] },
  ],
});

describe('a unit of arrays and numbers', () => {
  const program = loadProgram(scale);
  const original = vi.fn();
  const scaled = jitWith(original, program.unit('src/s.ts:scale'));

  it('runs the variant of the float type that arrives', () => {
    expect(isJitted(scaled)).toBe(true);
    const single = scaled(f32(1, 2, 3), 0.5) as NDArray;
    expect([single.dtype, single.toArray()]).toEqual(['float32', [0.5, 1, 1.5]]);
    const double = scaled(f64(1, 2, 3)) as NDArray;
    expect([double.dtype, double.toArray()]).toEqual(['float64', [2, 4, 6]]);
    expect(original).not.toHaveBeenCalled();
  });

  it('keeps shapes, empty arrays and rank 0', () => {
    expect((scaled(arrayOf([[1, 2], [3, 4]], 'float32')) as NDArray).toArray()).toEqual([[2, 4], [6, 8]]);
    expect((scaled(f32()) as NDArray).shape).toEqual([0]);
    expect((scaled(arrayOf(3, 'float32')) as NDArray).item()).toBe(6);
  });

  it.each([
    ['a missing array', [], TypeError, /scale: x is missing/],
    ['a JavaScript array', [[1, 2]], TypeError, /math\.array\(x\)/],
    ['a typed array', [Float32Array.of(1)], TypeError, /math\.array\(x\)/],
    ['a number', [3], TypeError, /x must be an array, got 3/],
    ['null', [null], TypeError, /null/],
    ['int32', [arrayOf([1], 'int32')], DTypeError, /x states no dtype.*int32/],
    ['an array for a number', [f32(1), f32(2)], TypeError, /k must be a number, got an array of shape \[1\].*item\(\)/],
    ['text for a number', [f32(1), 'two'], TypeError, /k must be a number, got "two"/],
  ])('refuses %s', (_title, args, type, message) => {
    expect(() => scaled(...args)).toThrow(type);
    expect(() => scaled(...args)).toThrow(message);
  });

  it('takes NaN as the number that it is', () => {
    expect((scaled(f32(1), Number.NaN) as NDArray).toArray()).toEqual([Number.NaN]);
  });

  it('gives an argument back as itself, and a part of one as a copy', () => {
    const x = f32(1, 2);
    expect(jitWith(original, program.unit('src/s.ts:same'))(x)).toBe(x);
    const X = arrayOf([[1, 2, 3], [4, 5, 6]], 'float32');
    const row = jitWith(original, program.unit('src/s.ts:row'))(X) as NDArray;
    expect(row.toArray()).toEqual([4, 5, 6]);
    expect(() => jitWith(original, program.unit('src/s.ts:row'))(x)).toThrow(ShapeError);
  });

  it('returns numbers, booleans, tuples and records', () => {
    expect(jitWith(original, program.unit('src/s.ts:pair'))(2, 1)).toEqual({ sum: 3, parts: [true, undefined] });
  });

  it('reports a trap as a bug of ours, with the position of the function', () => {
    expect(() => jitWith(original, program.unit('src/s.ts:crash'))()).toThrow(JitError);
    expect(() => jitWith(original, program.unit('src/s.ts:crash'))()).toThrow(/compiler-bug.*src\/tiny\.ts:1:1/);
    expect((scaled(f32(1)) as NDArray).toArray()).toEqual([2]);
  });

  it('refuses a program of another version, and a unit of another build', () => {
    expect(() => loadProgram({ ...scale, meta: { ...scale.meta, abi: 999 } })).toThrow(new RegExp(`999.*version ${abiVersion}`));
    expect(() => program.unit('src/s.ts:gone')).toThrow(JitError);
  });

  // 800 MB of results, three times the first budget.
  it('runs in bounded memory when results are dropped in a synchronous loop', { timeout: 30_000 }, () => {
    const x = arrayOf(new Float32Array(100_000).fill(1), 'float32');
    let last: NDArray | undefined;
    for (let i = 0; i < 2_000; i++) last = scaled(x) as NDArray;
    expect(last!.toTypedArray()[99_999]).toBe(2);
    expect(process.memoryUsage().rss).toBeLessThan(1e9);
  });
});

describe('host functions', () => {
  const site = (operation: string, operands: readonly string[], more: object = {}) => ({ operation, operands, position: 'src/h.ts:3:7', ...more });
  const sort = vi.fn((x: NDArray) => arrayOf(Float64Array.from(x.toTypedArray()).sort(), 'float64'));
  const program = loadProgram(tinyProgram({
    source: `
      // Frame: x at 0, y at 48, result at 96, list at 144.
      export function add(frame: i32): void {
        store<i32>(frame + 144, frame); store<i32>(frame + 148, frame + 48);
        broadcast(0, frame + 96, frame + 144, 2);
        const n = load<i32>(frame + 96, 4);
        const x = expand(frame, frame + 96), y = expand(frame + 48, frame + 96), out = allocate(max(n, 16) * 8 + 128);
        for (let i = 0; i < n; i++) store<f64>(out + 8 * i, load<f64>(x + 8 * i) + load<f64>(y + 8 * i));
        release(x); release(y);
        store<i32>(frame + 96, out); store<i32>(frame + 96, 1, 12);
      }
      export function product(frame: i32): void { dot(1, frame + 96, frame, frame + 48); }
      export function at(frame: i32): void { index(2, frame, -1); }
      export function sorted(frame: i32): void {
        store<i32>(frame + 144, frame);
        call(3, frame + 96, frame + 144, 0);
        // Sorted once more, from a temporary that is released at once.
        const again = allocate(256);
        memory.copy(again, load<i32>(frame + 96), load<i32>(frame + 96, 4) * 8);
        memory.copy(frame + 48, frame + 96, 48);
        store<i32>(frame + 48, again);
        store<i32>(frame + 144, frame + 48);
        call(3, frame + 96, frame + 144, 0);
        release(again);
      }
    `,
    sites: [
      site('+', ['x', 'this.y']), site('dot', ['X', 'w']), site('[]', ['x']),
      site('sort', ['x'], { call: { function: 'sort', args: [{ array: 0 }], result: { kind: 'array', dtype: 'float64', rank: 1 } } }),
    ],
    units: ['add', 'product', 'at', 'sorted'].map((name) => ({
      id: `src/h.ts:${name}`,
      parameters: [{ name: 'x', slot: arraySlot(0, { dtype: 'float64' }) }, { name: 'y', slot: arraySlot(48, { dtype: 'float64', orNumber: true }) }],
      variants: [{ export: name, results: arraySlot(96, { dtype: 'float64' }), frameBytes: 192 }],
    })),
    functions: { sort: sort as never },
  }));
  const run = (name: string, ...args: unknown[]): NDArray => program.unit(`src/h.ts:${name}`).call(undefined, args) as NDArray;
  const matrix = (rows: number[][]): NDArray => arrayOf(rows, 'float64');

  it('broadcasts and expands as NumPy does', () => {
    expect(run('add', matrix([[1, 2, 3], [4, 5, 6]]), f64(10, 20, 30)).toArray()).toEqual([[11, 22, 33], [14, 25, 36]]);
    expect(run('add', matrix([[1], [2]]), f64(10, 20, 30)).toArray()).toEqual([[11, 21, 31], [12, 22, 32]]);
    expect(run('add', matrix([[1, 2]]), matrix([[10], [20], [30]])).toArray()).toEqual([[11, 12], [21, 22], [31, 32]]);
    expect(run('add', matrix([[1, 2]]), 0.5).toArray()).toEqual([[1.5, 2.5]]);
    expect(run('add', arrayOf([], 'float64', [0, 2]), matrix([[1, 2]])).shape).toEqual([0, 2]);
  });

  it('names operands, axes and the position in errors', () => {
    expect(() => run('add', f64(1, 2), f64(1, 2, 3))).toThrow(/^x \+ this\.y: x is \[2\], this\.y is \[3\];.*\(src\/h\.ts:3:7\)$/);
    expect(() => run('product', matrix([[1, 2, 3]]), f64(1, 2))).toThrow(
      new ShapeError("dot(X, w): X is [1, 3], w is [2]; X's axis 1 must equal w's axis 0 (src/h.ts:3:7)"));
    expect(() => run('at', f64(1, 2), 0)).toThrow(IndexError);
    expect(() => run('at', f64(1, 2), 0)).toThrow(/x\[-1\]: x is \[2\].*from 0 to 1.*src\/h\.ts:3:7/);
  });

  it('calls operations of math with arguments and temporaries', () => {
    expect(run('sorted', f64(3, 1, 2), 0).toArray()).toEqual([1, 2, 3]);
    expect(sort).toHaveBeenCalledTimes(2);
  });

  it('adds the position to errors of operations', () => {
    sort.mockImplementationOnce(() => { throw new ShapeError('sort: no'); });
    expect(() => run('sorted', f64(1), 0)).toThrow(new ShapeError('sort: no (src/h.ts:3:7)'));
  });
});

describe('the default float', () => {
  it('chooses among variants that make arrays of it', () => {
    const program = loadProgram(tinyProgram({
      source: 'export function a(frame: i32): void { store<f64>(frame, 32); } export function b(frame: i32): void { store<f64>(frame, 64); }',
      units: [{
        id: 'src/d.ts:f', parameters: [{ name: 'x', slot: { kind: 'number', offset: 8 } }],
        variants: [
          { export: 'a', defaultFloat: 'float32', results: { kind: 'number', offset: 0 }, frameBytes: 16 },
          { export: 'b', defaultFloat: 'float64', results: { kind: 'number', offset: 0 }, frameBytes: 16 },
        ],
      }],
    }));
    const run = (): unknown => program.unit('src/d.ts:f').call(undefined, [1]);
    expect(run()).toBe(32);
    setFloat('float64');
    try {
      expect(run()).toBe(64);
    } finally {
      setFloat('float32');
    }
  });
});

describe('an error that jit code throws', () => {
  const args = [{ constant: 'RangeError' }, { constant: 'too far\n    at least for now' }];
  const program = loadProgram(tinyProgram({
    source: 'export function f(frame: i32): void { call(0, 0, 0, 0); }',
    sites: [{ operation: 'throw', operands: [], position: 'src/t.ts:3:5', call: { function: 'throw', args, result: { kind: 'tuple', items: [] } } }],
    units: [{ id: 'src/t.ts:f', variants: [{ export: 'f', results: { kind: 'none' }, frameBytes: 16 }] }],
  }));

  it('has its class, its message, and the line of the program on top of its stack', () => {
    let thrown: unknown;
    try {
      program.unit('src/t.ts:f').call(undefined, []);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(RangeError);
    const { message, stack } = thrown as RangeError;
    expect(message).toBe('too far\n    at least for now');
    expect(stack).toMatch(/^RangeError: too far\n {4}at least for now\n {4}at jit code \(src\/t\.ts:3:5\)\n {4}at /);
  });
});
