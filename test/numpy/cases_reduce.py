"""Reductions."""
import warnings
import numpy as np

warnings.simplefilter('ignore')


def add(case, g):
    A, C, V, B, E, U, S, R = (g[k] for k in 'ACVBEUSR')

    def c(ours, *args, want, tol=0):
        case('reduce', ours, *args, want=want, tol=tol)

    N = np.array([[1.0, np.nan, 3], [np.nan, np.nan, np.nan], [-2, 0.5, np.inf]])
    odd = np.linspace(-1, 3, 37)
    for x in (A, R, U, B, C, odd, E, N, S[2:]):
        exact = x.dtype.kind in 'iub'
        tol = 0 if exact else (3e-7 if x.dtype == 'f4' else 1e-14)
        both = [(None, {})] + [(axis, {'axis': axis}) for axis in range(-x.ndim, x.ndim)] + ([((0, -1), {'axis': [0, -1]})] if x.ndim > 1 else [])
        for axis, o in both:
            empty = x.size == 0 and (axis is None or np.prod([x.shape[k] for k in np.atleast_1d(axis)]) == 0)
            for keep in (False, True):
                options = {**o, 'keepdims': keep} if keep else o
                w = np.asarray(x.sum(axis=axis, keepdims=keep))
                c('sum', x, options, want=w.astype('u4') if x.dtype == 'u4' else w, tol=tol)
                if not exact or x.dtype.kind == 'i':
                    c('mean', x, options, want=np.asarray(x.mean(axis=axis, keepdims=keep)), tol=tol or 1e-15)
                    c('std', x, options, want=np.asarray(x.std(axis=axis, keepdims=keep)), tol=(tol or 1e-15) * 4)
                    c('median', x, options, want=np.asarray(np.median(x, axis=axis, keepdims=keep)), tol=tol or 1e-15)
                c('countNonzero', x, options, want=np.asarray(np.count_nonzero(x, axis=axis, keepdims=keep)))
                if not empty:
                    c('max', x, options, want=np.asarray(x.max(axis=axis, keepdims=keep)))
            c('any', x, o, want=np.asarray(x.any(axis=axis)))
            c('all', x, o, want=np.asarray(x.all(axis=axis)))
            if not empty:
                if x.dtype.kind != 'b':
                    c('ptp', x, o, want=np.asarray(np.ptp(x, axis=axis)))
                if not isinstance(axis, tuple):
                    c('argmin', x, o, want=np.asarray(x.argmin(axis=axis)))
                    c('argmax', x, o, want=np.asarray(x.argmax(axis=axis)))
            if x.dtype.kind == 'f':
                c('variance', x, {**o, 'ddof': 1}, want=np.asarray(x.var(axis=axis, ddof=1)), tol=max(tol, 1e-14))
                for f in ('sum', 'prod', 'mean', 'std', 'var'):
                    c('nan' + f, x, o, want=np.asarray(getattr(np, 'nan' + f)(x, axis=axis)), tol=tol * 4)
                c('nanmedian', x, o, want=np.asarray(np.nanmedian(x, axis=axis)), tol=tol)
                if not empty:
                    c('nanmin', x, o, want=np.asarray(np.nanmin(x, axis=axis)))
                    c('nanmax', x, o, want=np.asarray(np.nanmax(x, axis=axis)))
                if not isinstance(axis, tuple):
                    c('norm', x, o, want=np.asarray(np.linalg.norm(x if axis is not None else x.ravel(), axis=axis)), tol=tol)
            if axis is not None and not isinstance(axis, tuple):
                for f in ('cumsum', 'cumprod'):
                    w = getattr(np, f)(x, axis=axis)
                    c(f, x, axis, want=w.astype('u4') if x.dtype == 'u4' else w.astype('i4') if exact else w, tol=tol * 10)
                if x.dtype.kind == 'f':
                    c('cummax', x, axis, want=np.maximum.accumulate(x, axis))
    c('sum', A, {'axis': 0, 'initial': 10}, want=A.sum(0, initial=10))
    c('max', E, {'axis': 0, 'initial': -1}, want=E.max(0, initial=-1))
    c('min', A, {'initial': -5}, want=A.min(initial=-5))
    c('prod', V, {'initial': 2}, want=V.prod(initial=2), tol=1e-15)
    for x in (R, odd, A, C):
        tol = 3e-7 if x.dtype == 'f4' else 1e-14
        for q in (0, 0.1, 0.5, 0.99, 1):
            for method in ('linear', 'lower', 'higher', 'nearest', 'midpoint'):
                w = np.asarray(np.quantile(x, q, method=method)).astype('f4' if x.dtype == 'f4' else 'f8')
                c('quantile', x, q, {'method': method}, want=w, tol=tol)
        c('quantile', x, [0.25, 0.75], {'axis': -1}, want=np.quantile(x, [0.25, 0.75], axis=-1).astype('f4' if x.dtype == 'f4' else 'f8'), tol=tol)
        c('percentile', x, 30, {'axis': 0, 'keepdims': True}, want=np.percentile(x, 30, axis=0, keepdims=True).astype('f4' if x.dtype == 'f4' else 'f8'), tol=tol) if x.ndim else None
    c('nanquantile', N, 0.3, {'axis': 1}, want=np.nanquantile(N, 0.3, axis=1), tol=1e-15)
    for ord_ in (0, 1, 2, 3, -1, 0.5, np.inf, -np.inf):
        c('norm', V, {'ord': float(ord_)}, want=np.linalg.norm(V, ord_), tol=1e-14)
        c('norm', R, {'ord': float(ord_), 'axis': 1}, want=np.linalg.norm(R, ord_, axis=1), tol=1e-14)
    for ord_ in (1, -1, 2, -2, np.inf, -np.inf):
        c('norm', R, {'ord': float(ord_)}, want=np.linalg.norm(R, ord_), tol=1e-13)
        c('norm', R, {'ord': float(ord_), 'keepdims': True}, want=np.linalg.norm(R, ord_, keepdims=True), tol=1e-13)
    c('norm', R, {'ord': 'nuc'}, want=np.linalg.norm(R, 'nuc'), tol=1e-13)
    c('norm', R, {'ord': 'fro'}, want=np.linalg.norm(R, 'fro'), tol=1e-13)
    from scipy import special  # 1.17.1
    for x in (R, odd, np.array([1000.0, 1001, -np.inf]), np.array([[-np.inf, -np.inf], [0, 1]])):
        for axis in range(-x.ndim, x.ndim):
            c('softmax', x, axis, want=special.softmax(x, axis), tol=1e-14)
            c('logSoftmax', x, axis, want=special.log_softmax(x, axis), tol=1e-14)
            c('logsumexp', x, {'axis': axis, 'keepdims': True}, want=special.logsumexp(x, axis, keepdims=True), tol=1e-14)
        c('logsumexp', x, want=np.asarray(special.logsumexp(x)), tol=1e-14)
    w = np.array([1.0, 2, 3, 4, 0.5])
    c('average', R, {'axis': 1, 'weights': w}, want=np.average(R, 1, w), tol=1e-14)
    c('average', V, {'weights': w}, want=np.average(V, weights=w), tol=1e-14)
    c('average', R, {'weights': np.abs(R)}, want=np.average(R, weights=np.abs(R)), tol=1e-14)
    c('average', A, 0, want=np.average(A, 0), tol=1e-15)
