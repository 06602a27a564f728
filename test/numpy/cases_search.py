"""Sorting, searching, sets, histograms, signals."""
import numpy as np


def add(case, g):
    A, C, V, B, E, U, S, R = (g[k] for k in 'ACVBEUSR')

    def c(ours, *args, want, tol=0):
        case('search', ours, *args, want=want, tol=tol)

    for x in (A, C, V, B, U, R, S, E):
        for axis in range(-x.ndim, x.ndim):
            c('sort', x, axis, want=np.sort(x, axis))
            for n in (0, 1, 2):
                if x.dtype.kind != 'b' or n < 2:
                    c('diff', x, n, axis, want=np.diff(x, n, axis))
        c('unique', x, want=np.unique(x))
        c('uniqueCounts', x, want=list(np.unique(x, return_counts=True)))
        v, first, inverse, counts = np.unique(x, return_index=True, return_inverse=True, return_counts=True)
        c('uniqueAll', x, want=[v, first, inverse.reshape(x.shape), counts])
        c('nonzero', x, want=list(np.nonzero(x)))
        c('flatnonzero', x, want=np.flatnonzero(x))
        c('argwhere', x, want=np.argwhere(x))
    D = np.array([3.0, 1, np.nan, 3, np.nan, -0.0, 0.0, 1])
    c('unique', D, want=np.unique(D))
    c('uniqueInverse', D, want=list(np.unique(D, return_inverse=True)))
    c('argsort', D, want=np.argsort(D, kind='stable'))
    s = np.array([-1.0, 0, 0, 2, 5])
    q = np.array([[-2, -1, 0], [2.5, 5, 6]])
    for side in ('left', 'right'):
        c('searchsorted', s, q, {'side': side}, want=np.searchsorted(s, q, side))
        c('searchsorted', s, 0, {'side': side}, want=np.asarray(np.searchsorted(s, 0, side)))
        w = np.array([0, np.nan])
        c('searchsorted', np.sort(D), w, side, want=np.searchsorted(np.sort(D), w, side))
    c('searchsorted', np.zeros(0), q, want=np.searchsorted(np.zeros(0), q))
    for right in (False, True):
        c('digitize', q, s, {'right': right}, want=np.digitize(q, s, right))
        c('digitize', q, s[::-1].copy(), {'right': right}, want=np.digitize(q, s[::-1], right))
    c('isin', A, np.array([1, 4, 9], 'i4'), want=np.isin(A, [1, 4, 9]))
    c('intersect1d', A, np.array([4, 1, 4, 9], 'i4'), want=np.intersect1d(A, [4, 1, 4, 9]).astype('i4'))
    c('union1d', A, np.array([4, -1, 4, 9], 'i4'), want=np.union1d(A, [4, -1, 4, 9]).astype('i4'))
    c('setdiff1d', A, np.array([4, -1, 4, 9], 'i4'), want=np.setdiff1d(A, [4, -1, 4, 9]))
    n = np.array([0, 3, 3, 1, 6], 'i4')
    c('bincount', n, want=np.bincount(n))
    c('bincount', n, V, want=np.bincount(n, V))
    c('bincount', n, None, 9, want=np.bincount(n, minlength=9))
    c('bincount', np.zeros(0, 'i4'), want=np.bincount(np.zeros(0, int)))
    big = np.random.default_rng(3).normal(size=150).round(2)
    for x in (V, R, A, big, np.array([2.0, 2, 2]), np.zeros(0)):
        for bins in (10, 3, [0.0, 1, 2, 4]):
            c('histogram', x, np.array(bins) if isinstance(bins, list) else bins, want=[np.histogram(x, bins)[0], np.histogram(x, bins)[1].astype('f8')], tol=1e-15)
    c('histogram', big, 7, {'range': [-1, 1]}, want=list(np.histogram(big, 7, (-1, 1))), tol=1e-15)
    c('histogram', big, 7, {'density': True}, want=list(np.histogram(big, 7, density=True)), tol=1e-14)
    c('histogram', V, 4, {'weights': V * V}, want=list(np.histogram(V, 4, weights=V * V)), tol=1e-15)
    for mode in ('full', 'same', 'valid'):
        for a, v in ((V, s[:3]), (s[:2], V), (V, V), (A[0], A[1]), (V[:4], s[:2]), (s[:2], V[:4]), (V[:1], V), (s[:4], V)):
            c('convolve', a, v, mode, want=np.convolve(a, v, mode), tol=1e-14)
            c('correlate', a, v, mode, want=np.correlate(a, v, mode), tol=1e-14)
    xp, fp = np.array([1.0, 2, 4]), np.array([3.0, -1, 5])
    at = np.array([0.0, 1, 1.5, 2, 3, 4, 5, np.nan])
    c('interp', at, xp, fp, want=np.interp(at, xp, fp), tol=1e-15)
    c('interp', at, xp, fp, {'left': -9, 'right': 9}, want=np.interp(at, xp, fp, -9, 9), tol=1e-15)
    c('interp', 2.5, xp, fp, want=np.asarray(np.interp(2.5, xp, fp)), tol=1e-15)
    P, Q = R[:, :3], R[:, 2:]
    c('cross', P, Q, want=np.cross(P, Q), tol=1e-15)
    c('cross', P[0], Q, want=np.cross(P[0], Q), tol=1e-15)
    c('cross', P.T, Q.T, 0, want=np.cross(P.T, Q.T, axis=0), tol=1e-15)
    for x in (V, R, C, A[0]):
        tol = 1e-6 if x.dtype == 'f4' else 1e-14
        for axis in range(x.ndim):
            c('gradient', x, 0.5, axis, want=np.gradient(x, 0.5, axis=axis), tol=tol)
            c('trapezoid', x, {'axis': axis, 'dx': 0.25}, want=np.asarray(np.trapezoid(x, dx=0.25, axis=axis)), tol=tol)
    c('gradient', V, want=np.gradient(V), tol=1e-15)
    c('gradient', R, want=list(np.gradient(R)), tol=1e-15)
    places = np.array([0.0, 1, 1.5, 4, 4.25])
    c('gradient', V, places, want=np.gradient(V, places), tol=1e-14)
    c('gradient', R, places, 1, want=np.gradient(R, places, axis=1), tol=1e-14)
    c('trapezoid', V, {'x': places}, want=np.asarray(np.trapezoid(V, places)), tol=1e-15)
    c('trapezoid', R, {'x': places, 'axis': 1}, want=np.trapezoid(R, places, axis=1), tol=1e-14)
    c('polyval', np.array([2.0, -1, 3]), V, want=np.polyval([2.0, -1, 3], V), tol=1e-15)
    c('polyfit', places, V, 2, want=np.polyfit(places, V, 2), tol=1e-12)
    c('polyfit', places, V, 4, want=np.polyfit(places, V, 4), tol=1e-11)
    c('cov', R, want=np.cov(R), tol=1e-14)
    c('cov', V, want=np.cov(V), tol=1e-14)
    c('cov', V, V * V, {'ddof': 0}, want=np.cov(V, V * V, ddof=0), tol=1e-14)
    c('corrcoef', R, want=np.corrcoef(R), tol=1e-14)
    c('corrcoef', V, V * V, want=np.corrcoef(V, V * V), tol=1e-14)
    c('isclose', S, S, want=np.isclose(S, S))
    c('isclose', S, S, {'equalNan': True}, want=np.isclose(S, S, equal_nan=True))
    c('isclose', V, V * (1 + 1e-6), {'rtol': 1e-7}, want=np.isclose(V, V * (1 + 1e-6), rtol=1e-7))
    c('allclose', V, V + 1e-9, want=np.allclose(V, V + 1e-9))
    c('arrayEqual', A, A, want=np.array_equal(A, A))
    c('arrayEqual', A, A[0], want=np.array_equal(A, A[0]))
