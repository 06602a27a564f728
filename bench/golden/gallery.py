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
    runner = bp.DSRunner(model, monitors=monitors, inputs=inputs or (), dt=dt, progress_bar=False)
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


class Pituitary(bp.dyn.NeuDyn):
    def __init__(self):
        super().__init__(2)
        self.V = bm.Variable(bm.asarray([-60.0, -30.0]))
        self.n = bm.Variable(bm.asarray([0.1, 0.3]))
        self.b = bm.Variable(bm.asarray([0.2, 0.4]))
        self.c = bm.Variable(bm.asarray([0.3, 0.6]))
        self.input = bm.Variable(bm.zeros(2))
        inf = lambda V, half, slope: 1 / (1 + bm.exp((half - V) / slope))
        ica = lambda V: 2.1 * inf(V, -20.0, 12.0) * (V - 60.0)

        def dV(V, t, n, b, c):
            isk = 2.0 * (c**2 / (c**2 + 0.4 * 0.4)) * (V + 75.0)
            return -(ica(V) + isk + 1.0 * b * (V + 75.0) + 2.5 * n * (V + 75.0) + 0.2 * (V + 50.0) + self.input) / 5.0

        dn = lambda n, t, V: (inf(V, -5.0, 10.0) - n) / 30.0
        dc = lambda c, t, V: -0.005 * (0.0015 * ica(V) + 0.12 * c)
        db = lambda b, t, V: (inf(V, -5.0, 2.0) - b) / 5.0
        self.integral = bp.odeint(bp.JointEq(dV, dn, dc, db), method="exp_euler")

    def update(self):
        V, n, c, b = self.integral(self.V, self.n, self.c, self.b, bp.share["t"], bp.share["dt"])
        self.V.value, self.n.value, self.c.value, self.b.value = V, n, c, b

    def clear_input(self):
        self.input[:] = 0.0


class Coupled(bp.DynSysGroup):
    def __init__(self):
        super().__init__()
        self.N = Pituitary()
        self.gj = bp.synapses.GapJunction(self.N, self.N, bp.conn.All2All(include_self=False), g_max=0.002)


class MackeyGlass(bp.DynamicalSystem):
    def __init__(self):
        super().__init__()
        self.x = bm.Variable(bm.asarray([0.0, 0.5]))
        self.past = bm.LengthDelay(self.x, 340, initial_delay_data=1.2)
        self.oldest = bm.Variable(self.past(340))
        self.integral = bp.odeint(lambda x, t, old: 0.2 * old / (1 + old**10) - 0.1 * x, method="exp_auto")

    def update(self):
        self.x.value = self.integral(self.x.value, bp.share["t"], self.oldest.value, bp.share["dt"])
        self.past.update(self.x.value)
        self.oldest.value = self.past(340)


class Clusters(bp.DynamicalSystem):
    def __init__(self):
        super().__init__()
        gain = lambda h: 1.5 * bm.log1p(bm.exp(h / 1.5))
        self.gain = gain
        self.u, self.x, self.h = bm.Variable(bm.ones(4) * 0.3), bm.Variable(bm.ones(4)), bm.Variable(bm.zeros(4))
        self.r, self.input = bm.Variable(gain(self.h)), bm.Variable(bm.zeros(4))
        self.inh_h = bm.Variable(bm.zeros(1))
        self.inh_r = bm.Variable(gain(self.inh_h))

    def update(self):
        dt = bp.share["dt"]
        uxr = self.u * self.x * self.r
        du = (0.3 - self.u) / 1.5 + 0.3 * (1 - self.u) * self.r
        dx = (1 - self.x) / 0.3 - uxr
        dh = (-self.h + 8.0 * uxr - 1.1 * self.inh_r + self.input + 8.0) / 0.008
        di = (-self.inh_h + 1.75 * bm.sum(self.r)) / 0.008
        self.u += du * dt
        self.x += dx * dt
        self.h += dh * dt
        self.inh_h += di * dt
        self.r[:] = self.gain(self.h)
        self.inh_r[:] = self.gain(self.inh_h)
        self.input[:] = 0.0


def working_memory():
    inputs = np.zeros((3000, 4))
    for i in range(2):
        inputs[700 + 1000 * i:1000 + 1000 * i, i] = 225.0
    return run(Clusters(), 3000, ["u", "x", "r"], ["input", bm.asarray(inputs), "iter"], 1e-4)


class AdEx(bp.dyn.NeuDyn):
    def __init__(self):
        super().__init__(3)
        self.V, self.w = bm.Variable(bm.asarray([-65.0, -60.0, -55.0])), bm.Variable(bm.zeros(3))
        self.ge, self.gi = bm.Variable(bm.asarray([5.0, 8.0, 0.0])), bm.Variable(bm.asarray([0.0, 2.0, 1.0]))
        self.spike, self.wait = bm.Variable(bm.zeros(3, dtype=bool)), bm.Variable(bm.zeros(3))

        def dV(V, t, w, ge, gi, Iext=None):
            I = ge * (0.0 - V) + gi * (-80.0 - V)
            if Iext is not None:
                I += Iext
            return (20.0 * bm.exp((V + 50.0) / 2.0) - w + 10.0 * (-65.0 - V) + I) / 150.0

        dw = lambda w, t, V: (4.0 * (V + 65.0) - w) / 500.0
        self.integral = bp.odeint(bp.JointEq(dV, dw, lambda ge, t: -ge / 1.5, lambda gi, t: -gi / 7.5), method="exp_euler")

    def update(self, x=None):
        V, w, ge, gi = self.integral(self.V.value, self.w.value, self.ge.value, self.gi.value, bp.share["t"], Iext=x, dt=bp.share["dt"])
        V = bm.where(self.wait > 0, self.V.value, V)
        spike = V >= -40.0
        self.V.value = bm.where(spike, -65.0, V)
        self.w.value = bm.where(spike, w + 20.0, w)
        self.ge.value, self.gi.value, self.spike.value = ge, gi, spike
        self.wait.value = bm.where(spike, 50.0, bm.maximum(self.wait - 1.0, 0.0))


def ad_ex():
    runner = bp.DSRunner(AdEx(), monitors=["V", "w", "ge"], dt=0.1, progress_bar=False)
    runner.run(inputs=bm.ones(2000) * 500.0)
    return {name: sampled(runner.mon[name]) for name in ["V", "w", "ge"]}


simulations = {
    "hodgkinHuxley": hodgkin_huxley(),
    "cann": cann(),
    "jansenRit": jansen_rit(),
    "pituitary": run(Coupled(), 2000, ["N.V", "N.c"], None, 0.5),
    "mackeyGlass": run(MackeyGlass(), 3000, ["x", "oldest"], None, 0.05),
    "workingMemory": working_memory(),
    "adEx": ad_ex(),
}
out = pathlib.Path(__file__).parents[2] / "test" / "gallery" / "gallery.json"
out.write_text(json.dumps({"brainpy": bp.__version__, "script": "bench/golden/gallery.py", "simulations": simulations}, indent=1) + "\n")
