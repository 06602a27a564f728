"""Makes golden.json: the snippets of programs.ts in NumPy, in float64. Made with NumPy 2.4.6: `python test/numpy/tutorials/make.py`.

Inputs are values of a sine on a grid of 1/4096, so that float32 holds them exactly; they stand in the file. int64 is int32 in our dtypes.
The snippets are those of NumPy 100 and From Python to NumPy (N. P. Rougier) and of NumPy's tutorials.
"""
import json
import os

import numpy as np

cases = {}
names = {'float64': 'float64', 'float32': 'float32', 'int32': 'int32', 'int64': 'int32', 'bool': 'bool'}


def plain(value):
    if isinstance(value, (np.ndarray, np.generic)):
        data = [float(x) if np.isfinite(x) else str(float(x)) for x in np.ravel(value)]
        return {'shape': list(np.shape(value)), 'dtype': names[value.dtype.name], 'data': [int(x) if isinstance(x, float) and x.is_integer() else x for x in data]}
    return [plain(one) for one in value] if isinstance(value, (tuple, list)) else value


def case(*args, tolerance=None):
    def add(function):
        given = plain(args)
        one = {'args': given, 'result': plain(function(*args))}
        if tolerance is not None:
            one['tolerance'] = tolerance
        cases[function.__name__] = one
        return function
    return add


def wave(seed, *shape):
    """Numbers in [0, 1] without order."""
    k = np.arange(np.prod(shape))
    return (np.floor(4096 * (0.5 + 0.5 * np.sin(0.37 * k * k + 1.3 * k + seed))) / 4096).reshape(shape)


def whole(seed, high, *shape):
    return np.minimum(wave(seed, *shape) * high, high - 1).astype(np.int32)


# Grids and simulations

@case((wave(1, 20, 20) > 0.5).astype(float))
def lifeByRolls(Z):
    N = sum(np.roll(Z, (i, j), (0, 1)) for i in (-1, 0, 1) for j in (-1, 0, 1) if (i, j) != (0, 0))
    return np.where((N == 3) | ((Z == 1) & (N == 2)), 1, 0)


@case((wave(2, 20, 20) > 0.5).astype(np.int32))
def lifeBySlices(Z):
    Z = Z.copy()
    N = np.zeros(Z.shape, np.int32)
    N[1:-1, 1:-1] += (Z[:-2, :-2] + Z[:-2, 1:-1] + Z[:-2, 2:] + Z[1:-1, :-2] + Z[1:-1, 2:] + Z[2:, :-2] + Z[2:, 1:-1] + Z[2:, 2:])
    birth = (N == 3) & (Z == 0)
    survive = ((N == 2) | (N == 3)) & (Z == 1)
    Z[...] = 0
    Z[birth | survive] = 1
    return Z


@case(wave(3, 12, 12), wave(4, 12, 12), 5)
def grayScott(U, V, n):
    Du, Dv, F, k = 0.16, 0.08, 0.035, 0.065
    U, V = U.copy(), V.copy()
    u, v = U[1:-1, 1:-1], V[1:-1, 1:-1]
    for _ in range(n):
        Lu = U[0:-2, 1:-1] + U[1:-1, 0:-2] - 4 * u + U[1:-1, 2:] + U[2:, 1:-1]
        Lv = V[0:-2, 1:-1] + V[1:-1, 0:-2] - 4 * v + V[1:-1, 2:] + V[2:, 1:-1]
        uvv = u * v * v
        u += Du * Lu - uvv + F * (1 - u)
        v += Dv * Lv + uvv - (F + k) * v
    return U, V


@case(-2.25, 0.75, 20, 10)
def mandelbrot(xmin, xmax, n, maxiter):
    C = np.linspace(xmin, xmax, n) + np.linspace(-1.25, 1.25, n)[:, None] * 1j
    N = np.zeros(C.shape, dtype=int)
    Z = np.zeros(C.shape, np.complex128)
    for i in range(maxiter):
        I = np.less(abs(Z), 2)
        N[I] = i
        Z[I] = Z[I] ** 2 + C[I]
    return N


