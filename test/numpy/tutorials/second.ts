/** More of what people write with NumPy: its quickstart and beginners' guide, machine learning and signals by hand, dynamic programming; make_second.py has them in NumPy. */
import { jit, math as bm, type Matrix, type NDArray, type Vector } from 'myelin';

// NumPy's quickstart and "the absolute basics"

export const basics = jit((a: Matrix) => {
  const b = bm.reshape(bm.linspace(0, 11, 12), [3, 4]);
  const c = a ** 2 < 0.3;
  return [bm.sum(b, 0), bm.min(b, 1), bm.cumsum(b, 1), c, bm.floor(10 * a), a.T, bm.ravel(a), bm.reshape(a, [-1, 2]), bm.reshape(a, [3, -1])];
});

export const stacking = jit((a: Matrix, b: Matrix) => {
  const [left, right] = bm.hsplit(a, 2);
  return [bm.vstack([a, b]), bm.hstack([a, b]), bm.columnStack([bm.at(a, 0), bm.at(b, 1)]), left!, right!, bm.concatenate([a, b], -1)];
});

export const fancy = jit((a: Matrix, data: Matrix) => {
  const i = bm.array([[0, 1], [1, 2]], 'int32');
  const j = bm.array([[2, 1], [3, 3]], 'int32');
  const ind = bm.argmax(data, 0);
  return [bm.at(a, i, j), bm.at(a, i, 2), bm.at(a, ':', j), bm.at(data, ind, bm.arange(4)), ind];
});

export const booleans = jit((a: Matrix) => {
  const y = bm.array(a);
  y.set(a > 0.5, 0);
  const rows = bm.array([false, true, true]), columns = bm.array([true, false, true, false]);
  return [y, bm.at(a, rows, ':'), bm.at(a, rows), bm.at(a, ':', columns), bm.at(a, bm.logicalAnd(a > 0.2, a < 0.8)), bm.at(a, ...bm.ix(rows, columns))];
});

export const uniques = jit((a: NDArray<1, 'int32'>, m: NDArray<2, 'int32'>) => {
  const [values, counts] = bm.uniqueCounts(a);
  return [values, counts, bm.unique(m, { axis: 0 }), bm.flip(m, 0), bm.flip(bm.at(m, 1)), bm.sort(a), bm.max(m, 1), bm.sum(m, { axis: 0 })];
});

export const meanSquareError = jit((predictions: Vector, labels: Vector) => (1 / predictions.size) * bm.sum(bm.square(predictions - labels)));

// Exercises

export const centered = jit((n: number) => {
  const Z = bm.pad(bm.ones([n, n]), 1);
  const [x, y] = bm.meshgrid(bm.linspace(-1, 1, 5), bm.linspace(-1, 1, 5));
  const D = bm.sqrt(x! * x! + y! * y!);
  return [Z, bm.exp(-((D - 0.0) ** 2 / (2.0 * 1.0 ** 2)))];
});

export const distances = jit((A: Matrix, B: Matrix) => {
  const d = bm.sqrt(bm.maximum(bm.sum(A ** 2, { axis: 1, keepdims: true }) + bm.sum(B ** 2, 1) - 2 * bm.dot(A, B.T), 0));
  const nearest = bm.argmin(d, 1);
  return [d, nearest, bm.at(B, nearest), bm.min(d, { axis: 1 })];
});

export const diagonalOfProduct = jit((A: Matrix, B: Matrix) => [bm.diag(bm.dot(A, B)), bm.sum(A * B.T, 1), bm.einsum('ij,ji->i', A, B), bm.trace(bm.dot(A, B))]);

export const interleaved = jit((Z: Vector, nz: number) => {
  const Z0 = bm.zeros(Z.length + (Z.length - 1) * nz);
  Z0.set(`::${nz + 1}`, Z);
  return Z0;
});

export const subsetMeans = jit((D: Vector, S: NDArray<1, 'int32'>) => bm.bincount(S, D) / bm.bincount(S));

export const binary = jit((I: NDArray<1, 'int32'>) => bm.at(bm.astype(bm.notEqual(bm.bitwiseAnd(bm.reshape(I, [-1, 1]), bm.power(2, bm.arange(8))), 0), 'int32'), ':', '::-1'));

export const cartesian = jit((a: Vector, b: Vector) => {
  const [x, y] = bm.meshgrid(a, b, { indexing: 'ij' });
  return bm.stack([bm.ravel(x!), bm.ravel(y!)], -1);
});

