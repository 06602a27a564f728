"""Ten samples of simulations in the manner of BrainPy's gallery, run by BrainPy in float64: test/gallery/gallery.json.

    pip install -r bench/golden/requirements.txt
    python bench/golden/gallery.py
"""
import json
import pathlib

import brainpy as bp
import brainpy.math as bm
import numpy as np

from samples import run, sampled

bm.enable_x64()
bm.set_platform("cpu")


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


class Decision(bp.dyn.NeuDyn):
    def __init__(self, size, coherence):
        super().__init__(size)
        self.s1, self.s2 = bm.Variable(bm.ones(size) * 0.06), bm.Variable(bm.ones(size) * 0.06)
        self.r1, self.mu0 = bm.Variable(bm.zeros(size)), bm.Variable(bm.zeros(size))

        def rate(x):
            u = 270.0 * x - 108.0
            return u / (1 - bm.exp(-0.154 * u))

        current = lambda a, b, mu0, sign: 0.2609 * a - 0.0497 * b + 0.3255 + 0.00052 * mu0 * (1 + sign * coherence / 100)
        self.rate1 = lambda: rate(current(self.s1, self.s2, self.mu0, 1))
        ds1 = lambda s1, t, s2, mu0: -s1 / 0.1 + (1 - s1) * 0.641 * rate(current(s1, s2, mu0, 1))
        ds2 = lambda s2, t, s1, mu0: -s2 / 0.1 + (1 - s2) * 0.641 * rate(current(s2, s1, mu0, -1))
        self.integral = bp.odeint(bp.JointEq([ds1, ds2]), method="exp_auto")

    def update(self):
        self.r1.value = self.rate1()
        s1, s2 = self.integral(self.s1, self.s2, bp.share["t"], self.mu0, bp.share["dt"])
        self.s1.value, self.s2.value = bm.clip(s1, 0.0, 1.0), bm.clip(s2, 0.0, 1.0)

    def clear_input(self):
        self.mu0[:] = 0.0


def decision_rates():
    stimulus = bp.inputs.section_input([0.0, 30.0, 0.0], [0.1, 1.0, 0.4], dt=0.001)
    return run(Decision(3, 25.6), 1500, ["s1", "s2", "r1"], ["mu0", stimulus, "iter"], 0.001)


class SquidCell(bp.dyn.NeuDyn):
    def __init__(self, size):
        super().__init__(size)
        self.V = bm.Variable(-60.0 + 5.0 * bm.sin(bm.arange(size)) - 5.0)
        self.m, self.h, self.n = [bm.Variable(bm.zeros(size)) for _ in range(3)]
        self.spike, self.input = bm.Variable(bm.zeros(size, dtype=bool)), bm.Variable(bm.zeros(size))
        e = bm.exp
        gate = lambda a, b: lambda x, t, V: a(V) * (1 - x) - b(V) * x
        dV = lambda V, t, m, h, n, I: (-0.1 * (V + 60) - 200.0 * m**3 * h * (V - 50) - 60.0 * n**4 * (V + 90) + I) / 2.0
        dm = gate(lambda V: 0.32 * (-50 - V) / (e((-50 - V) / 4) - 1), lambda V: 0.28 * (V + 23) / (e((V + 23) / 5) - 1))
        dh = gate(lambda V: 0.128 * e((-46 - V) / 18), lambda V: 4 / (1 + e(-(V + 23) / 5)))
        dn = gate(lambda V: 0.032 * (-48 - V) / (e((-48 - V) / 5) - 1), lambda V: 0.5 * e((-53 - V) / 40))
        self.intV, self.intm, self.inth, self.intn = [bp.odeint(f, method="exp_auto") for f in (dV, dm, dh, dn)]

    def update(self):
        t, dt = bp.share["t"], bp.share["dt"]
        V = self.intV(self.V, t, self.m, self.h, self.n, self.input, dt=dt)
        m, h, n = self.intm(self.m, t, self.V, dt=dt), self.inth(self.h, t, self.V, dt=dt), self.intn(self.n, t, self.V, dt=dt)
        self.spike.value = bm.logical_and(self.V < -20.0, V >= -20.0)
        self.V.value, self.m.value, self.h.value, self.n.value = V, m, h, n
        self.input[:] = 0.0