@case(wave(5, 12, 2), wave(6, 12, 2))
def boids(pos, vel):
    dist = np.sqrt(((pos[:, None, :] - pos[None, :, :]) ** 2).sum(axis=2))
    mask = (dist > 0) * (dist < 0.3)
    count = np.maximum(mask.sum(axis=1), 1)
    return np.dot(mask, vel) / count[:, None], count


@case((wave(7, 10, 10) > 0.8).astype(np.int32), 50)
def maze(walls, steps):
    dist = np.full(walls.shape, -1)
    dist[0, 0] = 0
    queue = [(0, 0)]
    for i, j in queue:
        for a, b in ((i - 1, j), (i + 1, j), (i, j - 1), (i, j + 1)):
            if 0 <= a < walls.shape[0] and 0 <= b < walls.shape[1] and walls[a, b] == 0 and dist[a, b] == -1:
                dist[a, b] = dist[i, j] + 1
                queue.append((a, b))
    return dist


@case(2 * whole(8, 2, 8, 8) - 1, wave(9, 8, 8), 0.4)
def ising(S, r, beta):
    nb = np.roll(S, 1, 0) + np.roll(S, -1, 0) + np.roll(S, 1, 1) + np.roll(S, -1, 1)
    return np.where(r < np.exp(-beta * (2 * S * nb)), -S, S)


@case(wave(10, 6, 6))
def floydWarshall(D):
    for k in range(len(D)):
        D = np.minimum(D, np.add.outer(D[:, k], D[k, :]))
    return D


# Statistics and learning

@case(wave(11, 50, 2), wave(12, 3, 2), 4)
def kmeans(P, C, steps):
    for _ in range(steps):
        labels = ((P[:, None, :] - C[None, :, :]) ** 2).sum(axis=2).argmin(axis=1)
        C = np.array([P[labels == k].mean(axis=0) if (labels == k).any() else np.zeros(2) for k in range(len(C))])
    return C, labels


@case(wave(13, 30, 3), wave(14, 30))
def regression(A, y):
    return np.linalg.lstsq(np.column_stack([np.ones(len(A)), A]), y, rcond=None)[0]


