/** Stencils of npbench: parts of arrays next to each other, read and written in place. What is written is a copy: arguments are values. */
import { jit, math as bm, type Matrix, type NDArray, type NDArrayLike, type Vector } from 'myelin';

export const jacobi_1d = jit((steps: number, a0: Vector, b0: Vector) => {
  const A = bm.array(a0);
  const B = bm.array(b0);
  for (let t = 1; t < steps; t++) {
    B.set(['1:-1'], 0.33333 * (bm.at(A, ':-2') + bm.at(A, '1:-1') + bm.at(A, '2:')));
    A.set(['1:-1'], 0.33333 * (bm.at(B, ':-2') + bm.at(B, '1:-1') + bm.at(B, '2:')));
  }
  return [A, B];
});

/** The average of an element and its four neighbours. */
function cross(x: Matrix) {
  return 0.2 * (bm.at(x, '1:-1', '1:-1') + bm.at(x, '1:-1', ':-2') + bm.at(x, '1:-1', '2:') + bm.at(x, '2:', '1:-1') + bm.at(x, ':-2', '1:-1'));
}

export const jacobi_2d = jit((steps: number, a0: Matrix, b0: Matrix) => {
  const A = bm.array(a0);
  const B = bm.array(b0);
  for (let t = 1; t < steps; t++) {
    B.set(['1:-1', '1:-1'], cross(A));
    A.set(['1:-1', '1:-1'], cross(B));
  }
  return [A, B];
});

export const seidel_2d = jit((steps: number, n: number, a0: Matrix) => {
  const A = bm.array(a0);
  for (let t = 0; t < steps - 1; t++) {
    for (let i = 1; i < n - 1; i++) {
      A.set([i, '1:-1'], bm.at(A, i, '1:-1') + (bm.at(A, i - 1, ':-2') + bm.at(A, i - 1, '1:-1') + bm.at(A, i - 1, '2:')
        + bm.at(A, i, '2:') + bm.at(A, i + 1, ':-2') + bm.at(A, i + 1, '1:-1') + bm.at(A, i + 1, '2:')));
      for (let j = 1; j < n - 1; j++) {
        A.set([i, j], bm.at(A, i, j) + bm.at(A, i, j - 1));
        A.set([i, j], bm.at(A, i, j) / 9.0);
      }
    }
  }
  return A;
});

/** One step of the heat equation in three dimensions, of the inner elements. */
function diffuse(x: NDArray<3>) {
  const inner = bm.at(x, '1:-1', '1:-1', '1:-1');
  return 0.125 * (bm.at(x, '2:', '1:-1', '1:-1') - 2.0 * inner + bm.at(x, ':-2', '1:-1', '1:-1'))
    + 0.125 * (bm.at(x, '1:-1', '2:', '1:-1') - 2.0 * inner + bm.at(x, '1:-1', ':-2', '1:-1'))
    + 0.125 * (bm.at(x, '1:-1', '1:-1', '2:') - 2.0 * inner + bm.at(x, '1:-1', '1:-1', '0:-2')) + inner;
}

export const heat_3d = jit((steps: number, a0: NDArray<3>, b0: NDArray<3>) => {
  const A = bm.array(a0);
  const B = bm.array(b0);
  for (let t = 1; t < steps; t++) {
    B.set(['1:-1', '1:-1', '1:-1'], diffuse(A));
    A.set(['1:-1', '1:-1', '1:-1'], diffuse(B));
  }
  return [A, B];
});