class Conductance(bp.DynamicalSystem):
    def __init__(self, pre, post, matrix, g_max, tau, E):
        super().__init__()
        self.pre, self.post, self.weights, self.E = pre, post, bm.asarray(matrix * g_max), E
        self.g = bm.Variable(bm.zeros(post.num))
        self.integral = bp.odeint(lambda g, t: -g / tau, method="exp_auto")

    def update(self):
        arrived = bm.dot(self.pre.spike.astype(float), self.weights)
        self.g.value = self.integral(self.g, bp.share["t"], bp.share["dt"]) + arrived
        self.post.input += self.g * (self.E - self.post.V)


class CobaHH(bp.DynamicalSystem):
    def __init__(self):
        super().__init__()
        self.E, self.I = E, I = SquidCell(80), SquidCell(20)

        def synapse(pre, post, a, b):
            i, j = np.ogrid[: pre.num, : post.num]
            matrix = ((a * i + b * j) % 10 == 0).astype(float)
            return Conductance(pre, post, matrix, *((0.06, 5.0, 0.0) if pre is E else (0.67, 10.0, -80.0)))

        self.E2E, self.E2I, self.I2E, self.I2I = synapse(E, E, 3, 7), synapse(E, I, 7, 3), synapse(I, E, 3, 11), synapse(I, I, 7, 9)

    def update(self):
        for part in [self.E2E, self.E2I, self.I2E, self.I2I, self.E, self.I]:
            part.update()


def equation(integral, names, steps, dt, inits, args=None):
    runner = bp.IntegratorRunner(integral, monitors=names, inits=inits, dt=dt, args=args, progress_bar=False)
    runner.run(steps * dt)
    return {name: sampled(runner.mon[name]) for name in names}


def ikeda():
    past = bm.TimeDelay(bm.asarray([1.0, 2.0, 3.0]), 1.0, dt=0.01, before_t0=lambda t: bm.asarray([1.0 + t, 2.0, 3.0 - t]), interp_method="round")
    integral = bp.odeint(lambda x, t: -x + 16.0 * bm.sin(past(t - 1.0) - 1.0), method="euler", dt=0.01, state_delays={"x": past})
    return equation(integral, ["x"], 500, 0.01, {"x": past(0.0)})


def fractional_lorenz():
    f = lambda x, y, z, t: (10.0 * (y - x), x * (28.0 - z) - y, x * y - 8.0 / 3.0 * z)
    integral = bp.fde.GLShortMemory(f, alpha=0.96, num_memory=500, inits=[1.0, 0.0, 1.0], dt=0.005)
    return equation(integral, ["x", "y", "z"], 800, 0.005, [1.0, 0.0, 1.0])


def chua():
    def f(x, y, z, w, t):
        W = bm.where(bm.abs(w) < 1.0, 0.3, 0.8)
        return 10.0 * (y - x + 1.5 * x - W * x), x - y + z, -13.0 * y - 0.35 * z, x

    inits = [0.8, 0.05, 0.007, 0.6]
    integral = bp.fde.CaputoL1Schema(f, alpha=[0.97] * 4, num_memory=601, inits=inits, dt=0.005)
    return equation(integral, ["x", "w"], 600, 0.005, inits)


def hopfield():
    """In NumPy: this one has no BrainPy in it."""
    patterns = np.array([[1.0 if (i * (p + 2) + p) % 7 < 3 else -1.0 for i in range(49)] for p in range(3)])
    centred = patterns - patterns.sum() / patterns.size
    W = centred.T @ centred
    np.fill_diagonal(W, 0.0)
    W /= 3
    s = np.array([-1.0 if i % 6 == 0 else 1.0 for i in range(49)]) * patterns[1]
    energy, sweeps = -0.5 * s @ W @ s, 0
    while sweeps < 20:
        sweeps += 1
        for cell in [(i * 10) % 49 for i in range(49)]:
            s[cell] = np.sign(W[cell] @ s)
        following = -0.5 * s @ W @ s
        if abs(following - energy) < 1e-9:
            break
        energy = following
    return {"s": [float(s[max(0, int((k + 1) * 49 / 10 - 1))]) for k in range(10)], "e": [float(energy)] * 10, "sweeps": [float(sweeps)] * 10}


def pairs(pre, post):
    return bp.conn.IJConn(np.asarray(pre), np.asarray(post))


