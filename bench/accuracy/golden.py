"""Writes exact values of float64 functions for measure.ts: python golden.py DIRECTORY [name …]
and the few that the tests keep: python golden.py --test test/ops/golden-float64.json

One file for each function, NAME.f64, of rows of doubles: the operands, the nearest double to the exact value (MPFR, 300 bits, through gmpy2),
and what is missing to the exact value, in units of the last place. Samples are pseudo-random with a fixed seed: uniform
over the ranges where a function does something, and uniform in the exponent over all magnitudes.
"""
import array
import json
import math
import os
import random
import sys

import gmpy2
from gmpy2 import mpfr

gmpy2.get_context().precision = 300
EACH = 40_000
LOG2 = gmpy2.log(mpfr(2))


def uniform(low, high):
    return lambda: random.uniform(low, high)


def magnitudes(low, high, sign=0):
    """2^low … 2^high, uniform in the exponent; sign 0 is either."""
    def draw():
        value = math.ldexp(random.uniform(1, 2), random.randint(low, high - 1))
        return value if sign > 0 or (sign == 0 and random.random() < 0.5) else -value
    return draw


EVERY = magnitudes(-1074, 1024)
POSITIVE = magnitudes(-1074, 1024, 1)
SMALL = magnitudes(-60, 0)


def near_quadrants():
    """Doubles next to multiples of pi/2, where sine, cosine and tangent cancel most."""
    n = random.randint(1, 1 << random.randint(1, 30))
    return float(n * gmpy2.const_pi() / 2) * random.choice((1, -1))


def exprel(x):
    return gmpy2.expm1(x) / x if x else mpfr(1)


def sigmoid(x):
    return 1 / (1 + gmpy2.exp(-x))


def softplus(x):
    return gmpy2.log1p(gmpy2.exp(x))


def sinc(x):
    return gmpy2.sin(gmpy2.const_pi() * x) / (gmpy2.const_pi() * x) if x else mpfr(1)


def lgamma(x):
    value, _ = gmpy2.lgamma(x)
    return value


def logaddexp(x, y):
    return max(x, y) + gmpy2.log1p(gmpy2.exp(-abs(x - y)))


def logaddexp2(x, y):
    return max(x, y) + gmpy2.log1p(gmpy2.exp2(-abs(x - y))) / LOG2