export const fdtd_2d = jit((steps: number, ex0: Matrix, ey0: Matrix, hz0: Matrix, fict: Vector) => {
  const ex = bm.array(ex0);
  const ey = bm.array(ey0);
  const hz = bm.array(hz0);
  for (let t = 0; t < steps; t++) {
    ey.set([0, ':'], fict[t]!);
    ey.set(['1:', ':'], bm.at(ey, '1:', ':') - 0.5 * (bm.at(hz, '1:', ':') - bm.at(hz, ':-1', ':')));
    ex.set([':', '1:'], bm.at(ex, ':', '1:') - 0.5 * (bm.at(hz, ':', '1:') - bm.at(hz, ':', ':-1')));
    hz.set([':-1', ':-1'], bm.at(hz, ':-1', ':-1') - 0.7 * (bm.at(ex, ':-1', '1:') - bm.at(ex, ':-1', ':-1') + bm.at(ey, '1:', ':-1') - bm.at(ey, ':-1', ':-1')));
  }
  return [ex, ey, hz];
});

export const hdiff = jit((input: NDArray<3>, coeff: NDArray<3>) => {
  const [I, J] = [coeff.shape[0]!, coeff.shape[1]!];
  const at = (i: number, ni: number, j: number, nj: number) => bm.at(input, bm.slice(i, ni), bm.slice(j, nj), ':');
  const lap = 4.0 * at(1, I + 3, 1, J + 3) - (at(2, I + 4, 1, J + 3) + at(0, I + 2, 1, J + 3) + at(1, I + 3, 2, J + 4) + at(1, I + 3, 0, J + 2));
  const resX = bm.at(lap, '1:', bm.slice(1, J + 1), ':') - bm.at(lap, ':-1', bm.slice(1, J + 1), ':');
  const flx = bm.where(resX * (at(2, I + 3, 2, J + 2) - at(1, I + 2, 2, J + 2)) > 0, 0, resX);
  const resY = bm.at(lap, bm.slice(1, I + 1), '1:', ':') - bm.at(lap, bm.slice(1, I + 1), ':-1', ':');
  const fly = bm.where(resY * (at(2, I + 2, 2, J + 3) - at(2, I + 2, 1, J + 2)) > 0, 0, resY);
  return at(2, I + 2, 2, J + 2) - coeff * (bm.at(flx, '1:', ':', ':') - bm.at(flx, ':-1', ':', ':') + bm.at(fly, ':', '1:', ':') - bm.at(fly, ':', ':-1', ':'));
});

const BET_M = 0.5;
const BET_P = 0.5;

