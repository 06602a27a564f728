"""Inputs and measures by BrainPy, in float64: test/golden/measure-inputs.json.

    pip install -r bench/golden/requirements.txt
    python bench/golden/measure_inputs.py
"""
import json
import pathlib

import brainpy as bp
import brainpy.math as bm
import numpy as np

bm.enable_x64()
bm.set_platform("cpu")
bm.set_dt(0.1)


def flat(values):
    return np.asarray(values, dtype=float).tolist()


rng = np.random.default_rng(7)
spikes = (rng.random((200, 6)) < 0.08)
signal = rng.normal(size=(200, 4)).cumsum(axis=0) * 0.1
other = rng.normal(size=(200, 4)).cumsum(axis=0) * 0.1
x, y, w = rng.normal(size=30), rng.normal(size=30), rng.random(30)

# Whole multiples of dt, also in binary: BrainPy truncates (0.7 / 0.1 is 6 steps there, 7 here).
inputs = {
    "section": flat(bp.inputs.section_input([0.0, 1.5, -2.0], [1.0, 0.5, 2.0])),
    "constant": flat(bp.inputs.constant_input([(0.0, 1.0), (2.5, 0.5), (1.0, 1.5)])[0]),
    "spike": flat(bp.inputs.spike_input([1.0, 2.0, 4.0], 0.5, [0.5, 1.0, 2.0], duration=6.0)),
    "ramp": flat(bp.inputs.ramp_input(0.5, 3.0, 5.0, t_start=1.0, t_end=4.0)),
    "sinusoidal": flat(bp.inputs.sinusoidal_input(1.5, 50.0, 40.0, t_start=5.0)),
    "sinusoidalBias": flat(bp.inputs.sinusoidal_input(1.5, 50.0, 40.0, bias=True)),
    "square": flat(bp.inputs.square_input(1.5, 50.0, 40.0, t_start=5.0, t_end=35.0)),
    "squareBias": flat(bp.inputs.square_input(1.5, 50.0, 40.0, bias=True)),
}
measures = {
    "firingRate": flat(bp.measure.firing_rate(spikes, 1.0, dt=0.1)),
    "rasterPlot": [flat(one) for one in bp.measure.raster_plot(spikes, np.arange(200) * 0.1)],
    "crossCorrelation": float(bp.measure.cross_correlation(bm.asarray(spikes), bin=1.0, dt=0.1)),
    "voltageFluctuation": float(bp.measure.voltage_fluctuation(bm.asarray(signal))),
    "functionalConnectivity": flat(bp.measure.functional_connectivity(signal)),
    "matrixCorrelation": float(bp.measure.matrix_correlation(
        np.asarray(bp.measure.functional_connectivity(signal)), np.asarray(bp.measure.functional_connectivity(other)))),
    "weightedCorrelation": float(bp.measure.weighted_correlation(x, y, w)),
}
out = pathlib.Path(__file__).parents[2] / "test" / "golden" / "measure-inputs.json"
out.write_text(json.dumps({
    "brainpy": bp.__version__, "script": "bench/golden/measure_inputs.py", "inputs": inputs, "measures": measures,
    "given": {"spikes": spikes.astype(int).tolist(), "signal": flat(signal), "other": flat(other), "x": flat(x), "y": flat(y), "w": flat(w)},
}) + "\n")
