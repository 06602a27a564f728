// Current-based integrate-and-fire cells with random connections, 3,200 excitatory and 800 inhibitory: a spike is a current that decays.
// R. Brette et al., J. Comput. Neurosci. 23 (2007) 349–398, benchmark 2.
import { connect, dyn, init, math as bm, measure, visualize } from 'myelin';
import { save, simulate } from '../simulate.js';

/** The parts are handed to the network, which needs no fields then. */
function makeNetwork(): dyn.Network {
  const cell = { V_rest: -49, V_th: -50, V_reset: -60, tau: 20, tau_ref: 5, V_initializer: new init.Normal(-55, 2) };
  const E = new dyn.LIF(3200, cell);
  const I = new dyn.LIF(800, cell);
  const connected = () => new connect.FixedProb(0.02);
  return new dyn.Network(
    new dyn.Exponential(E, E, connected(), { g_max: 1.62, tau: 5 }),
    new dyn.Exponential(E, I, connected(), { g_max: 1.62, tau: 5 }),
    new dyn.Exponential(I, E, connected(), { g_max: -9, tau: 10 }),
    new dyn.Exponential(I, I, connected(), { g_max: -9, tau: 10 }),
    { E, I },
  );
}

const duration = Number(process.env['MS'] ?? 500);
const { mon, finish } = simulate({
  make: makeNetwork, duration, originalDuration: Math.min(duration, 50),
  options: { inputs: [['E.input', 20], ['I.input', 20]], monitors: { spike: 'E.spike', V: ['E.V', [0, 1]] } },
});
const rate = (bm.sum(mon['spike']!).item() / 3200 / duration) * 1000;
console.log(`excitatory cells: ${rate.toFixed(1)} Hz`);
await save('cuba.svg', visualize.layout([
  [visualize.rasterPlot(mon.ts, mon['spike']!, { title: 'CUBA: spikes of 3,200 excitatory cells', height: 300, markerSize: 1.2 })],
  [visualize.linePlot(mon.ts, measure.firingRate(mon['spike']!, 5, 0.1), { ylabel: 'Rate (Hz)', height: 160 })],
  [visualize.linePlot(mon.ts, mon['V']!, { plotIds: [0, 1], legend: 'cell', ylabel: 'V (mV)', height: 160 })],
]));
finish({ rate });
