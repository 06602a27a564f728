// A cell that bursts, and how its bursts change with the current. J. L. Hindmarsh and R. M. Rose, Proc. R. Soc. Lond. B 221 (1984) 87–102.
import { dyn, init, math as bm, visualize } from 'myelin';
import { save, simulate } from '../simulate.js';

// One cell for each current; the slow variable z brings a burst to its end.
const currents = [1, 2, 3, 4];
const duration = 2000;
const { mon, finish } = simulate({
  make: () => new dyn.HindmarshRose(currents.length, { r: 0.001, V_initializer: new init.Constant(-1.6), y_initializer: new init.Constant(-10) }),
  duration, originalDuration: 200,
  options: { inputs: ['input', bm.array(currents)], monitors: ['V', 'z', 'spike'], dt: 0.05, every: 2 },
});
const spikes = bm.sum(mon['spike']!, { axis: 0 }).toArray() as unknown as number[];
console.log(`spikes: ${currents.map((current, k) => `${spikes[k]} at I = ${current}`).join(', ')}`);
await save('hindmarsh-rose.svg', visualize.layout([
  ...currents.map((current, cell) => [visualize.linePlot(mon.ts, mon['V']!, { plotIds: [cell], ylabel: 'V', title: `I = ${current}`, height: 150 })]),
  [visualize.linePlot(mon.ts, mon['z']!, { plotIds: [1, 2], legend: ['I = 2', 'I = 3'], ylabel: 'z', height: 150 })],
]));
finish({ spikes });
