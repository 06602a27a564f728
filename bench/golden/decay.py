"""Golden weights of GaussianDecay and DOGDecay from BrainPy, in float64: `python bench/golden/decay.py > test/golden/decay.json`.

One axis of cells: with two, BrainPy 2.6 numbers the cells of the columns in another order than those of the rows.
"""
import json
import math
import sys

import brainpy as bp
import brainpy.math as bm

bm.enable_x64()
span = (-math.pi, math.pi)
CASES = [
    # (class, arguments, options for BrainPy, options for ours)
    ('GaussianDecay', [2., 1.5], {}, {}),
    ('GaussianDecay', [0.5, 4.], dict(encoding_values=span, periodic_boundary=True), dict(encodingValues=span, periodicBoundary=True)),
    ('GaussianDecay', [1., 0.7], dict(include_self=False, min_w=0.1), dict(includeSelf=False, minW=0.1)),
    ('DOGDecay', [[1., 3.], [2., 0.8]], {}, {}),
    ('DOGDecay', [[0.4, 1.2], [2., 1.]], dict(encoding_values=span, periodic_boundary=True), dict(encodingValues=span, periodicBoundary=True)),
]


def run(name, arguments, theirs, ours):
    weights = getattr(bp.init, name)(*arguments, **theirs)(9)
    return dict(name=name, arguments=arguments, options=ours, weights=[[float(w) for w in row] for row in weights])


json.dump({'brainpy': bp.__version__, 'cells': 9, 'cases': [run(*case) for case in CASES]}, sys.stdout, indent=1)
