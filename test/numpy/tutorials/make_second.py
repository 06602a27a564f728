"""Makes second.json: the snippets of second.ts in NumPy, in float64. Made with NumPy 2.4.6: `python test/numpy/tutorials/make_second.py`. Inputs as in make.py."""
import json
import os

import numpy as np

import make
from make import case, wave, whole

make.cases.clear()


@case(wave(1, 3, 4))
def basics(a):
    b = np.arange(12.0).reshape(3, 4)
    return b.sum(0), b.min(1), b.cumsum(1), a ** 2 < 0.3, np.floor(10 * a), a.T, a.ravel(), a.reshape(-1, 2), a.reshape(3, -1)


@case(wave(2, 2, 4), wave(3, 2, 4))
def stacking(a, b):
    left, right = np.hsplit(a, 2)
    return np.vstack((a, b)), np.hstack((a, b)), np.column_stack((a[0], b[1])), left, right, np.concatenate((a, b), -1)


@case(wave(4, 3, 4), wave(5, 5, 4))
def fancy(a, data):
    i, j = np.array([[0, 1], [1, 2]]), np.array([[2, 1], [3, 3]])
    ind = data.argmax(axis=0)
    return a[i, j], a[i, 2], a[:, j], data[ind, np.arange(4)], ind


@case(wave(6, 3, 4))
def booleans(a):
    y = a.copy()
    y[a > 0.5] = 0
    rows, columns = np.array([False, True, True]), np.array([True, False, True, False])
    return y, a[rows, :], a[rows], a[:, columns], a[(a > 0.2) & (a < 0.8)], a[np.ix_(rows, columns)]


@case(whole(7, 6, 15), np.array([[1, 2, 3], [4, 5, 6], [1, 2, 3]], np.int32))
def uniques(a, m):
    values, counts = np.unique(a, return_counts=True)
    return values, counts, np.unique(m, axis=0), np.flip(m, 0), np.flip(m[1]), np.sort(a), m.max(axis=1), m.sum(axis=0, dtype=np.int32)


@case(wave(8, 9), wave(9, 9))
def meanSquareError(predictions, labels):
    return np.asarray((1 / predictions.size) * np.sum(np.square(predictions - labels)))


@case(4)
def centered(n):
    Z = np.pad(np.ones((n, n)), 1)
    x, y = np.meshgrid(np.linspace(-1, 1, 5), np.linspace(-1, 1, 5))
    D = np.sqrt(x * x + y * y)
    return Z, np.exp(-((D - 0.0) ** 2 / (2.0 * 1.0 ** 2)))


@case(wave(10, 6, 3), wave(11, 4, 3), tolerance=1e-4)
def distances(A, B):
    d = np.sqrt(np.maximum(np.sum(A ** 2, axis=1, keepdims=True) + np.sum(B ** 2, 1) - 2 * A @ B.T, 0))
    nearest = d.argmin(1)
    return d, nearest, B[nearest], d.min(axis=1)


@case(wave(12, 4, 5), wave(13, 5, 4))
def diagonalOfProduct(A, B):
    return np.diag(A @ B), np.sum(A * B.T, axis=1), np.einsum('ij,ji->i', A, B), np.asarray(np.trace(A @ B))


@case(wave(14, 5), 3)
def interleaved(Z, nz):
    Z0 = np.zeros(len(Z) + (len(Z) - 1) * nz)
    Z0[::nz + 1] = Z
    return Z0


@case(wave(15, 40), whole(16, 5, 40))
def subsetMeans(D, S):
    return np.bincount(S, weights=D) / np.bincount(S)


@case(np.array([0, 1, 2, 3, 15, 16, 32, 64, 128], np.int32))
def binary(I):
    return ((I.reshape(-1, 1) & (2 ** np.arange(8))) != 0).astype(np.int32)[:, ::-1]


@case(wave(17, 3), wave(18, 4))
def cartesian(a, b):
    x, y = np.meshgrid(a, b, indexing='ij')
    return np.stack([x.ravel(), y.ravel()], -1)


@case(np.array([3, 3, 3, 1, 1, 4, 4, 4, 4, 2], np.int32))
def runLengths(x):
    edges = np.flatnonzero(x[1:] != x[:-1]) + 1
    starts = np.concatenate([np.zeros(1, int), edges])
    ends = np.concatenate([edges, [x.size]])
    return starts, ends - starts, x[starts]