export const vadv = jit((utens_stage0: NDArray<3>, u_stage: NDArray<3>, wcon: NDArray<3>, u_pos: NDArray<3>, utens: NDArray<3>, dtr_stage: number) => {
  const utens_stage = bm.array(utens_stage0);
  const K = utens_stage.shape[2]!;
  const ccol = bm.emptyLike(utens_stage);
  const dcol = bm.emptyLike(utens_stage);
  for (let k = 0; k < 1; k++) {
    const gcv = 0.25 * (bm.at(wcon, '1:', ':', k + 1) + bm.at(wcon, ':-1', ':', k + 1));
    const cs = gcv * BET_M;
    ccol.set([':', ':', k], gcv * BET_P);
    const bcol = dtr_stage - bm.at(ccol, ':', ':', k);
    const correction = -cs * (bm.at(u_stage, ':', ':', k + 1) - bm.at(u_stage, ':', ':', k));
    dcol.set([':', ':', k], dtr_stage * bm.at(u_pos, ':', ':', k) + bm.at(utens, ':', ':', k) + bm.at(utens_stage, ':', ':', k) + correction);
    const divided = 1.0 / bcol;
    ccol.set([':', ':', k], bm.at(ccol, ':', ':', k) * divided);
    dcol.set([':', ':', k], bm.at(dcol, ':', ':', k) * divided);
  }
  for (let k = 1; k < K - 1; k++) {
    const gav = -0.25 * (bm.at(wcon, '1:', ':', k) + bm.at(wcon, ':-1', ':', k));
    const gcv = 0.25 * (bm.at(wcon, '1:', ':', k + 1) + bm.at(wcon, ':-1', ':', k + 1));
    const as = gav * BET_M;
    const cs = gcv * BET_M;
    const acol = gav * BET_P;
    ccol.set([':', ':', k], gcv * BET_P);
    const bcol = dtr_stage - acol - bm.at(ccol, ':', ':', k);
    const correction = -as * (bm.at(u_stage, ':', ':', k - 1) - bm.at(u_stage, ':', ':', k)) - cs * (bm.at(u_stage, ':', ':', k + 1) - bm.at(u_stage, ':', ':', k));
    dcol.set([':', ':', k], dtr_stage * bm.at(u_pos, ':', ':', k) + bm.at(utens, ':', ':', k) + bm.at(utens_stage, ':', ':', k) + correction);
    const divided = 1.0 / (bcol - bm.at(ccol, ':', ':', k - 1) * acol);
    ccol.set([':', ':', k], bm.at(ccol, ':', ':', k) * divided);
    dcol.set([':', ':', k], (bm.at(dcol, ':', ':', k) - bm.at(dcol, ':', ':', k - 1) * acol) * divided);
  }
  const k = K - 1;
  const gav = -0.25 * (bm.at(wcon, '1:', ':', k) + bm.at(wcon, ':-1', ':', k));
  const as = gav * BET_M;
  const acol = gav * BET_P;
  const bcol = dtr_stage - acol;
  const correction = -as * (bm.at(u_stage, ':', ':', k - 1) - bm.at(u_stage, ':', ':', k));
  dcol.set([':', ':', k], dtr_stage * bm.at(u_pos, ':', ':', k) + bm.at(utens, ':', ':', k) + bm.at(utens_stage, ':', ':', k) + correction);
  const divided = 1.0 / (bcol - bm.at(ccol, ':', ':', k - 1) * acol);
  dcol.set([':', ':', k], (bm.at(dcol, ':', ':', k) - bm.at(dcol, ':', ':', k - 1) * acol) * divided);
  const data = bm.array(bm.at(dcol, ':', ':', k));
  utens_stage.set([':', ':', k], dtr_stage * (data - bm.at(u_pos, ':', ':', k)));
  for (let i = K - 2; i > -1; i--) {
    const column = bm.at(dcol, ':', ':', i) - bm.at(ccol, ':', ':', i) * data;
    data.set([':'], column);
    utens_stage.set([':', ':', i], dtr_stage * (column - bm.at(u_pos, ':', ':', i)));
  }
  return utens_stage;
});

function buildUpB(b: Matrix, rho: number, dt: number, u: Matrix, v: Matrix, dx: number, dy: number) {
  const ux = (bm.at(u, '1:-1', '2:') - bm.at(u, '1:-1', '0:-2')) / (2 * dx);
  const vy = (bm.at(v, '2:', '1:-1') - bm.at(v, '0:-2', '1:-1')) / (2 * dy);
  b.set(['1:-1', '1:-1'], rho * (1 / dt * (ux + vy) - ux ** 2
    - 2 * ((bm.at(u, '2:', '1:-1') - bm.at(u, '0:-2', '1:-1')) / (2 * dy) * (bm.at(v, '1:-1', '2:') - bm.at(v, '1:-1', '0:-2')) / (2 * dx)) - vy ** 2));
}

function pressurePoisson(nit: number, p: Matrix, dx: number, dy: number, b: Matrix) {
  for (let q = 0; q < nit; q++) {
    const pn = bm.array(p);
    p.set(['1:-1', '1:-1'], ((bm.at(pn, '1:-1', '2:') + bm.at(pn, '1:-1', '0:-2')) * dy ** 2 + (bm.at(pn, '2:', '1:-1') + bm.at(pn, '0:-2', '1:-1')) * dx ** 2)
      / (2 * (dx ** 2 + dy ** 2)) - dx ** 2 * dy ** 2 / (2 * (dx ** 2 + dy ** 2)) * bm.at(b, '1:-1', '1:-1'));
    p.set([':', -1], bm.at(p, ':', -2));
    p.set([0, ':'], bm.at(p, 1, ':'));
    p.set([':', 0], bm.at(p, ':', 1));
    p.set([-1, ':'], 0);
  }
}

