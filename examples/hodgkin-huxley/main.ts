// The tutorial's third example: a library model in a runner, which compiles what it is given. No mark anywhere.
import { DSRunner, dyn, math as bm, visualize } from 'myelin';
import { save } from '../simulate.js';

function simulate(jit: boolean, duration: number) {
  bm.random.seed(1);
  const model = new dyn.HH(1000);
  const runner = new DSRunner(model, { inputs: ['input', 10.0], monitors: ['V', 'spike'], jit, progressBar: false });
  return { ...runner.run(duration), mon: runner.mon };
}

// A second of the original is a long wait: 100 ms are run, and counted ten times.
const original = simulate(false, 100);
console.log(`without jit: ${(original.seconds * 10).toFixed(2)} s for 1000 ms of 1000 cells (100 ms were run)`);
const { seconds, mon } = simulate(true, 1000);
console.log(`with jit:    ${seconds.toFixed(2)} s for 1000 ms of 1000 cells`);
console.log(`same bits:   ${bm.all(bm.equal(bm.at(mon['V']!, ':1000'), original.mon['V']!)).item()}`);

const spikes = bm.sum(mon['spike']!).item();
console.log(`${(spikes / 1000).toFixed(2)} spikes per cell and second`);
await save('hodgkin-huxley.svg', visualize.layout([
  [visualize.linePlot(mon.ts, mon['V']!, { plotIds: [0, 1], legend: 'cell', xlim: [0, 100], ylabel: 'V (mV)', title: '1,000 Hodgkin–Huxley cells, 10 µA/cm²' })],
  [visualize.rasterPlot(mon.ts, mon['spike']!, { xlim: [0, 100] })],
]));
console.log(JSON.stringify({ unit: 's for 1000 ms of 1000 cells', jit: seconds, original: original.seconds * 10, numbers: { spikesPerCell: spikes / 1000 } }));
