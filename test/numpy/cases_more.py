"""Insertion and deletion, orders, positions, floats taken apart, windows, histograms of pairs, second names."""
import numpy as np


def add(case, g):
    A, C, V, B, E, U, S, R = (g[k] for k in 'ACVBEUSR')

    def c(ours, *args, want, tol=0):
        case('more', ours, *args, want=want, tol=tol)

    N = np.array([[3.0, np.nan, 1], [np.nan, 5, -2]])
    for axis in (None, 0, 1, -1):
        given = [] if axis is None else [axis]
        c('nanargmin', N, *given, want=np.asarray(np.nanargmin(N, axis)))
        c('nanargmax', N, *given, want=np.asarray(np.nanargmax(N, axis)))
        c('nancumsum', N, *given, want=np.nancumsum(N, axis))
        c('nancumprod', N, *given, want=np.nancumprod(N, axis))
    for at, values in ((1, 9), (-1, 9), (3, 9), ([1, 3], [8, 9]), ([3, 1], [8, 9]), ([0, 0], 7), (0, np.array([1.0, 2, 3]))):
        c('insert', V, at, values, want=np.insert(V, at, values))
    c('insert', A, 1, 9, want=np.insert(A, 1, 9))
    c('insert', A, 1, 9, 1, want=np.insert(A, 1, 9, axis=1))
    c('insert', A, 1, np.array([7, 8], 'i4'), 1, want=np.insert(A, 1, [7, 8], axis=1))
    c('insert', A, [1], np.array([[7], [8]], 'i4'), 1, want=np.insert(A, [1], [[7], [8]], axis=1))
    c('insert', A, [0, 2], np.array([[1, 2], [3, 4]], 'i4'), 1, want=np.insert(A, [0, 2], [[1, 2], [3, 4]], axis=1))
    c('insert', A, 2, np.array([5, 6, 7], 'i4'), 0, want=np.insert(A, 2, [5, 6, 7], axis=0))
    c('insert', np.zeros(0), 0, 3.0, want=np.insert(np.zeros(0), 0, 3.0))
    for at in (0, -1, [0, 2], slice(1, 3), slice(None, None, 2)):
        c('delete', V, at, want=np.delete(V, at))
        c('delete', A, at if not isinstance(at, list) else [0, 2], 1, want=np.delete(A, at, 1))
    c('delete', V, np.array([True, False, False, True, False]), want=np.delete(V, np.array([True, False, False, True, False])))
    c('delete', A, 0, 0, want=np.delete(A, 0, 0))
    for shape in ([2, 2], [3, 4], [0], 7):
        c('resize', A, shape, want=np.resize(A, shape))
    z = np.array([0, 0, 1, 0, 2, 0], 'i4')
    for trim in ('f', 'b', 'fb'):
        c('trimZeros', z, trim, want=np.trim_zeros(z, trim))
    c('extract', A > 2, A, want=np.extract(A > 2, A))
    keys = [np.array([1, 0, 1, 0], 'i4'), np.array([2, 2, 1, 1], 'i4')]
    c('lexsort', keys, want=np.lexsort(keys))
    c('lexsort', np.array(keys), want=np.lexsort(np.array(keys)))
    for x in (np.array([3.75, -3.75, 0.0, np.inf, -np.inf]), A):
        c('modf', x, want=list(np.modf(x.astype('f8'))))
        c('frexp', x, want=list(np.frexp(x.astype('f8'))))
    small = np.array([5e-324, 1e-310, 2.0 ** -1022, 1.0, 1.7e308, -3e-320])
    c('frexp', small, want=list(np.frexp(small)))
    c('ldexp', np.array([0.75, -1.5, 1.0, 3e-310, 1.0]), np.array([3, -1, -1074, 2, 1100], 'i4'), want=np.ldexp([0.75, -1.5, 1.0, 3e-310, 1.0], [3, -1, -1074, 2, 1100]))
    for y in (3, -3, 2.5):
        c('divmod', np.array([7.0, -7, 0.5]), y, want=list(np.divmod([7.0, -7, 0.5], y)))
    for d in (0, 1, 2, -1):
        c('around', np.array([1.25, 2.345, -0.55, 125.0, 5.0]), d, want=np.around([1.25, 2.345, -0.55, 125.0, 5.0], d))
    c('around', np.array([15, 25, -14], 'i4'), -1, want=np.around(np.array([15, 25, -14], 'i4'), -1))
    c('triuIndices', 4, 1, want=list(np.triu_indices(4, 1)))
    c('trilIndices', 3, 0, 5, want=list(np.tril_indices(3, 0, 5)))
    c('diagIndices', 3, want=list(np.diag_indices(3)))
    c('unravelIndex', np.array([5, 0, 3], 'i4'), [2, 3], want=[a.astype('i4') for a in np.unravel_index([5, 0, 3], (2, 3))])
    c('ravelMultiIndex', [np.array([1, 0], 'i4'), np.array([2, 1], 'i4')], [2, 3], want=np.ravel_multi_index([[1, 0], [2, 1]], (2, 3)))
    M = np.arange(9.0).reshape(3, 3)
    F = M.copy()
    np.fill_diagonal(F, -1)
    c('fillDiagonal', M, -1, want=F)
    c('diagflat', A, want=np.diagflat(A))
    c('diagflat', V, -1, want=np.diagflat(V, -1))
    c('vander', V, want=np.vander(V))
    c('vander', V, 3, {'increasing': True}, want=np.vander(V, 3, increasing=True))
    for n in (0, 1, 2, 7):
        for name in ('hanning', 'hamming', 'blackman', 'bartlett'):
            c(name, n, want=getattr(np, name)(n), tol=1e-15)
    x, y = np.random.default_rng(5).normal(size=(2, 60)).round(2)
    for bins, mine in ((4, 4), ([3, 5], [3, 5]), ([[-1.0, 0, 2], 3], [[-1.0, 0, 2], 3])):
        c('histogram2d', x, y, mine, want=list(np.histogram2d(x, y, bins)), tol=1e-15)
    c('histogram2d', x, y, 3, {'density': True}, want=list(np.histogram2d(x, y, 3, density=True)), tol=1e-15)
    c('histogram2d', x, y, 3, {'range': [[-1.0, 1.0], [0.0, 2.0]], 'weights': y}, want=list(np.histogram2d(x, y, 3, range=[[-1, 1], [0, 2]], weights=y)), tol=1e-14)
    for name, twin, x in (('hsplit', np.hsplit, np.arange(12, dtype='i4').reshape(2, 6)), ('vsplit', np.vsplit, np.arange(12, dtype='i4').reshape(6, 2))):
        c(name, x, 3, want=list(twin(x, 3)))
    c('dstack', [A, A], want=np.dstack([A, A]))
    c('dstack', [V, V], want=np.dstack([V, V]))
    c('setxor1d', A, np.array([4, 1, 9], 'i4'), want=np.setxor1d(A, [4, 1, 9]).astype('i4'))
    ints = np.array([12, -18, 0, 7, 2**31 - 1], 'i4')
    c('gcd', ints, 18, want=np.gcd(ints, np.int32(18)))
    c('lcm', ints[:4], 18, want=np.lcm(ints[:4], np.int32(18)))
    c('gcd', U, U[::-1].copy(), want=np.gcd(U, U[::-1]))
    c('bitwiseCount', ints, want=np.bitwise_count(ints).astype('i4'))
    for f in ('f4', 'f8'):
        s = S.astype(f)
        c('nextafter', s, s[::-1].copy(), want=np.nextafter(s, s[::-1]))
        c('signbit', s, want=np.signbit(s))
        c('spacing', s, want=np.abs(np.spacing(s)) if f == 'x' else np.spacing(s))
        c('logaddexp2', s, s[::-1].copy(), want=np.logaddexp2(s, s[::-1]), tol=1e-6 if f == 'f4' else 1e-15)
    for name, twin in (('multiply', np.multiply), ('subtract', np.subtract), ('divide', np.divide), ('trueDivide', np.true_divide), ('power', np.power), ('remainder', np.remainder), ('fmod', np.fmod), ('arctan2', np.arctan2)):
        c(name, R, R + 0.5, want=twin(np.abs(R) if name == 'power' else R, R + 0.5) if name != 'power' else twin(R, R + 0.5), tol=1e-15)
    for name, twin in (('negative', np.negative), ('absolute', np.absolute), ('fabs', np.fabs), ('rint', np.rint), ('degrees', np.degrees), ('radians', np.radians), ('arctan', np.arctan), ('arcsinh', np.arcsinh)):
        c(name, R, want=twin(R), tol=1e-15)
    for method in ('inverted_cdf', 'averaged_inverted_cdf', 'closest_observation', 'interpolated_inverted_cdf', 'hazen', 'weibull', 'median_unbiased', 'normal_unbiased'):
        for q in (0.0, 0.1, 0.25, 0.3, 0.5, 0.6, 0.75, 0.95, 1.0):
            for x in (V, np.array([4.0, 1, 3, 2]), np.arange(10.0)):
                c('quantile', x, q, {'method': method}, want=np.asarray(np.quantile(x, q, method=method)), tol=1e-15)
    for name, twin in (('amax', np.amax), ('amin', np.amin)):
        c(name, R, 0, want=twin(R, 0))
    c('concat', [A, A], 1, want=np.concatenate([A, A], 1))
    c('copy', A, want=A)
    c('invert', A, want=~A)

    Z = np.array([[1.5, 2.5], [-3.0, 0.25]])
    c('i0', np.array([0.0, -1, 2.5, 7.9, 8.1, 30, np.nan]), want=np.i0(np.array([0.0, -1, 2.5, 7.9, 8.1, 30, np.nan])), tol=1e-15)
    for n, beta in ((0, 1), (1, 5), (4, 0.5), (7, 14)):
        c('kaiser', n, beta, want=np.kaiser(n, beta), tol=1e-15)
    c('block', [[Z, np.ones((2, 1))], [np.zeros((1, 2)), np.full((1, 1), 7.0)]], want=np.block([[Z, np.ones((2, 1))], [np.zeros((1, 2)), np.full((1, 1), 7.0)]]))
    c('block', [V, np.array([1.0])], want=np.block([V, np.array([1.0])]))
    c('block', [[V], [V]], want=np.block([[V], [V]]))
    order = np.array([[2, 0, 1], [0, 1, 2]], 'i4')
    put = A.copy()
    np.put_along_axis(put, order, np.array([[7, 8, 9]], 'i4'), 1)
    c('putAlongAxis', A, order, np.array([[7, 8, 9]], 'i4'), 1, want=put)
    put = Z.copy()
    np.put_along_axis(put, np.array([[1, -2]]), 9.0, 0)
    c('putAlongAxis', Z, np.array([[1, -2]], 'i4'), 9.0, 0, want=put)
    for name in ('place', 'putmask'):
        changed = A.copy()
        getattr(np, name)(changed, A > 1, [7, 8, 9])
        c(name, A, A > 1, np.array([7, 8, 9], 'i4'), want=changed)
    c('floatPower', np.array([1, 2, 3], 'i4'), -2, want=np.float_power(np.array([1, 2, 3], 'i4'), -2), tol=1e-15)
    c('floatPower', np.array([1, 2, 3], 'i4'), np.array([0, 1, 2], 'i4'), want=np.float_power([1, 2, 3], [0, 1, 2]), tol=1e-15)
    points = np.array([[0.0, 1, 2], [1, 1, 0], [0.5, 0.5, 2], [1, 0, 1]])
    for options in ({}, {'density': True}, {'weights': np.array([1.0, 2, 3, 4])}):
        want = np.histogramdd(points, 2, **options)
        c('histogramdd', points, 2, options, want=[want[0], list(want[1])], tol=1e-15)
    want = np.histogramdd(points, [2, 3, [0.0, 1.0, 2.5]])
    c('histogramdd', points, [2, 3, [0.0, 1.0, 2.5]], want=[want[0], list(want[1])], tol=1e-15)
    c('histogramBinEdges', V, 4, want=np.histogram_bin_edges(V, 4))
    for x in (V, A, np.arange(12, dtype='i4').reshape(3, 4)):
        for mode in ('mean', 'median', 'maximum', 'minimum', 'linear_ramp'):
            c('pad', x, [2, 3], {'mode': mode}, want=np.pad(x, (2, 3), mode=mode), tol=1e-15)
        c('pad', x, 1, {'mode': 'mean', 'statLength': 2}, want=np.pad(x, 1, mode='mean', stat_length=2), tol=1e-15)
        c('pad', x, 2, {'mode': 'linear_ramp', 'value': -3}, want=np.pad(x, 2, mode='linear_ramp', end_values=-3), tol=1e-15)
    T = np.array([[1, 0, 1], [0, 1, 1], [1, 0, 1], [0, 0, 2]], 'i4')
    for axis in (0, 1, -1):
        c('unique', T, {'axis': axis}, want=np.unique(T, axis=axis))
    phases = np.array([0.0, 3, -3, -0.5, 6, 6.1, -9])
    c('unwrap', phases, want=np.unwrap(phases), tol=1e-15)
    c('unwrap', np.array([[1, 2, 5, 0], [3, 0, 1, 4]], 'f8'), {'period': 4}, want=np.unwrap(np.array([[1.0, 2, 5, 0], [3, 0, 1, 4]]), period=4), tol=1e-15)
    c('unwrap', phases, {'discont': 5}, want=np.unwrap(phases, discont=5), tol=1e-15)
    c('ediff1d', A, want=np.ediff1d(A))
    c('ediff1d', V, [9, 8], 1.5, want=np.ediff1d(V, [9, 8], 1.5))
    c('nanpercentile', N, 30, want=np.asarray(np.nanpercentile(N, 30)), tol=1e-15)
    c('nanpercentile', N, [10, 90], {'axis': 1}, want=np.nanpercentile(N, [10, 90], axis=1), tol=1e-15)
    for p, q in (([1, 2, 3], [4, 5]), ([2, -1], [1, 0, 0, 3])):
        pq = [np.array(p, 'i4'), np.array(q, 'i4')]
        c('polyadd', *pq, want=np.polyadd(*pq))
        c('polysub', *pq, want=np.polysub(*pq))
        c('polymul', *pq, want=np.polymul(*pq))
    c('polyder', np.array([3.0, 2, 1, 5]), 2, want=np.polyder([3.0, 2, 1, 5], 2))
    c('polyint', np.array([3.0, 2, 1]), 2, 4, want=np.polyint([3.0, 2, 1], 2, [4, 4]), tol=1e-15)
    for x in (np.float64(2.5), V, A, C):
        c('atleast1d', np.asarray(x), want=np.atleast_1d(x))
        c('atleast2d', np.asarray(x), want=np.atleast_2d(x))
        c('atleast3d', np.asarray(x), want=np.atleast_3d(x))
    c('broadcastArrays', A, np.array([[1], [2]], 'i4'), want=[a.copy() for a in np.broadcast_arrays(A, np.array([[1], [2]], 'i4'))])
    c('unstack', C, 1, want=list(np.unstack(C, axis=1)))
    c('matrixTranspose', C, want=np.matrix_transpose(C))
    c('ix', [0, 1], np.array([True, False, True]), want=[a.astype('i4') for a in np.ix_([0, 1], [True, False, True])])
    G = np.arange(24.0).reshape(2, 3, 4)
    c('vecdot', G, np.arange(4.0), want=np.vecdot(G, np.arange(4.0)))
    c('matvec', G, np.arange(4.0), want=np.matvec(G, np.arange(4.0)))
    c('vecmat', np.arange(3.0), G, want=np.vecmat(np.arange(3.0), G))
    chain = [np.arange(6.0).reshape(2, 3), np.arange(12.0).reshape(3, 4), np.arange(4.0)]
    c('multiDot', chain, want=np.linalg.multi_dot(chain))
    c('linalg.svdvals', Z, want=np.linalg.svdvals(Z), tol=1e-14)
    c('dsplit', G, 2, want=np.dsplit(G, 2))
