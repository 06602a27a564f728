"""Makes the polynomials of transformer/ops: minimax fits by the Remez exchange, rounded to the dtype one after another.

python -m venv .venv && .venv/bin/pip install -r requirements.txt && .venv/bin/python coefficients.py [name …]

Each fit approximates `target(x)` by sum c[k] x^power[k] on [low, high], with the error weighted by `weight(x)` (so that it counts in
units of the function's own last place). After the first fit, coefficients are rounded from the lowest power on, and the
rest is fitted again each time, which loses far less than rounding all of them at the end.
"""
import sys
from mpmath import mp, mpf

mp.prec = 200


def round_to(value, bits):
    """The nearest number with `bits` bits of mantissa."""
    if value == 0:
        return mpf(0)
    exponent = int(mp.floor(mp.log(abs(value), 2))) + 1 - bits
    return mpf(int(mp.nint(value / mpf(2) ** exponent))) * mpf(2) ** exponent


def remez(target, weight, powers, low, high):
    """The minimax coefficients and the largest weighted error."""
    n = len(powers) + 1
    points = [(low + high) / 2 - (high - low) / 2 * mp.cos(mp.pi * (2 * k + 1) / (2 * n)) for k in range(n)]
    # Dense Chebyshev-spaced grid: extrema are found to grid accuracy, enough for a fit to a few per cent of the optimum.
    size = 60 * n
    grid = [(low + high) / 2 - (high - low) / 2 * mp.cos(mp.pi * k / size) for k in range(size + 1)]
    values = [(x, target(x), weight(x)) for x in grid]
    lookup = {x: (t, w) for x, t, w in values}
    for _ in range(12):
        rows, right = [], []
        for k, x in enumerate(points):
            t, w = lookup[x] if x in lookup else (target(x), weight(x))
            rows.append([x ** p for p in powers] + [mpf((-1) ** k) / w])
            right.append(t)
        solution = mp.lu_solve(mp.matrix(rows), mp.matrix(right))
        coefficients = [solution[k] for k in range(len(powers))]
        level = abs(solution[len(powers)])
        errors = [w * (sum(c * x ** p for c, p in zip(coefficients, powers)) - t) for x, t, w in values]
        # One extremum for each run of equal sign.
        extrema, best = [], 0
        for k in range(1, len(errors)):
            if (errors[k] > 0) != (errors[best] > 0):
                extrema.append(best)
                best = k
            elif abs(errors[k]) > abs(errors[best]):
                best = k
        extrema.append(best)
        while len(extrema) > n:
            extrema.pop(0 if abs(errors[extrema[0]]) < abs(errors[extrema[-1]]) else -1)
        if len(extrema) < n:
            break
        points = [grid[k] for k in extrema]
        worst = max(abs(errors[k]) for k in extrema)
        if worst < level * mpf('1.001'):
            break
    return coefficients, max(abs(e) for e in errors)


def least_squares(target, weight, powers, low, high):
    """The weighted least-squares fit on Chebyshev nodes: close to minimax, and sound where the exchange is not (powers without 1)."""
    size = 20 * len(powers)
    nodes = [(low + high) / 2 - (high - low) / 2 * mp.cos(mp.pi * (2 * k + 1) / (2 * size)) for k in range(size)]
    rows = [[weight(x) * x ** p for p in powers] for x in nodes]
    right = [weight(x) * target(x) for x in nodes]
    n = len(powers)
    normal = mp.matrix([[sum(row[i] * row[j] for row in rows) for j in range(n)] for i in range(n)])
    return mp.lu_solve(normal, mp.matrix([sum(row[i] * t for row, t in zip(rows, right)) for i in range(n)]))


def fit(target, powers, low, high, bits, weight=lambda x: mpf(1)):
    low, high = mpf(low), mpf(high)
    rounded, left = [], list(powers)
    while left:
        done = list(zip(powers, rounded))
        rest = lambda x: target(x) - sum(c * x ** p for p, c in done)
        if done:
            coefficients = least_squares(rest, weight, left, low, high)
        else:
            coefficients, error = remez(rest, weight, left, low, high)
        rounded.append(round_to(coefficients[0], bits))
        left = left[1:]
    size = 2000
    worst = mpf(0)
    for k in range(size + 1):
        x = (low + high) / 2 - (high - low) / 2 * mp.cos(mp.pi * (k + mpf('0.37')) / (size + 1))
        worst = max(worst, abs(weight(x) * (sum(c * x ** p for p, c in zip(powers, rounded)) - target(x))))
    return rounded, worst


