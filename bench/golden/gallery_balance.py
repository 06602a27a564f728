"""Networks in balance, rings that remember, and a network that learns its own trajectory, run by BrainPy in float64: test/gallery/balance.json.

    pip install -r bench/golden/requirements.txt
    python bench/golden/gallery_balance.py
"""
import json
import pathlib

import brainpy as bp
import brainpy.math as bm
import numpy as np

from samples import run, sampled

bm.enable_x64()
bm.set_platform("cpu")
bm.set_dt(0.1)


class EINet(bp.Network):
    def __init__(self):
        pars = dict(V_rest=-52.0, V_th=-50.0, V_reset=-60.0, tau=10.0, tau_ref=0.0, V_initializer=lambda shape: -60.0 + 10.0 * bm.sin(bm.arange(100.0)))
        E, I = bp.neurons.LIF(100, **pars), bp.neurons.LIF(100, **pars)

        def synapse(pre, post, numbers, g_max):
            i, j = np.ogrid[:100, :100]
            connected = (i * 37 + j * 13 + numbers[0] * 3 + numbers[1] * 5) % 10 == 0
            return bp.synapses.Exponential(pre, post, bp.conn.MatConn(connected), g_max=g_max, tau=2.0, comp_method="dense", output=bp.synouts.CUBA(target_var="input"))

        J = 1 / np.sqrt(10)
        super().__init__(E2E=synapse(E, E, (0, 0), J), E2I=synapse(E, I, (0, 1), J), I2E=synapse(I, E, (1, 0), -J), I2I=synapse(I, I, (1, 1), -J), E=E, I=I)


class PairOfCells(bp.DynamicalSystem):
    def __init__(self):
        super().__init__()
        self.gc, self.I = bm.Variable(bm.zeros(1)), bm.Variable(bm.zeros(2))
        self.V = bm.Variable(bm.full(2, -55.0))
        self.n = bm.Variable(1 / (1 + bm.exp((-17 - self.V.value) / 5.6)))
        self.integral = bp.odeint(bp.JointEq([self.dV, self.dn]), method="exp_auto")

    def dV(self, V, t, n, coupling, I):
        inward = 3.6 / (1 + bm.exp((-20 - V) / 12)) * (V - 25)
        return (-inward - 10 * n * (V + 75) - 4 * 0.15 * (V + 75) - coupling + I) / 20

    def dn(self, n, t, V):
        return 0.8 * (1 / (1 + bm.exp((-17 - V) / 5.6)) - n) / 20

    def update(self):
        difference = self.V[0] - self.V[1]
        V, n = self.integral(self.V.value, self.n.value, bp.share["t"], self.gc.value * bm.array([difference, -difference]), self.I.value, bp.share["dt"])
        self.V.value, self.n.value = V, n


def antisynchrony():
    gc = bp.inputs.section_input([0.0, 0.0, 0.24], [50, 200, 100])
    current = bp.inputs.section_input([0.0, bm.array([0.3, 0.0])], [50, 300])
    return run(PairOfCells(), 3500, ["V", "n", "gc", "I"], [("gc", gc, "iter", "="), ("I", current, "iter", "=")], 0.1)


POOLS, PER_POOL, RANDOM, FACTOR = 4, 64, 128, 62.5
SENSORY = POOLS * PER_POOL


def ring_weights():
    angles = 2 * np.pi * np.arange(1, PER_POOL + 1) / PER_POOL
    apart = np.cos(angles[:, None] - angles)
    return 16 * (0.28 + 2 * np.exp(apart - 1) - 2 * np.exp(0.25 * (apart - 1))) * (1 - np.eye(PER_POOL))


def mixed_weights():
    i, j = np.ogrid[:SENSORY, :RANDOM]
    connected = ((i * 7 + j * 11 + 3) % 20 < 7).astype(float)
    forward = connected * (FACTOR * 2.1 / connected.sum(0))
    backward = connected.T * (FACTOR * 0.2 / connected.sum(1))
    return forward - forward.sum(0) / SENSORY, backward - backward.sum(0) / RANDOM


class PoissonCells(bp.dyn.NeuDyn):
    def __init__(self, size):
        super().__init__(size)
        self.s, self.r, self.input = (bm.Variable(bm.zeros(size)) for _ in range(3))
        self.spike, self.draw = bm.Variable(bm.zeros(size, dtype=bool)), bm.Variable(bm.ones(size))
        self.integral = bp.odeint(lambda s, t: -s / 10.0, method="exp_euler")

    def update(self):
        self.s.value = self.integral(self.s.value, bp.share["t"], bp.share["dt"])
        self.r.value = 0.4 * (1 + bm.tanh(0.4 * (self.input.value + self.s.value) - 3)) / 10.0
        self.spike.value = self.draw.value < self.r.value * bp.share["dt"]
        self.input[:] = 0.0


