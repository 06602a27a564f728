"""Golden traces of synapses from BrainPy, in float64: `python bench/golden/synapses.py > test/golden/synapses.json`.

Each case is one cell that spikes at given times, a synapse, and a LIF cell behind it; the file holds every 20th value of the synapse's
states and of the potential behind. Transmitter stays for a time that is no whole number of steps, so that rounding decides nothing.
"""
import json
import sys

import brainpy as bp
import brainpy.math as bm

bm.enable_x64()
bm.set_dt(0.1)

TIMES = [10., 15., 17., 30., 50., 52., 54., 56., 80.]

class STP(bp.synplast.STP):
    """With the paper's u' = -u / tau_f: BrainPy 2.6.1 has u' = U - u / tau_f, whose u rests at U tau_f, far above 1."""

    @property
    def derivative(self):
        return bp.JointEq(lambda u, t: -u / self.tau_f, lambda x, t: (1 - x) / self.tau_d)

    def clone(self):
        return STP(tau_f=self.tau_f, tau_d=self.tau_d, U=self.U, method=self.method)


# BrainPy 2.6 reads a delay of n steps after n - 1 of them (2.4 after n, as we do), so it is asked for one more.
CASES = {
    # name: (class, options for ours, options for BrainPy, states)
    'Exponential': ('Exponential', dict(tau=5., g_max=0.6, output=['COBA', dict(E=0.)]), dict(output=bp.synouts.COBA(E=0.)), ['g']),
    'Exponential delayed': ('Exponential', dict(tau=5., g_max=0.6, delayStep=13), dict(delay_step=14), ['g']),
    'Exponential STD': ('Exponential', dict(tau=5., stp=['STD', dict(U=0.3, tau=100.)]), dict(stp=bp.synplast.STD(U=0.3, tau=100.)), ['g', 'stp.x']),
    'Exponential STP': ('Exponential', dict(tau=5., stp=['STP', dict(U=0.2, tau_f=150., tau_d=60.)]),
                        dict(stp=STP(U=0.2, tau_f=150., tau_d=60.)), ['g', 'stp.u', 'stp.x']),
    'DualExponential': ('DualExponential', dict(tau_decay=10., tau_rise=2.), dict(output=bp.synouts.CUBA(target_var='input')), ['g', 'h']),
    'Alpha': ('Alpha', dict(tau_decay=5.), dict(output=bp.synouts.CUBA(target_var='input')), ['g', 'h']),
    'NMDA': ('NMDA', dict(g_max=1., tau_decay=50.), dict(), ['g', 'x']),
    'AMPA': ('AMPA', dict(T_duration=0.46), dict(), ['g']),
    'GABAa': ('GABAa', dict(T_duration=0.96), dict(), ['g']),
    'BioNMDA': ('BioNMDA', dict(T_duration=0.46), dict(), ['g', 'x']),
    'Delta': ('Delta', dict(g_max=3.), dict(), []),
}


def run(case):
    kind, options, own, states = CASES[case]
    given = {{'delayStep': 'delay_step', **({'T_duration': 'T_dur'} if kind == 'BioNMDA' else {})}.get(k, k): v for k, v in options.items() if k not in ('output', 'stp')}
    pre = bp.neurons.SpikeTimeGroup(1, times=TIMES, indices=[0] * len(TIMES))
    post = bp.neurons.LIF(1, V_rest=-60., V_th=1e3, V_reset=-60., tau=20., V_initializer=bp.init.Constant(-60.))
    synapse = getattr(bp.synapses, kind)(pre, post, bp.conn.All2All(), **{**given, **own})
    net = bp.Network(pre=pre, synapse=synapse, post=post)
    runner = bp.DSRunner(net, monitors=[f'synapse.{s}' for s in states] + ['post.V'], progress_bar=False)
    runner.run(100.)
    return dict(
        kind=kind, options=options, every=20,
        states={s: [float(x) for x in runner.mon[f'synapse.{s}'][::20].reshape(-1)] for s in states},
        V=[float(x) for x in runner.mon['post.V'][::20, 0]],
    )