export const runLengths = jit((x: NDArray<1, 'int32'>) => {
  const edges = bm.flatnonzero(bm.notEqual(bm.at(x, '1:'), bm.at(x, ':-1'))) + 1;
  const starts = bm.concatenate([bm.zeros(1, 'int32'), edges]);
  const ends = bm.concatenate([edges, bm.array([x.size], 'int32')]);
  return [starts, ends - starts, bm.at(x, starts)];
});

export const consecutive = jit((Z: Vector, n: number) => {
  const windows = bm.stack(Array.from({ length: 4 }, (_, k) => bm.at(Z, `${k}:${Z.length - n + 1 + k}`)), 1);
  return [windows, bm.mean(windows, 1)];
});

// Learning by hand

export const linearRegression = jit((X: Matrix, y: Vector) => {
  const A = bm.hstack([X, bm.ones([X.shape[0]!, 1])]);
  const theta = bm.linalg.solve(bm.dot(A.T, A), bm.dot(A.T, y));
  const [w] = bm.linalg.lstsq(A, y);
  const r2 = 1 - bm.sum((y - bm.dot(A, theta)) ** 2) / bm.sum((y - bm.mean(y)) ** 2);
  return [theta, w, r2];
});

export const principalComponents = jit((X: Matrix) => {
  const Xc = bm.asarray(X - bm.mean(X, 0)) as Matrix;
  const [, s, Vt] = bm.linalg.svd(Xc, { fullMatrices: false });
  const C = bm.dot(Xc.T, Xc) / (X.shape[0]! - 1);
  const [values] = bm.linalg.eigh(C);
  const scores = bm.dot(Xc, bm.at(Vt, ':2').T);
  return [s, bm.flip(values), bm.abs(scores), bm.cumsum(s ** 2) / bm.sum(s ** 2)];
});

export const logisticDescent = jit((X: Matrix, y: Vector, lr: number, steps: number) => {
  let w = bm.zeros(X.shape[1]!);
  let b = 0;
  const losses = bm.zeros(steps);
  for (let i = 0; i < steps; i++) {
    const p = bm.clip(1 / (1 + bm.exp(-(bm.dot(X, w) + b))), 1e-7, 1 - 1e-7);
    losses[i] = -bm.mean(y * bm.log(p) + (1 - y) * bm.log(1 - p));
    const dz = p - y;
    w = bm.asarray(w - lr * bm.dot(X.T, dz) / X.shape[0]!);
    b -= lr * bm.mean(dz);
  }
  return [w, b, losses];
});

export const multilayer = jit((X: Matrix, labels: NDArray<1, 'int32'>, W1s: Matrix, W2s: Matrix, epochs: number) => {
  let W1 = W1s, W2 = W2s;
  let b1 = bm.zeros([1, W1.shape[1]!]), b2 = bm.zeros([1, W2.shape[1]!]);
  const Y = bm.at(bm.eye(3), labels);
  const n = X.shape[0]!;
  let loss = 0;
  for (let e = 0; e < epochs; e++) {
    const h = bm.maximum(0, bm.matmul(X, W1) + b1);
    const scores = bm.matmul(h, W2) + b2;
    const ex = bm.exp(scores - bm.max(scores, { axis: 1, keepdims: true }));
    const probs = ex / bm.sum(ex, { axis: 1, keepdims: true });
    loss = -bm.sum(bm.log(bm.at(probs, bm.arange(n), labels))) / n;
    const dscores = (probs - Y) / n;
    const dW2 = bm.matmul(h.T, dscores);
    const dh = bm.where(h > 0, bm.matmul(dscores, W2.T), 0);
    W1 = bm.asarray(W1 - 0.5 * bm.matmul(X.T, dh));
    b1 = bm.asarray(b1 - 0.5 * bm.sum(dh, { axis: 0, keepdims: true }));
    W2 = bm.asarray(W2 - 0.5 * dW2);
    b2 = bm.asarray(b2 - 0.5 * bm.sum(dscores, { axis: 0, keepdims: true }));
  }
  return [W1, b1, W2, b2, loss];
});

export const attention = jit((Q: NDArray<3>, K: NDArray<3>, V: NDArray<3>) => {
  const scores = bm.matmul(Q, bm.transpose(K, [0, 2, 1])) / bm.sqrt(Q.shape[2]!);
  const mask = bm.triu(bm.ones([Q.shape[1]!, K.shape[1]!]), 1);
  const weights = bm.softmax(scores - 1e9 * mask, -1);
  return [weights, bm.matmul(weights, V)];
});

