"""What all Python peers share: the twin of measure.mjs (same data, same order, same output)."""
import json
import os
import time

import numpy as np

DIMENSION = 10
FIRST_WEIGHT = 0.7
WARM = float(os.environ.get("BENCH_WARM_MS", 150)) / 1e3
MEASURE = float(os.environ.get("BENCH_MEASURE_MS", 300)) / 1e3


def uniform(seed, count):
    """Uniform numbers in [0, 1): state / 2^32 of the 32-bit generator of Numerical Recipes, by doubling what is there."""
    states = np.empty(count, np.uint32)
    states[0] = (seed * 1664525 + 1013904223) & 0xFFFFFFFF
    a, c, done = 1664525, 1013904223, 1
    while done < count:
        more = min(done, count - done)
        states[done:done + more] = states[:more] * np.uint32(a) + np.uint32(c)
        a, c, done = (a * a) & 0xFFFFFFFF, (a * c + c) & 0xFFFFFFFF, done * 2
    return states / 4294967296.0


def gelu_error(x, y):
    """The largest distance from gelu in float64."""
    x = x.astype(np.float64)
    exact = x * 0.5 * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x * x * x)))
    return float(np.max(np.abs(exact - np.asarray(y, np.float64))))


def timed(run):
    """Warms up, then takes samples; milliseconds."""
    start = time.perf_counter()
    while True:
        run()
        if time.perf_counter() - start >= WARM:
            break
    samples, end = [], time.perf_counter() + MEASURE
    while len(samples) < 5 or time.perf_counter() < end:
        before = time.perf_counter()
        run()
        samples.append((time.perf_counter() - before) * 1e3)
    samples.sort()
    return {"median": samples[len(samples) // 2], "best": samples[0]}


def listed(name):
    return [item for item in os.environ.get(name, "").split(",") if item]


def show(**line):
    print(json.dumps(line), flush=True)


def measure_peer(peer, version, gelu, regression):
    """First the check, then the time.

    gelu(x) gives (run, result); regression(X, Y, w) gives (step, weights). Both get NumPy arrays.
    """
    show(peer=peer, version=version)
    for size in listed("BENCH_W1"):
        for dtype in listed("BENCH_DTYPES"):
            x = uniform(1, int(size)).astype(dtype)
            run, result = gelu(x)
            before = time.perf_counter()
            run()
            first = (time.perf_counter() - before) * 1e3
            error = gelu_error(x, result())
            show(workload="W1", peer=peer, dtype=dtype, size=int(size), error=error, first=first, **timed(run))
    for size in listed("BENCH_W2"):
        for dtype in listed("BENCH_DTYPES"):
            points = int(size)
            numbers = uniform(2, points * (DIMENSION + 1)).astype(dtype)
            X, Y = numbers[:points * DIMENSION].reshape(points, DIMENSION), numbers[points * DIMENSION:]
            step, weights = regression(X, Y, np.full(DIMENSION, FIRST_WEIGHT, dtype))
            before = time.perf_counter()
            step()
            first = (time.perf_counter() - before) * 1e3
            after_one = [float(w) for w in weights()]
            show(workload="W2", peer=peer, dtype=dtype, size=points, weights=after_one, first=first, **timed(step))
