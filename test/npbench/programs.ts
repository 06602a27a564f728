/** The other kernels of npbench: learning, physics, images, whole numbers. Complex numbers stand as real and imaginary parts. */
import { jit, math as bm, type Matrix, type NDArray, type Vector } from 'myelin';

function softmaxOf(x: NDArray) {
  const peak = bm.max(x, { axis: -1, keepdims: true });
  const powers = bm.exp(x - peak);
  return powers / bm.sum(powers, { axis: -1, keepdims: true });
}

export const softmax = jit((x: NDArray<4>) => softmaxOf(x));

export const mlp = jit((input: Matrix, w1: Matrix, b1: Vector, w2: Matrix, b2: Vector, w3: Matrix, b3: Vector) => {
  const hidden = bm.maximum(bm.matmul(input, w1) + b1, 0);
  const second = bm.maximum(bm.matmul(hidden, w2) + b2, 0);
  return softmaxOf(bm.asarray(bm.matmul(second, w3) + b3));
});

function conv2d(input: NDArray<4>, weights: NDArray<4>): NDArray<4> {
  const K = weights.shape[0]!;
  const height = input.shape[1]! - K + 1;
  const width = input.shape[2]! - K + 1;
  const output = bm.empty([input.shape[0]!, height, width, weights.shape[3]!]);
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < width; j++) {
      output.set([':', i, j, ':'], bm.sum(bm.at(input, ':', bm.slice(i, i + K), bm.slice(j, j + K), ':', null) * bm.at(weights, null), { axis: [1, 2, 3] }));
    }
  }
  return output;
}

export const conv2d_bias = jit((input: NDArray<4>, weights: NDArray<4>, bias: Vector) => conv2d(input, weights) + bias);

function maxpool2d(x: NDArray<4>): NDArray<4> {
  const output = bm.empty([x.shape[0]!, Math.floor(x.shape[1]! / 2), Math.floor(x.shape[2]! / 2), x.shape[3]!]);
  for (let i = 0; i < output.shape[1]!; i++) {
    for (let j = 0; j < output.shape[2]!; j++) {
      output.set([':', i, j, ':'], bm.max(bm.at(x, ':', bm.slice(2 * i, 2 * i + 2), bm.slice(2 * j, 2 * j + 2), ':'), { axis: [1, 2] }));
    }
  }
  return output;
}

export const lenet = jit((input: NDArray<4>, conv1: NDArray<4>, bias1: Vector, w: Matrix, b: Vector) => {
  const x = maxpool2d(bm.asarray(bm.maximum(conv2d(input, conv1) + bias1, 0)));
  return bm.maximum(bm.matmul(bm.reshape(x, [input.shape[0]!, w.shape[0]!]), w) + b, 0);
});

function batchnorm2d(x: NDArray<4>) {
  return (x - bm.mean(x, { axis: 0, keepdims: true })) / bm.sqrt(bm.std(x, { axis: 0, keepdims: true }) + 1e-5);
}

export const resnet = jit((input: NDArray<4>, conv1: NDArray<4>, conv2: NDArray<4>) => {
  const padded = bm.zeros([input.shape[0]!, input.shape[1]! + 2, input.shape[2]! + 2, conv1.shape[3]!]);
  padded.set([':', '1:-1', '1:-1', ':'], conv2d(input, conv1));
  const x: NDArray<4> = bm.asarray(bm.maximum(batchnorm2d(padded), 0));
  return bm.maximum(batchnorm2d(conv2d(x, conv2)) + input, 0);
});

export const arc_distance = jit((theta1: Vector, phi1: Vector, theta2: Vector, phi2: Vector) => {
  const temp = bm.sin((theta2 - theta1) / 2) ** 2 + bm.cos(theta1) * bm.cos(theta2) * bm.sin((phi2 - phi1) / 2) ** 2;
  return 2 * bm.atan2(bm.sqrt(temp), bm.sqrt(1 - temp));
});

export const go_fast = jit((a: Matrix) => {
  let trace = 0.0;
  for (let i = 0; i < a.shape[0]!; i++) trace += Math.tanh(bm.at(a, i, i));
  return a + trace;
});

export const compute = jit((x: NDArray<2, 'int32'>, y: NDArray<2, 'int32'>) => bm.clip(x, 2, 10) * 4 + y * 3 + 9);

