"""JAX on the CPU: its jit."""
import jax
import jax.numpy as jnp

from measure import measure_peer

jax.config.update("jax_platform_name", "cpu")
jax.config.update("jax_enable_x64", True)


@jax.jit
def gelu_of(x):
    return x * 0.5 * (1 + jnp.tanh(jnp.sqrt(2 / jnp.pi).astype(x.dtype) * (x + 0.044715 * x**3)))


@jax.jit
def next_weights(X, Y, w):
    return w - jnp.dot((1.0 / (1.0 + jnp.exp(-Y * jnp.dot(X, w))) - 1.0) * Y, X)


def gelu(numbers):
    x = jnp.asarray(numbers)
    return (lambda: gelu_of(x).block_until_ready()), (lambda: gelu_of(x))


def regression(points, labels, weights):
    X, Y, state = jnp.asarray(points), jnp.asarray(labels), [jnp.asarray(weights)]

    def step():
        state[0] = next_weights(X, Y, state[0]).block_until_ready()

    return step, lambda: state[0]


measure_peer("JAX, its jit", f"JAX {jax.__version__}", gelu, regression)
