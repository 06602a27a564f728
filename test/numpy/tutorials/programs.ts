/** Snippets that people learn NumPy by (NumPy 100, From Python to NumPy, NumPy's tutorials), ported line by line; make.py has them in NumPy. */
import { jit, math as bm, type Matrix, type NDArray, type Vector } from 'myelin';

// Grids and simulations

export const lifeByRolls = jit((Z: Matrix) => {
  const N = bm.roll(Z, 1, 0) + bm.roll(Z, -1, 0) + bm.roll(Z, 1, 1) + bm.roll(Z, -1, 1)
    + bm.roll(bm.roll(Z, 1, 0), 1, 1) + bm.roll(bm.roll(Z, 1, 0), -1, 1) + bm.roll(bm.roll(Z, -1, 0), 1, 1) + bm.roll(bm.roll(Z, -1, 0), -1, 1);
  return bm.where(bm.logicalOr(bm.equal(N, 3), bm.logicalAnd(bm.equal(Z, 1), bm.equal(N, 2))), 1, 0);
});

export const lifeBySlices = jit((Z0: NDArray<2, 'int32'>) => {
  const Z = bm.array(Z0);
  const N = bm.zerosLike(Z);
  N.set(['1:-1', '1:-1'], bm.at(Z, ':-2', ':-2') + bm.at(Z, ':-2', '1:-1') + bm.at(Z, ':-2', '2:') + bm.at(Z, '1:-1', ':-2')
    + bm.at(Z, '1:-1', '2:') + bm.at(Z, '2:', ':-2') + bm.at(Z, '2:', '1:-1') + bm.at(Z, '2:', '2:'));
  const birth = bm.logicalAnd(bm.equal(N, 3), bm.equal(Z, 0));
  const survive = bm.logicalAnd(bm.logicalOr(bm.equal(N, 2), bm.equal(N, 3)), bm.equal(Z, 1));
  Z.set(['...'], 0);
  Z.set([bm.logicalOr(birth, survive)], 1);
  return Z;
});

export const grayScott = jit((U0: Matrix, V0: Matrix, n: number) => {
  const [Du, Dv, F, k] = [0.16, 0.08, 0.035, 0.065];
  const U = bm.array(U0), V = bm.array(V0);
  for (let i = 0; i < n; i++) {
    const u = bm.at(U, '1:-1', '1:-1'), v = bm.at(V, '1:-1', '1:-1');
    const Lu = bm.at(U, '0:-2', '1:-1') + bm.at(U, '1:-1', '0:-2') - 4 * u + bm.at(U, '1:-1', '2:') + bm.at(U, '2:', '1:-1');
    const Lv = bm.at(V, '0:-2', '1:-1') + bm.at(V, '1:-1', '0:-2') - 4 * v + bm.at(V, '1:-1', '2:') + bm.at(V, '2:', '1:-1');
    const uvv = u * v * v;
    const un = u + (Du * Lu - uvv + F * (1 - u));
    const vn = v + (Dv * Lv + uvv - (F + k) * v);
    U.set(['1:-1', '1:-1'], un);
    V.set(['1:-1', '1:-1'], vn);
  }
  return [U, V];
});

export const mandelbrot = jit((xmin: number, xmax: number, n: number, maxiter: number) => {
  const x = bm.linspace(xmin, xmax, n);
  const y = bm.linspace(-1.25, 1.25, n);
  const cr = bm.broadcastTo(bm.at(x, null, ':'), [n, n]), ci = bm.broadcastTo(bm.at(y, ':', null), [n, n]);
  let zr = bm.zerosLike(cr), zi = bm.zerosLike(ci);
  const N = bm.zeros([n, n], { dtype: 'int32' });
  for (let i = 0; i < maxiter; i++) {
    const I = zr * zr + zi * zi < 4;
    N.set([I], i);
    const t = bm.where(I, zr * zr - zi * zi + cr, zr);
    zi = bm.where(I, 2 * zr * zi + ci, zi);
    zr = t;
  }
  return N;
});