class Relay(bp.dyn.CondNeuGroup):
    def __init__(self, size):
        super().__init__(size, A=2.9e-4, V_th=20.0, V_initializer=bp.init.OneInit(-65.0))
        self.IL, self.IKL = bp.dyn.IL(size, g_max=0.01, E=-70.0), bp.dyn.IKL(size, g_max=0.01)
        self.INa, self.IDR = bp.dyn.INa_Ba2002(size, V_sh=-30.0), bp.dyn.IKDR_Ba2002(size, V_sh=-30.0, phi=0.25)
        self.Ih = bp.dyn.Ih_HM1992(size, g_max=0.01, E=-43.0)
        self.Ca = bp.dyn.CalciumDetailed(size, C_rest=5e-5, tau=10.0, d=0.5)
        self.Ca.add_elem(ICaL=bp.dyn.ICaL_IS2008(size, g_max=0.5), ICaN=bp.dyn.ICaN_IS2008(size, g_max=0.5))
        self.Ca.add_elem(ICaT=bp.dyn.ICaT_HM1992(size, g_max=2.1), ICaHT=bp.dyn.ICaHT_HM1992(size, g_max=3.0))


class Reticular(bp.dyn.CondNeuGroup):
    def __init__(self, size):
        super().__init__(size, A=1.43e-4, V_th=20.0, V_initializer=bp.init.OneInit(-70.0))
        self.IL, self.IKL = bp.dyn.IL(size, g_max=0.01, E=-60.0), bp.dyn.IKL(size, g_max=0.01)
        self.INa, self.IDR = bp.dyn.INa_Ba2002(size, V_sh=-40.0), bp.dyn.IKDR_Ba2002(size, V_sh=-40.0)
        self.Ca = bp.dyn.CalciumDetailed(size, C_rest=5e-5, tau=100.0, d=0.5)
        self.Ca.add_elem(ICaN=bp.dyn.ICaN_IS2008(size, g_max=0.2), ICaT=bp.dyn.ICaT_HP1992(size, g_max=1.3))


class Thalamus(bp.DynSysGroup):
    def __init__(self):
        super().__init__()
        self.TC, self.RE = TC, RE = Relay(6), Reticular(6)
        coba = lambda E: bp.synouts.COBA(E=E)
        self.toRE = bp.synapses.AMPA(TC, RE, pairs([0, 0, 1, 2, 3, 4, 5, 5], [0, 1, 1, 2, 3, 4, 5, 0]), g_max=3e-2, T_duration=0.48, output=coba(0.0), comp_method="dense")
        self.toTC = bp.synapses.GABAa(RE, TC, bp.conn.All2All(), g_max=0.05 / 4, T_duration=0.98, output=coba(-80.0), comp_method="dense")
        around = [((i + 1) % 6, i) for i in range(6)] + [((i - 1) % 6, i) for i in range(6)]
        self.junctions = bp.synapses.GapJunction(RE, RE, pairs(*zip(*around)), g_max=1e-2)


def thalamus():
    # In BrainPy 2.6 gates begin at 0 unless the cell is reset.
    net = Thalamus()
    for cell in (net.TC, net.RE):
        cell.reset_state()
    runner = bp.DSRunner(net, monitors={"TC.V": net.TC.V, "RE.V": net.RE.V, "RE.Ca.C": net.RE.Ca.C, "toRE.g": net.toRE.g, "toTC.g": net.toTC.g},
                         inputs=[(net.TC.input, 5e-4), (net.RE.input, 2e-4)], dt=0.05, progress_bar=False)
    runner.run(150.025)
    return {name: sampled(runner.mon[name]) for name in ["TC.V", "RE.V", "RE.Ca.C", "toRE.g", "toTC.g"]}


