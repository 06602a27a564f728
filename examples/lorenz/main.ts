// A system of equations without a model: an integrator in a runner of its own. E. N. Lorenz, J. Atmos. Sci. 20 (1963) 130–141.
import { IntegratorRunner, integrators, math as bm, visualize } from 'myelin';
import { save } from '../simulate.js';

const lorenz = integrators.odeint(
  (x: number, y: number, z: number, t: number, sigma = 10, beta = 8 / 3, rho = 28) =>
    [sigma * (y - x), x * (rho - z) - y, x * y - beta * z] as const,
  { method: 'rk4', dt: 0.005 },
);

function simulate(jit: boolean, duration: number) {
  // Two orbits that begin a millionth apart.
  const runner = new IntegratorRunner(lorenz, { inits: { x: [1, 1.000001], y: 1, z: 1 }, jit, progressBar: false });
  return { ...runner.run(duration), mon: runner.mon };
}

const duration = 40;
bm.setFloat('float64');
const original = simulate(false, duration);
const { mon, seconds, steps } = simulate(true, duration);
console.log(`${steps} steps, with jit: ${seconds.toFixed(2)} s, without: ${original.seconds.toFixed(2)} s`);
console.log(`same bits:   ${bm.all(bm.equal(mon['z']!, original.mon['z']!)).item()}`);
const apart = bm.abs(bm.sub(bm.at(mon['x']!, ':', 0), bm.at(mon['x']!, ':', 1)));
const split = bm.argmax(bm.greater(apart, 1)) as unknown as number;
const splitTime = mon.ts[Number(split)]!;
console.log(`orbits that begin a millionth apart are 1 apart at t = ${splitTime.toFixed(1)}`);
const orbit = (name: string, cell: number) => bm.at(mon[name]!, ':', cell);
await save('lorenz.svg', visualize.layout([
  [visualize.tracePlot([{ times: mon.ts, values: orbit('x', 0), legend: 'x' }, { times: mon.ts, values: orbit('x', 1), legend: 'x + 10⁻⁶' }], { xlabel: 't', ylabel: 'x', title: 'Two orbits of the Lorenz system', width: 720 })],
]));
console.log(JSON.stringify({ unit: `s for ${steps} steps`, jit: seconds, original: original.seconds, numbers: { splitTime } }));
