"""Creation, and element-wise functions of all dtypes (SciPy for the special functions)."""
import warnings
import numpy as np
from scipy import special as sp

warnings.simplefilter('ignore')


def add(case, g):
    def c(ours, *args, want, tol=0):
        case('elements', ours, *args, want=np.asarray(want), tol=tol)

    create(c)
    F = np.array([-np.inf, -2.5, -1, -0.0, 0.0, 0.5, 1, 3, np.inf, np.nan, 0.3])
    inputs = {
        'f8': F, 'f4': F.astype('f4'), 'i4': np.array([-2**31, -7, -1, 0, 1, 8, 2**31 - 1], 'i4'), 'u4': np.array([0, 1, 2, 7, 2**32 - 1], 'u4'), 'b1': np.array([True, False, True]),
        'empty': np.zeros((0, 3)), 'empty i4': np.zeros((2, 0), 'i4'), 'matrix': np.linspace(-2, 2, 15).reshape(3, 5),
    }
    unary(c, inputs)
    binary(c, inputs)


def create(c):
    for shape in ([], [3], [2, 0], [2, 3, 1]):
        for dtype in ('float64', 'float32', 'int32', 'uint32', 'bool'):
            c('zeros', shape, {'dtype': dtype}, want=np.zeros(shape, dtype))
            c('ones', shape, {'dtype': dtype}, want=np.ones(shape, dtype))
            c('full', shape, 1, {'dtype': dtype}, want=np.full(shape, 1, dtype))
    for args in ((5,), (0,), (-3,), (2, 7), (7, 2), (7, 2, -2), (0, 10, 3), (-3, 4), (5, -5, -3)):
        c('arange', *args, {'dtype': 'int32'}, want=np.arange(*args, dtype='i4'))
        c('arange', *args, {'dtype': 'float32'}, want=np.arange(*args, dtype='f4'))
    for args in ((0, 1, 0.1), (0, 1, 0.3), (1, 0, -0.25), (0.5, 5)):
        c('arange', *args, want=np.arange(*args), tol=1e-15)
    for args in ((0, 1), (0, 1, 5), (0, 1, 1), (0, 1, 0), (3, -2, 7), (0, 10, 11)):
        c('linspace', *args, want=np.linspace(*args), tol=1e-15)
    c('linspace', 0, 1, 4, {'endpoint': False}, want=np.linspace(0, 1, 4, endpoint=False), tol=1e-15)
    c('linspace', 0, 9, 4, {'dtype': 'int32'}, want=np.linspace(0, 9, 4, dtype='i4'))
    c('logspace', 0, 3, 4, want=np.logspace(0, 3, 4), tol=1e-15)
    c('geomspace', 1, 1000, 4, want=np.geomspace(1, 1000, 4), tol=1e-15)
    for n, m, k in ((3, None, 0), (2, 4, 1), (4, 2, -1), (0, 0, 0)):
        c('eye', *((n,) if m is None else (n, m)), *(() if k == 0 else (k,)), want=np.eye(n, m, k))
    for x in (np.arange(6, dtype='i4').reshape(2, 3), np.array([True]), np.zeros((0, 2), 'f4'), np.array([2**32 - 1], 'u4')):
        c('zerosLike', x, want=np.zeros_like(x))
        c('onesLike', x, want=np.ones_like(x))
        c('fullLike', x, 1, want=np.full_like(x, 1))
        c('emptyLike', x, want=np.zeros_like(x)) if x.size == 0 else None


unary_names = {
    'abs': np.abs, 'neg': np.negative, 'sign': np.sign, 'square': np.square, 'sqrt': np.sqrt, 'cbrt': np.cbrt, 'reciprocal': np.reciprocal, 'exp': np.exp, 'exp2': np.exp2, 'expm1': np.expm1,
    'log': np.log, 'log2': np.log2, 'log10': np.log10, 'log1p': np.log1p, 'sin': np.sin, 'cos': np.cos, 'tan': np.tan, 'asin': np.arcsin, 'acos': np.arccos, 'atan': np.arctan, 'sinh': np.sinh,
    'cosh': np.cosh, 'tanh': np.tanh, 'asinh': np.arcsinh, 'acosh': np.arccosh, 'atanh': np.arctanh, 'floor': np.floor, 'ceil': np.ceil, 'trunc': np.trunc, 'round': np.round, 'rint': np.rint,
    'isnan': np.isnan, 'isinf': np.isinf, 'isfinite': np.isfinite, 'signbit': np.signbit, 'logicalNot': np.logical_not, 'bitwiseNot': np.bitwise_not, 'nanToNum': np.nan_to_num,
    'deg2rad': np.deg2rad, 'rad2deg': np.rad2deg, 'sinc': np.sinc, 'erf': sp.erf, 'erfc': sp.erfc, 'gammaln': sp.gammaln, 'sigmoid': sp.expit, 'exprel': sp.exprel,
    'softplus': lambda x: np.logaddexp(x, x.dtype.type(0)), 'relu': lambda x: np.maximum(x, x.dtype.type(0)),
}
exact = {'abs', 'neg', 'sign', 'square', 'sqrt', 'floor', 'ceil', 'trunc', 'round', 'rint', 'isnan', 'isinf', 'isfinite', 'signbit', 'logicalNot', 'bitwiseNot', 'nanToNum', 'relu'}
floats_only = {'erf', 'erfc', 'gammaln', 'sigmoid', 'exprel', 'softplus', 'sinc', 'reciprocal', 'deg2rad', 'rad2deg'}


