"""Golden traces of rate models from BrainPy, in float64: `python bench/golden/rates.py > test/golden/rates.json`.

Each case is one population from given rates, with constant inputs; the file holds every 25th value of both rates.
"""
import json
import sys

import brainpy as bp
import brainpy.math as bm

bm.enable_x64()
bm.set_dt(0.1)


class StuartLandauOscillator(bp.rates.StuartLandauOscillator):
    """With y' = … + w x: BrainPy has - w y there."""

    def dy(self, y, t, x, y_ext, a, w):
        return (a - x * x - y * y) * y + w * x + y_ext


CASES = {
    # name: (class, inputs of x and y, dt)
    'FHN': (bp.rates.FHN, (1., 0.02), 0.1),
    # Ours takes the delay in steps.
    'FeedbackFHN': (bp.rates.FeedbackFHN, (0.1, 0.02), 0.1),
    'QIF': (bp.rates.QIF, (3., 0.5), 0.01),
    'StuartLandauOscillator': (StuartLandauOscillator, (0.02, 0.01), 0.1),
    'WilsonCowanModel': (bp.rates.WilsonCowanModel, (0.6, 0.1), 0.1),
    'ThresholdLinearModel': (bp.rates.ThresholdLinearModel, (10., 20.), 0.001),
}

# BrainPy's names for ours.
NAMES = {'ThresholdLinearModel': {'x': 'e', 'y': 'i', 'input': 'Ie', 'input_y': 'Ii'}}


def run(name):
    kind, (x, y), dt = CASES[name]
    theirs = lambda ours: NAMES.get(name, {}).get(ours, ours)
    model = kind(1, **{f'{theirs(s)}_initializer': bp.init.Constant(v) for s, v in (('x', 0.03), ('y', 0.01))})
    monitors = {s: getattr(model, theirs(s)) for s in ('x', 'y')}
    runner = bp.DSRunner(model, monitors=monitors, inputs=[(theirs('input'), x), (theirs('input_y'), y)], dt=dt, progress_bar=False)
    runner.run(1000 * dt)
    return dict(inputs=[x, y], dt=dt, every=25, states={s: [float(v) for v in runner.mon[s][::25, 0]] for s in ('x', 'y')})


json.dump({'brainpy': bp.__version__, 'steps': 1000, 'cases': {name: run(name) for name in CASES}}, sys.stdout, indent=1)