/** The inner elements of a velocity after one step; `pressure`: the difference of pressures along its axis. */
function advect(w: Matrix, un: Matrix, vn: Matrix, pressure: NDArray, dt: number, dx: number, dy: number, nu: number) {
  const inner = bm.at(w, '1:-1', '1:-1');
  return inner - bm.at(un, '1:-1', '1:-1') * dt / dx * (inner - bm.at(w, '1:-1', '0:-2')) - bm.at(vn, '1:-1', '1:-1') * dt / dy * (inner - bm.at(w, '0:-2', '1:-1')) - pressure
    + nu * (dt / dx ** 2 * (bm.at(w, '1:-1', '2:') - 2 * inner + bm.at(w, '1:-1', '0:-2')) + dt / dy ** 2 * (bm.at(w, '2:', '1:-1') - 2 * inner + bm.at(w, '0:-2', '1:-1')));
}

export const cavity_flow = jit((nx: number, ny: number, nt: number, nit: number, u0: Matrix, v0: Matrix, dt: number, dx: number, dy: number, p0: Matrix, rho: number, nu: number) => {
  const u = bm.array(u0);
  const v = bm.array(v0);
  const p = bm.array(p0);
  const b = bm.zeros([ny, nx]);
  for (let n = 0; n < nt; n++) {
    const un = bm.array(u);
    const vn = bm.array(v);
    buildUpB(b, rho, dt, u, v, dx, dy);
    pressurePoisson(nit, p, dx, dy, b);
    u.set(['1:-1', '1:-1'], advect(un, un, vn, bm.asarray(dt / (2 * rho * dx) * (bm.at(p, '1:-1', '2:') - bm.at(p, '1:-1', '0:-2'))), dt, dx, dy, nu));
    v.set(['1:-1', '1:-1'], advect(vn, un, vn, bm.asarray(dt / (2 * rho * dy) * (bm.at(p, '2:', '1:-1') - bm.at(p, '0:-2', '1:-1'))), dt, dx, dy, nu));
    u.set([0, ':'], 0);
    u.set([':', 0], 0);
    u.set([':', -1], 0);
    u.set([-1, ':'], 1);
    v.set([0, ':'], 0);
    v.set([-1, ':'], 0);
    v.set([':', 0], 0);
    v.set([':', -1], 0);
  }
  return [u, v, p];
});

export const adi = jit((steps: number, n: number, u0: Matrix) => {
  const u = bm.array(u0);
  const v = bm.zerosLike(u);
  const p = bm.zerosLike(u);
  const q = bm.zerosLike(u);
  const mul1 = 2.0 * (1.0 / steps) / ((1.0 / n) * (1.0 / n));
  const mul2 = 1.0 * (1.0 / steps) / ((1.0 / n) * (1.0 / n));
  const a = -mul1 / 2.0;
  const b = 1.0 + mul2;
  const c = a;
  const d = -mul2 / 2.0;
  const e = 1.0 + mul2;
  const f = d;
  const inner = bm.slice(1, n - 1);
  for (let t = 1; t <= steps; t++) {
    v.set([0, inner], 1.0);
    p.set([inner, 0], 0.0);
    q.set([inner, 0], bm.at(v, 0, inner));
    for (let j = 1; j < n - 1; j++) {
      p.set([inner, j], -c / (a * bm.at(p, inner, j - 1) + b));
      q.set([inner, j], (-d * bm.at(u, j, bm.slice(0, n - 2)) + (1.0 + 2.0 * d) * bm.at(u, j, inner) - f * bm.at(u, j, bm.slice(2, n)) - a * bm.at(q, inner, j - 1))
        / (a * bm.at(p, inner, j - 1) + b));
    }
    v.set([n - 1, inner], 1.0);
    for (let j = n - 2; j > 0; j--) v.set([j, inner], bm.at(p, inner, j) * bm.at(v, j + 1, inner) + bm.at(q, inner, j));
    u.set([inner, 0], 1.0);
    p.set([inner, 0], 0.0);
    q.set([inner, 0], bm.at(u, inner, 0));
    for (let j = 1; j < n - 1; j++) {
      p.set([inner, j], -f / (d * bm.at(p, inner, j - 1) + e));
      q.set([inner, j], (-a * bm.at(v, bm.slice(0, n - 2), j) + (1.0 + 2.0 * a) * bm.at(v, inner, j) - c * bm.at(v, bm.slice(2, n), j) - d * bm.at(q, inner, j - 1))
        / (d * bm.at(p, inner, j - 1) + e));
    }
    u.set([inner, n - 1], 1.0);
    for (let j = n - 2; j > 0; j--) u.set([inner, j], bm.at(p, inner, j) * bm.at(u, inner, j + 1) + bm.at(q, inner, j));
  }
  return u;
});