export const layerNorm = jit((x: NDArray<3>, gamma: Vector, beta: Vector) => {
  const mean = bm.mean(x, { axis: -1, keepdims: true });
  const variance = bm.var(x, { axis: -1, keepdims: true });
  return gamma * (x - mean) / bm.sqrt(variance + 1e-5) + beta;
});

export const nearestNeighbours = jit((train: Matrix, labels: NDArray<1, 'int32'>, test: Matrix, k: number) => {
  const d = bm.sum((bm.at(test, ':', null, ':') - bm.at(train, null, ':', ':')) ** 2, -1);
  const nearest = bm.at(bm.argsort(d, 1), ':', `:${k}`);
  const votes = bm.at(labels, nearest);
  const counts = bm.stack([0, 1, 2].map((c) => bm.sum(bm.equal(votes, c), 1)), 1);
  return bm.argmax(counts, 1);
});

export const confusion = jit((truth: NDArray<1, 'int32'>, guess: NDArray<1, 'int32'>) => {
  const M = bm.addAt(bm.zeros([3, 3], 'int32'), [truth, guess], 1);
  const diagonal = bm.diag(M);
  return [M, diagonal / bm.sum(M, 0), diagonal / bm.sum(M, 1), bm.mean(bm.equal(truth, guess))];
});

export const areaUnderCurve = jit((scores: Vector, labels: NDArray<1, 'int32'>) => {
  const order = bm.argsort(-scores);
  const hits = bm.at(labels, order);
  const tpr = bm.cumsum(hits) / bm.sum(hits);
  const fpr = bm.cumsum(1 - hits) / bm.sum(1 - hits);
  return [tpr, fpr, bm.trapezoid(tpr, fpr)];
});

// Images and signals

export const sobel = jit((image: Matrix) => {
  const p = bm.pad(image, 1, { mode: 'edge' });
  const gx = bm.at(p, ':-2', '2:') + 2 * bm.at(p, '1:-1', '2:') + bm.at(p, '2:', '2:') - bm.at(p, ':-2', ':-2') - 2 * bm.at(p, '1:-1', ':-2') - bm.at(p, '2:', ':-2');
  const gy = bm.at(p, '2:', ':-2') + 2 * bm.at(p, '2:', '1:-1') + bm.at(p, '2:', '2:') - bm.at(p, ':-2', ':-2') - 2 * bm.at(p, ':-2', '1:-1') - bm.at(p, ':-2', '2:');
  return [bm.hypot(gx, gy), bm.atan2(gy, gx)];
});

export const medianFilter = jit((image: Matrix) => {
  const [h, w] = image.shape as [number, number];
  const p = bm.pad(image, 1, { mode: 'reflect' });
  const shifted = [0, 1, 2].flatMap((i) => [0, 1, 2].map((j) => bm.at(p, `${i}:${i + h}`, `${j}:${j + w}`)));
  return bm.median(bm.stack(shifted, 0), 0);
});

export const boxBlur = jit((image: Matrix, r: number) => {
  const k = 2 * r + 1;
  const S = bm.pad(bm.cumsum(bm.cumsum(bm.pad(image, r, { mode: 'edge' }), 0), 1), [[1, 0], [1, 0]]);
  return (bm.at(S, `${k}:`, `${k}:`) - bm.at(S, `:-${k}`, `${k}:`) - bm.at(S, `${k}:`, `:-${k}`) + bm.at(S, `:-${k}`, `:-${k}`)) / k ** 2;
});

export const bilinear = jit((image: Matrix, rows: number, columns: number) => {
  const y = bm.linspace(0, image.shape[0]! - 1, rows), x = bm.linspace(0, image.shape[1]! - 1, columns);
  const y0 = bm.astype(bm.clip(bm.floor(y), 0, image.shape[0]! - 2), 'int32'), x0 = bm.astype(bm.clip(bm.floor(x), 0, image.shape[1]! - 2), 'int32');
  const wy = bm.at(y - y0, ':', null), wx = bm.at(x - x0, null, ':');
  const [top, left] = [bm.at(y0, ':', null), bm.at(x0, null, ':')];
  const [bottom, right] = [bm.at(y0 + 1, ':', null), bm.at(x0 + 1, null, ':')];
  return bm.at(image, top, left) * (1 - wy) * (1 - wx) + bm.at(image, bottom, left) * wy * (1 - wx) + bm.at(image, top, right) * (1 - wy) * wx + bm.at(image, bottom, right) * wy * wx;
});

