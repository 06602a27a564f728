"""Values of npbench's kernels: runs the NumPy versions of a checkout of github.com/spcl/npbench on small inputs.

    python make.py PATH_OF_NPBENCH > golden.json      # made with NumPy 2.x, npbench at the commit in golden.json

Nothing of npbench is kept here but the numbers. Inputs come from a seeded generator and stand in the file.
"""
import copy
import importlib.util
import json
import os
import subprocess
import sys

import numpy as np

root = sys.argv[1]
rng = np.random.default_rng(1)
cases = {}


def load(path, name):
    spec = importlib.util.spec_from_file_location(name, os.path.join(root, 'npbench/benchmarks', path, name + '_numpy.py'))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def plain(value):
    if isinstance(value, np.ndarray) or isinstance(value, np.generic):
        value = np.asarray(value)
        dtype = {'float64': 'float64', 'int32': 'int32', 'int64': 'int32', 'float32': 'float64'}[str(value.dtype)]
        return {'shape': list(value.shape), 'dtype': dtype, 'data': [float(x) if np.isfinite(x) else str(x) for x in value.ravel()]}
    if isinstance(value, (tuple, list)):
        return [plain(one) for one in value]
    return value


def case(path, kernel, args, *, name=None, function=None, given=None, takes=None):
    """`takes`: the positions of arguments that are written and count as results; `given`: the arguments of our version, where it has others."""
    name = name or kernel
    module = load(path, kernel)
    run = getattr(module, function or 'kernel')
    mine = given if given is not None else copy.deepcopy(args)
    result = run(*args)
    if takes is not None:
        written = [args[i] for i in takes]
        result = written[0] if len(written) == 1 else written
    cases[name] = {'args': plain(copy.deepcopy(mine)), 'result': plain(result)}


def r(*shape):
    return rng.uniform(-1, 1, shape)


def spd(n):
    a = r(n, n)
    return a @ a.T + n * np.eye(n)


p = 'polybench/'
case(p + 'jacobi_1d', 'jacobi_1d', [6, r(30), r(30)], takes=[1, 2])
case(p + 'jacobi_2d', 'jacobi_2d', [5, r(9, 11), r(9, 11)], takes=[1, 2])
case(p + 'seidel_2d', 'seidel_2d', [4, 8, r(8, 8)], takes=[2])
case(p + 'heat_3d', 'heat_3d', [4, r(6, 6, 6), r(6, 6, 6)], takes=[1, 2])
case(p + 'fdtd_2d', 'fdtd_2d', [5, r(7, 8), r(7, 8), r(7, 8), r(5)], takes=[1, 2, 3])
case(p + 'adi', 'adi', [3, 8, r(8, 8)])
case(p + 'deriche', 'deriche', [0.25, r(6, 7)])
out = np.zeros((5, 6, 3))
inp, coeff = r(9, 10, 3), r(5, 6, 3)
case('weather_stencils/hdiff', 'hdiff', [inp, out, coeff], function='hdiff', given=[inp, coeff], takes=[1])
case('weather_stencils/vadv', 'vadv', [r(4, 3, 5), r(4, 3, 5), r(5, 3, 5), r(4, 3, 5), r(4, 3, 5), 0.15], function='vadv', takes=[0])
case('cavity_flow', 'cavity_flow', [7, 6, 4, 5, r(6, 7) * 0, r(6, 7) * 0, 0.001, 2 / 6, 2 / 5, r(6, 7), 1, 0.1], function='cavity_flow', takes=[4, 5, 9])

case(p + 'gemm', 'gemm', [1.5, 1.2, r(4, 5), r(4, 6), r(6, 5)], takes=[2])
case(p + 'k2mm', 'k2mm', [1.5, 1.2, r(4, 5), r(5, 6), r(6, 3), r(4, 3)], takes=[5])
case(p + 'k3mm', 'k3mm', [r(4, 5), r(5, 6), r(6, 3), r(3, 7)])
case(p + 'gesummv', 'gesummv', [1.5, 1.2, r(6, 6), r(6, 6), r(6)])
case(p + 'atax', 'atax', [r(5, 7), r(7)])
case(p + 'bicg', 'bicg', [r(5, 7), r(7), r(5)])
case(p + 'mvt', 'mvt', [r(6), r(6), r(6), r(6), r(6, 6)], takes=[0, 1])
a, vectors = r(6, 6), [r(6) for _ in range(8)]
u1, v1, u2, v2, w, x, y, z = vectors
w = np.zeros(6)
case(p + 'gemver', 'gemver', [1.5, 1.2, a, u1, v1, u2, v2, w, x, y, z], given=copy.deepcopy([1.5, 1.2, a, u1, v1, u2, v2, x, y, z]), takes=[2, 7, 8])
case(p + 'syrk', 'syrk', [1.5, 1.2, r(6, 6), r(6, 4)], takes=[2])
case(p + 'syr2k', 'syr2k', [1.5, 1.2, r(6, 6), r(6, 4), r(6, 4)], takes=[2])
case(p + 'symm', 'symm', [1.5, 1.2, r(5, 6), r(5, 5), r(5, 6)], takes=[2])
case(p + 'trmm', 'trmm', [1.5, r(5, 5), r(5, 6)], takes=[2])
l, xs, b = np.tril(r(6, 6)) + 3 * np.eye(6), np.zeros(6), r(6)
case(p + 'trisolv', 'trisolv', [l, xs, b], given=[l, b], takes=[1])
case(p + 'cholesky', 'cholesky', [spd(6)], takes=[0])
case(p + 'cholesky2', 'cholesky2', [spd(6)], takes=[0])
case(p + 'lu', 'lu', [spd(6)], takes=[0])
case(p + 'ludcmp', 'ludcmp', [spd(6), r(6)])
case(p + 'durbin', 'durbin', [r(9)])
case(p + 'gramschmidt', 'gramschmidt', [r(7, 5)])
case(p + 'floyd_warshall', 'floyd_warshall', [rng.integers(1, 100, (7, 7)).astype(np.float64)], takes=[0])
case(p + 'covariance', 'covariance', [5, 8.0, r(8, 5)])
case(p + 'correlation', 'correlation', [5, 8.0, r(8, 5)])
data = r(8, 5)
case(p + 'covariance2', 'covariance2', [5, 8.0, data], given=[data])
case(p + 'doitgen', 'doitgen', [3, 4, 5, r(3, 4, 5), r(5, 5)], takes=[3])
case('spmv', 'spmv', [np.array([0, 2, 2, 5, 7], np.int32), np.array([0, 3, 1, 2, 4, 0, 4], np.int32), r(7), r(5)], function='spmv')