export const deriche = jit((alpha: number, image: Matrix) => {
  const k = (1.0 - Math.exp(-alpha)) * (1.0 - Math.exp(-alpha)) / (1.0 + alpha * Math.exp(-alpha) - Math.exp(2.0 * alpha));
  const [a1, a2, a3, a4] = [k, k * Math.exp(-alpha) * (alpha - 1.0), k * Math.exp(-alpha) * (alpha + 1.0), -k * Math.exp(-2.0 * alpha)];
  const b1 = 2.0 ** -alpha;
  const b2 = -Math.exp(-2.0 * alpha);
  const y1 = bm.emptyLike(image);
  y1.set([':', 0], a1 * bm.at(image, ':', 0));
  y1.set([':', 1], a1 * bm.at(image, ':', 1) + a2 * bm.at(image, ':', 0) + b1 * bm.at(y1, ':', 0));
  for (let j = 2; j < image.shape[1]!; j++) y1.set([':', j], a1 * bm.at(image, ':', j) + a2 * bm.at(image, ':', j - 1) + b1 * bm.at(y1, ':', j - 1) + b2 * bm.at(y1, ':', j - 2));
  const y2 = bm.emptyLike(image);
  y2.set([':', -1], 0.0);
  y2.set([':', -2], a3 * bm.at(image, ':', -1));
  for (let j = image.shape[1]! - 3; j > -1; j--) y2.set([':', j], a3 * bm.at(image, ':', j + 1) + a4 * bm.at(image, ':', j + 2) + b1 * bm.at(y2, ':', j + 1) + b2 * bm.at(y2, ':', j + 2));
  const out = bm.asarray(y1 + y2);
  y1.set([0, ':'], a1 * bm.at(out, 0, ':'));
  y1.set([1, ':'], a1 * bm.at(out, 1, ':') + a2 * bm.at(out, 0, ':') + b1 * bm.at(y1, 0, ':'));
  for (let i = 2; i < image.shape[0]!; i++) y1.set([i, ':'], a1 * bm.at(out, i, ':') + a2 * bm.at(out, i - 1, ':') + b1 * bm.at(y1, i - 1, ':') + b2 * bm.at(y1, i - 2, ':'));
  y2.set([-1, ':'], 0.0);
  y2.set([-2, ':'], a3 * bm.at(out, -1, ':'));
  for (let i = image.shape[0]! - 3; i > -1; i--) y2.set([i, ':'], a3 * bm.at(out, i + 1, ':') + a4 * bm.at(out, i + 2, ':') + b1 * bm.at(y2, i + 1, ':') + b2 * bm.at(y2, i + 2, ':'));
  return y1 + y2;
});

/** Where an element's neighbours stand along the axis that the channel closes to a ring: inside, and at its two ends. */
type Column = string | number;