class FlexibleMemory(bp.DynSysGroup):
    def __init__(self):
        super().__init__()
        self.sensory, self.random = PoissonCells(SENSORY), PoissonCells(RANDOM)
        self.within = bm.asarray(ring_weights())
        self.forward, self.backward = (bm.asarray(w) for w in mixed_weights())

    def update(self):
        s, spike = self.sensory.s, self.sensory.spike.value
        for i in range(POOLS):
            pool = slice(i * PER_POOL, (i + 1) * PER_POOL)
            s[pool] += bm.dot(spike[pool].astype(float), self.within)
        s += bm.dot(self.random.spike.value.astype(float), self.backward)
        self.random.s += bm.dot(spike.astype(float), self.forward)
        self.sensory()
        self.random()


def evenly(steps, count):
    i, j = np.ogrid[:steps, :count]
    points = i * 0.7548776662466927 + j * 0.5698402909980532
    return points - np.floor(points)


def flexible_memory():
    cells = np.arange(PER_POOL)
    bump = np.exp(-((cells - PER_POOL / 2) ** 2) / 8) * (abs(cells - PER_POOL / 2) <= 6)
    shown = 10 * (bump - bump.mean())
    stimulus = np.concatenate([shown, np.zeros(PER_POOL), shown, np.zeros(PER_POOL)])
    current = bp.inputs.section_input([0.0, bm.asarray(stimulus), 0.0], [10, 30, 60])
    inputs = [("sensory.input", current, "iter"), ("sensory.draw", bm.asarray(evenly(1000, SENSORY)), "iter", "="), ("random.draw", bm.asarray(evenly(1000, RANDOM)), "iter", "=")]
    net = FlexibleMemory()
    monitors = dict(rate=net.sensory.r, s=net.sensory.s, shown=(net.sensory.r, 32), other=(net.sensory.r, 96), kept=(net.sensory.r, 160))
    runner = bp.DSRunner(net, monitors=monitors, inputs=inputs, dt=0.1, progress_bar=False)
    runner.run(100.05)
    return {name: sampled(runner.mon[name]) for name in monitors}


def scattered(rows, columns, scale):
    return scale * np.sin(np.arange(rows * columns).reshape((rows, columns)) * 1.7 + 0.3) * np.sqrt(2)


class Timing(bp.BrainPyObject):
    """The published rule, by cells: matrices of another size for each, so that it is not compiled."""

    n, readouts, steps = 40, 2, 120

    def __init__(self):
        super().__init__()
        n = self.n
        i, j = np.ogrid[:n, :n]
        connected = np.logical_and((i * 7 + j * 3) % 5 < 2, i != j)
        learning = np.logical_and(connected, (i + j) % 3 > 0)
        self.W_in = bm.asarray(scattered(1, n, 1.0))
        self.W_rec = bm.Variable(scattered(n, n, 1.8 / np.sqrt(0.4 * n)) * connected)
        self.W_out = bm.Variable(scattered(self.readouts, n, 1 / np.sqrt(n)))
        self.plastic = [np.nonzero(row)[0] for row in learning]
        self.P_rec = [np.eye(len(cells)) for cells in self.plastic]
        self.P_out = [np.eye(n) for _ in range(self.readouts)]
        self.loss = np.zeros(1)

    def update(self, stimulus):
        dx = -self.x + bm.dot(stimulus, self.W_in) + bm.dot(self.W_rec.value, self.r)
        self.x = self.x + dx / 10.0
        self.r = bm.tanh(self.x)
        self.z = bm.dot(self.W_out.value, self.r)

    def learn(self, P, r):
        Pr = P @ r
        norm = 1 + r @ Pr
        return P - np.outer(Pr, Pr) / norm, Pr, norm

    def train_recurrent(self, target):
        r = np.asarray(self.r)
        error = r - target
        self.loss = self.loss + np.mean(error ** 2)
        W = np.array(self.W_rec.value)
        for i, cells in enumerate(self.plastic):
            self.P_rec[i], Pr, norm = self.learn(self.P_rec[i], r[cells])
            W[i, cells] -= error[i] * Pr / norm
        self.W_rec.value = bm.asarray(W)

    def train_readout(self, target):
        error = np.asarray(self.z) - target
        self.loss = self.loss + np.mean(error ** 2)
        W = np.array(self.W_out.value)
        for i in range(self.readouts):
            self.P_out[i], Pr, norm = self.learn(self.P_out[i], np.asarray(self.r))
            W[i] -= error[i] * Pr / norm
        self.W_out.value = bm.asarray(W)

    def trial(self, train=None):
        self.x = bm.sin(bm.arange(float(self.n)))
        self.r = bm.tanh(self.x)
        r, z = [], []
        for i in range(self.steps):
            self.update(bm.array([5.0 if 10 <= i < 15 else 0.0]))
            r.append(np.asarray(self.r))
            z.append(np.asarray(self.z))
            if train is not None and i >= 15 and i % 2 == 0:
                train(i)
        return np.stack(r), np.stack(z)


def robust_timing():
    net = Timing()
    innate, _ = net.trial()
    first, _ = net.trial(lambda i: net.train_recurrent(0.9 * innate[i]))
    net.trial(lambda i: net.train_readout(np.array([np.sin(i / 20), 0.5])))
    last, z = net.trial()
    return {"innate": sampled(innate), "first": sampled(first), "last": sampled(last), "z": sampled(z), "W": sampled(net.W_rec.value), "P": sampled(net.P_rec[3]), "loss": sampled(net.loss)}