export const boids = jit((pos: Matrix, vel: Matrix) => {
  const diff = bm.at(pos, ':', null, ':') - bm.at(pos, null, ':', ':');
  const dist = bm.sqrt(bm.sum(diff ** 2, { axis: 2 }));
  const mask = bm.logicalAnd(dist > 0, dist < 0.3);
  const count = bm.maximum(bm.sum(mask, { axis: 1 }), 1);
  const align = bm.dot(bm.where(mask, 1.0, 0.0), vel) / bm.at(count, ':', null);
  return [align, count];
});

export const maze = jit((walls: NDArray<2, 'int32'>, steps: number) => {
  const dist = bm.full(walls.shape, -1, { dtype: 'int32' });
  dist.set([0, 0], 0);
  for (let s = 0; s < steps; s++) {
    const f = bm.equal(dist, s);
    const g = bm.zerosLike(f);
    g.set(['1:', ':'], bm.logicalOr(bm.at(g, '1:', ':'), bm.at(f, ':-1', ':')));
    g.set([':-1', ':'], bm.logicalOr(bm.at(g, ':-1', ':'), bm.at(f, '1:', ':')));
    g.set([':', '1:'], bm.logicalOr(bm.at(g, ':', '1:'), bm.at(f, ':', ':-1')));
    g.set([':', ':-1'], bm.logicalOr(bm.at(g, ':', ':-1'), bm.at(f, ':', '1:')));
    const free = bm.logicalAnd(bm.logicalAnd(g, bm.equal(walls, 0)), bm.equal(dist, -1));
    if (!bm.any(free)) break;
    dist.set([free], s + 1);
  }
  return dist;
});

/** One Metropolis step of all spins, with the uniform draws given. */
export const ising = jit((S: NDArray<2, 'int32'>, r: Matrix, beta: number) => {
  const nb = bm.roll(S, 1, 0) + bm.roll(S, -1, 0) + bm.roll(S, 1, 1) + bm.roll(S, -1, 1);
  const dE = 2 * S * nb;
  return bm.where(r < bm.exp(-beta * bm.asarray(dE)), -S, S);
});

export const floydWarshall = jit((D0: Matrix) => {
  let D = bm.array(D0);
  for (let k = 0; k < D.shape[0]!; k++) D = bm.minimum(D, bm.at(D, ':', k, null) + bm.at(D, k, null, ':'));
  return D;
});

// Statistics and learning

export const kmeans = jit((P: Matrix, C0: Matrix, steps: number) => {
  let C = bm.array(C0);
  let labels = bm.zeros(P.shape[0]!, { dtype: 'int32' });
  for (let s = 0; s < steps; s++) {
    const D = bm.sum((bm.at(P, ':', null, ':') - bm.at(C, null, ':', ':')) ** 2, { axis: 2 });
    labels = bm.asarray<1, 'int32'>(bm.argmin(D, { axis: 1 }));
    const sums = bm.segmentSum(P, labels, C.shape[0]!);
    const counts = bm.segmentSum(bm.ones(P.shape[0]!), labels, C.shape[0]!);
    C = bm.asarray(sums / bm.at(bm.maximum(counts, 1), ':', null));
  }
  return [C, labels];
});

export const regression = jit((A: Matrix, y: Vector) => {
  const B = bm.columnStack([bm.ones(A.shape[0]!), A]);
  return bm.linalg.solve(bm.dot(bm.transpose(B), B), bm.dot(bm.transpose(B), y));
});

export const backprop = jit((x: Matrix, y: Matrix, w1: Matrix, w2: Matrix, lr: number) => {
  const h = bm.maximum(bm.dot(x, w1), 0);
  const out = bm.dot(h, w2);
  const e = bm.exp(out - bm.max(out, { axis: 1, keepdims: true }));
  const p = e / bm.sum(e, { axis: 1, keepdims: true });
  const loss = -bm.mean(bm.sum(y * bm.log(p), { axis: 1 }));
  const d2 = (p - y) / x.shape[0]!;
  const g2 = bm.dot(bm.transpose(h), d2);
  const dh = bm.dot(d2, bm.transpose(w2)) * +(h > 0);
  const g1 = bm.dot(bm.transpose(x), dh);
  return [loss, w1 - lr * g1, w2 - lr * g2];
});

