"""How NumPy prints: `python test/numpy/make_print.py` writes files/print.json (NumPy's version is in it)."""
import json
import pathlib

import numpy as np

cases = []


def element(x, kind):
    if kind != "f":
        return bool(x) if kind == "b" else int(x)
    if np.isnan(x):
        return "nan"
    if np.isinf(x):
        return "inf" if x > 0 else "-inf"
    return "-0" if x == 0 and np.signbit(x) else float(x)


def add(a):
    a = np.asarray(a)
    flat = a.ravel()
    # Long arrays count up from their first element.
    data = [element(x, a.dtype.kind) for x in (flat if flat.size <= 150 else flat[:1])]
    cases.append({"dtype": a.dtype.name, "shape": list(a.shape), "data": data, "text": np.array2string(a, separator=", ", prefix="array(", suffix=")")})


rng = np.random.default_rng(0)
smallest = {"float32": (1e-38, 1e-45, 3.4e38), "float64": (1e-300, 5e-324, 1.7976931348623157e308)}
for dtype, (small, subnormal, large) in smallest.items():
    for values in (
        [], [0], [-0.0], [1, 2, 3], [0.1, 0.2], [1e-5, 1], [1e10, 1], [1e16, 1], [1e-10, 1e10], [np.nan, 1, np.inf], [np.nan], [np.inf, -np.inf], [-1.5, np.nan, 3], [1e8],
        [123456789.0], [0.00012], [0.0001], [1e15], [3.14159265358979], [1 / 3, 2 / 3, -1 / 3], [1.0, 1.5, 1000.25], [100000.5, 0.001], [small, 1], [subnormal], [large, 1],
        [-0.0, 0.0, 1], [1e5, 1e6, 1e7], [1234.5678, 0.0001234], 3.5, np.nan, -0.0, 1e20, 2,
    ):
        add(np.array(values, dtype=dtype))
    for shape in ((3, 4), (2, 3, 4), (40,), (5, 30)):
        add((rng.normal(size=shape) * 10 ** len(shape)).round(6).astype(dtype))
    add(np.arange(1000, 2001).astype(dtype))
    add(np.arange(2000).reshape(40, 50).astype(dtype))
    add(np.arange(1200).reshape(10, 20, 6).astype(dtype))
    for shape in ((0, 3), (3, 0), (2, 0, 2), (1, 1, 1), (2, 2, 2, 2)):
        add(np.zeros(shape, dtype))
for dtype in ("int32", "uint32"):
    add(np.array([1, 20, 300], dtype))
    add(np.array(7, dtype))
    add(np.arange(24, dtype=dtype).reshape(2, 3, 4))
    add(np.arange(1500, dtype=dtype))
    add(np.arange(100, dtype=dtype))
add(np.array([-1, 2147483647, -2147483648], "int32"))
add(np.array([4294967295, 0], "uint32"))
for values in ([True, False], [[True], [False]], True, False):
    add(np.array(values))
add(rng.random((3, 5)) > 0.5)
add(np.zeros(60, bool))

path = pathlib.Path(__file__).parent / "files" / "print.json"
path.write_text(json.dumps({"numpy": np.__version__, "cases": cases}) + "\n")
