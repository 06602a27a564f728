"""Ten samples of simulations in the manner of BrainPy's gallery, run by BrainPy in float64: test/gallery/gallery.json.

    pip install -r bench/golden/requirements.txt
    python bench/golden/gallery.py
"""
import json
import pathlib

import brainpy as bp
import brainpy.math as bm
import numpy as np

bm.enable_x64()
bm.set_platform("cpu")


def sampled(recording):
    values = np.asarray(recording)
    steps = len(values)
    rows = [int((k + 1) * steps / 10) - 1 for k in range(10)]
    return [float(values[row].reshape(-1)[0]) for row in rows]


def run(model, steps, monitors, inputs, dt):
    runner = bp.DSRunner(model, monitors=monitors, inputs=inputs, dt=dt, progress_bar=False)
    # A little more than the steps: BrainPy truncates.
    runner.run((steps + 0.5) * dt)
    return {name: sampled(runner.mon[name]) for name in monitors}


class Ring(bp.dyn.NeuDyn):
    def __init__(self, num, k, a=0.5, A=10.0, J0=4.0):
        super().__init__(num)
        self.k, self.a, self.A = k, a, A
        self.x = bm.linspace(-bm.pi, bm.pi, num)
        self.u = bm.Variable(bm.zeros(num))
        self.input = bm.Variable(bm.zeros(num))
        d = self.distance(self.x.reshape((-1, 1)) - self.x)
        self.W = J0 / (np.sqrt(2 * np.pi) * a) * bm.exp(-0.5 * (d / a) ** 2)
        self.integral = bp.odeint(self.du)

    def du(self, u, t, I):
        s = u**2
        return -u + bm.dot(self.W, s / (1.0 + self.k * bm.sum(s))) + I

    def distance(self, d):
        d = bm.remainder(d, 2 * bm.pi)
        return bm.where(d > bm.pi, d - 2 * bm.pi, d)

    def update(self):
        self.u.value = self.integral(self.u, bp.share["t"], self.input, bp.share["dt"])

    def clear_input(self):
        self.input[:] = 0.0


def cann():
    ring = Ring(64, k=0.1)
    stimulus = ring.A * bm.exp(-0.25 * (ring.distance(ring.x) / ring.a) ** 2)
    current = bp.inputs.section_input([0.0, stimulus, 0.0], [1.0, 8.0, 8.0], dt=0.1)
    return run(ring, 170, ["u"], ["input", current, "iter"], 0.1)


class Column(bp.DynamicalSystem):
    def __init__(self, C):
        super().__init__()
        self.C1, self.C2, self.C3 = C, 0.8 * C, 0.25 * C
        for name in ["y0", "y1", "y2", "y3", "y4", "y5"]:
            setattr(self, name, bm.Variable(bm.zeros(len(C))))
        self.p = bm.Variable(bm.ones(len(C)) * 220.0)
        s = lambda x: 5.0 / (1.0 + bm.exp(0.56 * (6.0 - x)))
        te, ti = 0.01, 0.02
        equations = [
            lambda y0, t, y3: y3, lambda y1, t, y4: y4, lambda y2, t, y5: y5,
            lambda y3, t, y0, y1, y2: (3.25 * s(y1 - y2) - 2 * y3 - y0 / te) / te,
            lambda y4, t, y0, y1, p: (3.25 * (p + self.C2 * s(self.C1 * y0)) - 2 * y4 - y1 / te) / te,
            lambda y5, t, y0, y2: (22.0 * self.C3 * s(self.C3 * y0) - 2 * y5 - y2 / ti) / ti,
        ]
        self.integral = bp.odeint(bp.JointEq(equations), method="exp_auto")

    def update(self):
        states = [self.y0, self.y1, self.y2, self.y3, self.y4, self.y5]
        new = self.integral(*states, bp.share["t"], p=self.p, dt=bp.share["dt"])
        for state, value in zip(states, new):
            state.value = value


def jansen_rit():
    pulses = bm.asarray([[220 + 100 * np.sin(i / 7)] for i in range(2000)])
    return run(Column(bm.asarray([68.0, 135.0, 270.0])), 2000, ["y0", "y1", "y5"], ["p", pulses, "iter", "="], 1e-4)


class HH(bp.dyn.NeuDyn):
    def __init__(self):
        super().__init__(4)
        self.V = bm.Variable(bm.ones(4) * -65.0)
        self.m = bm.Variable(bm.ones(4) * 0.5)
        self.h = bm.Variable(bm.ones(4) * 0.6)
        self.n = bm.Variable(bm.ones(4) * 0.32)
        gate = lambda a, b: lambda x, t, V: a(V) * (1 - x) - b(V) * x
        e = bm.exp
        dm = gate(lambda V: 0.1 * (V + 40) / (1 - e(-(V + 40) / 10)), lambda V: 4 * e(-(V + 65) / 18))
        dh = gate(lambda V: 0.07 * e(-(V + 65) / 20), lambda V: 1 / (1 + e(-(V + 35) / 10)))
        dn = gate(lambda V: 0.01 * (V + 55) / (1 - e(-(V + 55) / 10)), lambda V: 0.125 * e(-(V + 65) / 80))
        dV = lambda V, t, m, h, n, I: -120.0 * m**3 * h * (V - 50.0) - 36.0 * n**4 * (V + 77.0) - 0.03 * (V + 54.387) + I
        self.intV, self.intm, self.inth, self.intn = [bp.odeint(f, method="exp_auto") for f in (dV, dm, dh, dn)]

    def update(self, I):
        t, dt = bp.share["t"], bp.share["dt"]
        V = self.intV(self.V, t, self.m, self.h, self.n, I, dt=dt)
        # One after the other: n and h see V as it was.
        h, m, n = self.inth(self.h, t, self.V, dt=dt), self.intm(self.m, t, self.V, dt=dt), self.intn(self.n, t, self.V, dt=dt)
        self.V.value, self.m.value, self.h.value, self.n.value = V, m, h, n


def hodgkin_huxley():
    runner = bp.DSRunner(HH(), monitors=["V", "m"], dt=0.1, progress_bar=False)
    runner.run(inputs=bm.ones(1000) * 6.0)
    return {name: sampled(runner.mon[name]) for name in ["V", "m"]}


simulations = {"hodgkinHuxley": hodgkin_huxley(), "cann": cann(), "jansenRit": jansen_rit()}
out = pathlib.Path(__file__).parents[2] / "test" / "gallery" / "gallery.json"
out.write_text(json.dumps({"brainpy": bp.__version__, "script": "bench/golden/gallery.py", "simulations": simulations}, indent=1) + "\n")
