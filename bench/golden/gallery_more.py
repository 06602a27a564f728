"""More simulations in the manner of BrainPy's gallery, run by BrainPy in float64: test/gallery/more.json.

    pip install -r bench/golden/requirements.txt
    python bench/golden/gallery_more.py
"""
import json
import pathlib

import brainpy as bp
import brainpy.math as bm
import numpy as np

from samples import run, sampled

bm.enable_x64()
bm.set_platform("cpu")
e = bm.exp


def connectome(gain):
    i, j = np.ogrid[:20, :20]
    apart = abs(i - j)
    return gain * np.where(apart == 0, 0.0, np.exp(-apart / 5)), 2 + 3 * apart


def line(start, end, n):
    return bp.init.Constant(bm.linspace(start, end, n))


class WholeBrain(bp.DynSysGroup):
    def __init__(self):
        super().__init__()
        C, D = connectome(0.3)
        self.fhn = bp.rates.FHN(20, method="exp_auto", x_initializer=line(0.0, 0.5, 20), y_initializer=line(0.2, 0.0, 20))
        self.coupling = bp.dyn.DiffusiveCoupling(self.fhn.x, self.fhn.x, self.fhn.input, conn_mat=bm.asarray(C), delay_steps=bm.asarray(D), initial_delay_data=bp.init.Constant(0.05))


class Oscillators(bp.DynSysGroup):
    def __init__(self):
        super().__init__()
        C, _ = connectome(0.2)
        self.areas = areas = bp.rates.WilsonCowanModel(20, x_initializer=line(0.0, 0.3, 20), y_initializer=bp.init.Constant(0.05))
        self.excitation = bp.dyn.AdditiveCoupling(areas.x, areas.input, conn_mat=bm.asarray(C), delay_steps=12, initial_delay_data=bp.init.Constant(0.0))
        self.inhibition = bp.dyn.AdditiveCoupling(areas.y, areas.input_y, conn_mat=bm.asarray(0.1 * C))


class Interneuron(bp.dyn.NeuDyn):
    def __init__(self, size):
        super().__init__(size)
        self.V = bm.Variable(bm.arange(size) - 70.0)
        self.h, self.n = bm.Variable(bm.ones(size) * 0.6), bm.Variable(bm.ones(size) * 0.3)
        self.input = bm.Variable(bm.zeros(size))
        dh = lambda h, t, V: 5.0 * (0.07 * e(-(V + 58) / 20) * (1 - h) - h / (e(-0.1 * (V + 28)) + 1))
        dn = lambda n, t, V: 5.0 * (-0.01 * (V + 34) / (e(-0.1 * (V + 34)) - 1) * (1 - n) - 0.125 * e(-(V + 44) / 80) * n)

        def dV(V, t, h, n):
            a, b = -0.1 * (V + 35) / (e(-0.1 * (V + 35)) - 1), 4 * e(-(V + 60) / 18)
            return -35.0 * (a / (a + b)) ** 3 * h * (V - 55.0) - 9.0 * n**4 * (V + 90.0) - 0.1 * (V + 65.0) + self.input

        self.integral = bp.odeint(bp.JointEq(dV, dh, dn), method="exp_auto")

    def update(self):
        self.V.value, self.h.value, self.n.value = self.integral(self.V.value, self.h.value, self.n.value, bp.share["t"], dt=bp.share["dt"])

    def clear_input(self):
        self.input[:] = 0.0


class GammaNet(bp.DynamicalSystem):
    def __init__(self):
        super().__init__()
        self.neu, self.s = Interneuron(20), bm.Variable(bm.zeros(20))
        self.integral = bp.odeint(lambda s, t, V: 12.0 / (1 + e(-V / 2)) * (1 - s) - 0.1 * s, method="exp_auto")

    def update(self):
        self.s.value = self.integral(self.s.value, bp.share["t"], self.neu.V.value, dt=bp.share["dt"])
        self.neu.input -= bm.sum(0.1 / 20 * self.s) * (self.neu.V + 75.0)
        self.neu.update()


