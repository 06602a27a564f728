"""Numba: loops by hand, compiled with fastmath, one thread."""
import math

import numba
import numpy as np

from measure import measure_peer


@numba.njit(fastmath=True)
def gelu_loop(x, y, k, c, half, one):
    for i in range(x.size):
        v = x[i]
        y[i] = v * half * (one + math.tanh(k * (v + c * v * v * v)))


@numba.njit(fastmath=True)
def regression_loop(X, Y, w, u, one):
    # Sums of 4,096 rows at a time: in float32 one long sum would lose digits.
    for start in range(0, Y.size, 4096):
        s = np.zeros_like(w)
        for i in range(start, min(Y.size, start + 4096)):
            z = one - one
            for j in range(10):
                z += X[i, j] * w[j]
            g = (one / (one + math.exp(-Y[i] * z)) - one) * Y[i]
            for j in range(10):
                s[j] += g * X[i, j]
        u += s


def gelu(x):
    number = x.dtype.type
    y = np.empty_like(x)
    constants = (number(np.sqrt(2 / np.pi)), number(0.044715), number(0.5), number(1))
    return (lambda: gelu_loop(x, y, *constants)), (lambda: y)


def regression(X, Y, w):
    one = X.dtype.type(1)

    def step():
        u = np.zeros(w.size, np.float64)
        regression_loop(X, Y, w, u, one)
        w[:] = w - u

    return step, lambda: w


measure_peer("Numba, fastmath", f"Numba {numba.__version__}", gelu, regression)
