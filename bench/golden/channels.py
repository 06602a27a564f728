"""Golden traces of ion channels from BrainPy, in float64: `python bench/golden/channels.py > test/golden/channels.json`.

Each case is one cell with a leak, a channel, and calcium where the channel needs it, with a constant current; the file holds every 20th value of the
potential and of the channel's gates. In BrainPy the calcium's own current counts all channels that are placed in it; ours counts those
that calcium flows through, so IAHP and Ih_De1996 are placed beside a fixed concentration here.
"""
import json
import sys

import brainpy as bp
import brainpy.math as bm

bm.enable_x64()
bm.set_dt(0.1)
STEPS = 1000

MEMBRANE = ['INa_Ba2002', 'INa_TM1991', 'INa_HH1952', 'IKDR_Ba2002', 'IK_TM1991', 'IK_HH1952', 'IKA1_HM1992', 'IKA2_HM1992', 'IKK2A_HM1992', 'IKK2B_HM1992',
            'IKNI_Ya1989', 'IL', 'IKL', 'Ih_HM1992']
DYNAMIC = ['ICaN_IS2008', 'ICaT_HM1992', 'ICaT_HP1992', 'ICaHT_HM1992', 'ICaHT_Re1993', 'ICaL_IS2008']
FIXED = ['IAHP_De1994', 'Ih_De1996']


def run(name, calcium):
    class Cell(bp.dyn.CondNeuGroup):
        def __init__(self):
            super().__init__(1, V_initializer=bp.init.Constant(-65.3))
            self.leak = bp.dyn.IL(1, E=-67., g_max=0.2)
            channel = getattr(bp.dyn, name)(1)
            if calcium is None:
                self.channel = channel
            else:
                self.ca = getattr(bp.dyn, calcium)(1)
                self.ca.add_elem(channel=channel)
            self.one = [channel]

    cell = Cell()
    cell.reset_state()
    channel = cell.one[0]
    gates = [g for g in ('p', 'q', 'O', 'OL', 'P1') if hasattr(channel, g)]
    monitors = {'V': cell.V, **{g: getattr(channel, g) for g in gates}}
    if calcium not in (None, 'CalciumFixed'):
        monitors.update(C=cell.ca.C, E=cell.ca.E)
    runner = bp.DSRunner(cell, monitors=monitors, inputs=('input', 2.5), progress_bar=False)
    runner.run(STEPS * 0.1)
    return dict(channel=name, calcium=calcium, states={k: [float(x) for x in runner.mon[k][::20, 0]] for k in monitors})


result = {'brainpy': bp.__version__, 'steps': STEPS, 'every': 20, 'current': 2.5, 'cases': []}
for names, pools in ((MEMBRANE, [None]), (DYNAMIC, ['CalciumDetailed', 'CalciumFirstOrder']), (FIXED, ['CalciumFixed'])):
    for name in names:
        for pool in pools:
            try:
                result['cases'].append(run(name, pool))
            except Exception as error:
                print(name, repr(error), file=sys.stderr)
json.dump(result, sys.stdout, indent=1)
