/** What goes wrong at run time is told in the same words by compiled code and by the original, and leaves every Variable as it was. */
import { beforeAll, describe, expect, it } from 'vitest';
import { math as bm } from '../../runtime/index.js';
import { AgreeProgram, Thrown, type Exports } from './agree.js';

const source = `
import { Base, jit, math as bm, Variable, type Matrix, type NDArray, type NDArrayLike, type Vector } from 'myelin';

class Model extends Base {
  readonly v = new Variable(bm.zeros(3));
  readonly n = new Variable(bm.zeros(2, { dtype: 'int32' }));
  readonly W = new Variable(bm.ones([3, 2]));
  call(x: Vector) { this.v.value += 1; this.n.value += 1; this.v.value = x * 2; return bm.sum(this.v); }
  update(x: Vector) { this.v.value += 1; return bm.dot(this.W, x); }
  pick(i: number) { this.n.value += 1; return this.v[i]!; }
}
export const make = () => new Model();
export const model = (method: 'call' | 'update') => { const one = new Model(); return { one, run: method === 'call' ? jit(one) : (x: Vector) => jit(one).update(x) }; };

export const add = jit((x: NDArray, y: NDArray) => { const z = bm.exp(x); return z + y; });
export const inHelper = jit((x: Vector, w: Vector) => scaled(x, w) * 2);
const scaled = (a: Vector, b: Vector) => a * b + 1;
export const chain = jit((x: NDArray, y: NDArray, z: NDArray) => bm.tanh(x * 2 + y) - z * y);
export const reduced = jit((x: NDArray, y: NDArray) => bm.sum(x * y + 1));
export const product = jit((X: Matrix, w: Vector) => bm.dot(X, w));
export const element = jit((x: Vector, i: number) => x[i]!);
export const part = jit((X: Matrix, i: number, j: number) => bm.at(X, i, j));
export const written = jit((n: number, i: number) => { const y = bm.zeros(n); y[i] = 1; return y; });
export const scattered = jit((n: number, i: NDArray<1, 'int32'>) => { const y = bm.zeros(n); y.set([i], 1); return y; });
export const smallest = jit((x: Vector) => bm.min(x));
export const shaped = jit((x: NDArray, n: number) => bm.reshape(x, [n, 2]));
export const joined = jit((x: Matrix, y: Matrix) => bm.concatenate([x, y]));
export const zeros = jit((n: number) => bm.zeros(n));
export const scalar = jit((k: number, on: boolean) => (on ? k : -k));
export const options = jit((x: Vector, { gain, shift = 0 }: { gain: number; shift?: number }) => x * gain + shift);
export const whole = jit((x: NDArray<1, 'int32'>) => x + 1);
export const like = jit((x: NDArrayLike) => x * 2);
export const listed = jit((xs: number[]) => xs.length);
`;

