"""NumPy, one call per operation."""
import numpy as np

from measure import measure_peer


def gelu(x):
    k, half, c = x.dtype.type(np.sqrt(2 / np.pi)), x.dtype.type(0.5), x.dtype.type(0.044715)

    def run():
        return x * half * (1 + np.tanh(k * (x + c * (x * x * x))))  # x ** 3 is slower

    return run, run


def regression(X, Y, w):
    def step():
        np.subtract(w, np.dot((1 / (1 + np.exp(-Y * np.dot(X, w))) - 1) * Y, X), out=w)

    return step, lambda: w


measure_peer("NumPy", f"NumPy {np.__version__}", gelu, regression)