@case(wave(19, 11), 4)
def consecutive(Z, n):
    windows = np.lib.stride_tricks.sliding_window_view(Z, n)
    return windows, windows.mean(1)


@case(wave(20, 12, 3), wave(21, 12), tolerance=3e-4)
def linearRegression(X, y):
    A = np.hstack([X, np.ones((X.shape[0], 1))])
    theta = np.linalg.solve(A.T @ A, A.T @ y)
    w = np.linalg.lstsq(A, y, rcond=None)[0]
    return theta, w, np.asarray(1 - np.sum((y - A @ theta) ** 2) / np.sum((y - y.mean()) ** 2))


@case(wave(22, 15, 4))
def principalComponents(X):
    Xc = X - X.mean(0)
    _, s, Vt = np.linalg.svd(Xc, full_matrices=False)
    values = np.linalg.eigh(Xc.T @ Xc / (X.shape[0] - 1))[0]
    return s, np.flip(values), np.abs(Xc @ Vt[:2].T), np.cumsum(s ** 2) / np.sum(s ** 2)


@case(wave(23, 20, 3), (wave(24, 20) > 0.5).astype(float), 0.5, 25)
def logisticDescent(X, y, lr, steps):
    w, b, losses = np.zeros(X.shape[1]), 0.0, np.zeros(steps)
    for i in range(steps):
        p = np.clip(1 / (1 + np.exp(-(X @ w + b))), 1e-7, 1 - 1e-7)
        losses[i] = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
        dz = p - y
        w = w - lr * X.T @ dz / X.shape[0]
        b -= lr * dz.mean()
    return w, np.asarray(b), losses


@case(wave(25, 12, 4), whole(26, 3, 12), wave(27, 4, 6) - 0.5, wave(28, 6, 3) - 0.5, 10)
def multilayer(X, labels, W1, W2, epochs):
    b1, b2, Y, n = np.zeros((1, 6)), np.zeros((1, 3)), np.eye(3)[labels], X.shape[0]
    for _ in range(epochs):
        h = np.maximum(0, X @ W1 + b1)
        scores = h @ W2 + b2
        ex = np.exp(scores - scores.max(axis=1, keepdims=True))
        probs = ex / ex.sum(axis=1, keepdims=True)
        loss = -np.sum(np.log(probs[np.arange(n), labels])) / n
        dscores = (probs - Y) / n
        dW2 = h.T @ dscores
        dh = np.where(h > 0, dscores @ W2.T, 0)
        W1 = W1 - 0.5 * X.T @ dh
        b1 = b1 - 0.5 * dh.sum(axis=0, keepdims=True)
        W2 = W2 - 0.5 * dW2
        b2 = b2 - 0.5 * dscores.sum(axis=0, keepdims=True)
    return W1, b1, W2, b2, np.asarray(loss)


@case(wave(29, 2, 5, 4), wave(30, 2, 5, 4), wave(31, 2, 5, 3))
def attention(Q, K, V):
    scores = Q @ K.transpose(0, 2, 1) / np.sqrt(Q.shape[2]) - 1e9 * np.triu(np.ones((5, 5)), 1)
    e = np.exp(scores - scores.max(-1, keepdims=True))
    weights = e / e.sum(-1, keepdims=True)
    return weights, weights @ V


@case(wave(32, 2, 3, 5), wave(33, 5), wave(34, 5))
def layerNorm(x, gamma, beta):
    return gamma * (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-5) + beta


@case(wave(35, 14, 3), whole(36, 3, 14), wave(37, 6, 3), 5)
def nearestNeighbours(train, labels, test, k):
    d = ((test[:, None, :] - train[None, :, :]) ** 2).sum(-1)
    votes = labels[np.argsort(d, axis=1)[:, :k]]
    return np.stack([(votes == c).sum(1) for c in range(3)], 1).argmax(1)


@case(whole(38, 3, 30), whole(39, 3, 30))
def confusion(truth, guess):
    M = np.zeros((3, 3), np.int32)
    np.add.at(M, (truth, guess), 1)
    return M, np.diag(M) / M.sum(0), np.diag(M) / M.sum(1), np.asarray(np.mean(truth == guess))


@case(wave(40, 20), (wave(41, 20) > 0.4).astype(np.int32))
def areaUnderCurve(scores, labels):
    hits = labels[np.argsort(-scores, kind='stable')]
    tpr, fpr = np.cumsum(hits) / hits.sum(), np.cumsum(1 - hits) / (1 - hits).sum()
    return tpr, fpr, np.asarray(np.trapezoid(tpr, fpr))