ROUND = [uniform(-1.5, 1.5), uniform(-30, 30), uniform(-1e5, 1e5), near_quadrants, EVERY]
FUNCTIONS = {
    # name: (function, ranges of each operand: lists are parallel)
    'exp': (gmpy2.exp, [[uniform(-2, 2), uniform(-745.2, 709.8), SMALL]]),
    'expm1': (gmpy2.expm1, [[uniform(-2, 2), uniform(-45, 709.8), SMALL, magnitudes(-1074, 0)]]),
    'exprel': (exprel, [[uniform(-2, 2), uniform(-745.2, 709), SMALL, magnitudes(-1074, 9, -1)]]),
    'exp2': (gmpy2.exp2, [[uniform(-2, 2), uniform(-1075, 1024), SMALL]]),
    'exp10': (gmpy2.exp10, [[uniform(-2, 2), uniform(-323.6, 308.25), SMALL]]),
    'sigmoid': (sigmoid, [[uniform(-2, 2), uniform(-745.2, 40), SMALL]]),
    'softplus': (softplus, [[uniform(-2, 2), uniform(-745.2, 40), uniform(-40, 1000), SMALL]]),
    'silu': (lambda x: x * sigmoid(x), [[uniform(-2, 2), uniform(-745.2, 40), SMALL]]),
    'tanh': (gmpy2.tanh, [[uniform(-1, 1), uniform(-20, 20), SMALL, EVERY]]),
    'sinh': (gmpy2.sinh, [[uniform(-1, 1), uniform(-710.47, 710.47), SMALL, magnitudes(-1074, 0)]]),
    'cosh': (gmpy2.cosh, [[uniform(-1, 1), uniform(-710.47, 710.47), SMALL]]),
    'asinh': (gmpy2.asinh, [[uniform(-1, 1), uniform(-30, 30), SMALL, EVERY]]),
    'acosh': (gmpy2.acosh, [[uniform(1, 1.1), uniform(1, 2), uniform(1, 100), magnitudes(0, 1024, 1)]]),
    'atanh': (gmpy2.atanh, [[uniform(-1, 1), uniform(0.9, 1), SMALL, magnitudes(-1074, 0)]]),
    'log': (gmpy2.log, [[uniform(0.5, 2), uniform(0.99, 1.01), uniform(0, 100), POSITIVE]]),
    'log2': (gmpy2.log2, [[uniform(0.5, 2), uniform(0.99, 1.01), uniform(0, 100), POSITIVE]]),
    'log10': (gmpy2.log10, [[uniform(0.5, 2), uniform(0.99, 1.01), uniform(0, 100), POSITIVE]]),
    'log1p': (gmpy2.log1p, [[uniform(-0.5, 1), uniform(-1, 10), SMALL, magnitudes(-1074, 1024, 1)]]),
    'sin': (gmpy2.sin, [ROUND]),
    'cos': (gmpy2.cos, [ROUND]),
    'tan': (gmpy2.tan, [ROUND]),
    'sinc': (sinc, [[uniform(-4, 4), uniform(-1000, 1000), SMALL]]),
    'asin': (gmpy2.asin, [[uniform(-1, 1), uniform(0.49, 0.51), uniform(0.99, 1), SMALL]]),
    'acos': (gmpy2.acos, [[uniform(-1, 1), uniform(0.49, 0.51), uniform(0.99, 1), uniform(-1, -0.99), SMALL]]),
    'atan': (gmpy2.atan, [[uniform(-1, 1), uniform(-10, 10), SMALL, EVERY]]),
    'atan2': (gmpy2.atan2, [[uniform(-1, 1), uniform(-10, 10), magnitudes(-300, 300)], [uniform(-1, 1), uniform(-10, 10), magnitudes(-300, 300)]]),
    'hypot': (gmpy2.hypot, [[uniform(-1, 1), uniform(0, 10), magnitudes(-300, 300), magnitudes(-1074, -1000), magnitudes(1000, 1023)],
                            [uniform(-1, 1), uniform(0, 10), magnitudes(-300, 300), magnitudes(-1074, -1000), magnitudes(1000, 1023)]]),
    'logaddexp': (logaddexp, [[uniform(-2, 2), uniform(-50, 50), uniform(-1000, 1000)], [uniform(-2, 2), uniform(-50, 50), uniform(-1000, 1000)]]),
    'logaddexp2': (logaddexp2, [[uniform(-2, 2), uniform(-50, 50), uniform(-1000, 1000)], [uniform(-2, 2), uniform(-50, 50), uniform(-1000, 1000)]]),
    'sqrt': (gmpy2.sqrt, [[uniform(0, 8), POSITIVE]]),
    'deg2rad': (lambda x: x * gmpy2.const_pi() / 180, [[uniform(-720, 720), magnitudes(-1000, 1000)]]),
    'rad2deg': (lambda x: x * 180 / gmpy2.const_pi(), [[uniform(-13, 13), magnitudes(-1000, 1000)]]),
    'cbrt': (gmpy2.cbrt, [[uniform(-8, 8), EVERY]]),
    'erf': (gmpy2.erf, [[uniform(-1, 1), uniform(-6, 6), SMALL]]),
    'erfc': (gmpy2.erfc, [[uniform(-1, 1), uniform(-6, 27), SMALL]]),
    'gammaln': (lgamma, [[uniform(0.5, 3), uniform(3, 20), uniform(0.01, 0.5), magnitudes(-1000, 1000, 1), uniform(-20, 0)]]),
    'pow': (lambda x, y: x ** y, [[uniform(0.5, 2), uniform(0, 50), POSITIVE, POSITIVE, uniform(0.999, 1.001)],
                                  [uniform(-1000, 1000), uniform(-150, 150), uniform(-1.1, 1.1), magnitudes(-60, 0), uniform(-700000, 700000)]]),
}


def rows_of(name, each):
    """Operands, the nearest double, and what is missing in last places."""
    function, operands = FUNCTIONS[name]
    random.seed(name)
    for ranges in zip(*operands):
        for _ in range(each):
            xs = [draw() for draw in ranges]
            exact = function(*(mpfr(x) for x in xs))
            nearest = float(exact)
            if math.isfinite(nearest):
                yield (*xs, nearest, float((exact - mpfr(nearest)) / mpfr(math.ulp(nearest))))


def write_binary(directory, names):
    os.makedirs(directory, exist_ok=True)
    for name in names or FUNCTIONS:
        rows = array.array('d')
        for row in rows_of(name, EACH):
            rows.extend(row)
        with open(os.path.join(directory, f'{name}.f64'), 'wb') as out:
            rows.tofile(out)


def write_test(path):
    """Operands and the nearest double only, eight of each range."""
    lines = [f'  "{name}": {json.dumps([row[:-1] for row in rows_of(name, 8)])}' for name in FUNCTIONS]
    with open(path, 'w') as out:
        out.write('{\n' + ',\n'.join(lines) + '\n}\n')


if __name__ == '__main__':
    if sys.argv[1] == '--test':
        write_test(sys.argv[2])
    else:
        write_binary(sys.argv[1], sys.argv[2:])
