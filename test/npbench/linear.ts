/** Linear algebra of npbench (Polybench): products with rows and columns of matrices, and elements written one by one. */
import { jit, math as bm, type Matrix, type NDArray, type Vector } from 'myelin';

export const gemm = jit((alpha: number, beta: number, C: Matrix, A: Matrix, B: Matrix) => alpha * bm.matmul(A, B) + beta * C);
export const k2mm = jit((alpha: number, beta: number, A: Matrix, B: Matrix, C: Matrix, D: Matrix) => bm.matmul(bm.matmul(alpha * A, B), C) + beta * D);
export const k3mm = jit((A: Matrix, B: Matrix, C: Matrix, D: Matrix) => bm.matmul(bm.matmul(A, B), bm.matmul(C, D)));
export const gesummv = jit((alpha: number, beta: number, A: Matrix, B: Matrix, x: Vector) => alpha * bm.dot(A, x) + beta * bm.dot(B, x));
export const atax = jit((A: Matrix, x: Vector) => bm.matmul(bm.matmul(A, x), A));
export const bicg = jit((A: Matrix, p: Vector, r: Vector) => [bm.matmul(r, A), bm.matmul(A, p)]);
export const mvt = jit((x1: Vector, x2: Vector, y1: Vector, y2: Vector, A: Matrix) => [x1 + bm.matmul(A, y1), x2 + bm.matmul(y2, A)]);

export const gemver = jit((alpha: number, beta: number, A: Matrix, u1: Vector, v1: Vector, u2: Vector, v2: Vector, x: Vector, y: Vector, z: Vector) => {
  const a = bm.asarray<2>(A + bm.outer(u1, v1) + bm.outer(u2, v2));
  const x1 = bm.asarray<1>(x + beta * bm.matmul(y, a) + z);
  return [a, alpha * bm.matmul(a, x1), x1];
});

export const syrk = jit((alpha: number, beta: number, c0: Matrix, A: Matrix) => {
  const C = bm.array(c0);
  for (let i = 0; i < A.shape[0]!; i++) {
    const head = bm.slice(i + 1);
    C.set([i, head], bm.at(C, i, head) * beta);
    for (let k = 0; k < A.shape[1]!; k++) C.set([i, head], bm.at(C, i, head) + alpha * bm.at(A, i, k) * bm.at(A, head, k));
  }
  return C;
});

export const syr2k = jit((alpha: number, beta: number, c0: Matrix, A: Matrix, B: Matrix) => {
  const C = bm.array(c0);
  for (let i = 0; i < A.shape[0]!; i++) {
    const head = bm.slice(i + 1);
    C.set([i, head], bm.at(C, i, head) * beta);
    for (let k = 0; k < A.shape[1]!; k++) {
      C.set([i, head], bm.at(C, i, head) + (bm.at(A, head, k) * alpha * bm.at(B, i, k) + bm.at(B, head, k) * alpha * bm.at(A, i, k)));
    }
  }
  return C;
});

export const symm = jit((alpha: number, beta: number, c0: Matrix, A: Matrix, B: Matrix) => {
  const C = bm.asarray(c0 * beta);
  const temp = bm.zeros(C.shape[1]!);
  for (let i = 0; i < C.shape[0]!; i++) {
    const head = bm.slice(i);
    for (let j = 0; j < C.shape[1]!; j++) {
      C.set([head, j], bm.at(C, head, j) + alpha * bm.at(B, i, j) * bm.at(A, i, head));
      temp[j] = bm.dot(bm.at(B, head, j), bm.at(A, i, head));
    }
    C.set([i, ':'], bm.at(C, i, ':') + (alpha * bm.at(B, i, ':') * bm.at(A, i, i) + alpha * temp));
  }
  return C;
});

export const trmm = jit((alpha: number, A: Matrix, b0: Matrix) => {
  const B = bm.array(b0);
  for (let i = 0; i < B.shape[0]!; i++) {
    for (let j = 0; j < B.shape[1]!; j++) B.set([i, j], bm.at(B, i, j) + bm.dot(bm.at(A, bm.slice(i + 1, null), i), bm.at(B, bm.slice(i + 1, null), j)));
  }
  return B * alpha;
});

export const trisolv = jit((L: Matrix, b: Vector) => {
  const x = bm.zerosLike(b);
  for (let i = 0; i < x.shape[0]!; i++) x[i] = (b[i]! - bm.dot(bm.at(L, i, bm.slice(i)), bm.at(x, bm.slice(i)))) / bm.at(L, i, i);
  return x;
});

export const cholesky = jit((a0: Matrix) => {
  const A = bm.array(a0);
  A.set([0, 0], Math.sqrt(bm.at(A, 0, 0)));
  for (let i = 1; i < A.shape[0]!; i++) {
    for (let j = 0; j < i; j++) {
      A.set([i, j], bm.at(A, i, j) - bm.dot(bm.at(A, i, bm.slice(j)), bm.at(A, j, bm.slice(j))));
      A.set([i, j], bm.at(A, i, j) / bm.at(A, j, j));
    }
    A.set([i, i], bm.at(A, i, i) - bm.dot(bm.at(A, i, bm.slice(i)), bm.at(A, i, bm.slice(i))));
    A.set([i, i], Math.sqrt(bm.at(A, i, i)));
  }
  return A;
});

