"""Ten samples of the steps of BrainPy's integrators in float64: test/golden/integrators.json.

    pip install -r bench/golden/requirements.txt
    node bench/golden/integrators-noise.mjs
    python bench/golden/integrators.py

Stochastic methods get their normal numbers from a list (`noise`), so that they can be compared number by number. Left out are methods whose tables have
errors in BrainPy 2.6.1: srk2w1 (a stage at the wrong derivative), klpl (a sign), fdeint's 'euler' (the initial value is scaled), `bs` is BoSh3 without its
misprint, milstein2 for Stratonovich integrals is of order 1/2 there, rkf45 has a misprint in a time that an autonomous equation does not show.
"""
import json
import pathlib

import brainpy as bp
import brainpy.math as bm
import numpy as np

bm.enable_x64()
bm.set_platform("cpu")

STEPS = 50
DT = 0.1
V0 = [0.1, -0.4, 1.2]
W0 = [0.0, 0.3, -0.2]


def dV(V, t, w, I, a=0.7):
    return V - V ** 3 / 3 - w + I + a * bm.sin(V)


def dw(w, t, V, b=0.8):
    return 0.08 * (V + 0.7 - b * w)


def drift(V, w, t, I):
    return V - V ** 3 / 3 - w + I + 0.7 * bm.sin(V), 0.08 * (V + 0.7 - 0.8 * w)


def noise_V(V, t):
    return 0.3 * V * V


def noise_w(w, t):
    return 0.1 * bm.cos(w)


def noise_both(V, w, t, I):
    return 0.3 * V, 0.1 * bm.cos(w)


def sampled(rows):
    """Every fifth step, flattened."""
    return [float(x) for row in rows[4::5] for state in row for x in np.asarray(state).reshape(-1)]


def run(integral, states, args=()):
    rows, t = [], 0.0
    values = [bm.asarray(s) for s in states]
    for i in range(STEPS):
        out = integral(*values, i * DT, *args)
        values = list(out) if isinstance(out, (list, tuple)) else [out]
        rows.append([np.asarray(bm.as_numpy(v)) for v in values])
    return sampled(rows)


class Numbers:
    """Normal numbers from a list, in order."""

    def __init__(self, numbers):
        self.numbers, self.at = numbers, 0

    def __call__(self, *shape):
        count = int(np.prod(shape))
        taken = self.numbers[self.at:self.at + count]
        self.at += count
        return bm.asarray(np.asarray(taken).reshape(shape))


ode = {}
for method in ["euler", "midpoint", "heun2", "ralston2", "rk2", "rk3", "heun3", "ralston3", "ssprk3", "rk4", "ralston4", "rk4_38rule",
               "rkf12", "rkf45", "rkdp", "ck", "BoSh3", "heun_euler"]:
    ode[method] = run(bp.odeint(drift, method=method, dt=DT), [V0, W0], (0.5,))
ode["exp_auto"] = run(bp.odeint(bp.JointEq(dV, dw), method="exp_auto", dt=DT), [V0, W0], (0.5,))

golden = pathlib.Path(__file__).parents[2] / "test" / "golden"
numbers = json.loads((golden / "integrators-noise.json").read_text())["numbers"]
sde = {}
joint = bp.JointEq(noise_V, noise_w)
for name, f, g, options in [
    ("euler Ito", drift, noise_both, dict(method="euler")),
    ("milstein Ito", drift, joint, dict(method="milstein")),
    ("milstein Stratonovich", drift, joint, dict(method="milstein", intg_type="Stratonovich")),
    ("milstein2 Ito", drift, noise_both, dict(method="milstein2")),
    ("exp_euler Ito", bp.JointEq(dV, dw), noise_both, dict(method="exp_euler")),
    ("srk1w1 Ito", drift, noise_both, dict(method="srk1w1")),
]:
    try:
        fake = Numbers(numbers)
        bm.random.RandomState.randn = lambda self, *shape, **_: fake(*shape)
        sde[name] = run(bp.sdeint(f, g, dt=DT, **options), [V0, W0], (0.5,))
    except Exception as error:
        print("left out:", name, repr(error)[:200])

delay = bm.TimeDelay(bm.asarray([1.2, 0.8]), 1.0, before_t0=0.9, dt=DT)
dde = {"mackey glass": run(bp.odeint(lambda x, t: 2 * delay(t - 0.77) / (1 + delay(t - 1.0) ** 6) - x, method="euler", dt=DT, state_delays={"x": delay}), [[1.2, 0.8]])}

fde = {}
for method in ["l1", "short-memory"]:
    make = {"l1": bp.fde.CaputoL1Schema, "short-memory": bp.fde.GLShortMemory}[method]
    fde[method] = run(make(lambda x, y, t: (y - x, x * (1 - y)), alpha=[0.8, 0.9], num_memory=STEPS if method == "l1" else 20,
                           inits=[bm.asarray([0.5, 0.1]), bm.asarray([0.2, 0.3])], dt=DT), [[0.5, 0.1], [0.2, 0.3]])

(golden / "integrators.json").write_text(json.dumps({"source": f"BrainPy {bp.__version__}, float64, bench/golden/integrators.py", "dt": DT, "steps": STEPS,
                           "V0": V0, "w0": W0, "ode": ode, "sde": sde, "dde": dde, "fde": fde}) + "\n")