def exp_rest(r):
    """(e^r - 1 - r) / r^2"""
    return mp.mpf('0.5') + r / 6 if abs(r) < mpf(10) ** -30 else (mp.exp(r) - 1 - r) / r ** 2


def exp_weight(r):
    """r^2 / e^r, kept away from 0 in the middle, where the exchange would lose its alternation."""
    return (r ** 2 + mpf('0.01')) / mp.exp(r)


def log_rest(z):
    """With s^2 = z: (log((1 + s)/(1 - s)) - 2 s) / s"""
    if abs(z) < mpf(10) ** -30:
        return 2 * z / 3
    s = mp.sqrt(z)
    return (mp.log((1 + s) / (1 - s)) - 2 * s) / s


def pow_log_rest(z):
    """With s^2 = z: (3/2 log((1 + s)/(1 - s)) / s - 3 - z) / z^2"""
    if abs(z) < mpf(10) ** -15:
        return mpf(3) / 5 + 3 * z / 7
    s = mp.sqrt(z)
    return (mpf(3) / 2 * mp.log((1 + s) / (1 - s)) / s - 3 - z) / z ** 2


def erf_rest(z):
    """With x^2 = z: (erf(x) - x) / x"""
    if abs(z) < mpf(10) ** -30:
        return 2 / mp.sqrt(mp.pi) - 1
    x = mp.sqrt(z)
    return (mp.erf(x) - x) / x


def log_erfc(x):
    return mp.log(mp.erfc(x))


def sin_rest(z):
    """With x^2 = z: (sin x - x) / x^3"""
    if abs(z) < mpf(10) ** -25:
        return -mpf(1) / 6 + z / 120
    x = mp.sqrt(z)
    return (mp.sin(x) - x) / (x * z)


def cos_rest(z):
    """With x^2 = z: (cos x - 1 + z/2) / z^2"""
    if abs(z) < mpf(10) ** -25:
        return mpf(1) / 24 - z / 720
    return (mp.cos(mp.sqrt(z)) - 1 + z / 2) / z ** 2


def sinh_rest(z):
    if abs(z) < mpf(10) ** -25:
        return mpf(1) / 6 + z / 120
    x = mp.sqrt(z)
    return (mp.sinh(x) - x) / (x * z)


def atan_rest(z):
    if abs(z) < mpf(10) ** -25:
        return -mpf(1) / 3 + z / 5
    x = mp.sqrt(z)
    return (mp.atan(x) - x) / (x * z)


def asin_rest(z):
    if abs(z) < mpf(10) ** -25:
        return mpf(1) / 6 + 3 * z / 40
    x = mp.sqrt(z)
    return (mp.asin(x) - x) / (x * z)


def erfc_scaled(t):
    """With t = (x - 4)/(x + 4): (1 + 2 x) e^(x^2) erfc x"""
    x = 4 * (1 + t) / (1 - t)
    return (1 + 2 * x) * mp.exp(x * x) * mp.erfc(x)


def gammaln_rest(t):
    """lgamma(1.5 + t) / ((t + 1/2) (t - 1/2)), on 1 … 2"""
    x = mpf('1.5') + t
    if abs(x - 1) < mpf(10) ** -20:
        return mp.euler
    if abs(x - 2) < mpf(10) ** -20:
        return 1 - mp.euler
    return mp.loggamma(x) / ((x - 1) * (x - 2))


def stirling_rest(z):
    """With z = 1/x^2: x (lgamma(x) - (x - 1/2) log x + x - log(2 pi)/2)"""
    if z < mpf(10) ** -6:
        return mpf(1) / 12 - z / 360 + z ** 2 / 1260 - z ** 3 / 1680
    x = 1 / mp.sqrt(z)
    return x * (mp.loggamma(x) - (x - mpf('0.5')) * mp.log(x) + x - mp.log(2 * mp.pi) / 2)


