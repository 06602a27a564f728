"""Golden traces of couplings from BrainPy, in float64: `python bench/golden/couplings.py > test/golden/couplings.json`.

Each case is three populations (FitzHugh-Nagumo) that a coupling of their rates joins; the file holds every 25th value of all rates x. All delays
are of two steps or more: BrainPy 2.6.1 reads a row that is too old for one step.
"""
import json
import sys

import brainpy as bp
import brainpy.math as bm

bm.enable_x64()
bm.set_dt(0.1)

X0, Y0 = [0.01, 0.02, 0.04], [0.03, 0.01, 0.]
WEIGHTS = [[0., 0.3, 0.1], [0.2, 0., 0.], [0.05, 0.25, 0.]]
DELAYS = [[2, 12, 31], [7, 2, 2], [3, 25, 2]]
STEPS, EVERY, BEFORE = 1000, 25, 0.02

CASES = {
    'DiffusiveCoupling': ('DiffusiveCoupling', None),
    'DiffusiveCoupling, one delay': ('DiffusiveCoupling', 9),
    'DiffusiveCoupling, delays': ('DiffusiveCoupling', DELAYS),
    'AdditiveCoupling': ('AdditiveCoupling', None),
    'AdditiveCoupling, delays': ('AdditiveCoupling', DELAYS),
}


def run(case):
    kind, delays = CASES[case]
    given = lambda values: bp.init.Constant(bm.asarray(values))
    areas = bp.rates.FHN(3, x_initializer=given(X0), y_initializer=given(Y0))
    variables = [areas.x, areas.x] if kind == 'DiffusiveCoupling' else [areas.x]
    steps = bm.asarray(delays) if isinstance(delays, list) else delays
    coupling = getattr(bp.dyn, kind)(*variables, areas.input, conn_mat=bm.asarray(WEIGHTS), delay_steps=steps, initial_delay_data=bp.init.Constant(BEFORE))
    runner = bp.DSRunner(bp.Network(areas, coupling), monitors={'x': areas.x}, inputs=[(areas.input, 0.8)], progress_bar=False)
    runner.run((STEPS + 0.5) * 0.1)
    return dict(kind=kind, delays=delays, x=[[float(v) for v in row] for row in runner.mon['x'][::EVERY]])


given = dict(x=X0, y=Y0, weights=WEIGHTS, before=BEFORE, input=0.8, steps=STEPS, every=EVERY)
json.dump({'brainpy': bp.__version__, 'script': 'bench/golden/couplings.py', 'given': given, 'cases': {case: run(case) for case in CASES}}, sys.stdout, indent=1)
