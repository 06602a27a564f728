"""Makes test/numpy/dtypes.json: the dtype that NumPy 2.4 gives for each operation and each choice of operands. `python test/numpy/make_dtypes.py`.

Operands are arrays of our dtypes, or Python numbers ('bool', 'int', 'float' in front of which stands 'weak '). null: NumPy has no such operation (TypeError).
Entries are [operands, result]; results are NumPy's own names, int64 and float16 among them.
"""
import json
import os
import warnings
import numpy as np

warnings.simplefilter('ignore')
dtypes = ['float32', 'float64', 'int32', 'uint32', 'bool']
weak = {'weak bool': True, 'weak int': 2, 'weak float': 2.5}
unary = {
    'abs': np.abs, 'neg': np.negative, 'sign': np.sign, 'square': np.square, 'reciprocal': np.reciprocal, 'sqrt': np.sqrt, 'cbrt': np.cbrt, 'exp': np.exp, 'expm1': np.expm1,
    'exp2': np.exp2, 'log': np.log, 'log1p': np.log1p, 'log2': np.log2, 'log10': np.log10, 'sin': np.sin, 'cos': np.cos, 'tan': np.tan, 'asin': np.arcsin, 'acos': np.arccos,
    'atan': np.arctan, 'sinh': np.sinh, 'cosh': np.cosh, 'tanh': np.tanh, 'asinh': np.arcsinh, 'acosh': np.arccosh, 'atanh': np.arctanh, 'deg2rad': np.deg2rad,
    'rad2deg': np.rad2deg, 'sinc': np.sinc, 'floor': np.floor, 'ceil': np.ceil, 'trunc': np.trunc, 'round': np.round, 'isnan': np.isnan, 'isfinite': np.isfinite, 'isinf': np.isinf,
    'signbit': np.signbit, 'logicalNot': np.logical_not, 'bitwiseNot': np.bitwise_not, 'bitwiseCount': np.bitwise_count, 'nanToNum': np.nan_to_num, 'spacing': np.spacing,
}
binary = {
    'add': np.add, 'sub': np.subtract, 'mul': np.multiply, 'div': np.divide, 'floorDivide': np.floor_divide, 'mod': np.mod, 'rem': np.fmod, 'pow': np.power, 'maximum': np.maximum,
    'minimum': np.minimum, 'fmax': np.fmax, 'fmin': np.fmin, 'atan2': np.arctan2, 'hypot': np.hypot, 'copysign': np.copysign, 'nextafter': np.nextafter, 'logaddexp': np.logaddexp,
    'logaddexp2': np.logaddexp2, 'heaviside': np.heaviside, 'equal': np.equal, 'notEqual': np.not_equal, 'less': np.less, 'lessEqual': np.less_equal, 'greater': np.greater,
    'greaterEqual': np.greater_equal, 'logicalAnd': np.logical_and, 'logicalOr': np.logical_or, 'logicalXor': np.logical_xor, 'bitwiseAnd': np.bitwise_and, 'bitwiseOr': np.bitwise_or,
    'bitwiseXor': np.bitwise_xor, 'leftShift': np.left_shift, 'rightShift': np.right_shift, 'gcd': np.gcd, 'lcm': np.lcm,
}


def result(function, *operands):
    try:
        return function(*operands).dtype.name
    except TypeError:
        return None


def value(name):
    return weak[name] if name in weak else np.ones(1, name)


rows = {name: [[[a], result(function, value(a))] for a in dtypes] for name, function in unary.items()}
for name, function in binary.items():
    pairs = [(a, b) for a in dtypes for b in [*dtypes, *weak]] + [(a, b) for a in weak for b in dtypes]
    rows[name] = [[[a, b], result(function, value(a), value(b))] for a, b in pairs]
with open(os.path.join(os.path.dirname(__file__), 'dtypes.json'), 'w') as file:
    file.write('{"numpy": "' + np.__version__ + '", "operations": {\n' + ',\n'.join(f'{json.dumps(name)}: {json.dumps(row)}' for name, row in rows.items()) + '\n}}\n')
