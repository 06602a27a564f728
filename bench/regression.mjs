// W2 by hand: the plain JavaScript peer, and in float64 the reference that every peer's weights are held against.

/** One step in place: w -= ((1 / (1 + exp(-Y (X w))) - 1) Y) X, in one pass over the rows. */
export function regressionStep(X, Y, w) {
  const [w0, w1, w2, w3, w4, w5, w6, w7, w8, w9] = w;
  let u0 = 0, u1 = 0, u2 = 0, u3 = 0, u4 = 0, u5 = 0, u6 = 0, u7 = 0, u8 = 0, u9 = 0;
  for (let i = 0, j = 0; i < Y.length; i++, j += 10) {
    const x0 = X[j], x1 = X[j + 1], x2 = X[j + 2], x3 = X[j + 3], x4 = X[j + 4];
    const x5 = X[j + 5], x6 = X[j + 6], x7 = X[j + 7], x8 = X[j + 8], x9 = X[j + 9], y = Y[i];
    const z = x0 * w0 + x1 * w1 + x2 * w2 + x3 * w3 + x4 * w4 + x5 * w5 + x6 * w6 + x7 * w7 + x8 * w8 + x9 * w9;
    const g = (1 / (1 + Math.exp(-y * z)) - 1) * y;
    u0 += g * x0; u1 += g * x1; u2 += g * x2; u3 += g * x3; u4 += g * x4;
    u5 += g * x5; u6 += g * x6; u7 += g * x7; u8 += g * x8; u9 += g * x9;
  }
  w[0] -= u0; w[1] -= u1; w[2] -= u2; w[3] -= u3; w[4] -= u4;
  w[5] -= u5; w[6] -= u6; w[7] -= u7; w[8] -= u8; w[9] -= u9;
}
