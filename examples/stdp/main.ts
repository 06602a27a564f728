// Strengths that depend on the order of spikes: 1,000 random inputs compete for one cell, and end near 0 or near the maximum.
// S. Song, K. D. Miller and L. F. Abbott, Nat. Neurosci. 3 (2000) 919–926.
import { connect, dyn, init, math as bm, visualize, type Vector } from 'myelin';
import { save, simulate } from '../simulate.js';

const g_max = 0.01;

class STDPNetwork extends dyn.Network {
  readonly noise = new dyn.PoissonGroup(1000, { freqs: 15 });
  readonly cell = new dyn.LIF(1, { V_rest: -74, V_reset: -60, V_th: -54, tau: 10, V_initializer: new init.Constant(-60) });
  readonly synapse = new dyn.STDP_Song2000(this.noise, this.cell, new connect.All2All(), {
    tau: 5, output: new dyn.COBA({ E: 0 }), g_max: new init.Uniform(0, g_max),
    tau_s: 20, tau_t: 20, A1: 0.05 * g_max, A2: 0.0525 * g_max, W_min: 0, W_max: g_max,
  });
}

const duration = Number(process.env['MS'] ?? 5_000);
const { mon, model, finish } = simulate({
  make: () => new STDPNetwork(), duration, originalDuration: Math.min(duration, 20),
  options: { monitors: { w: ['synapse.w', [0, 1, 2, 3, 4]], spike: 'cell.spike' }, every: 10 },
});
const weights = bm.div(model.synapse.w.value, g_max);
const share = (from: number, to: number) => bm.mean(bm.astype(bm.logicalAnd(bm.greaterEqual(weights, from), bm.lessEqual(weights, to)), 'float32')).item();
const [low, high] = [share(0, 0.2), share(0.8, 1)];
console.log(`strengths below a fifth of the maximum: ${(100 * low).toFixed(0)} %, above four fifths: ${(100 * high).toFixed(0)} %`);
const bins = Array.from({ length: 20 }, (_, k) => (k + 0.5) / 20);
const [counts] = bm.histogram(weights as Vector, 20, { range: [0, 1] });
await save('stdp.svg', visualize.layout([
  [visualize.linePlot(bm.div(mon.ts, 1000), bm.div(mon['w']!, g_max), { plotIds: [0, 1, 2, 3, 4], xlabel: 'Time (s)', ylabel: 'w / g_max', title: 'Five of 1,000 strengths' })],
  [visualize.tracePlot([{ times: bins, values: counts }], { xlabel: 'w / g_max', ylabel: 'Connections', xlim: [0, 1], ylim: [0, Number(bm.max(counts))], title: 'All strengths at the end', height: 180 })],
]));
finish({ low, high });