LN2_HALF = '0.34661'
FITS = {
    # name: (target, powers, low, high, bits, weight)
    'exp32': (exp_rest, range(5), '-' + LN2_HALF, LN2_HALF, 24, exp_weight),
    'exp64': (exp_rest, range(10), '-' + LN2_HALF, LN2_HALF, 53, exp_weight),
    'log32': (log_rest, range(1, 5), '1e-9', '0.02945', 24, lambda z: mpf(1)),
    'log64': (log_rest, range(1, 8), '1e-12', '0.02945', 53, lambda z: mpf(1)),
    'erf32small': (erf_rest, range(0, 7), '1e-9', '0.86', 24, lambda z: mp.sqrt(z) / mp.erf(mp.sqrt(z))),
    'erf64small': (erf_rest, range(0, 13), '1e-12', '0.86', 53, lambda z: mp.sqrt(z) / mp.erf(mp.sqrt(z))),
    'erf32large': (log_erfc, range(0, 7), '0.91', '4', 24, lambda x: mp.erfc(x)),
    'erf64large': (log_erfc, range(0, 19), '0.91', '5.95', 53, lambda x: mp.erfc(x)),
    'sin64': (sin_rest, range(6), '1e-12', '0.6169', 53, lambda z: z ** mpf('1.5') / mp.sin(mp.sqrt(z)) + mpf('0.001')),
    'cos64': (cos_rest, range(6), '1e-12', '0.6169', 53, lambda z: z ** 2 + mpf('0.001')),
    'sin64for32': (sin_rest, range(5), '1e-12', '2.468', 53, lambda z: z ** mpf('1.5') / mp.sin(mp.sqrt(z)) + mpf('0.01')),
    'sin64for32quarter': (sin_rest, range(4), '1e-12', '0.6169', 53, lambda z: z ** mpf('1.5') / mp.sin(mp.sqrt(z)) + mpf('0.001')),
    'cos64for32quarter': (cos_rest, range(4), '1e-12', '0.6169', 53, lambda z: z ** 2 + mpf('0.001')),
    'sinh64': (sinh_rest, range(8), '1e-12', '1', 53, lambda z: z + mpf('0.01')),
    'atan64': (atan_rest, range(11), '1e-12', '0.1717', 53, lambda z: z + mpf('0.005')),
    'asin64': (asin_rest, range(12), '1e-12', '0.2501', 53, lambda z: z + mpf('0.005')),
    'cbrt64': (lambda m: mp.cbrt(m), range(5), '0.707', '1.4143', 53, lambda m: 1 / mp.cbrt(m)),
    'erfc64': (erfc_scaled, range(23), '-1', '0.7421', 53, lambda t: mpf(1)),
    'gammaln64': (gammaln_rest, range(22), '-0.5', '0.5', 53, lambda t: mpf(1)),
    'stirling64': (stirling_rest, range(8), '1e-12', '0.0157', 53, lambda z: mpf(1)),
    'pow64log': (pow_log_rest, range(0, 8), '1e-12', '0.02945', 53, lambda z: mpf(1)),
    'log2in64for32': (lambda z: 2 / mp.log(2) if z < mpf(10) ** -30 else mp.log((1 + mp.sqrt(z)) / (1 - mp.sqrt(z)), 2) / mp.sqrt(z), range(0, 6), '1e-12', '0.02945', 53, lambda z: mpf(1)),
    'exp2in64for32': (lambda r: mpf(2) ** r, range(0, 8), '-0.5001', '0.5001', 53, lambda r: mpf(1) / mpf(2) ** r),
}

if __name__ == '__main__':
    for name, (target, powers, low, high, bits, weight) in FITS.items():
        if len(sys.argv) > 1 and name not in sys.argv[1:]:
            continue
        coefficients, error = fit(target, list(powers), low, high, bits, weight)
        print(f'{name}: largest error {mp.nstr(error, 3)}')
        for c in coefficients:
            print(f'  {mp.nstr(c, 10 if bits == 24 else 18)},')