class SpikingCell(bp.dyn.NeuDyn):
    def __init__(self, size, V, delta, a, b):
        super().__init__(size)
        self.V, self.b = bm.Variable(bm.asarray(V)), b
        self.w, self.ge, self.gi = [bm.Variable(bm.zeros(size)) for _ in range(3)]
        self.spike, self.wait = bm.Variable(bm.zeros(size, dtype=bool)), bm.Variable(bm.zeros(size))
        dV = lambda V, t, w, I: (10.0 * delta * bm.exp((V + 50.0) / delta) - w + 10.0 * (-65.0 - V) + I) / 150.0
        dw = lambda w, t, V: (a * (V + 65.0) - w) / 500.0
        self.intV, self.intw = bp.odeint(dV, method="exp_euler"), bp.odeint(dw, method="exp_euler")
        self.intg = bp.odeint(bp.JointEq(lambda ge, t: -ge / 1.5, lambda gi, t: -gi / 7.5), method="exp_euler")

    def update(self):
        t, dt = bp.share["t"], bp.share["dt"]
        self.ge.value, self.gi.value = self.intg(self.ge.value, self.gi.value, t, dt=dt)
        I = self.ge * (0.0 - self.V) + self.gi * (-80.0 - self.V)
        V, w = self.intV(self.V.value, t, self.w.value, I, dt=dt), self.intw(self.w.value, t, self.V.value, dt=dt)
        V = bm.where(self.wait > 0, self.V.value, V)
        spike = V >= -40.0
        self.V.value, self.w.value, self.spike.value = bm.where(spike, -65.0, V), bm.where(spike, w + self.b, w), spike
        self.wait.value = bm.where(spike, 49.0, bm.maximum(self.wait - 1.0, 0.0))


class Gamma(bp.DynamicalSystem):
    """Spikes of step i arrive in step i + d; those from outside are a table."""

    def __init__(self):
        super().__init__()
        self.RS = SpikingCell(40, [-65.0 + i % 10 for i in range(40)], 2.0, 4.0, 20.0)
        self.FS = SpikingCell(10, [-62.0] * 10, 0.5, 0.0, 0.0)
        table = np.zeros((2001, 8))
        for k in range(400):
            step = int(np.ceil((0.55 + 0.5 * k) / 0.1 - 1e-9))
            if step < 2000:
                table[step, (k * k + k) % 8] = 1.0
        self.table = bm.asarray(table)
        self.rings = {cells: bm.Variable(bm.zeros((15, cells.num))) for cells in (self.RS, self.FS)}
        self.register_implicit_vars({f"ring{k}": ring for k, ring in enumerate(self.rings.values())})

        def fan(pre, post, count, weight):
            matrix = np.zeros((pre, post))
            for k in range(pre * count):
                i = k // count
                matrix[i, (i * 7 + (k % count) * 3 + 1) % post] += weight
            return bm.asarray(matrix)

        self.W = dict(oR=fan(8, 40, 10, 8.0), oF=fan(8, 10, 6, 9.0), RR=fan(40, 40, 6, 5.0), RF=fan(40, 10, 4, 5.0), FR=fan(10, 40, 12, 5.0), FF=fan(10, 10, 4, 5.0))

    def update(self):
        i = bp.share["i"]
        RS, FS, W = self.RS, self.FS, self.W
        outside = bm.where(i > 0, self.table[i - 1], bm.zeros(8))
        r, f = self.rings[RS][i % 15], self.rings[FS][i % 15]
        RS.ge += outside @ W["oR"] + r @ W["RR"]
        FS.ge += outside @ W["oF"] + r @ W["RF"]
        RS.gi += f @ W["FR"]
        FS.gi += f @ W["FF"]
        RS.update()
        FS.update()
        for cells, ring in self.rings.items():
            ring[i % 15] = cells.spike.astype(float)


def gamma():
    net = Gamma()
    runner = bp.DSRunner(net, monitors={"V": net.RS.V, "w": net.RS.w, "ge": net.FS.ge, "gi": net.RS.gi}, dt=0.1, progress_bar=False)
    runner.run(200.05)
    return {name: sampled(runner.mon[name]) for name in ["V", "w", "ge", "gi"]}


