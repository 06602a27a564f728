"""Makes test/numpy/golden/*.json: what NumPy gives for calls of our functions. Run with NumPy 2.3.5 (more.json and elements.json: 2.4.6): `python test/numpy/make.py`.

Each case is [our name, arguments, wanted, tolerance]; arrays are {dtype, shape, data} with NaN, infinities and -0 as text.
int64 results are int32 in our dtypes. Inputs of whole numbers are int32; the default float is float64 in these tests.
"""
import json
import math
import os
import numpy as np

folder = os.path.join(os.path.dirname(__file__), 'golden')
os.makedirs(folder, exist_ok=True)
groups: dict[str, list] = {}
names = {'float32': 'float32', 'float64': 'float64', 'int32': 'int32', 'int64': 'int32', 'uint32': 'uint32', 'bool': 'bool', 'uint8': 'uint32'}


def number(x):
    x = float(x)
    if math.isnan(x):
        return 'nan'
    if math.isinf(x):
        return 'inf' if x > 0 else '-inf'
    if x == 0 and math.copysign(1, x) < 0:
        return '-0'
    return int(x) if x.is_integer() and abs(x) < 1e15 else x


def encode(x):
    if isinstance(x, (np.ndarray, np.generic)):
        return {'dtype': names[x.dtype.name], 'shape': list(x.shape), 'data': [number(v) for v in np.ravel(x)]}
    if isinstance(x, dict):
        return {'options': {k: encode(v) for k, v in x.items()}}
    if isinstance(x, (list, tuple)):
        return {'list': [encode(v) for v in x]}
    if isinstance(x, slice):
        return {'slice': [x.start, x.stop, x.step]}
    if isinstance(x, float):
        return number(x)
    return x


def case(group, ours, *args, want, tol=0):
    """`tol` is relative to the largest size of the wanted elements."""
    groups.setdefault(group, []).append([ours, [encode(a) for a in args], encode(want), tol])


def save():
    for group, cases in groups.items():
        with open(os.path.join(folder, group + '.json'), 'w') as file:
            file.write('[\n' + ',\n'.join(json.dumps(c, separators=(',', ':')) for c in cases) + '\n]\n')


rng = np.random.default_rng(2)
i32 = np.int32
A = np.arange(6, dtype=i32).reshape(2, 3)
C = np.arange(24, dtype='f4').reshape(2, 3, 4)
V = np.array([3.5, -1, 2, 7, 0.25])
B = np.array([True, False, True, True])
E = np.zeros((0, 3), 'f4')
U = np.array([[1, 2**32 - 1], [5, 0]], 'u4')
S = np.array([np.nan, np.inf, -np.inf, -0.0, 0.0, 1e-310, 3.0])
R = rng.normal(size=(4, 5))
small = [A, C, V, B, E, U]

import cases_shapes  # noqa: E402
import cases_index  # noqa: E402
import cases_reduce  # noqa: E402
import cases_search  # noqa: E402
import cases_linalg  # noqa: E402
import cases_more  # noqa: E402
import cases_elements  # noqa: E402

for x in [
    A, C, V, B, U, R, S, np.float64(2.5), np.array(3, 'i4'), np.arange(40.0), np.linspace(0, 1, 23), np.array([1e10, 1.5]), np.array([1e-7, 1]), np.array([[1.0, np.nan], [np.inf, -2.5]]),
    np.arange(2000, dtype='i4'), np.arange(3000.0).reshape(30, 100), np.array([0.1, 0.2], 'f4'), np.array([1e5, 1e-3, 2], 'f4'), np.array([123456.789, 0.001]), np.zeros((2, 2, 2, 1)), np.array([-0.0, 0.0]),
    np.array([1.123456789123, 2.5]), np.array([100000.0, 99.5]), np.array([1e16, 1]), np.array([-1000000, 5], 'i4'),
]:
    groups.setdefault('print', []).append(['toString', [encode(np.asarray(x))], {'text': np.array2string(np.asarray(x), separator=', ', prefix='array(').replace('True', 'true').replace('False', 'false')}, 0])

for module in (cases_shapes, cases_index, cases_reduce, cases_search, cases_linalg, cases_more, cases_elements):
    module.add(case, {**globals()})
save()
print({group: len(cases) for group, cases in groups.items()}, sum(os.path.getsize(os.path.join(folder, f)) for f in os.listdir(folder)), 'bytes')