@case(wave(42, 7, 9))
def sobel(image):
    p = np.pad(image, 1, mode='edge')
    gx = p[:-2, 2:] + 2 * p[1:-1, 2:] + p[2:, 2:] - p[:-2, :-2] - 2 * p[1:-1, :-2] - p[2:, :-2]
    gy = p[2:, :-2] + 2 * p[2:, 1:-1] + p[2:, 2:] - p[:-2, :-2] - 2 * p[:-2, 1:-1] - p[:-2, 2:]
    return np.hypot(gx, gy), np.arctan2(gy, gx)


@case(wave(43, 6, 8))
def medianFilter(image):
    h, w = image.shape
    p = np.pad(image, 1, mode='reflect')
    return np.median(np.stack([p[i:i + h, j:j + w] for i in range(3) for j in range(3)]), axis=0)


@case(wave(44, 8, 7), 2)
def boxBlur(image, r):
    k = 2 * r + 1
    S = np.pad(np.pad(image, r, mode='edge').cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    return (S[k:, k:] - S[:-k, k:] - S[k:, :-k] + S[:-k, :-k]) / k ** 2


@case(wave(45, 5, 4), 9, 7)
def bilinear(image, rows, columns):
    y, x = np.linspace(0, image.shape[0] - 1, rows), np.linspace(0, image.shape[1] - 1, columns)
    y0, x0 = np.clip(np.floor(y), 0, image.shape[0] - 2).astype(int), np.clip(np.floor(x), 0, image.shape[1] - 2).astype(int)
    wy, wx = (y - y0)[:, None], (x - x0)[None, :]
    at = lambda i, j: image[(y0 + i)[:, None], (x0 + j)[None, :]]
    return at(0, 0) * (1 - wy) * (1 - wx) + at(1, 0) * wy * (1 - wx) + at(0, 1) * (1 - wy) * wx + at(1, 1) * wy * wx


@case(wave(46, 25), 5)
def smoothing(x, n):
    kernel = np.hanning(n)
    s = np.r_[x[n - 1:0:-1], x, x[-2:-n - 1:-1]]
    return np.convolve(kernel / kernel.sum(), s, mode='valid'), np.convolve(x, np.ones(3) / 3, 'same'), np.correlate(x, x, 'full')


@case(wave(47, 20), 4, tolerance=1e-3)
def rolling(x, n):
    c, c2 = np.cumsum(np.insert(x, 0, 0)), np.cumsum(np.insert(x ** 2, 0, 0))
    mean = (c[n:] - c[:-n]) / n
    return mean, np.sqrt(np.maximum((c2[n:] - c2[:-n]) / n - mean ** 2, 0))


@case(wave(48, 30))
def peaks(x):
    where = np.nonzero((x[1:-1] > x[:-2]) & (x[1:-1] > x[2:]))[0] + 1
    return where, x[where], np.diff(where)


@case(wave(49, 12, 3))
def scores(x):
    z = (x - x.mean(0)) / x.std(axis=0, ddof=1)
    edges = np.quantile(x[:, 0], [0.25, 0.5, 0.75])
    return z, edges, np.digitize(x[:, 0], edges), np.clip(x, np.percentile(x, 5), np.percentile(x, 95))


@case(np.array([1.0, 1.0, 1.0]), 0.0078125, 40)
def lorenz(start, dt, steps):
    f = lambda s: np.array([10 * (s[1] - s[0]), s[0] * (28 - s[2]) - s[1], s[0] * s[1] - (8 / 3) * s[2]])
    path, s = np.zeros((steps + 1, 3)), start
    path[0] = s
    for i in range(steps):
        k1 = f(s)
        k2 = f(s + dt / 2 * k1)
        k3 = f(s + dt / 2 * k2)
        k4 = f(s + dt * k3)
        s = s + dt / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
        path[i + 1] = s
    return path


@case(wave(50, 7), 3 + wave(51, 8), wave(52, 7), wave(53, 8))
def thomas(a, b, c, d):
    return np.linalg.solve(np.diag(b) + np.diag(a, -1) + np.diag(c, 1), d)


M = wave(54, 6, 6)


@case(M @ M.T + 3 * np.eye(6), wave(55, 6), 20)
def conjugateGradient(A, b, iterations):
    return np.linalg.solve(A, b)


@case((wave(56, 6, 6) > 0.5).astype(float), 0.85)
def pageRank(links, d):
    n = links.shape[0]
    M = links / np.maximum(links.sum(axis=0, keepdims=True), 1)
    v = np.ones(n) / n
    for _ in range(200):
        v = d * M @ v + (1 - d) / n
    return v


make.cases['pageRank']['tolerance'] = 1e-7


@case(9, 12, tolerance=1e-3)
def newtonFractal(n, iterations):
    x, y = np.meshgrid(np.linspace(-1.5, 1.5, n), np.linspace(-1.5, 1.5, n))
    for _ in range(iterations):
        x2, y2 = x * x - y * y, 2 * x * y
        size = 3 * (x2 * x2 + y2 * y2) + 1e-12
        x, y = 2 * x / 3 + x2 / size, 2 * y / 3 - y2 / size
    return x, y, np.argmin(np.stack([(x - 1) ** 2 + y ** 2, (x + 0.5) ** 2 + (y - np.sqrt(3) / 2) ** 2, (x + 0.5) ** 2 + (y + np.sqrt(3) / 2) ** 2])[:, :4], 0)


@case(wave(57, 9), 0.25)
def simpson(y, h):
    return np.asarray(h / 3 * (y[0] + y[-1] + 4 * y[1:-1:2].sum() + 2 * y[2:-1:2].sum()))


@case(90 * wave(58, 5) - 45, 360 * wave(59, 5) - 180, tolerance=3e-4)
def haversine(lat, lon):
    p, l = np.radians(lat), np.radians(lon)
    a = np.sin((p[:, None] - p) / 2) ** 2 + np.cos(p)[:, None] * np.cos(p) * np.sin((l[:, None] - l) / 2) ** 2
    return 2 * 6371 * np.arcsin(np.sqrt(a))


@case(60)
def sieve(n):
    isPrime = np.ones(n + 1, bool)
    isPrime[:2] = False
    for i in range(2, int(n ** 0.5) + 1):
        if isPrime[i]:
            isPrime[i * i::i] = False
    return np.flatnonzero(isPrime)


@case(whole(60, 3, 9), whole(61, 3, 7))
def editDistance(a, b):
    D = np.zeros((len(a) + 1, len(b) + 1), np.int32)
    D[:, 0], D[0] = np.arange(len(a) + 1), np.arange(len(b) + 1)
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            D[i, j] = min(D[i - 1, j] + 1, D[i, j - 1] + 1, D[i - 1, j - 1] + (a[i - 1] != b[j - 1]))
    return D


T, O = wave(62, 3, 3) + 0.25, wave(63, 3, 4) + 0.25


@case(np.array([0.5, 0.25, 0.25]), T, O, whole(64, 4, 8))
def viterbi(start, transition, emission, observed):
    back = np.zeros((len(observed), 3), np.int32)
    v = np.log(start) + np.log(emission[:, observed[0]])
    for t in range(1, len(observed)):
        candidates = v[:, None] + np.log(transition)
        back[t] = candidates.argmax(0)
        v = candidates.max(0) + np.log(emission[:, observed[t]])
    path = np.zeros(len(observed), np.int32)
    path[-1] = v.argmax()
    for t in range(len(observed) - 1, 0, -1):
        path[t - 1] = back[t, path[t]]
    return path, np.asarray(v.max())


@case(np.array([1, 3, 4, 5], np.int32), np.array([1.0, 4, 5, 7]), 9)
def knapsack(weights, values, capacity):
    best = np.zeros(capacity + 1)
    for w, v in zip(weights, values):
        following = best.copy()
        following[w:] = np.maximum(best[w:], best[:capacity + 1 - w] + v)
        best = following
    return best


@case(8)
def pascal(n):
    P = np.eye(n, dtype=np.int32)
    P[:, 0] = 1
    for i in range(2, n):
        P[i, 1:i] = P[i - 1, :i - 1] + P[i - 1, 1:i]
    return P


with open(os.path.join(os.path.dirname(__file__), 'second.json'), 'w') as file:
    text = ',\n'.join(f'{json.dumps(name)}:{json.dumps(one, separators=(",", ":"))}' for name, one in make.cases.items())
    file.write(f'{{"numpy":"{np.__version__}","cases":{{\n{text}\n}}}}\n')