export const smoothing = jit((x: Vector, n: number) => {
  const kernel = bm.hanning(n);
  const s = bm.concatenate([bm.at(x, `${n - 1}:0:-1`), x, bm.at(x, `-2:${-n - 1}:-1`)]);
  return [bm.convolve(kernel / bm.sum(kernel), s, 'valid'), bm.convolve(x, bm.ones(3) / 3, 'same'), bm.correlate(x, x, 'full')];
});

export const rolling = jit((x: Vector, n: number) => {
  const c = bm.cumsum(bm.insert(x, 0, 0)), c2 = bm.cumsum(bm.insert(x ** 2, 0, 0));
  const mean = (bm.at(c, `${n}:`) - bm.at(c, `:-${n}`)) / n;
  return [mean, bm.sqrt(bm.maximum((bm.at(c2, `${n}:`) - bm.at(c2, `:-${n}`)) / n - mean ** 2, 0))];
});

export const peaks = jit((x: Vector) => {
  const inner = bm.at(x, '1:-1');
  const isPeak = bm.logicalAnd(inner > bm.at(x, ':-2'), inner > bm.at(x, '2:'));
  const where = bm.nonzero(isPeak)[0]! + 1;
  return [where, bm.at(x, where), bm.diff(where)];
});

export const scores = jit((x: Matrix) => {
  const z = (x - bm.mean(x, 0)) / bm.std(x, { axis: 0, ddof: 1 });
  const edges = bm.quantile(bm.at(x, ':', 0), [0.25, 0.5, 0.75]);
  return [z, edges, bm.digitize(bm.at(x, ':', 0), edges), bm.clip(x, bm.percentile(x, 5), bm.percentile(x, 95))];
});

// Numerical methods

export const lorenz = jit((start: Vector, dt: number, steps: number) => {
  const f = (s: Vector): Vector => bm.array([10 * (s[1]! - s[0]!), s[0]! * (28 - s[2]!) - s[1]!, s[0]! * s[1]! - (8 / 3) * s[2]!]);
  const path = bm.zeros([steps + 1, 3]);
  let s = start;
  path.set(0, s);
  for (let i = 0; i < steps; i++) {
    const k1 = f(s), k2 = f(bm.asarray(s + (dt / 2) * k1)), k3 = f(bm.asarray(s + (dt / 2) * k2)), k4 = f(bm.asarray(s + dt * k3));
    s = bm.asarray(s + (dt / 6) * (k1 + 2 * k2 + 2 * k3 + k4));
    path.set(i + 1, s);
  }
  return path;
});

export const thomas = jit((a: Vector, b: Vector, c: Vector, d: Vector) => {
  const n = d.length;
  const w = bm.zeros(n - 1), g = bm.zeros(n), p = bm.zeros(n);
  w[0] = c[0]! / b[0]!;
  g[0] = d[0]! / b[0]!;
  for (let i = 1; i < n - 1; i++) w[i] = c[i]! / (b[i]! - a[i - 1]! * w[i - 1]!);
  for (let i = 1; i < n; i++) g[i] = (d[i]! - a[i - 1]! * g[i - 1]!) / (b[i]! - a[i - 1]! * w[i - 1]!);
  p[n - 1] = g[n - 1]!;
  for (let i = n - 1; i > 0; i--) p[i - 1] = g[i - 1]! - w[i - 1]! * p[i]!;
  return p;
});

export const conjugateGradient = jit((A: Matrix, b: Vector, iterations: number) => {
  let x = bm.zerosLike(b);
  let r = bm.asarray(b - bm.dot(A, x));
  let p = r;
  let rs = bm.dot(r, r);
  for (let i = 0; i < iterations; i++) {
    const Ap = bm.dot(A, p);
    const alpha = rs / bm.dot(p, Ap);
    x = bm.asarray(x + alpha * p);
    r = bm.asarray(r - alpha * Ap);
    const next = bm.dot(r, r);
    if (bm.sqrt(next) < 1e-12) break;
    p = bm.asarray(r + (next / rs) * p);
    rs = next;
  }
  return x;
});

export const pageRank = jit((links: Matrix, d: number) => {
  const n = links.shape[0]!;
  const M = links / bm.maximum(bm.sum(links, { axis: 0, keepdims: true }), 1);
  let v = bm.ones(n) / n;
  for (let i = 0; i < 50; i++) {
    const next = d * bm.dot(M, v) + (1 - d) / n;
    const change = bm.linalg.norm(next - v, { ord: 1 });
    v = next;
    if (change < 1e-9) break;
  }
  return v;
});