class DelayedInhibition(bp.DynamicalSystem):
    """Spikes of step i arrive in step i + 20; a cell stays for 20 steps after its spike."""

    def __init__(self, num=40, each=6):
        super().__init__()
        matrix = np.zeros((num, num))
        for k in range(num * each):
            i = k // each
            matrix[i, (7 * i + 3 * (k % each) + 1) % num] -= 0.5
        self.W = bm.asarray(matrix)
        self.V, self.wait = bm.Variable(bm.linspace(10.0, 19.5, num)), bm.Variable(bm.zeros(num))
        self.ring, self.input = bm.Variable(bm.zeros((20, num))), bm.Variable(bm.zeros(num))
        self.integral = bp.odeint(lambda V, t: (-V + 25.0) / 20.0, method="euler")

    def update(self):
        i = bp.share["i"]
        self.input += self.ring[i % 20] @ self.W
        V = self.integral(self.V.value, bp.share["t"], dt=bp.share["dt"]) + self.input
        V = bm.where(self.wait > 0, self.V.value, V)
        spike = V >= 20.0
        self.V.value = bm.where(spike, 10.0, V)
        self.wait.value = bm.where(spike, 19.0, bm.maximum(self.wait - 1.0, 0.0))
        self.ring[i % 20] = spike.astype(float)

    def clear_input(self):
        self.input[:] = 0.0


class GapNetwork(bp.DynamicalSystem):
    def __init__(self):
        super().__init__()
        self.V, self.E = bm.Variable(bm.linspace(0.0, 9.0, 30)), bm.linspace(9.5, 10.5, 30)
        self.synaptic, self.input = bm.Variable(bm.zeros(1)), bm.Variable(bm.zeros(30))
        dV = lambda V, t, s: (self.E - V + 1.5 * e((V - 10.0) / 1.5) + 0.4 * (bm.mean(V) - V) - 6.0 * s + self.input) / 15.0
        self.integral = bp.odeint(bp.JointEq(dV, lambda s, t: -s / 8.0), method="rk2")

    def update(self):
        t = bp.share["t"]
        self.input.value = bm.ones(30) * 4.0 * bm.sin(t / 9.0)
        V, s = self.integral(self.V.value, self.synaptic.value, t, dt=bp.share["dt"])
        spike = V >= 20.0
        fired = bm.mean(spike.astype(float))
        self.V.value, self.synaptic.value = bm.where(spike, 5.0, V + 0.15 * fired), s + fired


def around(d):
    d = bm.remainder(d, 2 * bm.pi)
    return bm.where(d > bm.pi, d - 2 * bm.pi, d)


class Adapting(bp.DynamicalSystem):
    def __init__(self, num):
        super().__init__()
        self.x = bm.linspace(-bm.pi, bm.pi, num, endpoint=False)
        d = around(bm.abs(self.x.reshape((-1, 1)) - self.x))
        self.W = 8 * 2 * np.pi / num / (np.sqrt(2 * np.pi) * 0.3) * e(-0.5 * (d / 0.3) ** 2)
        self.r, self.u, self.v, self.input = [bm.Variable(bm.zeros(num)) for _ in range(4)]
        rate = lambda u: u**2 / (1 + bm.sum(u**2))
        self.rate = rate
        self.integral = bp.odeint(bp.JointEq(lambda u, t, v, I: -u + self.W @ rate(u) + I - v, lambda v, t, u: (-v + 0.3 * u) / 50.0), method="euler")

    def update(self):
        u, v = self.integral(self.u.value, self.v.value, bp.share["t"], self.input.value, dt=bp.share["dt"])
        self.u.value, self.v.value = bm.maximum(u, 0.0), v
        self.r.value = self.rate(self.u.value)

    def clear_input(self):
        self.input[:] = 0.0


def tracking():
    cann = Adapting(48)
    position = 2 * np.pi / 600 * bm.arange(600)
    stimulus = 2.0 * e(-0.25 * (around(cann.x - position.reshape((-1, 1))) / 0.3) ** 2)
    return run(cann, 600, ["u", "v", "r"], ["input", stimulus, "iter"], 0.1)


class Sheet(bp.DynamicalSystem):
    def __init__(self, length):
        super().__init__()
        self.length, x = length, bm.linspace(-bm.pi, bm.pi, length)
        x1, x2 = bm.meshgrid(x, x)
        self.places = bm.stack([x1.flatten(), x2.flatten()], 1)
        square = bm.sum(around(bm.expand_dims(self.places, 1) - self.places) ** 2, 2)
        self.W = 4.0 / (np.sqrt(2 * np.pi) * 0.6) * e(-0.5 * square / 0.6**2)
        self.r, self.u, self.input = [bm.Variable(bm.zeros((length, length))) for _ in range(3)]

    def stimulus(self, position):
        square = bm.sum(around(bm.abs(bm.asarray(position) - self.places)) ** 2, 1)
        return (10.0 * e(-0.25 * square / 0.6**2)).reshape((self.length, self.length))

    def update(self):
        r1 = self.u.value**2
        self.r.value = r1 / (1 + 0.5 * bm.sum(r1))
        interaction = (self.W @ self.r.value.flatten()).reshape((self.length, self.length))
        self.u += (-self.u.value + self.input.value + interaction) * bp.share["dt"]
        self.input[:] = 0.0