export const azimint_naive = jit((data: Vector, radius: Vector, npt: number) => {
  const rmax = bm.max(radius).item();
  const res = bm.zeros(npt);
  for (let i = 0; i < npt; i++) {
    const r1 = rmax * i / npt;
    const r2 = rmax * (i + 1) / npt;
    res[i] = bm.mean(bm.at(data, bm.logicalAnd(r1 <= radius, radius < r2)));
  }
  return res;
});

export const azimint_hist = jit((data: Vector, radius: Vector) => {
  const [counts] = bm.histogram(radius, 10);
  const [sums] = bm.histogram(radius, 10, { weights: data });
  return sums / counts;
});

export const mandelbrot1 = jit((xmin: number, xmax: number, ymin: number, ymax: number, xn: number, yn: number, maxiter: number) => {
  const cx = bm.linspace(xmin, xmax, xn);
  const cy = bm.at(bm.linspace(ymin, ymax, yn), ':', null);
  const N = bm.zeros([yn, xn], { dtype: 'int32' });
  let zx = bm.zeros([yn, xn]);
  let zy = bm.zeros([yn, xn]);
  for (let n = 0; n < maxiter; n++) {
    const inside = bm.asarray(bm.hypot(zx, zy) < 2.0);
    N.set(inside, n);
    const x = bm.where(inside, zx * zx - zy * zy + cx, zx);
    zy = bm.asarray(bm.where(inside, 2 * zx * zy + cy, zy));
    zx = bm.asarray(x);
  }
  N.set(bm.equal(N, maxiter - 1), 0);
  return [zx, zy, N];
});

/** Only the points that have not diverged are computed: arrays that shrink by masks. */
export const mandelbrot2 = jit((xmin: number, xmax: number, ymin: number, ymax: number, xn: number, yn: number, itermax: number) => {
  const [grid_x, grid_y] = bm.indices([xn, yn]);
  let Xi = bm.ravel(grid_x!);
  let Yi = bm.ravel(grid_y!);
  let cx = bm.take(bm.linspace(xmin, xmax, xn), Xi);
  let cy = bm.take(bm.linspace(ymin, ymax, yn), Yi);
  const N = bm.zeros([xn, yn], { dtype: 'int32' });
  const Z_x = bm.zeros([xn, yn]);
  const Z_y = bm.zeros([xn, yn]);
  let zx: Vector = bm.zeros(xn * yn);
  let zy = bm.zeros(xn * yn);
  for (let i = 0; i < itermax; i++) {
    if (zx.length === 0) break;
    const x = bm.asarray<1>(zx * zx - zy * zy + cx);
    zy = bm.asarray(2 * zx * zy + cy);
    zx = x;
    const I = bm.asarray<1, 'bool'>(bm.hypot(zx, zy) > 2.0);
    N.set([bm.at(Xi, I), bm.at(Yi, I)], i + 1);
    Z_x.set([bm.at(Xi, I), bm.at(Yi, I)], bm.at(zx, I));
    Z_y.set([bm.at(Xi, I), bm.at(Yi, I)], bm.at(zy, I));
    const J = bm.logicalNot(I);
    zx = bm.at(zx, J);
    zy = bm.at(zy, J);
    Xi = bm.at(Xi, J);
    Yi = bm.at(Yi, J);
    cx = bm.at(cx, J);
    cy = bm.at(cy, J);
  }
  return [bm.transpose(Z_x), bm.transpose(Z_y), bm.transpose(N)];
});

function getAcc(pos: Matrix, mass: Matrix, G: number, softening: number): Matrix {
  const [x, y, z] = [bm.at(pos, ':', '0:1'), bm.at(pos, ':', '1:2'), bm.at(pos, ':', '2:3')];
  const [dx, dy, dz] = [bm.transpose(x) - x, bm.transpose(y) - y, bm.transpose(z) - z];
  const squares = bm.asarray<2>(dx ** 2 + dy ** 2 + dz ** 2 + softening ** 2);
  const inv_r3 = bm.where(squares > 0, squares ** -1.5, squares);
  return bm.asarray(bm.hstack([bm.matmul(G * (dx * inv_r3), mass), bm.matmul(G * (dy * inv_r3), mass), bm.matmul(G * (dz * inv_r3), mass)]));
}

