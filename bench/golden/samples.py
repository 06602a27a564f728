"""What the scripts of the gallery share: a run by BrainPy, and ten samples of what it recorded."""
import brainpy as bp
import numpy as np


def sampled(recording):
    values = np.asarray(recording)
    steps = len(values)
    rows = [int((k + 1) * steps / 10) - 1 for k in range(10)]
    return [float(values[row].reshape(-1)[0]) for row in rows]


def run(model, steps, monitors, inputs, dt):
    runner = bp.DSRunner(model, monitors=monitors, inputs=inputs or (), dt=dt, progress_bar=False)
    # A little more than the steps: BrainPy truncates.
    runner.run((steps + 0.5) * dt)
    return {name: sampled(runner.mon[name]) for name in monitors}
