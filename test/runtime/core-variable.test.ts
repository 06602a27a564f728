import { describe, expect, it } from 'vitest';
import { DTypeError, IndexError, ShapeError } from '../../runtime/abi/errors.js';
import { transact } from '../../runtime/core/transaction.js';
import { TrainVar } from '../../runtime/core/train-var.js';
import { Variable } from '../../runtime/core/variable.js';
import { defaultRandomState } from '../../runtime/random/random-state.js';
import { arrayOf } from './array-fixture.js';

const f32 = (...values: number[]) => arrayOf<1, 'float32'>(values, 'float32');

describe('Variable', () => {
  it('copies an array, or is zeros of a size or shape', () => {
    const source = f32(1, 2);
    const copied = new Variable(source);
    source[0] = 9;
    expect(copied.toArray()).toEqual([1, 2]);
    expect(new Variable(3).toArray()).toEqual([0, 0, 0]);
    const matrix = new Variable([1, 2], { dtype: 'bool' });
    expect([matrix.shape, matrix.dtype, matrix.toArray()]).toEqual([[1, 2], 'bool', [[false, false]]]);
    expect(new TrainVar(2)).toBeInstanceOf(Variable);
  });

  it.each([
    ['a JavaScript array of arrays', [[1], [2]], TypeError],
    ['a typed array', Float32Array.of(1), TypeError],
    ['a negative size', -1, ShapeError],
    ['NaN', Number.NaN, ShapeError],
    ['nothing', undefined, TypeError],
  ])('refuses %s', (_title, init, type) => {
    expect(() => new Variable(init as number)).toThrow(type);
  });

  it('gives snapshots that later writes leave alone', () => {
    const v = new Variable(f32(1, 2));
    const before = v.value;
    v[0] = 5;
    const between = v.value;
    v.value = f32(7, 8);
    v.fill(0);
    expect([before.toArray(), between.toArray(), v.toArray()]).toEqual([[1, 2], [5, 2], [0, 0]]);
  });

  it('does not share elements with what it was assigned', () => {
    const v = new Variable(f32(0, 0));
    const snapshot = v.value;
    const assigned = f32(1, 2);
    v.value = assigned;
    assigned[0] = 50;
    v[1] = 60;
    expect([v.toArray(), assigned.toArray(), snapshot.toArray()]).toEqual([[1, 60], [50, 2], [0, 0]]);
    using taken = v.value;
    taken.dispose();
    expect(v.toArray()).toEqual([1, 60]);
  });

  it('takes a number, or an array of one element, for all elements', () => {
    const v = new Variable(f32(1, 2));
    v.value = 3;
    expect(v.toArray()).toEqual([3, 3]);
    v.value = true;
    expect(v.toArray()).toEqual([1, 1]);
    v.update(arrayOf(4, 'float32'));
    expect(v.toArray()).toEqual([4, 4]);
    v.value = arrayOf([5], 'int32');
    expect(v.toArray()).toEqual([5, 5]);
  });

  it('checks shapes', () => {
    const v = new Variable([2, 2]);
    expect(() => { v.value = f32(1, 2); }).toThrow(ShapeError);
    expect(() => { v.value = f32(1, 2); }).toThrow(/\[2, 2\].*\[2\]/);
    expect(() => { new Variable(2).value = arrayOf([[1]], 'float32'); }).toThrow(ShapeError);
  });

  it.each([
    ['int32', 'float32', true], ['bool', 'float32', true], ['float32', 'float64', true], ['bool', 'int32', true],
    ['float64', 'float32', false], ['float32', 'int32', false], ['int32', 'bool', false], ['uint32', 'int32', false],
  ] as const)('assigns %s to %s: %s', (from, to, allowed) => {
    const v = new Variable(2, { dtype: to });
    const assign = (): void => { v.value = arrayOf([0, 1], from); };
    if (allowed) {
      assign();
      expect(v.toArray()).toEqual([0, 1]);
    } else {
      expect(assign).toThrow(DTypeError);
    }
  });

  it('checks numbers by their value', () => {
    const count = new Variable(1, { dtype: 'int32' });
    count.value = 3;
    expect(() => { count.value = 0.5; }).toThrow(DTypeError);
    expect(() => { new Variable(1, { dtype: 'bool' }).value = 1; }).toThrow(/true or false/);
    expect(() => { count.value = [1] as unknown as number; }).toThrow(/math\.array/);
    count[0] = 2.75;
    expect(count.toArray()).toEqual([2]);
    expect(() => { count[1] = 0; }).toThrow(IndexError);
  });

  it('fails loudly under an operator', () => {
    const v = new Variable(2);
    expect(() => v + 1).toThrow(/math\.add/);
  });
});

describe('transact', () => {
  it('puts every kind of write back, and only then', () => {
    const [a, b] = [new Variable(f32(1, 2)), new Variable(f32(3, 4))];
    const held = b.value;
    const writeAll = (): void => {
      a[0] = 10;
      a.value = f32(20, 30);
      b.fill(7);
      transact(() => { b[1] = 8; });
    };
    expect(() => transact(() => {
      writeAll();
      throw new RangeError('no');
    })).toThrow('no');
    expect([a.toArray(), b.toArray(), held.toArray()]).toEqual([[1, 2], [3, 4], [3, 4]]);
    transact(writeAll);
    expect([a.toArray(), b.toArray(), held.toArray()]).toEqual([[20, 30], [7, 8], [3, 4]]);
  });

  it('leaves snapshots taken inside alone, before and after the first write', () => {
    const v = new Variable(f32(1));
    const taken: { toArray(): unknown }[] = [];
    expect(() => transact(() => {
      taken.push(v.value);
      v[0] = 2;
      taken.push(v.value);
      v[0] = 3;
      throw new Error('x');
    })).toThrow();
    v[0] = 9;
    expect(taken.map((snapshot) => snapshot.toArray())).toEqual([[1], [2]]);
  });

  it('puts the stream of random numbers back', () => {
    const draw = (): number[] => {
      const drawn: number[] = [];
      defaultRandomState().drawWords(4, (words, _first, size) => drawn.push(...words.subarray(0, size)));
      return drawn;
    };
    defaultRandomState().seed(1);
    let inside: number[] = [];
    expect(() => transact(() => {
      inside = draw();
      throw new Error('x');
    })).toThrow();
    expect(draw()).toEqual(inside);
    expect(transact(draw)).not.toEqual(inside);
  });
});