export const cholesky2 = jit((A: Matrix) => bm.linalg.cholesky(A) + bm.triu(A, 1));

function decompose(A: Matrix) {
  for (let i = 0; i < A.shape[0]!; i++) {
    for (let j = 0; j < i; j++) {
      A.set([i, j], bm.at(A, i, j) - bm.dot(bm.at(A, i, bm.slice(j)), bm.at(A, bm.slice(j), j)));
      A.set([i, j], bm.at(A, i, j) / bm.at(A, j, j));
    }
    for (let j = i; j < A.shape[0]!; j++) A.set([i, j], bm.at(A, i, j) - bm.dot(bm.at(A, i, bm.slice(i)), bm.at(A, bm.slice(i), j)));
  }
}

export const lu = jit((a0: Matrix) => {
  const A = bm.array(a0);
  decompose(A);
  return A;
});

export const ludcmp = jit((a0: Matrix, b: Vector) => {
  const A = bm.array(a0);
  const x = bm.zerosLike(b);
  const y = bm.zerosLike(b);
  decompose(A);
  for (let i = 0; i < A.shape[0]!; i++) y[i] = b[i]! - bm.dot(bm.at(A, i, bm.slice(i)), bm.at(y, bm.slice(i)));
  for (let i = A.shape[0]! - 1; i > -1; i--) x[i] = (y[i]! - bm.dot(bm.at(A, i, bm.slice(i + 1, null)), bm.at(x, bm.slice(i + 1, null)))) / bm.at(A, i, i);
  return [x, y];
});

export const durbin = jit((r: Vector) => {
  const y = bm.zerosLike(r);
  let alpha = -r[0]!;
  let beta = 1.0;
  y[0] = -r[0]!;
  for (let k = 1; k < r.shape[0]!; k++) {
    const head = bm.slice(k);
    beta *= 1.0 - alpha * alpha;
    alpha = -(r[k]! + bm.dot(bm.flip(bm.at(r, head)), bm.at(y, head)).item()) / beta;
    y.set([head], bm.at(y, head) + alpha * bm.flip(bm.at(y, head)));
    y[k] = alpha;
  }
  return y;
});

export const gramschmidt = jit((a0: Matrix) => {
  const A = bm.array(a0);
  const Q = bm.zerosLike(A);
  const R = bm.zeros([A.shape[1]!, A.shape[1]!]);
  for (let k = 0; k < A.shape[1]!; k++) {
    R.set([k, k], bm.sqrt(bm.dot(bm.at(A, ':', k), bm.at(A, ':', k))));
    Q.set([':', k], bm.at(A, ':', k) / bm.at(R, k, k));
    for (let j = k + 1; j < A.shape[1]!; j++) {
      R.set([k, j], bm.dot(bm.at(Q, ':', k), bm.at(A, ':', j)));
      A.set([':', j], bm.at(A, ':', j) - bm.at(Q, ':', k) * bm.at(R, k, j));
    }
  }
  return [Q, R];
});

export const floyd_warshall = jit((start: Matrix) => {
  const path = bm.array(start);
  for (let k = 0; k < path.shape[0]!; k++) path.set([':'], bm.minimum(path, bm.at(path, ':', k, null) + bm.at(path, k, ':')));
  return path;
});

export const covariance = jit((m: number, floatN: number, data0: Matrix) => {
  const data = bm.asarray<2>(data0 - bm.mean(data0, 0));
  const cov = bm.zeros([m, m]);
  for (let i = 0; i < m; i++) {
    const row = bm.asarray(bm.matmul(bm.at(data, ':', i), bm.at(data, ':', bm.slice(i, m))) / (floatN - 1.0));
    cov.set([bm.slice(i, m), i], row);
    cov.set([i, bm.slice(i, m)], row);
  }
  return cov;
});

export const correlation = jit((m: number, floatN: number, data0: Matrix) => {
  const stddev = bm.std(data0, 0);
  stddev.set(stddev <= 0.1, 1.0);
  const data = bm.asarray<2>((data0 - bm.mean(data0, 0)) / (Math.sqrt(floatN) * stddev));
  const corr = bm.eye(m);
  for (let i = 0; i < m - 1; i++) {
    const row = bm.matmul(bm.at(data, ':', i), bm.at(data, ':', bm.slice(i + 1, m)));
    corr.set([bm.slice(i + 1, m), i], row);
    corr.set([i, bm.slice(i + 1, m)], row);
  }
  return corr;
});

export const covariance2 = jit((data: Matrix) => bm.cov(bm.transpose(data)));

export const doitgen = jit((nr: number, nq: number, np: number, A: NDArray<3>, C4: Matrix) =>
  bm.reshape(bm.matmul(bm.reshape(A, [nr, nq, 1, np]), C4), [nr, nq, np]));

export const spmv = jit((starts: NDArray<1, 'int32'>, columns: NDArray<1, 'int32'>, values: Vector, x: Vector) => {
  const y = bm.zeros(starts.size - 1);
  for (let i = 0; i < starts.size - 1; i++) {
    const cols = bm.at(columns, bm.slice(starts[i]!, starts[i + 1]!));
    const vals = bm.at(values, bm.slice(starts[i]!, starts[i + 1]!));
    y[i] = bm.dot(vals, bm.at(x, cols));
  }
  return y;
});