def wanted(f, *args):
    """None where NumPy refuses the dtypes, or gives a dtype that ours do not have."""
    try:
        w = np.asarray(f(*args))
    except TypeError:
        return None
    return None if w.dtype.name not in ('float64', 'float32', 'int32', 'uint32', 'bool') else w


def unary(c, inputs):
    for ours, f in unary_names.items():
        for name, x in inputs.items():
            if ours in floats_only and x.dtype.kind != 'f' or ours == 'rint' and x.dtype.kind in 'iu' or ours == 'relu' and x.dtype.kind == 'b':
                continue
            # Ours go to their limits: sinc to 0 (NumPy: NaN), gammaln of -inf to inf, as in C (SciPy: -inf).
            if ours in ('sinc', 'gammaln'):
                x = x[np.isfinite(x)] if x.ndim == 1 else x
            w = wanted(f, x)
            if w is None:
                continue
            finite = np.abs(w[np.isfinite(w)]) if w.dtype.kind == 'f' else np.array([])
            # A tolerance is relative to the largest element: rows of like sizes.
            c(ours, x, want=w, tol=0 if ours in exact else (3e-7 if w.dtype == 'f4' else 5e-16 * (4 if finite.size else 1)))


binary_names = {
    'add': np.add, 'sub': np.subtract, 'mul': np.multiply, 'div': np.true_divide, 'floorDivide': np.floor_divide, 'mod': np.mod, 'remainder': np.remainder, 'fmod': np.fmod, 'pow': np.power,
    'maximum': np.maximum, 'minimum': np.minimum, 'fmax': np.fmax, 'fmin': np.fmin, 'copysign': np.copysign, 'hypot': np.hypot, 'atan2': np.arctan2, 'logaddexp': np.logaddexp, 'logaddexp2': np.logaddexp2,
    'equal': np.equal, 'notEqual': np.not_equal, 'less': np.less, 'lessEqual': np.less_equal, 'greater': np.greater, 'greaterEqual': np.greater_equal,
    'logicalAnd': np.logical_and, 'logicalOr': np.logical_or, 'logicalXor': np.logical_xor, 'bitwiseAnd': np.bitwise_and, 'bitwiseOr': np.bitwise_or, 'bitwiseXor': np.bitwise_xor,
    'leftShift': np.left_shift, 'rightShift': np.right_shift, 'heaviside': np.heaviside, 'nextafter': np.nextafter, 'gcd': np.gcd, 'lcm': np.lcm,
}
near = {'pow', 'hypot', 'atan2', 'logaddexp', 'logaddexp2'}


def binary(c, inputs):
    rng = np.random.default_rng(5)
    for ours, f in binary_names.items():
        for name, x in inputs.items():
            y = np.roll(x, 3) if name != 'matrix' else x[:, :1] * 2 + 0.5
            if x.dtype.kind in 'iu':
                if ours in ('floorDivide', 'mod', 'remainder', 'fmod') or 'Shift' in ours:
                    y = np.where(y == 0, 3, y % 31 + 1).astype(x.dtype)
                if ours == 'pow':
                    y = np.abs(y % 3).astype(x.dtype)
                if ours in ('gcd', 'lcm'):
                    x, y = np.abs(x % 1000).astype(x.dtype), np.abs(y % 300).astype(x.dtype)
            w = wanted(f, x, y)
            if w is None or (x.dtype.kind == 'b' and w.dtype.kind == 'f'):
                continue
            c(ours, x, y, want=w, tol=(3e-7 if w.dtype == 'f4' else 1e-15) if ours in near and w.dtype.kind == 'f' else 0)
            if x.dtype.kind == 'f' and x.size:
                w = wanted(f, x, 2.5)
                if w is not None:
                    c(ours, x, 2.5, want=w, tol=(3e-7 if w.dtype == 'f4' else 1e-15) if ours in near else 0)
    x = rng.normal(size=(4, 3))
    c('clip', x, -0.5, 0.5, want=np.clip(x, -0.5, 0.5))
    c('clip', np.array([-3, 0, 9], 'i4'), 0, 5, want=np.clip(np.array([-3, 0, 9], 'i4'), 0, 5))
    c('clip', np.array([np.nan, -np.inf, np.inf]), -1, 1, want=np.clip(np.array([np.nan, -np.inf, np.inf]), -1, 1))
    c('where', x > 0, x, np.zeros(3), want=np.where(x > 0, x, np.zeros(3)))
    c('where', np.array([[True], [False]]), np.arange(3, dtype='i4'), np.array(7, 'i4'), want=np.where(np.array([[True], [False]]), np.arange(3, dtype='i4'), np.array(7, 'i4')))
    c('where', np.zeros((0, 2), bool), np.zeros((0, 2)), np.ones((0, 2)), want=np.zeros((0, 2)))
