// Interneurons that inhibit each other find a common rhythm of about 40 Hz.
// X.-J. Wang and G. Buzsáki, J. Neurosci. 16 (1996) 6402–6413.
import { connect, dyn, init, math as bm, measure, visualize } from 'myelin';
import { save, simulate } from '../simulate.js';

const num = 100;

class Interneurons extends dyn.Network {
  readonly cells = new dyn.WangBuzsaki(num, { V_initializer: new init.Normal(-70, 20) });
  readonly synapse = new dyn.GABAa(this.cells, this.cells, new connect.All2All({ includeSelf: false }), {
    g_max: 0.1 / num, alpha: 12, beta: 0.1, T: 1, T_duration: 1, output: new dyn.COBA({ E: -75 }),
  });
}

const duration = Number(process.env['MS'] ?? 500);
const { mon, finish } = simulate({
  make: () => new Interneurons(), duration, originalDuration: Math.min(duration, 50),
  options: { dt: 0.05, inputs: ['cells.input', 1], monitors: { V: 'cells.V', spike: 'cells.spike' } },
});
// The second half, when the rhythm has settled.
const late = bm.at(mon['spike']!, bm.slice(Math.round(duration / 2 / 0.05), undefined));
const rate = (bm.sum(late).item() / num / (duration / 2)) * 1000;
const coherence = measure.crossCorrelation(late, 1, 0.05);
console.log(`rate ${rate.toFixed(1)} Hz, coherence ${coherence.toFixed(2)} (1 when all cells spike together)`);
await save('gamma-oscillation.svg', visualize.layout([
  [visualize.rasterPlot(mon.ts, mon['spike']!, { title: '100 interneurons that inhibit each other' })],
  [visualize.linePlot(mon.ts, mon['V']!, { plotIds: [0, 1], legend: 'cell', ylabel: 'V (mV)' })],
]));
finish({ rate, coherence });