export const newtonFractal = jit((n: number, iterations: number) => {
  const axis = bm.linspace(-1.5, 1.5, n);
  let [x, y] = bm.meshgrid(axis, axis) as [Matrix, Matrix];
  for (let i = 0; i < iterations; i++) {
    // z - (z³ - 1) / (3 z²)
    const [x2, y2] = [x * x - y * y, 2 * x * y];
    const size = 3 * (x2 * x2 + y2 * y2) + 1e-12;
    [x, y] = [bm.asarray((2 * x) / 3 + x2 / size), bm.asarray((2 * y) / 3 - y2 / size)];
  }
  const roots = bm.stack([(x - 1) ** 2 + y ** 2, (x + 0.5) ** 2 + (y - bm.sqrt(3) / 2) ** 2, (x + 0.5) ** 2 + (y + bm.sqrt(3) / 2) ** 2]);
  return [x, y, bm.argmin(bm.at(roots, ':', ':4'), 0)];
});

export const simpson = jit((y: Vector, h: number) => (h / 3) * (y[0]! + y[y.length - 1]! + 4 * bm.sum(bm.at(y, '1:-1:2')) + 2 * bm.sum(bm.at(y, '2:-1:2'))));

export const haversine = jit((lat: Vector, lon: Vector) => {
  const [p, l] = [bm.radians(lat), bm.radians(lon)];
  const a = bm.sin((bm.at(p, ':', null) - p) / 2) ** 2 + bm.at(bm.cos(p), ':', null) * bm.cos(p) * bm.sin((bm.at(l, ':', null) - l) / 2) ** 2;
  return 2 * 6371 * bm.asin(bm.sqrt(a));
});

// Tables filled step by step

export const sieve = jit((n: number) => {
  const isPrime = bm.ones(n + 1, 'bool');
  isPrime.set(':2', false);
  for (let i = 2; i * i <= n; i++) if (isPrime[i]!) isPrime.set(`${i * i}::${i}`, false);
  return bm.flatnonzero(isPrime);
});

export const editDistance = jit((a: NDArray<1, 'int32'>, b: NDArray<1, 'int32'>) => {
  const D = bm.zeros([a.length + 1, b.length + 1], 'int32');
  D.set([':', 0], bm.arange(a.length + 1));
  D.set([0, ':'], bm.arange(b.length + 1));
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      D.set([i, j], Math.min(bm.at(D, i - 1, j) + 1, bm.at(D, i, j - 1) + 1, bm.at(D, i - 1, j - 1) + cost));
    }
  }
  return D;
});

export const viterbi = jit((start: Vector, transition: Matrix, emission: Matrix, observed: NDArray<1, 'int32'>) => {
  const [n, T] = [start.length, observed.length];
  const back = bm.zeros([T, n], 'int32');
  let v = bm.asarray(bm.log(start) + bm.log(bm.at(emission, ':', observed[0]!)));
  for (let t = 1; t < T; t++) {
    const candidates = bm.at(v, ':', null) + bm.log(transition);
    back.set(t, bm.argmax(candidates, 0));
    v = bm.asarray(bm.max(candidates, 0) + bm.log(bm.at(emission, ':', observed[t]!)));
  }
  const path = bm.zeros(T, 'int32');
  path[T - 1] = bm.argmax(v);
  for (let t = T - 1; t > 0; t--) path[t - 1] = bm.at(back, t, path[t]!);
  return [path, bm.max(v)];
});

export const knapsack = jit((weights: NDArray<1, 'int32'>, values: Vector, capacity: number) => {
  let best = bm.zeros(capacity + 1);
  for (let i = 0; i < weights.length; i++) {
    const w = weights[i]!;
    const next = bm.array(best);
    next.set(`${w}:`, bm.maximum(bm.at(best, `${w}:`), bm.at(best, `:${capacity + 1 - w}`) + values[i]!));
    best = next;
  }
  return best;
});

export const pascal = jit((n: number) => {
  const P = bm.eye(n, n, { dtype: 'int32' });
  P.set([':', 0], 1);
  for (let i = 2; i < n; i++) P.set([i, `1:${i}`], bm.at(P, i - 1, `:${i - 1}`) + bm.at(P, i - 1, `1:${i}`));
  return P;
});
