"""BrainPy: the tutorial's two examples with its jit, on the CPU."""
import brainpy as bp
import brainpy.math as bm
import jax

from measure import measure_peer

bm.set_platform("cpu")
bm.enable_x64()


def gelu_of(x):
    sqrt = bm.sqrt(2 / bm.pi).astype(x.dtype)
    return x * (0.5 * (1.0 + bm.tanh(sqrt * (x + 0.044715 * x**3))))


class LogisticRegression(bp.BrainPyObject):
    def __init__(self, weights):
        super().__init__()
        self.w = bm.Variable(bm.asarray(weights))

    def __call__(self, X, Y):
        u = bm.dot((1.0 / (1.0 + bm.exp(-Y * bm.dot(X, self.w))) - 1.0) * Y, X)
        self.w.value = self.w - u


def gelu(numbers):
    x, f = bm.asarray(numbers), bm.jit(gelu_of)
    return (lambda: jax.block_until_ready(bm.as_jax(f(x)))), (lambda: bm.as_jax(f(x)))


def regression(points, labels, weights):
    X, Y = bm.asarray(points), bm.asarray(labels)
    model = LogisticRegression(weights)
    call = bm.jit(model)

    def step():
        call(X, Y)
        jax.block_until_ready(bm.as_jax(model.w.value))

    return step, lambda: bm.as_jax(model.w.value)


measure_peer("BrainPy, its jit", f"BrainPy {bp.__version__}", gelu, regression)
