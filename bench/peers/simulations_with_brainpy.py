"""W3 and W4 by BrainPy's runner on one thread, with spikes recorded. W4's connections are drawn at random: its rate is to be the same."""
import json
import os
import sys
import time

import brainpy as bp
import brainpy.math as bm
import numpy as np

from measure import uniform

steps = int(os.environ.get('BENCH_STEPS', 10000))


class EINet(bp.DynSysGroup):
    def __init__(self):
        super().__init__()
        cell = dict(V_rest=-60., V_th=-50., V_reset=-60., tau=20., tau_ref=5., V_initializer=bp.init.Uniform(-58., -52.))
        self.N = bp.dyn.LifRefLTC(4000, **cell)
        self.E = bp.dyn.HalfProjAlignPost(comm=bp.dnn.EventCSRLinear(bp.conn.FixedProb(0.02, pre=3200, post=4000), 0.6),
                                          syn=bp.dyn.Expon(4000, tau=5.), out=bp.dyn.COBA(E=0.), post=self.N)
        self.I = bp.dyn.HalfProjAlignPost(comm=bp.dnn.EventCSRLinear(bp.conn.FixedProb(0.02, pre=800, post=4000), 6.7),
                                          syn=bp.dyn.Expon(4000, tau=10.), out=bp.dyn.COBA(E=-80.), post=self.N)

    def update(self, x):
        spikes = self.N.spike.value
        self.E(spikes[:3200])
        self.I(spikes[3200:])
        self.N(x)
        return self.N.spike.value


def cells():
    V = -70 + 10 * uniform(3, 1000)
    return bp.neurons.HH(1000, V_initializer=lambda *_: bm.asarray(V))


def timed(run):
    start = time.perf_counter()
    spikes = run()
    return (time.perf_counter() - start) * 1000, spikes


for dtype in ('float32', 'float64'):
    bm.enable_x64() if dtype == 'float64' else bm.disable_x64()
    bm.random.seed(1)
    hh = bp.DSRunner(cells(), inputs=('input', 10.), monitors=['spike'], progress_bar=False)
    net = bp.DSRunner(EINet(), progress_bar=False)
    drive = bm.ones(steps) * 20.
    runs = {'W3': lambda: (hh.run(steps * 0.1), int(np.sum(hh.mon.spike)))[1], 'W4': lambda: int(np.sum(np.asarray(net.run(inputs=drive))))}
    for workload, run in runs.items():
        first, first_spikes = timed(run)
        ms, spikes = timed(run)
        print(json.dumps(dict(peer=f'BrainPy {bp.__version__}', workload=workload, dtype=dtype, firstSpikes=first_spikes, spikes=spikes, first=first, ms=ms)))
        sys.stdout.flush()
