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

// What is made of expressions has the rank and dtype that its place asks for.
{
  const relu = (z: Vector): Vector => bm.maximum(z * 2, 0);
  const chosen = (z: Vector): Vector => bm.where(z > 0, z * 2, -z);
  const activity = (W: Matrix, z: Vector): Vector => bm.tanh(bm.dot(W, z) + 1);
  const centered = (Z: Matrix): Matrix => bm.sub(Z, bm.mean(Z * 2, 0));
  const rowSums = (Z: Matrix): Vector => bm.sum(Z * Z, 1);
  const spread = (Z: Matrix): Vector => bm.mean(bm.square(Z - 1), 0);
  const squared = (Z: Matrix): Matrix => bm.matmul(Z * 2, Z);
  expect<NDArray<0, 'int32'>>(bm.argmin(x + x));
  expect<number>(x[bm.argmin(x + x)]!);
  expect<Vector<'bool'>>(bm.logicalNot(x > 0));
  expect<NDArray<1, 'bool'>>(bm.onesLike(x > 0, { dtype: 'bool' }));
  expect<Vector>(bm.zerosLike(x * 2));
  let assigned = bm.zerosLike(x);
  assigned = bm.exp(x * 2);
  [relu, chosen, activity, centered, rowSums, spread, squared, assigned].forEach((one) => { expect<unknown>(one); });
  // @ts-expect-error of arrays the rank is known: a vector
  expect<Matrix>(bm.maximum(x, 0));
  // @ts-expect-error of arrays the rank is known: a vector
  expect<Matrix>(bm.sum(X, 1));
  // @ts-expect-error whole numbers
  expect<NDArray<0, 'float32'>>(bm.argmin(x + x));
  // @ts-expect-error an operator gives a number
  expect<Vector>(x * 2);
}

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

// Indices: the rank that is left.
expect<Vector>(bm.at(X, ':', 0));
expect<Matrix>(bm.at(X, '1:-1', '::2'));
expect<Vector>(bm.at(X, bm.slice(1, 3), -1));
expect<NDArray<3>>(bm.at(X, null));
expect<Matrix>(bm.at(x, ':', null));
expect<Vector>(bm.at(x, x > 0));
expect<Vector>(bm.at(X, 0, [1, 2]));
expect<number>(bm.at(X, 0, -1));
declare const places: NDArray<2, 'int32'>;
expect<NDArray<3>>(bm.at(X, ':', places));
expect<NDArray<1, 'bool'>>(bm.at(spikes, '1:'));
expect<Vector>(bm.setAt(x, ['1:'], 0));
v.set(['::2'], 1);
v.set(x > 0, x * 2);
// @ts-expect-error a matrix is no vector
expect<Vector>(bm.at(X, ':', ':'));
// @ts-expect-error a function is no index
bm.at(X, () => 0);

// NumPy's functions: ranks and dtypes flow.
expect<Matrix>(bm.diag(x));
expect<Vector>(bm.diag(X));
expect<NDArray<0>>(bm.trace(X));
expect<[NDArray<2>, NDArray<2>]>(bm.meshgrid(x, x));
expect<Matrix>(bm.pad(X, 1));
expect<NDArray<3>>(bm.stack([X, X]));
expect<readonly [Matrix, Matrix]>(bm.split(X, 2));
expect<NDArray<1, 'int32'>>(bm.argsort(x));
expect<NDArray<0, 'int32'>>(bm.countNonzero(x));
expect<NDArray<0>>(bm.median(x));
expect<Vector>(bm.std(X, 0));
expect<Matrix>(bm.softmax(X));
expect<Matrix>(bm.inv(X));
expect<Vector>(bm.solve(X, x));
expect<Matrix>(bm.einsum('ij,jk->ik', X, X));
expect<NDArray<0>>(bm.einsum('i,i->', x, x));
expect<NDArray<0, 'int32'>>(bm.dot(spikes, spikes));
const [eigenvalues, eigenvectors] = bm.eigh(X);
expect<Vector>(eigenvalues);
expect<Matrix>(eigenvectors);
const [values, counts] = bm.uniqueCounts(spikes);
expect<NDArray<1, 'bool'>>(values);
expect<NDArray<1, 'int32'>>(counts);
expect<NDArray<2, 'int32'>>(bm.random.poisson(3, [2, 2]));
expect<NDArray<3>>(bm.forLoop((row: NDArray<2>) => bm.mul(row, 2), bm.zeros([4, 2, 2])));
expect<Vector>(bm.scan((c: NDArray<0>, row: NDArray<0>) => [c, row] as const, bm.sum(x), x)[1]);
expect<Record<string, NDArray>>(bm.fromNpz(bm.toNpz({ x })));

// Ranks of parts: of Variables and of expressions of a known rank too.
declare const V: Variable<2>;
declare const rows: NDArrayLike<2>;
declare const label: NDArray<1, 'int32'>;
expect<Matrix>(bm.at(X, ':', ':3'));
expect<Matrix>(bm.at(V, ':', ':3'));
expect<Vector>(bm.sum(V, 0));
expect<Matrix>(bm.at(rows, ':', ':3'));
expect<Vector>(bm.at(X, '...', 0));
expect<NDArray<3>>(bm.at(X, '...', null));
expect<Matrix>(bm.at(X, 0, '...', null));
expect<Matrix>(bm.take(X, label, 0));
expect<Vector>(bm.take(X, 1, 0));
expect<Matrix>(bm.at(X, label));
expect<NDArray<0>>(bm.array(2));

// Functions of shapes take comparisons too, and tell the rank that they make.
expect<Matrix>(bm.expandDims(x, 1));
expect<NDArray>(bm.expandDims(x > 0, 1));
expect<NDArray>(bm.transpose(X > 0));
expect<Matrix>(bm.reshape(x > 0, [2, 2]));

// The dtype in the place of options, and the transpose as a member.
expect<NDArray<1, 'int32'>>(bm.zeros(4, 'int32'));
expect<NDArray<1, 'bool'>>(new Variable(3, 'bool'));
expect<NDArray<2, 'float64'>>(bm.array([[1]], 'float64'));
expect<Matrix>(X.T);
// @ts-expect-error there is no such dtype
bm.zeros(4, 'int');

// Where types cannot tell the rank, it fits every declared one: the build has the word.
const scaled = bm.asarray(x * 2);
expect<Vector>(scaled);
expect<Matrix>(bm.maximum(X * 2, 0));
expect<Vector>(bm.dot(X, bm.asarray(x + 1)));
expect<Vector>(bm.sum(X * 2, 0));
expect<Vector>(bm.add(scaled, X));
const relu = (z: Vector): Vector => bm.maximum(z * 2, 0);
relu(bm.asarray(x + 1));
relu(jit((a: Vector) => a * 2)(x));
// @ts-expect-error what is known is still checked
relu(bm.maximum(X, 0));
// @ts-expect-error text is no array
relu(bm.asarray('x'));