class Balanced(bp.DynSysGroup):
    def __init__(self):
        super().__init__()
        line = lambda n: 12.0 * bm.linspace(0.0, 1.0, n)
        cell = lambda n, tau: bp.neurons.LIF(n, V_rest=0.0, V_th=15.0, V_reset=0.0, tau=tau, R=tau, V_initializer=line(n))
        self.E, self.I = E, I = cell(60, 15.0), cell(20, 10.0)
        J = 1 / np.sqrt(120)

        def synapse(pre, post, g_max, tau):
            conn = pairs(*zip(*[((k // 12 * 5 + k % 12 * 3) % pre.num, k // 12) for k in range(post.num * 12)]))
            return bp.synapses.Exponential(pre, post, conn, g_max=g_max, tau=tau, output=bp.synouts.CUBA(), comp_method="dense")

        self.E2E, self.E2I = synapse(E, E, J, 6.0), synapse(E, I, 1.2 * J, 6.0)
        self.I2E, self.I2I = synapse(I, E, -2 * J, 5.0), synapse(I, I, -1.8 * J, 5.0)


def fast_response():
    current, _ = bp.inputs.constant_input([(0.3, 20.0), (0.8, 40.0), (0.5, 40.0)], dt=0.1)
    column = bm.asarray(current).reshape((-1, 1))
    net = Balanced()
    runner = bp.DSRunner(net, monitors={"V": net.E.V, "I": net.I.V, "g": net.I2E.g}, dt=0.1, progress_bar=False,
                         inputs=[("E.input", 3.0 * column * bm.linspace(0.9, 1.1, 60), "iter"), ("I.input", 2.0 * column * bm.ones(20), "iter")])
    runner.run(100.05)
    return {name: sampled(runner.mon[name]) for name in ["V", "I", "g"]}


class MultiArea(bp.DynamicalSystem):
    def __init__(self):
        super().__init__()
        i, j = np.ogrid[:29, :29]
        raw = np.where(i == j, 0.0, np.exp(-np.abs(i - j) / 4) * (1 + (3 * i + 5 * j) % 7))
        self.fln, self.scale = bm.asarray(raw / raw.sum(1, keepdims=True)), 1 + 0.68 * bm.linspace(0.0, 1.0, 29)
        self.rE, self.rI = bm.Variable(bm.ones(29) * 10.0), bm.Variable(bm.ones(29) * 35.0)
        self.stimulus = bm.Variable(bm.zeros(29))
        E, I = self.currents()
        self.backgroundE, self.backgroundI = 10.0 / 0.066 - E, 35.0 / 0.351 - I

    def currents(self):
        far = self.fln @ self.rE.value
        return self.scale * (24.4 * self.rE.value + 33.7 * far) - 19.7 * self.rI.value, self.scale * (12.2 * self.rE.value + 25.5 * far) - 12.5 * self.rI.value

    def update(self):
        dt = bp.share["dt"]
        E, I = self.currents()
        drE = (-self.rE + 0.066 * bm.maximum(E + self.backgroundE + self.stimulus, 0.0)) / 0.02
        drI = (-self.rI + 0.351 * bm.maximum(I + self.backgroundI, 0.0)) / 0.01
        self.rE.value, self.rI.value = self.rE + dt * drE, self.rI + dt * drI

    def clear_input(self):
        self.stimulus[:] = 0.0


def multi_area():
    pulse = np.zeros((3000, 29))
    pulse[500:1750, 0] = 41.0
    net = MultiArea()
    runner = bp.DSRunner(net, monitors={"V1": net.rE, "last": (net.rE, 28), "rI": net.rI}, inputs=("stimulus", bm.asarray(pulse), "iter"), dt=2e-4, progress_bar=False)
    runner.run(0.60001)
    return {name: sampled(runner.mon[name]) for name in ["V1", "last", "rI"]}


simulations = {
    "hodgkinHuxley": hodgkin_huxley(),
    "cann": cann(),
    "jansenRit": jansen_rit(),
    "pituitary": run(Coupled(), 2000, ["N.V", "N.c"], None, 0.5),
    "mackeyGlass": run(MackeyGlass(), 3000, ["x", "oldest"], None, 0.05),
    "workingMemory": working_memory(),
    "adEx": ad_ex(),
    "decisionRates": decision_rates(),
    "cobaHH": run(CobaHH(), 600, ["E.V", "I.V", "E2I.g", "I2E.g"], None, 0.1),
    "ikeda": ikeda(),
    "fractionalLorenz": fractional_lorenz(),
    "chua": chua(),
    "hopfield": hopfield(),
    "thalamus": thalamus(),
    "gamma": gamma(),
    "fastResponse": fast_response(),
    "multiArea": multi_area(),
}
out = pathlib.Path(__file__).parents[2] / "test" / "gallery" / "gallery.json"
out.write_text(json.dumps({"brainpy": bp.__version__, "script": "bench/golden/gallery.py", "simulations": simulations}, indent=1) + "\n")
