// Conductance-based integrate-and-fire cells with random connections, 3,200 excitatory and 800 inhibitory.
// R. Brette et al., J. Comput. Neurosci. 23 (2007) 349–398, benchmark 1.
import { connect, dyn, init, math as bm, measure, visualize } from 'myelin';
import { save, simulate } from '../simulate.js';

class EINet extends dyn.Network {
  readonly E: dyn.LIF;
  readonly I: dyn.LIF;
  readonly E2E; readonly E2I; readonly I2E; readonly I2I;

  constructor() {
    super();
    const cell = { V_rest: -60, V_th: -50, V_reset: -60, tau: 20, tau_ref: 5, V_initializer: new init.Normal(-55, 2) };
    this.E = new dyn.LIF(3200, cell);
    this.I = new dyn.LIF(800, cell);
    const excitatory = { output: new dyn.COBA({ E: 0 }), g_max: 0.6, tau: 5 };
    const inhibitory = { output: new dyn.COBA({ E: -80 }), g_max: 6.7, tau: 10 };
    this.E2E = new dyn.Exponential(this.E, this.E, new connect.FixedProb(0.02), excitatory);
    this.E2I = new dyn.Exponential(this.E, this.I, new connect.FixedProb(0.02), excitatory);
    this.I2E = new dyn.Exponential(this.I, this.E, new connect.FixedProb(0.02), inhibitory);
    this.I2I = new dyn.Exponential(this.I, this.I, new connect.FixedProb(0.02), inhibitory);
  }
}

const duration = Number(process.env['MS'] ?? 500);
const { mon, finish } = simulate({
  make: () => new EINet(), duration, originalDuration: Math.min(duration, 50),
  options: { inputs: [['E.input', 20], ['I.input', 20]], monitors: { spike: 'E.spike' } },
});
const rate = (bm.sum(mon['spike']!).item() / 3200 / duration) * 1000;
console.log(`excitatory cells: ${rate.toFixed(1)} Hz`);
await save('coba.svg', visualize.layout([
  [visualize.rasterPlot(mon.ts, mon['spike']!, { title: 'COBA: spikes of 3,200 excitatory cells', height: 300, markerSize: 1.2 })],
  [visualize.linePlot(mon.ts, measure.firingRate(mon['spike']!, 5, 0.1), { ylabel: 'Rate (Hz)', height: 160 })],
]));
finish({ rate });
