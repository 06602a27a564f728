/** Initialisers: moments, bounds, seeds, and what models take for initial values. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { NDArray } from '../../runtime/index.js';
import { init, math as bm } from '../../runtime/index.js';
import { initialValues } from '../../runtime/init/initial-values.js';

function moments(values: NDArray): readonly [mean: number, deviation: number] {
  const list = [...values.toTypedArray()];
  const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
  return [mean, Math.sqrt(list.reduce((sum, value) => sum + (value - mean) ** 2, 0) / list.length)];
}

describe('weights by distance', () => {
  it('DeltaOrthogonal has an orthogonal matrix in the middle of the window', () => {
    const kernel = new init.DeltaOrthogonal(2, { seed: 1 }).sample([3, 4, 2, 5]);
    const middle = bm.at(kernel, 1, 1) as NDArray;
    const square = bm.matmul(middle, bm.transpose(middle));
    expect(bm.allclose(square, bm.mul(4, bm.eye(2)), { atol: 1e-5 })).toBe(true);
    expect(Math.abs(bm.sum(bm.abs(kernel)).item() - bm.sum(bm.abs(middle)).item())).toBeLessThan(1e-5);
    expect(() => new init.DeltaOrthogonal().sample([3, 5, 2])).toThrow('5 inputs for 2 outputs');
    expect(() => new init.DeltaOrthogonal().sample([5, 5])).toThrow('a kernel […window, in, out]');
  });

  const classes = { GaussianDecay: init.GaussianDecay, DOGDecay: init.DOGDecay };
  const golden = JSON.parse(readFileSync(join(import.meta.dirname, '../golden/decay.json'), 'utf8')) as {
    readonly cells: number;
    readonly cases: readonly { readonly name: 'GaussianDecay' | 'DOGDecay'; readonly arguments: readonly [never, never]; readonly options: object; readonly weights: number[][] }[];
  };

  it.each(golden.cases)('$name $arguments as BrainPy (bench/golden/decay.py)', ({ name, arguments: [sigma, amplitude], options, weights }) => {
    bm.setFloat('float64');
    const found = new classes[name](sigma, amplitude, options).sample([golden.cells]).toArray() as unknown as number[][];
    bm.setFloat('float32');
    // Our exp may round otherwise.
    found.forEach((row, i) => row.forEach((weight, j) => expect(weight).toBeCloseTo(weights[i]![j]!, 14)));
  });

  it('cells on a sheet', () => {
    const weights = new init.GaussianDecay(1, 1, { minW: 0 }).sample([2, 3]);
    expect(weights.shape).toEqual([6, 6]);
    expect(Number(bm.at(weights, 0, 4))).toBeCloseTo(Math.exp(-1), 6);
    expect(() => new init.GaussianDecay(1, 1, { encodingValues: [[0, 1]] }).sample([2, 3])).toThrow('encodingValues: 1 ranges for cells of shape [2, 3]');
  });
});

describe('Orthogonal', () => {
  it.each([[5, 5], [7, 3], [3, 7], [2, 3, 4]])('keeps lengths: %i × %i', (...shape) => {
    const values = new init.Orthogonal(2, { seed: 4 }).sample(shape);
    const matrix = bm.reshape(values, [-1, shape.at(-1)!]);
    const [rows, columns] = matrix.shape as [number, number];
    const product = (rows >= columns ? bm.matmul(bm.transpose(matrix), matrix) : bm.matmul(matrix, bm.transpose(matrix))).toArray() as unknown as number[][];
    product.forEach((row, i) => row.forEach((value, j) => expect(value).toBeCloseTo(i === j ? 4 : 0, 5)));
  });
});

describe('initialisers', () => {
  const seed = 7;
  const cases: readonly (readonly [string, init.Initializer, number, number])[] = [
    ['Normal', new init.Normal(-55, 2, { seed }), -55, 2],
    ['Uniform', new init.Uniform(-70, -60, { seed }), -65, 10 / Math.sqrt(12)],
    ['TruncatedNormal', new init.TruncatedNormal(1, 3, { seed }), 1, 3 * 0.8796],
    ['Gamma', new init.Gamma(4, 0.5, { seed }), 2, 1],
    ['Gamma below 1', new init.Gamma(0.5, 2, { seed }), 1, Math.SQRT2],
    ['Exponential', new init.Exponential(3, { seed }), 3, 3],
    ['Constant', new init.Constant(4), 4, 0],
    ['KaimingNormal', new init.KaimingNormal({ seed }), 0, Math.sqrt(2 / 100)],
    ['XavierUniform', new init.XavierUniform({ seed }), 0, Math.sqrt(1 / 75)],
    ['LecunNormal', new init.LecunNormal({ seed }), 0, Math.sqrt(1 / 100)],
  ];
  for (const [name, initializer, mean, deviation] of cases) {
    it(name, () => {
      const values = initializer.sample([100, 50]);
      expect([values.shape, values.dtype]).toEqual([[100, 50], bm.getFloat()]);
      const found = moments(values);
      // Five standard errors of 5,000 values.
      expect(Math.abs(found[0] - mean)).toBeLessThanOrEqual((5 * deviation) / Math.sqrt(5000) + 1e-6);
      expect(Math.abs(found[1] - deviation)).toBeLessThanOrEqual(0.12 * deviation + 1e-6);
    });
  }

  it('with a seed are the same again, without one follow the shared stream', () => {
    const draw = (options?: { seed: number }): unknown => new init.Normal(0, 1, options).sample([3]).toArray();
    expect(draw({ seed: 1 })).toEqual(draw({ seed: 1 }));
    expect(draw({ seed: 1 })).not.toEqual(draw({ seed: 2 }));
    bm.random.seed(4);
    const first = draw();
    bm.random.seed(4);
    expect(draw()).toEqual(first);
  });

  it('Identity', () => {
    expect(new init.Identity(2).sample([2, 3]).toArray()).toEqual([[2, 0, 0], [0, 2, 0]]);
  });
});

describe('initial values', () => {
  it('are initialisers, numbers, lists, arrays and functions', () => {
    for (const given of [new init.Constant(3), 3, [3, 3], bm.full(2, 3), bm.array([3, 3], { dtype: 'float64' }), () => 3]) {
      const values = initialValues('V', given, [2]);
      expect([values.toArray(), values.dtype]).toEqual([[3, 3], 'float32']);
    }
    expect(() => initialValues('V', [1, 2, 3], [2])).toThrow(/V: the values are \[3\], and \[2\] is wanted/);
    expect(() => initialValues('V', 'x' as unknown as number, [2])).toThrow(/initializer/);
  });
});

describe('Clip', () => {
  it('keeps what another initializer gives within bounds', () => {
    const values = [...new init.Clip(new init.Normal(0, 1, { seed: 1 }), -0.5, 1).sample([500]).toTypedArray()];
    const free = [...new init.Normal(0, 1, { seed: 1 }).sample([500]).toTypedArray()];
    expect(values).toEqual(free.map((value) => Math.min(1, Math.max(-0.5, value))));
    expect(() => new init.Clip(1, 2, 1)).toThrow('Clip: min is at most max, got 2 and 1');
  });
});
