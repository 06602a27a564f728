/** What users may and may not write about arrays, as the type checker sees it. Checked by test/types/types.test.ts. */
import { Variable, jit, math as bm, type Matrix, type NDArray, type NDArrayLike, type Vector } from 'myelin';

declare function same<A, B extends A>(a: A, b: B): void;
declare function expect<T>(value: T): void;

// Creation: rank from the shape, dtype from the options.
expect<NDArray<1, 'int32'>>(bm.zeros(4, { dtype: 'int32' }));
expect<Vector>(bm.zeros(3));
expect<Matrix>(bm.zeros([2, 3]));
expect<NDArray<1, 'bool'>>(bm.zeros(3, { dtype: 'bool' }));
expect<NDArray<1, 'float64'>>(bm.linspace(-4, 4, 9, { dtype: 'float64' }));
expect<Matrix>(bm.reshape(bm.arange(12, { dtype: 'float32' }), [3, 4]));
expect<NDArray<2, 'float64'>>(bm.array([1, 2, 3, 4], { shape: [2, 2], dtype: 'float64' }));
expect<NDArray<1, 'float32'>>(bm.array(Float32Array.of(1, 2)));
expect<NDArray<2>>(bm.array([[1, 2], [3, 4]]));
expect<NDArray<1, 'bool'>>(bm.array([true, false]));
expect<NDArray<1, 'float64'>>(bm.array(bm.zeros(3), { dtype: 'float64' }));
expect<Matrix>(bm.eye(3));
expect<Vector>(bm.random.rand(100));
expect<Matrix>(bm.random.normal(0, 1, [2, 3]));
// @ts-expect-error a vector is no matrix
expect<Matrix>(bm.zeros(3));
// @ts-expect-error a float array is no bool array
expect<NDArray<1, 'bool'>>(bm.zeros(3));
// @ts-expect-error there is no such dtype
bm.zeros(3, { dtype: 'float16' });
// @ts-expect-error strings are no elements
bm.array(['1', '2']);

// Variables.
const v: Variable<1> = new Variable(bm.zeros(3));
const spikes: Variable<1, 'bool'> = new Variable(bm.zeros(3, { dtype: 'bool' }));
const w: Variable<1> = new Variable(bm.sub(bm.mul(2.0, bm.ones(3)), 1.3));
v.value = v * 0.5 + w;
v.value += 1;
v[0] = 2;
expect<NDArray>(spikes);
// @ts-expect-error rank 2 in a Variable of rank 1
expect<Variable<1>>(new Variable(bm.zeros([2, 2])));

// Operators, and what takes their results.
declare const x: Vector;
declare const X: Matrix;
const product = -x * 2 + x ** 2 / 3 - (x % 2);
expect<number>(product);
expect<Vector>(bm.asarray(product));
expect<NDArray<1, 'float32'>>(bm.asarray<1, 'float32'>(product));
let local: NDArrayLike = x;
local = local * 2;
local += 1;
expect<number>(local);
const vectorLike = (y: NDArrayLike<1>): number => y * 2;
vectorLike(x);
vectorLike(x * 2);
vectorLike(v);
// @ts-expect-error another rank
vectorLike(X);
// @ts-expect-error a string
vectorLike('x');
bm.where(x > 0, x, -x * 2);
bm.logicalAnd(x < 1, v >= 0);
bm.exp(-x * bm.dot(X, w));
if (bm.sum(x) > 1) expect<number>(bm.sum(x).item());

// Ranks and dtypes of results.
expect<NDArray<0>>(bm.sum(x));
expect<Vector>(bm.sum(X, { axis: 0 }));
expect<Vector>(bm.sum(X, 0));
expect<Matrix>(bm.sum(X, { axis: 0, keepdims: true }));
expect<NDArray<0, 'int32'>>(bm.sum(spikes));
expect<Vector>(bm.dot(X, x));
expect<NDArray<0>>(bm.dot(x, x));
expect<Matrix>(bm.add(X, x));
expect<NDArray<2, 'bool'>>(bm.less(X, 1));
expect<Matrix>(bm.transpose(X));
expect<number>(bm.at(bm.zeros(3), -1));
expect<Vector>(bm.at(X, 0));
expect<NDArray<1, 'float64'>>(bm.exp(bm.zeros(3, { dtype: 'float64' })));

// Members.
expect<number[]>(x.toArray());
expect<number[][]>(X.toArray());
expect<boolean[]>(spikes.toArray());
expect<boolean>(bm.any(spikes).item());
expect<number[][]>(bm.zeros([2, 2]).toArray() as unknown as number[][]);
declare const monitors: Record<string, NDArray>;
expect<number[]>(monitors['V']!.toArray().at(-1) as unknown as number[]);
expect<number | undefined>(x.toArray().at(0));
expect<Float32Array>(bm.zeros(2, { dtype: 'float32' }).toTypedArray());
expect<readonly number[]>(x.shape);
expect<number>(x[0]!);
for (const row of X) expect<Vector>(row);
for (const element of x) expect<number>(element);
same(bm.zeros(3).dtype, bm.zeros(3).dtype);
using temporary = bm.zeros(3);
expect<Vector>(temporary);
// @ts-expect-error the shape is not for writing
x.shape = [2];

// jit.
const step = jit((y: NDArray) => y * 0.5 + 1);
expect<NDArray>(step(x));
expect<number>(jit((a: number, b: number) => a + b)(1, 2));