# Outputs whose constants have one value for each of three cells behind.
VARIED = {
    'COBA': dict(E=[0., -20., 30.]),
    'MgBlock': dict(E=[0., 10., -5.], cc_Mg=[1.2, 1., 0.5], alpha=[0.062, 0.05, 0.08], beta=[3.57, 3., 4.]),
}


def run_varied(kind):
    pre = bp.neurons.SpikeTimeGroup(1, times=TIMES, indices=[0] * len(TIMES))
    post = bp.neurons.LIF(3, V_rest=-60., V_th=1e3, V_reset=-60., tau=20., V_initializer=bp.init.Constant(-60.))
    output = getattr(bp.synouts, kind)(**{name: bm.asarray(values) for name, values in VARIED[kind].items()})
    synapse = bp.synapses.Exponential(pre, post, bp.conn.All2All(), tau=5., g_max=0.6, output=output)
    runner = bp.DSRunner(bp.Network(pre=pre, synapse=synapse, post=post), monitors=['post.V'], progress_bar=False)
    runner.run(100.)
    return dict(options=VARIED[kind], V=[[float(x) for x in row] for row in runner.mon['post.V'][::20]])


class Plastic(bp.dnn.AllToAll):
    """BrainPy's update of strengths asks for the package braintaichi; this is the same with BrainPy's arrays."""

    def stdp_update(self, on_pre=None, on_post=None, w_min=None, w_max=None):
        w = self.weight.value
        if on_pre is not None:
            w = bm.where(on_pre['spike'][:, None], w + on_pre['trace'][None, :], w)
        else:
            w = bm.where(on_post['spike'][None, :], w + on_post['trace'][:, None], w)
        self.weight.value = bm.clip(w, w_min, w_max)


class STDPNet(bp.DynSysGroup):
    """Two cells before and two behind, all of which spike at given times; the order of spikes is all that counts."""

    PRE = dict(times=[10., 12., 30., 41., 60., 75., 76., 90., 11., 13., 31., 42., 61., 77., 91.], indices=[0] * 8 + [1] * 7)
    POST = dict(times=[11., 28., 43., 61., 70., 77.], indices=[0, 1, 0, 1, 0, 1])
    OPTIONS = dict(tau_s=16.8, tau_t=33.7, A1=0.01, A2=0.02, W_min=0., W_max=0.51)

    def __init__(self):
        super().__init__()
        self.pre = bp.dyn.SpikeTimeGroup(2, **self.PRE)
        self.post = bp.dyn.SpikeTimeGroup(2, **self.POST)
        self.synapse = bp.dyn.STDP_Song2000(pre=self.pre, delay=None, comm=Plastic(2, 2, weight=bm.ones((2, 2)) * 0.5), syn=bp.dyn.Expon.desc(2, tau=5.),
                                            out=bp.dyn.CUBA.desc(), post=self.post, **self.OPTIONS)

    def update(self):
        self.synapse()
        self.pre()
        self.post()
        refs = self.synapse.refs
        return self.synapse.comm.weight.value.reshape(-1), refs['pre_trace'].g.value, refs['post_trace'].g.value


def run_stdp():
    w, pre, post = bp.DSRunner(STDPNet(), progress_bar=False, jit=False).run(100.)
    rows = lambda recording: [[float(x) for x in row] for row in recording[::20]]
    return dict(pre=STDPNet.PRE, post=STDPNet.POST, options=dict(g_max=0.5, tau=5., **STDPNet.OPTIONS), every=20, w=rows(w), A_pre=rows(pre), A_post=rows(post))


result = {'brainpy': bp.__version__, 'times': TIMES, 'cases': {}}
for case in CASES:
    try:
        result['cases'][case] = run(case)
    except Exception as error:
        print(case, repr(error), file=sys.stderr)
result['varied'] = dict(every=20, cases={kind: run_varied(kind) for kind in VARIED})
result['stdp'] = run_stdp()
json.dump(result, sys.stdout, indent=1)