case('deep_learning/softmax', 'softmax', [r(2, 3, 4, 5) * 20], function='softmax')
case('deep_learning/mlp', 'mlp', [r(4, 3), r(3, 6), r(6), r(6, 7), r(7), r(7, 5), r(5)], function='mlp')
case('deep_learning/conv2d_bias', 'conv2d', [r(2, 7, 8, 3), r(3, 3, 3, 4), r(4)], name='conv2d_bias', function='conv2d_bias')
lenet = load('deep_learning/lenet', 'lenet')
args = [r(2, 7, 7, 2), r(2, 2, 2, 3), r(3), r(27, 5), r(5)]
image, conv1, bias1, w1, b1 = args
wanted = lenet.relu(np.reshape(lenet.maxpool2d(lenet.relu(lenet.conv2d(image, conv1).astype(np.float64) + bias1)), (2, 27)) @ w1 + b1)
cases['lenet'] = {'args': plain(args), 'result': plain(wanted), 'tolerance': 1e-6}
resnet = load('deep_learning/resnet', 'resnet')
args = [r(3, 4, 5, 4), r(1, 1, 4, 2), r(3, 3, 2, 4)]
padded = np.zeros((3, 6, 7, 2))
padded[:, 1:-1, 1:-1, :] = resnet.conv2d(args[0], args[1])
hidden = resnet.relu(resnet.batchnorm2d(padded))
cases['resnet'] = {'args': plain(args), 'result': plain(resnet.relu(resnet.batchnorm2d(resnet.conv2d(hidden, args[2])) + args[0])), 'tolerance': 1e-4}
cases['conv2d_bias']['tolerance'] = 1e-6
case('pythran/arc_distance', 'arc_distance', [r(20), r(20), r(20), r(20)], function='arc_distance')
case('go_fast', 'go_fast', [r(6, 6)], function='go_fast')
ints = [rng.integers(0, 1000, (5, 6)).astype(np.int32) for _ in range(2)]
case('compute', 'compute', [*ints, np.int32(4), np.int32(3), np.int32(9)], function='compute', given=ints)
case('azimint_naive', 'azimint_naive', [r(200), np.abs(r(200)), 10], function='azimint_naive')
values, radius = r(200), np.abs(r(200))
case('azimint_hist', 'azimint_hist', [values, radius, 10], function='azimint_hist', given=[values, radius])
mandel = load('mandelbrot1', 'mandelbrot1')
args = [-1.75, 0.25, -1.0, 1.0, 9, 8, 12]
Z, N = mandel.mandelbrot(*args)
cases['mandelbrot1'] = {'args': args, 'result': plain([Z.real.copy(), Z.imag.copy(), N])}
args = [rng.uniform(0.1, 1, (6, 1)), r(6, 3), r(6, 3)]
case('nbody', 'nbody', [*args, 6, 4, 0.01, 1.0, 0.1], function='nbody', given=copy.deepcopy([*args, 4, 0.01, 1.0, 0.1]))
message = rng.integers(0, 256, 50).astype(np.int32)
case('crc16', 'crc16', [[int(b) for b in message], 0x8408], function='crc16', given=[message, 0x8408])
case(p + 'nussinov', 'nussinov', [9, rng.integers(0, 4, 9).astype(np.int32)])
idx = rng.integers(0, 3, (3, 2)).astype(np.int32)
case('scattering_self_energies', 'scattering_self_energies', [idx, r(3, 2, 2, 2, 2), r(2, 2, 3, 2, 2), r(2, 2, 3, 2, 2, 2), np.zeros((2, 2, 3, 2, 2))], function='scattering_self_energies', takes=[4])

args = [-1.75, 0.25, -1.0, 1.0, 9, 8, 12]
Z, N = load('mandelbrot2', 'mandelbrot2').mandelbrot(*args)
cases['mandelbrot2'] = {'args': args, 'result': plain([Z.real.copy(), Z.imag.copy(), N])}
size = (5, 6)
# A step long enough to be at rest after some dozens of steps.
args = [4, np.zeros(size), np.zeros(size), 0.1, 2 / 5, 2 / 4, np.ones(size), 1.0, 0.2, 1.0]
mine = plain(copy.deepcopy(args))
steps = load('channel_flow', 'channel_flow').channel_flow(*args)
cases['channel_flow'] = {'args': mine, 'result': plain([steps, args[1], args[2], args[6]])}

commit = subprocess.run(['git', '-C', root, 'rev-parse', 'HEAD'], capture_output=True, text=True).stdout.strip()
json.dump({'numpy': np.__version__, 'npbench': commit, 'cases': cases}, sys.stdout, indent=None, separators=(',', ':'))
