"""W3 and W4 by Brian2's C++ standalone mode on one thread, with spikes recorded, its own compiler flags, and our cells and connections."""
import json
import os
import sys
import tempfile

import brian2 as b
import numpy as np
from brian2 import ms

from measure import uniform

steps = int(os.environ.get('BENCH_STEPS', 10000))
duration = steps * 0.1 * ms


def cells():
    group = b.NeuronGroup(1000, '''
        dV/dt = (-120 * m**3 * h * (V - 50) - 36 * n**4 * (V + 77) - 0.03 * (V + 54.387) + 10) / ms : 1
        dm/dt = (m_alpha * (1 - m) - m_beta * m) / ms : 1
        dh/dt = (h_alpha * (1 - h) - h_beta * h) / ms : 1
        dn/dt = (n_alpha * (1 - n) - n_beta * n) / ms : 1
        m_alpha = 1 / exprel(-(V + 40) / 10) : 1
        m_beta = 4 * exp(-(V + 65) / 18) : 1
        h_alpha = 0.07 * exp(-(V + 65) / 20) : 1
        h_beta = 1 / (1 + exp(-(V + 35) / 10)) : 1
        n_alpha = 0.1 / exprel(-(V + 55) / 10) : 1
        n_beta = 0.125 * exp(-(V + 65) / 80) : 1''', method='exponential_euler', threshold='V >= 20', refractory='V >= 20')
    V = -70 + 10 * uniform(3, 1000)
    exprel = lambda x: np.expm1(x) / x
    rates = dict(m=(1 / exprel(-(V + 40) / 10), 4 * np.exp(-(V + 65) / 18)), h=(0.07 * np.exp(-(V + 65) / 20), 1 / (1 + np.exp(-(V + 35) / 10))),
                 n=(0.1 / exprel(-(V + 55) / 10), 0.125 * np.exp(-(V + 65) / 80)))
    group.V = V
    for name, (alpha, beta) in rates.items():
        setattr(group, name, alpha / (alpha + beta))
    return [group, b.SpikeMonitor(group)]


def network():
    group = b.NeuronGroup(4000, '''
        dV/dt = (-60 - V - ge * V + gi * (-80 - V) + 20) / (20 * ms) : 1 (unless refractory)
        dge/dt = -ge / (5 * ms) : 1
        dgi/dt = -gi / (10 * ms) : 1''', method='exponential_euler', threshold='V >= -50', reset='V = -60', refractory=5 * ms)
    group.V = -58 + 6 * uniform(5, 4000)
    targets = np.floor(uniform(4, 320000) * 4000).astype(np.int32)
    sources = np.repeat(np.arange(4000), 80)
    parts = [group, b.SpikeMonitor(group)]
    for name, weight, chosen in (('ge', 0.6, sources < 3200), ('gi', 6.7, sources >= 3200)):
        synapses = b.Synapses(group, group, on_pre=f'{name}_post += {weight}')
        synapses.connect(i=sources[chosen], j=targets[chosen])
        parts.append(synapses)
    return parts


for dtype, workload, make in [(dtype, *one) for one in (('W3', cells), ('W4', network)) for dtype in (np.float32, np.float64)]:
    b.prefs.core.default_float_dtype = dtype
    with tempfile.TemporaryDirectory() as folder:
        b.set_device('cpp_standalone', directory=folder, build_on_run=False)
        b.start_scope()
        b.defaultclock.dt = 0.1 * ms
        parts = make()
        net = b.Network(*parts)
        # Each run of the program is timed for itself, and the last one's time is kept.
        net.run(duration)
        net.run(duration)
        b.device.build(directory=folder, compile=True, run=True, debug=False)
        times = np.asarray(parts[1].t / ms)
        spikes = int(np.sum(times >= steps * 0.1 - 0.05))
        print(json.dumps(dict(peer=f'Brian2 {b.__version__}, C++', workload=workload, dtype=np.dtype(dtype).name,
                              firstSpikes=len(times) - spikes, spikes=spikes, ms=b.device._last_run_time * 1000)))
        sys.stdout.flush()
        b.device.reinit()
        b.device.activate()
