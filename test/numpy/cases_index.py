"""Reads and writes by index, take, put and segments."""
import numpy as np


def add(case, g):
    A, C, V, B, E, U, S, R = (g[k] for k in 'ACVBEUSR')

    def c(ours, *args, want, tol=0):
        case('index', ours, *args, want=want, tol=tol)

    s = slice
    i = np.array([1, 0, -1], 'i4')
    mask = np.array([[True, False, True], [False, True, False]])

    def ours(index):
        """Ellipsis, None and slices as our index lists write them."""
        return ['...' if x is Ellipsis else x for x in index]

    for index in [
        (0,), (-1,), (0, 1), (1, 2, 3), (-1, -1, -1), (s(None),), (s(1, None),), (s(None, None, -1),), (s(None), s(None, -1), s(None, None, 2)),
        (s(5, None),), (s(None), s(2, 0, -1)), (s(None), s(-2, None)), (Ellipsis, 0), (0, Ellipsis), (0, Ellipsis, 1), (None,), (Ellipsis, None), (None, 0, None, s(None)),
        (i,), (s(None), i), (s(None), s(None), i), (s(None), i, i), (i, s(None), i), (i, i, i), (0, i), (0, s(None), i), (s(None), 0, i), (i, None, i),
        (i[:, None], i), (s(None), i.reshape(3, 1), i), (mask,), (s(None), np.array([True, False, True])), (mask, 1), (0, np.zeros((3, 4), bool)), ([1, 0],), (s(None), [0, 2], s(1, 3)),
        (s(None), np.zeros(0, 'i4')), (np.array(1, 'i4'), s(1, None)), (s(None, None, -2), s(-1, None, -1), s(100, -100, -2)),
    ]:
        x = C
        if any(isinstance(k, np.ndarray) and k.dtype.kind == 'i' and k.size and abs(k).max() >= 2 for k in index):
            continue
        c('at', x, *ours(index), want=np.asarray(x[index]))
        y = x.copy()
        y[index] = -7
        c('setAt', x, ours(index), -7, want=y)
        part = np.asarray(x[index])
        values = -np.arange(part.size, dtype='f8').reshape(part.shape)
        if part.ndim:
            z = x.copy()
            z[index] = values[..., :1]
            c('setAt', x, ours(index), values[..., :1], want=z)
            if not any(isinstance(k, (np.ndarray, list)) for k in index):
                z = x.copy()
                z[index] = values
                c('setAt', x, ours(index), values, want=z)
        z = x.copy()
        np.add.at(z, index, 2.0)
        c('addAt', x, ours(index), 2, want=z)
    for x in (A, U, B.reshape(2, 2), R[:2]):
        c('at', x, 1, want=x[1])
        c('at', x, '1:', want=x[1:])
        c('at', x, x > 0, want=x[x > 0])
        c('at', x, ':', '::-1', want=x[:, ::-1])
        y = x.copy()
        y[:, 0] = np.array([1, 0])
        c('setAt', x, [':', 0], np.array([1, 0], 'i4'), want=y)
    c('setAt', A, ['1:'], V[:3], want=np.array([[0, 1, 2], [3, -1, 2]], 'i4'))
    x = np.zeros(3)
    np.add.at(x, [0, 0, 2, 0], [1.0, 2, 3, 4])
    c('addAt', np.zeros(3), [[0, 0, 2, 0]], np.array([1.0, 2, 3, 4]), want=x)
    j = np.array([[2, 0], [-1, 1]], 'i4')
    for x in (A, C, V, U, R):
        c('take', x, j, want=np.take(x, j))
        for axis in range(-x.ndim, x.ndim):
            k = np.array([1, 0, -1, 1], 'i4')
            c('take', x, k, axis, want=np.take(x, k, axis))
            c('take', x, -1, axis, want=np.take(x, -1, axis))
            order = np.argsort(x, axis, kind='stable')
            c('argsort', x, axis, want=order)
            c('takeAlongAxis', x, order.astype('i4'), axis, want=np.take_along_axis(x, order, axis))
    c('take', V, np.array([7, -9], 'i4'), 0, {'mode': 'wrap'}, want=np.take(V, [7, -9], mode='wrap'))
    c('take', V, np.array([7, -9], 'i4'), 0, {'mode': 'clip'}, want=np.take(V, [7, -9], mode='clip'))
    c('take', B, np.array([0, 1], 'i4'), want=B[:2])
    x = A.copy()
    np.put(x, [0, -1], [9, 8])
    c('put', A, np.array([0, -1], 'i4'), np.array([9, 8], 'i4'), want=x)
    x = C.copy()
    np.put(x, [1, 2, 3], [5.0, 6.0])
    c('put', C, np.array([1, 2, 3], 'i4'), np.array([5.0, 6.0]), want=x)
    for m in (np.array([True, False]), np.array([False, False])):
        c('compress', m, A, 0, want=np.compress(m, A, 0))
    c('compress', np.array([False, True, True]), A, 1, want=np.compress([False, True, True], A, 1))
    c('compress', B, V[:4], want=np.compress(B, V[:4]))
    ids = np.array([0, 2, 0, 1, 2], 'i4')
    c('segmentSum', V, ids, 4, want=np.bincount(ids, V, 4))
    c('segmentSum', R.T, ids, 3, want=np.array([R.T[ids == k].sum(0) for k in range(3)]))
    c('segmentMax', V, ids, 3, want=np.array([3.5, 7.0, 0.25]))
    c('segmentMin', V, ids, 3, want=np.array([2.0, 7.0, -1]))
    c('segmentProd', V, ids, 4, want=np.array([7.0, 7, -0.25, 1]))
    c('select', [V > 3, V > 1], [V, V * 10], want=np.select([V > 3, V > 1], [V, V * 10]))
    c('select', [V > 3, V > 1], [V, V * 10], -1, want=np.select([V > 3, V > 1], [V, V * 10], -1))
    c('choose', np.array([0, 1, 0, 1, 1], 'i4'), [V, -V], want=np.choose([0, 1, 0, 1, 1], [V, -V]))