@case(wave(15, 8, 5), np.eye(3)[whole(16, 3, 8)], wave(17, 5, 6) - 0.5, wave(18, 6, 3) - 0.5, 0.1)
def backprop(x, y, w1, w2, lr):
    h = np.maximum(x @ w1, 0)
    out = h @ w2
    e = np.exp(out - out.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    loss = -np.mean((y * np.log(p)).sum(axis=1))
    d2 = (p - y) / len(x)
    dh = d2 @ w2.T * (h > 0)
    return loss, w1 - lr * (x.T @ dh), w2 - lr * (h.T @ d2)


@case(wave(19, 31), wave(20, 31))
def pearson(x, y):
    return np.corrcoef(x, y)[0, 1]


@case(wave(21, 20))
def welford(x):
    return np.mean(x), np.var(x, ddof=1)


@case(wave(22, 20), 1e-5, 0.01)
def kalman(zs, Q, R):
    xhat, P = np.zeros(len(zs)), np.zeros(len(zs))
    P[0] = 1
    for k in range(1, len(zs)):
        Pm = P[k - 1] + Q
        K = Pm / (Pm + R)
        xhat[k] = xhat[k - 1] + K * (zs[k] - xhat[k - 1])
        P[k] = (1 - K) * Pm
    return xhat, P


@case(wave(23, 12, 3), (wave(24, 12) > 0.5).astype(float), 3, 0.125)
def perceptron(Xs, y, epochs, lr):
    w, b = np.zeros(Xs.shape[1]), 0.0
    for _ in range(epochs):
        for x, target in zip(Xs, y):
            up = lr * (target - (1 if x @ w + b >= 0 else 0))
            w += up * x
            b += up
    return w, b


@case(np.arange(20.0), 3)
def movingAverage(a, n):
    return np.convolve(a, np.ones(n) / n, 'valid')


@case(wave(25, 9), 0.3)
def exponentialAverage(x, a):
    m, out = 0.0, []
    for one in x:
        m = m * (1 - a) + one * a
        out.append(m)
    return np.array(out)


@case(whole(26, 4, 9), 4)
def oneHot(labels, k):
    return (labels[:, None] == np.arange(k)).astype(np.float32)


@case(whole(27, 10, 50))
def mostFrequent(Z):
    return np.bincount(Z).argmax()


# Images and signals

@case(wave(28, 12, 9), 3)
def compress(A, k):
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    return (U[:, :k] * s[:k]) @ Vt[:k]


@case(wave(29, 16, 16))
def equalize(im):
    h, edges = np.histogram(im, 32)
    cdf = h.cumsum()
    return np.interp(im.ravel(), edges[:-1], 255 * cdf / cdf[-1]).reshape(im.shape)


@case(wave(30, 9, 10), wave(31, 3, 3))
def convolve(im, k):
    return (np.lib.stride_tricks.sliding_window_view(im, k.shape) * k).sum(axis=(2, 3))


@case(wave(32, 16))
def dft(x):
    X = np.fft.fft(x)
    return X.real.copy(), X.imag.copy()


@case(9)
def field(n):
    xx, yy = np.meshgrid(np.linspace(-1, 1, n), np.linspace(-1, 1, n))
    return np.sinc(np.hypot(xx, yy)), np.arctan2(yy, xx)


@case(9)
def gaussian(n):
    X, Y = np.meshgrid(np.linspace(-1, 1, n), np.linspace(-1, 1, n))
    D, sigma, mu = np.sqrt(X * X + Y * Y), 1.0, 0.0
    return np.exp(-((D - mu) ** 2 / (2.0 * sigma ** 2)))


@case(wave(33, 6, 6))
def windows(Z):
    return np.lib.stride_tricks.sliding_window_view(Z, (3, 3))


@case(np.cumsum(wave(34, 9)), wave(35, 9))
def equidistant(x, y):
    r = np.zeros_like(x)
    r[1:] = np.cumsum((np.diff(x) ** 2 + np.diff(y) ** 2) ** 0.5)
    r_int = np.linspace(0, r.max(), 20)
    return np.interp(r_int, r, x), np.interp(r_int, r, y)


# Linear algebra and geometry

@case(wave(36, 5, 5), 10)
def power(A, n):
    b = np.ones(len(A))
    for _ in range(n):
        b = A @ b / np.linalg.norm(A @ b)
    return b, b @ A @ b


@case(wave(37, 5, 4))
def gramSchmidt(A):
    Q, R = np.linalg.qr(A)
    return Q * np.sign(np.diag(R))


@case(np.arange(5.0), np.arange(5.0))
def cauchy(x, y):
    C = 1.0 / (np.subtract.outer(x, y) - 0.5)
    return C, np.linalg.det(C)


@case(np.vstack([wave(38, 5, 6), wave(38, 5, 6).sum(axis=0)]))
def rank(Z):
    return np.linalg.matrix_rank(Z)


@case(wave(39, 3, 4, 4), wave(40, 3, 4, 1))
def tensorProduct(M, V):
    return np.tensordot(M, V, axes=[[0, 2], [0, 1]])


@case(wave(41, 4), wave(42, 4))
def einsums(A, B):
    return np.einsum('i->', A), np.einsum('i,i->i', A, B), np.einsum('i,i', A, B), np.einsum('i,j->ij', A, B)


@case(wave(43, 10, 2))
def pairwise(Z):
    X, Y = np.atleast_2d(Z[:, 0], Z[:, 1])
    return np.sqrt((X - X.T) ** 2 + (Y - Y.T) ** 2)


@case(wave(44, 6, 2), wave(45, 6, 2), wave(46, 2))
def distanceToLines(P0, P1, p):
    T = P1 - P0
    L = (T ** 2).sum(axis=1)
    U = -((P0[:, 0] - p[..., 0]) * T[:, 0] + (P0[:, 1] - p[..., 1]) * T[:, 1]) / L
    D = P0 + U.reshape(len(U), 1) * T - p
    return np.sqrt((D ** 2).sum(axis=1))


@case(wave(47, 10, 2))
def polar(Z):
    X, Y = Z[:, 0], Z[:, 1]
    return np.sqrt(X ** 2 + Y ** 2), np.arctan2(Y, X)


@case(np.linspace(0, 3, 11))
def trapezoid(x):
    return np.trapezoid(np.sin(x), x)


# Of NumPy 100: indices, masks and shapes

@case(wave(48, 20), 0.4)
def nearest(Z, z):
    return Z.flat[np.abs(Z - z).argmin()]


@case(wave(49, 5, 10))
def subtractMean(A):
    return A - A.mean(axis=1, keepdims=True)


@case(wave(50, 6, 3))
def sortByColumn(Z):
    return Z[Z[:, 1].argsort()]


@case(wave(51, 5, 3))
def swapRows(A):
    A = A.copy()
    A[[0, 1]] = A[[1, 0]]
    return A


@case(np.array([1.0, 2, 3, 4, 5, 6]), np.array([1, 3, 9, 3, 4, 1], np.int32))
def accumulate(x, i):
    return np.bincount(i, x)


@case(wave(52, 8, 8), 4)
def blockSum(Z, k):
    return np.add.reduceat(np.add.reduceat(Z, np.arange(0, Z.shape[0], k), axis=0), np.arange(0, Z.shape[1], k), axis=1)


@case(wave(53, 20), 4)
def largest(Z, n):
    return Z[np.argsort(Z)[-n:]]


@case(wave(54, 5, 5), 1, 3, 42)
def symmetric(S, i, j, v):
    S = S.copy()
    S[i, j] = S[j, i] = v
    return S + S.T - np.diag(S.diagonal())


@case(np.array([[1.0, 0, 3], [2, 0, 1.5], [2, 2, 0]]), 4)
def multinomialRows(X, n):
    M = np.logical_and.reduce(np.mod(X, 1) == 0, axis=-1)
    M &= X.sum(axis=-1) == n
    return X[M]


@case(np.array([0, 1, 2, 3, 15, 16, 32, 64, 128], np.int32))
def unpackBits(I):
    return ((I.reshape(-1, 1) & (2 ** np.arange(8))) != 0).astype(int)


@case(whole(55, 3, 8, 2))
def sortRows(Z):
    return np.array(sorted(Z.tolist()))


@case(np.arange(11, dtype=np.int32))
def negateRange(Z):
    Z = Z.copy()
    Z[(3 < Z) & (Z < 8)] *= -1
    return Z


@case(wave(56, 5, 5))
def normalize(Z):
    return (Z - np.min(Z)) / (np.max(Z) - np.min(Z))


@case(wave(57, 10))
def replaceMaximum(Z):
    Z = Z.copy()
    Z[Z.argmax()] = 0
    return Z


@case(8)
def checkerboards(n):
    Z, B = np.zeros((n, n)), np.ones((n, n))
    Z[1::2, ::2] = 1
    Z[::2, 1::2] = 1
    B[1:-1, 1:-1] = 0
    return Z, B, np.tile(np.array([[0, 1], [1, 0]]), (4, 4)), np.diag(1 + np.arange(4, dtype=np.float32), k=-1)


@case(99)
def unravel(k):
    return np.unravel_index([k, k + 1], (6, 7, 8))


@case(np.array([1.0, 2, 0, 0, 4, 0]))
def nonzeros(Z):
    return np.nonzero(Z)[0]


@case(20 * wave(58, 9) - 10)
def awayFromZero(Z):
    return np.copysign(np.ceil(np.abs(Z)), Z)


@case(np.array([-1.0, 4, 9]))
def roots(x):
    with np.errstate(invalid='ignore'):
        return np.sqrt(x)


with open(os.path.join(os.path.dirname(__file__), 'golden.json'), 'w') as file:
    text = ',\n'.join(f'{json.dumps(name)}:{json.dumps(one, separators=(",", ":"))}' for name, one in cases.items())
    file.write(f'{{"numpy":"{np.__version__}","cases":{{\n{text}\n}}}}\n')
