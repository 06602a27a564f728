"""Golden traces of neurons from BrainPy, in float64: `python bench/golden/neurons.py > test/golden/neurons.json`.

Each case is one cell with a constant current; the file holds every 50th value of each state and the steps of all spikes.
"""
import json
import sys

import brainpy as bp
import brainpy.math as bm

bm.enable_x64()
bm.set_dt(0.1)
constant = bp.init.Constant

CASES = {
    # name: (current, options with initial values, states)
    'HH': (10.0, dict(V_initializer=constant(-65.)), ['V', 'm', 'h', 'n']),
    'LIF': (25.0, dict(tau_ref=5.), ['V']),
    'ExpIF': (12.0, dict(V_initializer=constant(-60.), tau_ref=2.), ['V']),
    'AdExIF': (30.0, dict(V_initializer=constant(-60.)), ['V', 'w']),
    'QuaIF': (20.0, dict(V_initializer=constant(-60.)), ['V']),
    'AdQuaIF': (40.0, dict(V_initializer=constant(-60.)), ['V', 'w']),
    'GIF': (1.5, dict(a=0.005, A1=10., A2=-0.6), ['V', 'V_th', 'I1', 'I2']),
    'Izhikevich': (10.0, dict(V_initializer=constant(-70.), u_initializer=constant(-14.)), ['V', 'u']),
    'FHN': (1.0, dict(), ['V', 'w']),
    'HindmarshRose': (2.0, dict(), ['V', 'y', 'z']),
    'MorrisLecar': (100.0, dict(V_initializer=constant(-60.)), ['V', 'W']),
    'WangBuzsaki': (10.0, dict(), ['V', 'h', 'n']),
    'LeakyIntegrator': (3.0, dict(V_rest=-2.), ['V']),
    'ALIFBellec2020': (30.0, dict(V_th=1., V_rest=0., V_initializer=constant(0.), a_initializer=constant(0.), beta=0.1, tau_a=50., tau_ref=2.04), ['V', 'a']),
    'PinskyRinzel': (3.0, dict(), ['V', 'Vd', 'Ca', 'h', 'n', 's', 'c', 'q']),
    'FractionalFHR': (0.4, dict(alpha=[0.95, 0.9, 0.85], numMemory=300), ['V', 'w', 'y']),
    'FractionalIzhikevich': (10.0, dict(alpha=0.95, numMemory=2000), ['V', 'u']),
}

# BrainPy's names of options for ours.
OPTIONS = {'numMemory': 'num_memory'}

# Our names for BrainPy's, where they differ.
NAMES = {'PinskyRinzel': {'V': 'Vs', 'input': 'Is'}}


class WangBuzsaki(bp.neurons.WangBuzsakiModel):
    """With the paper's alpha_n: BrainPy 2.6.1 has it ten times as large."""

    def dn(self, n, t, V):
        alpha = 0.1 / bm.exprel(-0.1 * (V + 34))
        beta = 0.125 * bm.exp(-(V + 44) / 80)
        return self.phi * (alpha * (1 - n) - beta * n)


class PinskyRinzel(bp.neurons.PinskyRinzelModel):
    """With the paper's gate c in the current of gC, which BrainPy 2.6.1 leaves out, and with spikes."""

    def __init__(self, size, **options):
        super().__init__(size, **options)
        self.spike = bm.Variable(bm.zeros(size, dtype=bool))

    def dVd(self, Vd, t, s, q, c, Ca, Vs):
        I_C = self.gC * c * bm.minimum(Ca / 250., 1.) * (Vd - self.EK)
        without = super().dVd(Vd, t, s, q, c, Ca, Vs) + self.gC * bm.minimum(Ca / 250., 1.) * (Vd - self.EK) / self.Cm
        return without - I_C / self.Cm

    def update(self, x=None):
        before = self.Vs.value
        super().update()
        self.spike.value = bm.logical_and(before < self.V_th, self.Vs.value >= self.V_th)


OWN = {'WangBuzsaki': WangBuzsaki, 'PinskyRinzel': PinskyRinzel}


def run(name):
    current, options, states = CASES[name]
    kind = OWN.get(name) or getattr(bp.neurons, name)
    theirs = NAMES.get(name, {})
    cell = kind(1, **{OPTIONS.get(k, k): v for k, v in options.items()})
    # At 0.1 ms these are chaotic: rounding decides when they spike.
    dt = 0.01 if name in OWN else 0.1
    if not hasattr(cell, 'spike'):
        cell.spike = bm.Variable(bm.zeros(1, dtype=bool))
    monitors = {s: getattr(cell, theirs.get(s, s)) for s in states + ['spike']}
    runner = bp.DSRunner(cell, monitors=monitors, inputs=(theirs.get('input', 'input'), current), dt=dt, progress_bar=False)
    runner.run(2000 * dt)
    mon = runner.mon
    return dict(
        current=current,
        dt=dt,
        steps=2000,
        options={k: (v.value if isinstance(v, constant) else v) for k, v in options.items()},
        every=50,
        states={s: [float(x) for x in mon[s][::50, 0]] for s in states},
        spikes=[int(i) for i in mon['spike'][:, 0].nonzero()[0]],
    )


result = {'brainpy': bp.__version__, 'cases': {}}
for case in CASES:
    try:
        result['cases'][case] = run(case)
    except Exception as error:
        print(case, repr(error), file=sys.stderr)
json.dump(result, sys.stdout, indent=1)