export const pearson = jit((x: Vector, y: Vector) => {
  const xm = x - bm.mean(x), ym = y - bm.mean(y);
  return bm.sum(xm * ym) / bm.sqrt(bm.sum(xm ** 2) * bm.sum(ym ** 2));
});

export const welford = jit((x: Vector) => {
  let mean = 0, m2 = 0;
  for (let i = 0; i < x.length; i++) {
    const d = x[i]! - mean;
    mean += d / (i + 1);
    m2 += d * (x[i]! - mean);
  }
  return [mean, m2 / (x.length - 1)];
});

export const kalman = jit((zs: Vector, Q: number, R: number) => {
  const xhat = bm.zerosLike(zs), P = bm.zerosLike(zs);
  P[0] = 1;
  for (let k = 1; k < zs.length; k++) {
    const xm = xhat[k - 1]!, Pm = P[k - 1]! + Q;
    const K = Pm / (Pm + R);
    xhat[k] = xm + K * (zs[k]! - xm);
    P[k] = (1 - K) * Pm;
  }
  return [xhat, P] as const;
});

export const perceptron = jit((Xs: Matrix, y: Vector, epochs: number, lr: number) => {
  const w = bm.zeros(Xs.shape[1]!);
  let b = 0;
  for (let e = 0; e < epochs; e++) {
    for (let i = 0; i < Xs.shape[0]!; i++) {
      const pred = bm.dot(bm.at(Xs, i), w) + b >= 0 ? 1 : 0;
      const up = lr * (y[i]! - pred);
      w.set(['...'], w + up * bm.at(Xs, i));
      b += up;
    }
  }
  return [w, b] as const;
});

export const movingAverage = jit((a: Vector, n: number) => {
  const ret = bm.cumsum(a);
  ret.set([bm.slice(n, null)], bm.at(ret, bm.slice(n, null)) - bm.at(ret, bm.slice(null, -n)));
  return bm.at(ret, bm.slice(n - 1, null)) / n;
});

export const exponentialAverage = jit((x: Vector, a: number) => bm.scan((m, one) => {
  const n = m * (1 - a) + one * a;
  return [n, n] as const;
}, 0, x)[1]);

export const oneHot = jit((labels: NDArray<1, 'int32'>, k: number) => bm.astype(bm.equal(bm.at(labels, ':', null), bm.arange(k, { dtype: 'int32' })), 'float32'));

export const mostFrequent = jit((Z: NDArray<1, 'int32'>) => bm.argmax(bm.bincount(Z)));

// Images and signals

export const compress = jit((A: Matrix, k: number) => {
  const [U, s, Vt] = bm.linalg.svd(A, { fullMatrices: false });
  return bm.dot(bm.at(U, ':', bm.slice(0, k)) * bm.at(s, bm.slice(0, k)), bm.at(Vt, bm.slice(0, k), ':'));
});

export const equalize = jit((im: Matrix) => {
  const [h, edges] = bm.histogram(im, 32);
  const cdf = bm.cumsum(h);
  const norm = 255 * cdf / bm.at(cdf, -1);
  return bm.reshape(bm.interp(bm.ravel(im), bm.at(edges, ':-1'), norm), im.shape);
});

export const convolve = jit((im: Matrix, k: Matrix) => {
  const [h, w] = [im.shape[0]! - k.shape[0]! + 1, im.shape[1]! - k.shape[1]! + 1];
  const out = bm.zeros([h, w]);
  for (let i = 0; i < k.shape[0]!; i++) {
    for (let j = 0; j < k.shape[1]!; j++) out.set(['...'], out + bm.at(k, i, j) * bm.at(im, bm.slice(i, i + h), bm.slice(j, j + w)));
  }
  return out;
});

