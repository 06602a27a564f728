/** Connections that are drawn anew at each spike: compiled and as they stand, and beside those that are stored with the same seed. */
import { DSRunner, connect, dyn, integrators, math as bm } from 'myelin';
import { compareBothWays } from './both-ways.js';

integrators.setDt(0.1);

type Options = connect.FixedProbOptions & { readonly prob: number; readonly delay?: number; readonly stp?: boolean };

const rules: Readonly<Record<string, Options>> = {
  'distinct targets': { prob: 0.1 },
  'an odd number of targets, late': { prob: 0.07, delay: 1.2 },
  'without the cell itself': { prob: 0.3, includeSelf: false },
  'targets more than once': { prob: 0.2, allowMultiConn: true },
  'some of the sources': { prob: 0.1, preRatio: 0.6 },
  'all targets': { prob: 1 },
  'strengths that change': { prob: 0.1, stp: true },
};

function make({ prob, delay, stp, ...options }: Options, stored: boolean): dyn.Network {
  const V = bm.linspace(-60, -50, 90);
  const cells = new dyn.LIF(90, { V_rest: -60, V_th: -50, V_reset: -60, tau_ref: 5, V_initializer: () => V });
  const drawn = (seed: number): connect.FixedProb => new connect.FixedProb(prob, { ...options, seed, stored });
  const more = { ...(delay === undefined ? {} : { delay }), ...(stp === true ? { stp: new dyn.STP() } : {}) };
  const excites = new dyn.Exponential(cells, cells, drawn(3), { g_max: 0.3, output: new dyn.COBA({ E: 0 }), ...more });
  const inhibits = new dyn.DualExponential(cells, cells, drawn(2 ** 40 + 5), { g_max: 0.5, output: new dyn.COBA({ E: -80 }), ...more });
  return new dyn.Network({ cells, excites, inhibits });
}

for (const dtype of ['float32', 'float64'] as const) {
  bm.setFloat(dtype);
  compareBothWays(Object.fromEntries(Object.entries(rules).map(([name, rule]) => [`${name}, ${dtype}`, { make: () => make(rule, false), inputs: ['cells.input', 20] as const }])));
  for (const [name, rule] of Object.entries(rules)) {
    const [drawn, stored] = [make(rule, false), make(rule, true)];
    for (const net of [drawn, stored]) new DSRunner(net, { inputs: ['cells.input', 20], dt: 0.1, progressBar: false }).run(40);
    const byPath = stored.vars();
    const paths = [...byPath.keys()];
    const different = paths.filter((path) => !bm.all(bm.equal(byPath.get(path)!, drawn.vars().get(path)!)).item());
    console.log(JSON.stringify({ name: `${name}, ${dtype}: as stored`, different, invalid: [], variables: paths.length, moved: paths.length }));
  }
}

/** As many connections as 400 MB hold, of which nothing is kept. */
bm.setFloat('float32');
const many = new dyn.LIF(100_000, { V_th: 10 });
const synapse = new dyn.Exponential(many, many, new connect.FixedProb(0.01, { seed: 1, stored: false }));
const before = process.memoryUsage().rss;
bm.setAt(many.V, 5, 100);
new DSRunner(new dyn.Network({ many, synapse }), { inputs: [['many.input', 1]], dt: 0.1, progressBar: false }).run(0.5);
const grown = (process.memoryUsage().rss - before) / 2 ** 20;
console.log(JSON.stringify({ name: 'a row of 100,000 cells', different: grown > 100 ? [`${grown.toFixed(0)} MiB`] : [], invalid: [], variables: 1, moved: 1 }));
