// Two groups of cells, each for one choice, compete through shared inhibition until one has won; NMDA receptors remember the choice when
// the stimulus has gone. X.-J. Wang, Neuron 36 (2002) 955–968.
import { Variable, connect, dyn, init, math as bm, measure, visualize, type Step } from 'myelin';
import { save, simulate } from '../simulate.js';

const [before, stimulus, after] = [100, 1000, 500];

/** A stimulus: Poisson spikes of all cells with one rate, drawn anew every `interval` ms while the stimulus lasts. */
class PoissonStimulus extends dyn.SpikingGroup {
  readonly rate = new Variable(bm.zeros(1));
  readonly interval = 50;

  constructor(size: number, readonly mean: number, readonly deviation = 10) {
    super(size);
  }

  override update({ t, dt, i }: Step) {
    const isOn = t >= before && t < before + stimulus;
    if (!isOn) this.rate.value = 0;
    else if (i % Math.round(this.interval / dt) === 0) this.rate.value = bm.random.normal(this.mean, this.deviation, 1);
    this.spike.value = bm.random.random(this.num) < (this.rate * dt) / 1000;
  }
}

interface DecisionOptions {
  /** How much more the stimulus is for A than for B, in per cent; its rate for both (Hz). */
  readonly coherence: number;
  readonly mu0: number;
  readonly scale: number;
}

class DecisionNetwork extends dyn.Network {
  constructor({ coherence, mu0, scale }: DecisionOptions) {
    const excitatory = Math.round(1600 * scale);
    const share = 0.15;
    const [countA, countI] = [Math.round(share * excitatory), Math.round(400 * scale)];
    const pyramid = { V_rest: -70, V_reset: -55, V_th: -50, tau: 20, R: 0.04, tau_ref: 2, V_initializer: new init.Constant(-70) };
    const [A, B, N] = [new dyn.LIF(countA, pyramid), new dyn.LIF(countA, pyramid), new dyn.LIF(excitatory - 2 * countA, pyramid)];
    const I = new dyn.LIF(countI, { ...pyramid, tau: 10, R: 0.05, tau_ref: 1 });
    const IA = new PoissonStimulus(countA, mu0 * (1 + coherence / 100));
    const IB = new PoissonStimulus(countA, mu0 * (1 - coherence / 100));

    const delayStep = 5;
    const ampa = (pre: dyn.SpikingGroup, post: dyn.LIF, conn: connect.Connector, g_max: number) =>
      new dyn.Exponential(pre, post, conn, { g_max, tau: 2, delayStep, output: new dyn.COBA({ E: 0 }) });
    const nmda = (pre: dyn.LIF, post: dyn.LIF, g_max: number) =>
      new dyn.NMDA(pre, post, new connect.All2All(), { g_max, delayStep, tau_decay: 100, tau_rise: 2, a: 0.5, output: new dyn.MgBlock({ E: 0, cc_Mg: 1 }) });
    const gaba = (post: dyn.LIF, g_max: number) =>
      new dyn.Exponential(I, post, new connect.All2All(), { g_max, tau: 5, delayStep, output: new dyn.COBA({ E: -70 }) });

    // Strong within a choice, weak to the other one.
    const strong = 1.7;
    const weak = 1 - (share * (strong - 1)) / (1 - share);
    const weight = (pre: dyn.LIF, post: dyn.LIF) => (post === N ? 1 : pre === post ? strong : weak);
    const recurrent = [A, B, N].flatMap((pre) => [
      ...[A, B, N].flatMap((post) => [
        ampa(pre, post, new connect.All2All(), (0.05 / scale) * weight(pre, post)),
        nmda(pre, post, (0.165 / scale) * weight(pre, post)),
      ]),
      ampa(pre, I, new connect.All2All(), 0.04 / scale),
      nmda(pre, I, 0.13 / scale),
    ]);
    const inhibition = [...[A, B, N].map((post) => gaba(post, 1.3 / scale)), gaba(I, 1 / scale)];
    const noise = [A, B, N, I].flatMap((post) => {
      const source = new dyn.PoissonGroup(post.num, { freqs: 2400 });
      return [source, ampa(source, post, new connect.One2One(), post === I ? 1.62 : 2.1)];
    });
    const stimuli = [ampa(IA, A, new connect.One2One(), 2.1), ampa(IB, B, new connect.One2One(), 2.1)];
    super(...recurrent, ...inhibition, ...noise, ...stimuli, { A, B, N, I, IA, IB });
  }
}

const duration = Number(process.env['MS'] ?? before + stimulus + after);
const { mon, finish } = simulate({
  make: () => new DecisionNetwork({ coherence: 25.6, mu0: 40, scale: Number(process.env['SCALE'] ?? 0.5) }),
  duration, originalDuration: Math.min(duration, 20),
  options: { monitors: { A: 'A.spike', B: 'B.spike', rateA: 'IA.rate', rateB: 'IB.rate' } },
});
const rateOf = (name: 'A' | 'B') => {
  // Of the last 100 ms.
  const late = bm.at(mon[name]!, bm.slice(-1000));
  return (bm.sum(late).item() / late.shape[1]! / 100) * 1000;
};
const [rateA, rateB] = [rateOf('A'), rateOf('B')];
console.log(`at the end: group A ${rateA.toFixed(1)} Hz, group B ${rateB.toFixed(1)} Hz`);
const marks = [before, before + stimulus];
await save('decision-network.svg', visualize.layout([
  [visualize.rasterPlot(mon.ts, mon['A']!, { title: 'A decision (Wang 2002)', ylabel: 'Group A', marks, height: 160 })],
  [visualize.rasterPlot(mon.ts, mon['B']!, { ylabel: 'Group B', marks, height: 160 })],
  [visualize.tracePlot([
    { times: mon.ts, values: measure.firingRate(mon['A']!, 20, 0.1), legend: 'group A' },
    { times: mon.ts, values: measure.firingRate(mon['B']!, 20, 0.1), legend: 'group B' },
  ], { ylabel: 'Rate (Hz)', marks, height: 180 })],
  [visualize.tracePlot([
    { times: mon.ts, values: mon['rateA']!, legend: 'to A' }, { times: mon.ts, values: mon['rateB']!, legend: 'to B' },
  ], { ylabel: 'Stimulus (Hz)', marks, height: 160 })],
]));
finish({ rateA, rateB });