export const dft = jit((x: Vector) => {
  const n = x.size;
  const k = bm.arange(n);
  const M = bm.at(k, ':', null) * k * (-2 * bm.pi / n);
  return [bm.dot(bm.cos(M), x), bm.dot(bm.sin(M), x)] as const;
});

export const field = jit((n: number) => {
  const [xx, yy] = bm.meshgrid(bm.linspace(-1, 1, n), bm.linspace(-1, 1, n));
  return [bm.sinc(bm.hypot(xx, yy)), bm.atan2(yy, xx)];
});

export const gaussian = jit((n: number) => {
  const [gx, gy] = bm.meshgrid(bm.linspace(-1, 1, n), bm.linspace(-1, 1, n));
  const D = bm.sqrt(gx * gx + gy * gy);
  return bm.exp(-((D - 0) ** 2 / (2.0 * 1 ** 2)));
});

export const windows = jit((Z: Matrix) => {
  const n = 3, i = 1 + (Z.shape[0]! - n), j = 1 + (Z.shape[1]! - n);
  const out = bm.zeros([i, j, n, n]);
  for (let a = 0; a < i; a++) for (let b = 0; b < j; b++) out.set([a, b], bm.at(Z, bm.slice(a, a + n), bm.slice(b, b + n)));
  return out;
});

export const equidistant = jit((x: Vector, y: Vector) => {
  const dr = bm.sqrt(bm.diff(x) ** 2 + bm.diff(y) ** 2);
  const r = bm.zerosLike(x);
  r.set(['1:'], bm.cumsum(dr));
  const r_int = bm.linspace(0, bm.max(r), 20);
  return [bm.interp(r_int, r, x), bm.interp(r_int, r, y)] as const;
});

// Linear algebra and geometry

export const power = jit((A: Matrix, n: number) => {
  let b = bm.ones(A.shape[0]!);
  for (let i = 0; i < n; i++) {
    const t = bm.dot(A, b);
    b = bm.asarray(t / bm.linalg.norm(t));
  }
  return [b, bm.dot(b, bm.dot(A, b))] as const;
});

export const gramSchmidt = jit((A: Matrix) => {
  const Q = bm.zerosLike(A);
  for (let j = 0; j < A.shape[1]!; j++) {
    let v = bm.at(A, ':', j);
    for (let i = 0; i < j; i++) {
      const q = bm.at(Q, ':', i);
      v = bm.asarray(v - bm.dot(q, bm.at(A, ':', j)) * q);
    }
    Q.set([':', j], v / bm.sqrt(bm.dot(v, v)));
  }
  return Q;
});

export const cauchy = jit((x: Vector, y: Vector) => {
  const C = 1.0 / (bm.at(x, ':', null) - bm.at(y, null, ':') - 0.5);
  return [C, bm.linalg.det(C)];
});

export const rank = jit((Z: Matrix) => {
  const [, S] = bm.linalg.svd(Z);
  return bm.sum(+(S > 1e-5));
});

export const tensorProduct = jit((M: NDArray<3>, V: NDArray<3>) => bm.tensordot(M, V, [[0, 2], [0, 1]]));

export const einsums = jit((A: Vector, B: Vector) => [bm.einsum('i->', A), bm.einsum('i,i->i', A, B), bm.einsum('i,i', A, B), bm.einsum('i,j->ij', A, B)] as const);

export const pairwise = jit((Z: Matrix) => {
  const dx = bm.at(Z, ':', null, 0) - bm.at(Z, null, ':', 0);
  const dy = bm.at(Z, ':', null, 1) - bm.at(Z, null, ':', 1);
  return bm.sqrt(dx * dx + dy * dy);
});

export const distanceToLines = jit((P0: Matrix, P1: Matrix, p: Vector) => {
  const T = P1 - P0;
  const L = bm.sum(T ** 2, { axis: 1 });
  const U = -((bm.at(P0, ':', 0) - bm.at(p, 0)) * bm.at(T, ':', 0) + (bm.at(P0, ':', 1) - bm.at(p, 1)) * bm.at(T, ':', 1)) / L;
  const D = P0 + bm.at(U, ':', null) * T - p;
  return bm.sqrt(bm.sum(D ** 2, { axis: 1 }));
});