/** By what is wrong: the call, and a part of the message. */
const cases: Readonly<Record<string, readonly [run: (e: Exports) => unknown, says: RegExp]>> = {
  'shapes of an operator': [(e) => e['add']!(bm.ones(3), bm.ones(4)), /z is \[3\], y is \[4\].*main\.ts:\d+/],
  'shapes in a helper': [(e) => e['inHelper']!(bm.ones(3), bm.ones(4)), /a is \[3\], b is \[4\].*main\.ts:\d+/],
  'shapes of a chain': [(e) => e['chain']!(bm.ones(3), bm.ones(4), bm.ones(4)), /^x \* 2 \+ y: x \* 2 is \[3\], y is \[4\].*main\.ts:\d+/],
  'shapes of its end': [(e) => e['chain']!(bm.ones(3), bm.ones(3), bm.ones(4)), /^z \* y: z is \[4\], y is \[3\]/],
  'shapes of a reduction': [(e) => e['reduced']!(bm.ones(3), bm.ones([2, 4])), /^x \* y: x is \[3\], y is \[2, 4\]/],
  'shapes of a product': [(e) => e['product']!(bm.ones([2, 3]), bm.ones(4)), /X is \[2, 3\], w is \[4\].*main\.ts:\d+/],
  'index past the end': [(e) => e['element']!(bm.ones(3), 3), /x\[3\]: x is \[3\]/],
  'index below zero': [(e) => e['element']!(bm.ones(3), -1), /math\.at\(x, -1\)/],
  'index that is no whole number': [(e) => e['element']!(bm.ones(3), 0.5), /whole number/],
  'index of an axis': [(e) => e['part']!(bm.ones([2, 3]), 1, 5), /axis 1/],
  'index that is written': [(e) => e['written']!(3, 7), /y\[7\]/],
  'indices that are written': [(e) => e['scattered']!(3, bm.array([0, 7], { dtype: 'int32' })), /^set: 7 is no index of axis 0/],
  'no elements': [(e) => e['smallest']!(bm.zeros(0)), /x is \[0\]/],
  'sizes of a reshape': [(e) => e['shaped']!(bm.ones(5), 3), /main\.ts:\d+/],
  'parts to join': [(e) => e['joined']!(bm.ones([2, 3]), bm.ones([2, 4])), /main\.ts:\d+/],
  'a size that is NaN': [(e) => e['zeros']!(NaN), /NaN/],
  'a size below zero': [(e) => e['zeros']!(-1), /-1/],
  'a size over the memory': [(e) => e['zeros']!(2 ** 31), /2147483648|memory|GiB/],
  'rank': [(e) => e['element']!(bm.ones([2, 2]), 0), /rank 1.*\[2, 2\]/],
  'dtype': [(e) => e['whole']!(bm.ones(2)), /int32.*float/],
  'no float': [(e) => e['smallest']!(bm.ones(2, { dtype: 'int32' })), /int32/],
  'two float types': [(e) => e['add']!(bm.ones(2, { dtype: 'float32' }), bm.ones(2, { dtype: 'float64' })), /float32.*float64/],
  'missing array': [(e) => e['smallest']!(), /x is missing/],
  'missing number': [(e) => e['scalar']!(undefined, true), /k is missing/],
  'string for a number': [(e) => e['scalar']!('2', true), /"2"/],
  'number for a boolean': [(e) => e['scalar']!(2, 1), /boolean/],
  'array for a number': [(e) => e['scalar']!(bm.ones(3), true), /array of shape \[3\]/],
  'number for an array': [(e) => e['smallest']!(3), /math\.array\(3\)/],
  'JavaScript list': [(e) => e['smallest']!([1, 2]), /math\.array/],
  'typed array': [(e) => e['smallest']!(new Float32Array(2)), /math\.array/],
  'null': [(e) => e['like']!(null), /null/],
  'missing option': [(e) => e['options']!(bm.ones(2), {}), /gain/],
  'wrong option': [(e) => e['options']!(bm.ones(2), { gain: 1, shift: 'x' }), /shift/],
  'no options': [(e) => e['options']!(bm.ones(2)), /object/],
  'wrong item': [(e) => e['listed']!([1, 'x']), /xs\[1\].*"x"/],
  'no list': [(e) => e['listed']!(bm.ones(2)), /list/],
};

describe('errors at run time', () => {
  let program: AgreeProgram;
  beforeAll(() => { program = new AgreeProgram(source); }, 120_000);

  it.each(Object.entries(cases))('%s', (_, [run, says]) => {
    const { compiled, original } = program.run(run, { mayRunPlain: true });
    expect(compiled).toBeInstanceOf(Thrown);
    expect(original).toEqual(compiled);
    expect((compiled as Thrown).message).toMatch(says);
  });

  it.each([['call', bm.ones(2), /this\.v/], ['update', bm.ones(3), /this\.W is \[3, 2\]/]] as const)('a model: %s', (method, x, says) => {
    const { compiled, original } = program.run((e) => {
      const { one, run } = (e['model'] as unknown as (name: string) => { one: { vars(): Iterable<[string, { toArray(): unknown }]> }; run: (x: unknown) => unknown })(method);
      try {
        run(x);
      } catch (error) {
        return { name: (error as Error).name, message: (error as Error).message, left: [...one.vars()].map(([path, variable]) => [path, JSON.stringify(variable.toArray())]) };
      }
      return undefined;
    }, { mayRunPlain: true });
    expect(original).toEqual(compiled);
    expect((compiled as { message: string }).message).toMatch(says);
    expect((compiled as { left: unknown }).left).toEqual([['v', '[0,0,0]'], ['n', '[0,0]'], ['W', '[[1,1],[1,1],[1,1]]']]);
  });
});