LAYERS = ["L23e", "L23i", "L4e", "L4i", "L5e", "L5i", "L6e", "L6i"]
SIZES = [round(size / 40) for size in [20683, 5834, 21915, 5479, 4850, 1065, 14395, 2948]]
CURRENTS = [0.3512 * current for current in [1.6, 1.5, 2.1, 1.9, 2.0, 1.9, 2.9, 2.1]]
PROBABILITIES = [
    [0.101, 0.169, 0.044, 0.082, 0.032, 0, 0.008, 0], [0.135, 0.137, 0.032, 0.052, 0.075, 0, 0.004, 0],
    [0.008, 0.006, 0.05, 0.135, 0.007, 0.0003, 0.045, 0], [0.069, 0.003, 0.079, 0.16, 0.003, 0, 0.106, 0],
    [0.1, 0.062, 0.051, 0.006, 0.083, 0.373, 0.02, 0], [0.055, 0.027, 0.026, 0.002, 0.06, 0.316, 0.009, 0],
    [0.016, 0.007, 0.021, 0.017, 0.057, 0.02, 0.04, 0.225], [0.036, 0.001, 0.003, 0.001, 0.028, 0.008, 0.066, 0.144],
]


class Cortex(bp.DynSysGroup):
    """All populations as one group, all projections as one matrix: the same equations."""

    def __init__(self, rng):
        super().__init__()
        n, kinds = sum(SIZES), np.repeat(np.arange(8), SIZES)
        self.starts = np.cumsum([0, *SIZES])
        weights = np.zeros((n, n))
        for source in range(8):
            for target in range(8):
                wanted = round(SIZES[target] * PROBABILITIES[target][source])
                gain = 4 * (1 if source % 2 == 0 else -4) * (2 if (source, target) == (2, 0) else 1)
                for cell in range(self.starts[source], self.starts[source + 1]):
                    behind = self.starts[target] + rng.choice(SIZES[target], wanted, replace=False)
                    weights[cell, behind] = gain * np.maximum(rng.normal(0.0878, 0.0088, wanted), 0)
        self.weights = bm.asarray(weights)
        # A delay for each cell and each population behind it would be of the same distribution.
        even = kinds % 2 == 0
        ms = np.where(even, rng.normal(1.5, 0.75, n), rng.normal(0.8, 0.4, n))
        self.delays = bm.asarray(np.maximum(np.round(ms / 0.1), 1).astype(int))
        self.length, self.columns = int(self.delays.max()), bm.arange(n)
        self.current = bm.asarray(np.repeat(CURRENTS, SIZES))
        self.V, self.I = bm.Variable(-65 + 5 * rng.normal(size=n)), bm.Variable(bm.zeros(n))
        self.spike, self.last = bm.Variable(bm.zeros(n, dtype=bool)), bm.Variable(bm.full(n, -1e7))
        self.past = bm.Variable(bm.zeros((self.length, n), dtype=bool))
        self.integral = bp.odeint(bp.JointEq([self.dV, self.dI]), method="exp_auto")

    def dV(self, V, t, I):
        return (-V - 65) / 10 + (I + self.current) / 0.25

    def dI(self, I, t):
        return -I / 0.5

    def update(self):
        t, i = bp.share["t"], bp.share["i"]
        arriving = self.past[(i - self.delays) % self.length, self.columns]
        self.I += arriving.astype(float) @ self.weights
        refractory = t - self.last.value <= 2
        V, I = self.integral(self.V.value, self.I.value, t, bp.share["dt"])
        V = bm.where(refractory, self.V.value, V)
        self.spike.value = V >= -50
        self.last.value = bm.where(self.spike.value, t, self.last.value)
        self.V.value, self.I.value = bm.where(self.spike.value, -65.0, V), I
        self.past[i % self.length] = self.spike.value


def cortex():
    counts = []
    for seed in range(6):
        net = Cortex(np.random.default_rng(seed))
        runner = bp.DSRunner(net, monitors=["spike"], dt=0.1, progress_bar=False)
        runner.run(60.05)
        total = runner.mon["spike"].sum(0)
        counts.append([int(total[a:b].sum()) for a, b in zip(net.starts, net.starts[1:])])
    counts = np.array(counts)
    return {layer: [float(counts[:, k].mean()), float(counts[:, k].std(ddof=1))] for k, layer in enumerate(LAYERS)}


simulations = {
    "balancedPattern": run(EINet(), 1000, ["E.V", "I.V", "E2E.g"], [("E.input", 3.0), ("I.input", 3.0)], 0.1),
    "antisynchrony": antisynchrony(),
    "flexibleMemory": flexible_memory(),
    "robustTiming": robust_timing(),
}
out = pathlib.Path(__file__).parents[2] / "test" / "gallery" / "balance.json"
out.write_text(json.dumps({"brainpy": bp.__version__, "script": "bench/golden/gallery_balance.py", "simulations": simulations, "spikes": {"cortex": cortex()}}, indent=1) + "\n")