export const polar = jit((Z: Matrix) => {
  const [x, y] = [bm.at(Z, ':', 0), bm.at(Z, ':', 1)];
  return [bm.sqrt(x ** 2 + y ** 2), bm.arctan2(y, x)] as const;
});

export const trapezoid = jit((x: Vector) => bm.trapezoid(bm.sin(x), { x }));

// Of NumPy 100: indices, masks and shapes

export const nearest = jit((Z: Vector, z: number) => bm.at(Z, bm.argmin(bm.abs(Z - z))));

export const subtractMean = jit((A: Matrix) => A - bm.mean(A, { axis: 1, keepdims: true }));

export const sortByColumn = jit((Z: Matrix) => bm.at(Z, bm.argsort(bm.at(Z, ':', 1))));

export const swapRows = jit((A0: Matrix) => {
  const A = bm.array(A0);
  A.set([[0, 1]], bm.at(A, [1, 0]));
  return A;
});

export const accumulate = jit((x: Vector, i: NDArray<1, 'int32'>) => bm.bincount(i, x));

export const blockSum = jit((Z: Matrix, k: number) => {
  const [n, m] = [Z.shape[0]! / k, Z.shape[1]! / k];
  return bm.sum(bm.reshape(Z, [n, k, m, k]), { axis: [1, 3] });
});

export const largest = jit((Z: Vector, n: number) => bm.at(bm.sort(Z), bm.slice(-n, null)));

export const symmetric = jit((S0: Matrix, i: number, j: number, v: number) => {
  const S = bm.array(S0);
  S.set([i, j], v);
  S.set([j, i], v);
  return S + bm.transpose(S) - bm.diag(bm.diagonal(S));
});

export const multinomialRows = jit((A: Matrix, n: number) => {
  const M = bm.logicalAnd(bm.all(bm.equal(bm.mod(A, 1), 0), { axis: -1 }), bm.equal(bm.sum(A, { axis: -1 }), n));
  return bm.at(A, M);
});

export const unpackBits = jit((I: NDArray<1, 'int32'>) => bm.astype(bm.notEqual(bm.bitwiseAnd(bm.at(I, ':', null), 2 ** bm.arange(8)), 0), 'int32'));

export const sortRows = jit((Z: NDArray<2, 'int32'>) => bm.at(Z, bm.lexsort([bm.at(Z, ':', 1), bm.at(Z, ':', 0)])));

export const negateRange = jit((Z0: NDArray<1, 'int32'>) => {
  const Z = bm.array(Z0);
  Z.set([bm.logicalAnd(Z > 3, Z < 8)], bm.neg(bm.at(Z, bm.logicalAnd(Z > 3, Z < 8))));
  return Z;
});

export const normalize = jit((Z: Matrix) => (Z - bm.min(Z)) / (bm.max(Z) - bm.min(Z)));

export const replaceMaximum = jit((Z0: Vector) => {
  const Z = bm.array(Z0);
  Z.set([bm.argmax(Z)], 0);
  return Z;
});

export const checkerboards = jit((n: number) => {
  const Z = bm.zeros([n, n]);
  Z.set(['1::2', '::2'], 1);
  Z.set(['::2', '1::2'], 1);
  const B = bm.ones([n, n]);
  B.set(['1:-1', '1:-1'], 0);
  return [Z, B, bm.tile(bm.array([[0, 1], [1, 0]], { dtype: 'int32' }), [4, 4]), bm.diag(1 + bm.arange(4, { dtype: 'float32' }), -1)];
});

export const unravel = jit((k: number) => bm.unravelIndex(bm.array([k, k + 1], { dtype: 'int32' }), [6, 7, 8]));

export const nonzeros = jit((Z: Vector) => bm.nonzero(Z)[0]);

export const awayFromZero = jit((x: Vector) => bm.copysign(bm.ceil(bm.abs(x)), x));

export const roots = jit((x: Vector) => bm.where(x < 0, bm.nan, bm.sqrt(bm.abs(x))));
