/** The namespace `math.linalg`: the same functions under NumPy's name for them. */
export { matvec, multiDot, vecdot, vecmat } from './batched-products.js';
export { cholesky } from './cholesky.js';
export { dot, matmul, outer } from './dot.js';
export { eigh, eigvalsh } from './eigh.js';
export { det, inv, slogdet, solve } from './lower-upper.js';
export { norm } from './norm.js';
export { matrixPower, tensordot } from './products.js';
export { matrixTranspose } from './ranks.js';
export { qr } from './qr.js';
export { cond, lstsq, matrixRank, pinv, svd, svdvals } from './svd.js';