def sheet():
    net = Sheet(9)
    return run(net, 200, ["u", "r"], ["input", bm.stack([net.stimulus([-2 + i / 50, 1 - i / 100]) for i in range(200)]), "iter"], 0.1)


def weights(rows, columns, scale):
    i, j = np.ogrid[:rows, :columns]
    return scale * np.sin(1 + 3.7 * i * i + 1.3 * i * j + 5.1 * j * j)


class EchoState(bp.DynamicalSystem):
    def __init__(self, n=30):
        super().__init__()
        given = lambda *args: bm.asarray(weights(*args))
        self.w_ir, self.w_rr, self.w_or = given(1, n, 1.0), given(n, n, 1.4 * np.sqrt(2) / np.sqrt(n)), given(1, n, 0.9)
        self.w_ro, self.P = bm.Variable(0.1 * given(n, 1, 1.0)), bm.Variable(bm.eye(n))
        self.h = bm.Variable(0.5 * bm.sin(bm.arange(n) * 1.0))
        self.r = bm.Variable(bm.tanh(self.h.value))
        self.o = bm.Variable(self.r.value @ self.w_ro.value)

    def update(self, x):
        self.h += 0.1 * (-self.h + self.r @ self.w_rr + x @ self.w_ir + self.o @ self.w_or)
        self.r.value = bm.tanh(self.h.value)
        self.o.value = self.r.value @ self.w_ro.value
        return self.o.value

    def train(self, x, target):
        self.update(x)
        k = bm.expand_dims(self.P.value @ self.r.value, 1)
        c = 1 / (1 + self.r.value @ k)
        self.P -= (k * c) @ k.T
        self.w_ro += -c * k @ bm.expand_dims(self.o - target, 0)


def force():
    net, t = EchoState(), 0.1 * bm.arange(200)
    targets, xs = (0.8 * bm.sin(0.5 * t) + 0.3 * bm.cos(t)).reshape((-1, 1)), bm.ones((200, 1))
    before = bm.for_loop(net.update, xs)
    bm.for_loop(net.train, (xs, targets))
    after = bm.for_loop(net.update, xs)
    return {"before": sampled(before), "after": sampled(after), "w": sampled(net.w_ro.value), "P": sampled(net.P.value)}


def chaos():
    multiscroll = lambda x, y, z, t: (40.0 * (y - x), -12.0 * x - x * z + 28.0 * y, x * y - 3.0 * z)
    rabinovich = lambda x, y, z, t: (y * (z - 1 + x * x) + 0.87 * x, x * (3 * z + 1 - x * x) + 0.87 * y, -2 * z * (1.1 + x * y))

    def chua(x, y, z, t):
        f = bm.where(bm.abs(x) < 1, -1.1 * x, -0.1 * x - bm.sign(x))
        return 10.0 * (y - x - f), x - y + z, -15.0 * y

    recordings = {}
    for name, f, method in [("multiscroll", multiscroll, "rk4"), ("rabinovich", rabinovich, "rkdp"), ("chua", chua, "heun2")]:
        runner = bp.IntegratorRunner(bp.odeint(f, method=method, dt=0.001), monitors=["x", "z"], inits=dict(x=[-0.1, 0.3], y=[0.5, -0.4], z=[0.6, 0.7]), dt=0.001, progress_bar=False)
        runner.run(2.0)
        recordings |= {f"{name}.{state}": sampled(runner.mon[state]) for state in ["x", "z"]}
    return recordings


simulations = {
    "wholeBrain": run(WholeBrain(), 2000, ["fhn.x", "fhn.y"], ["fhn.input", 0.72], 0.1),
    "oscillators": run(Oscillators(), 1000, ["areas.x", "areas.y"], ["areas.input", 0.4], 0.1),
    "wangBuzsaki": run(GammaNet(), 1200, ["neu.V", "neu.h", "s"], ["neu.input", 1.2], 0.05),
    "brunelHakim": run(DelayedInhibition(), 1000, ["V", "input"], None, 0.1),
    "gapNetwork": run(GapNetwork(), 1200, ["V", "synaptic"], None, 0.1),
    "tracking": tracking(),
    "sheet": sheet(),
    "force": force(),
    "chaos": chaos(),
}
names = {"wangBuzsaki": {"s": "syn.s"}, "brunelHakim": {"V": "group.V", "input": "group.input"}}
ours = {name: {names.get(name, {}).get(state, state): values for state, values in recordings.items()} for name, recordings in simulations.items()}
out = pathlib.Path(__file__).parents[2] / "test" / "gallery" / "more.json"
out.write_text(json.dumps({"brainpy": bp.__version__, "script": "bench/golden/gallery_more.py", "simulations": ours}, indent=1) + "\n")