function getEnergy(pos: Matrix, vel: Matrix, mass: Matrix, G: number): [number, number] {
  const kinetic = 0.5 * bm.sum(mass * vel ** 2);
  const [x, y, z] = [bm.at(pos, ':', '0:1'), bm.at(pos, ':', '1:2'), bm.at(pos, ':', '2:3')];
  const [dx, dy, dz] = [bm.transpose(x) - x, bm.transpose(y) - y, bm.transpose(z) - z];
  const inv_r = bm.array(bm.sqrt(dx ** 2 + dy ** 2 + dz ** 2));
  inv_r.set(inv_r > 0, 1.0 / bm.at(inv_r, inv_r > 0));
  return [kinetic, G * bm.sum(bm.triu(-(mass * bm.transpose(mass)) * inv_r, 1))];
}

export const nbody = jit((mass: Matrix, pos0: Matrix, vel0: Matrix, steps: number, dt: number, G: number, softening: number) => {
  let vel = bm.asarray<2>(vel0 - bm.mean(mass * vel0, 0) / bm.mean(mass));
  let pos = bm.array(pos0);
  let acc = getAcc(pos, mass, G, softening);
  const KE = bm.zeros(steps + 1);
  const PE = bm.zeros(steps + 1);
  const [kinetic, potential] = getEnergy(pos, vel, mass, G);
  KE[0] = kinetic;
  PE[0] = potential;
  for (let i = 0; i < steps; i++) {
    vel = bm.asarray<2>(vel + acc * dt / 2.0);
    pos = bm.asarray<2>(pos + vel * dt);
    acc = getAcc(pos, mass, G, softening);
    vel = bm.asarray<2>(vel + acc * dt / 2.0);
    const [ke, pe] = getEnergy(pos, vel, mass, G);
    KE[i + 1] = ke;
    PE[i + 1] = pe;
  }
  return [KE, PE];
});

export const crc16 = jit((data: NDArray<1, 'int32'>, poly: number) => {
  let crc = 0xffff;
  for (let i = 0; i < data.length; i++) {
    let byte = 0xff & data[i]!;
    for (let bit = 0; bit < 8; bit++) {
      if (((crc & 0x0001) ^ (byte & 0x0001)) !== 0) crc = (crc >> 1) ^ poly;
      else crc >>= 1;
      byte >>= 1;
    }
  }
  crc = ~crc & 0xffff;
  crc = (crc << 8) | ((crc >> 8) & 0xff);
  return crc & 0xffff;
});

export const nussinov = jit((n: number, seq: NDArray<1, 'int32'>) => {
  const table = bm.zeros([n, n], { dtype: 'int32' });
  const match = (a: number, b: number) => (a + b === 3 ? 1 : 0);
  for (let i = n - 1; i > -1; i--) {
    for (let j = i + 1; j < n; j++) {
      let best = bm.at(table, i, j);
      if (j - 1 >= 0) best = Math.max(best, bm.at(table, i, j - 1));
      if (i + 1 < n) best = Math.max(best, bm.at(table, i + 1, j));
      if (j - 1 >= 0 && i + 1 < n) {
        if (i < j - 1) best = Math.max(best, bm.at(table, i + 1, j - 1) + match(seq[i]!, seq[j]!));
        else best = Math.max(best, bm.at(table, i + 1, j - 1));
      }
      table.set([i, j], best);
      for (let k = i + 1; k < j; k++) table.set([i, j], Math.max(bm.at(table, i, j), bm.at(table, i, k) + bm.at(table, k + 1, j)));
    }
  }
  return table;
});

export const scattering_self_energies = jit((neighbours: NDArray<2, 'int32'>, dH: NDArray<5>, G: NDArray<5>, D: NDArray<6>, sigma0: NDArray<5>) => {
  const Sigma = bm.array(sigma0);
  for (let k = 0; k < G.shape[0]!; k++) {
    for (let E = 0; E < G.shape[1]!; E++) {
      for (let q = 0; q < D.shape[0]!; q++) {
        for (let w = 0; w < D.shape[1]!; w++) {
          for (let i = 0; i < D.shape[4]!; i++) {
            for (let j = 0; j < D.shape[5]!; j++) {
              for (let a = 0; a < neighbours.shape[0]!; a++) {
                for (let b = 0; b < neighbours.shape[1]!; b++) {
                  if (E - w < 0) continue;
                  const dHG = bm.matmul(bm.at(G, k, E - w, bm.at(neighbours, a, b)), bm.at(dH, a, b, i));
                  const dHD = bm.asarray<2>(bm.at(dH, a, b, j) * bm.at(D, q, w, a, b, i, j));
                  Sigma.set([k, E, a], bm.at(Sigma, k, E, a) + bm.matmul(dHG, dHD));
                }
              }
            }
          }
        }
      }
    }
  }
  return Sigma;
});