function channelSource(rho: number, dt: number, dx: number, dy: number, u: Matrix, v: Matrix, c: Column, west: Column, east: Column) {
  const ux = (bm.at(u, '1:-1', east) - bm.at(u, '1:-1', west)) / (2 * dx);
  const vy = (bm.at(v, '2:', c) - bm.at(v, '0:-2', c)) / (2 * dy);
  return rho * (1 / dt * (ux + vy) - ux ** 2 - 2 * ((bm.at(u, '2:', c) - bm.at(u, '0:-2', c)) / (2 * dy) * (bm.at(v, '1:-1', east) - bm.at(v, '1:-1', west)) / (2 * dx)) - vy ** 2);
}

function channelPressure(pn: Matrix, b: Matrix, dx: number, dy: number, c: Column, west: Column, east: Column) {
  return ((bm.at(pn, '1:-1', east) + bm.at(pn, '1:-1', west)) * dy ** 2 + (bm.at(pn, '2:', c) + bm.at(pn, '0:-2', c)) * dx ** 2) / (2 * (dx ** 2 + dy ** 2))
    - dx ** 2 * dy ** 2 / (2 * (dx ** 2 + dy ** 2)) * bm.at(b, '1:-1', c);
}

function channelStep(w: Matrix, un: Matrix, vn: Matrix, force: NDArrayLike, dt: number, dx: number, dy: number, nu: number, c: Column, west: Column, east: Column) {
  const here = bm.at(w, '1:-1', c);
  return here - bm.at(un, '1:-1', c) * dt / dx * (here - bm.at(w, '1:-1', west)) - bm.at(vn, '1:-1', c) * dt / dy * (here - bm.at(w, '0:-2', c)) - force
    + nu * (dt / dx ** 2 * (bm.at(w, '1:-1', east) - 2 * here + bm.at(w, '1:-1', west)) + dt / dy ** 2 * (bm.at(w, '2:', c) - 2 * here + bm.at(w, '0:-2', c)));
}

export const channel_flow = jit((nit: number, u0: Matrix, v0: Matrix, dt: number, dx: number, dy: number, p0: Matrix, rho: number, nu: number, F: number) => {
  const [u, v, p] = [bm.array(u0), bm.array(v0), bm.array(p0)];
  const columns = [['1:-1', '0:-2', '2:'], [-1, -2, 0], [0, -1, 1]] as const;
  let udiff = 1;
  let stepcount = 0;
  while (udiff > 0.001) {
    const un = bm.array(u);
    const vn = bm.array(v);
    const b = bm.zerosLike(u);
    for (const [c, west, east] of columns) b.set(['1:-1', c], channelSource(rho, dt, dx, dy, u, v, c, west, east));
    for (let q = 0; q < nit; q++) {
      const pn = bm.array(p);
      for (const [c, west, east] of columns) p.set(['1:-1', c], channelPressure(pn, b, dx, dy, c, west, east));
      p.set([-1, ':'], bm.at(p, -2, ':'));
      p.set([0, ':'], bm.at(p, 1, ':'));
    }
    for (const [c, west, east] of columns) {
      u.set(['1:-1', c], channelStep(un, un, vn, dt / (2 * rho * dx) * (bm.at(p, '1:-1', east) - bm.at(p, '1:-1', west)) - F * dt, dt, dx, dy, nu, c, west, east));
      v.set(['1:-1', c], channelStep(vn, un, vn, dt / (2 * rho * dy) * (bm.at(p, '2:', c) - bm.at(p, '0:-2', c)), dt, dx, dy, nu, c, west, east));
    }
    for (const w of [u, v]) {
      w.set([0, ':'], 0);
      w.set([-1, ':'], 0);
    }
    udiff = (bm.sum(u) - bm.sum(un)) / bm.sum(u);
    stepcount += 1;
  }
  return [stepcount, u, v, p] as const;
});
