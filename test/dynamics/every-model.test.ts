/**
 * Every model that the library exports, compiled and as it stands, with the same bits in all of its Variables: a new model is tested before anyone writes a
 * test. The programs are written here from the exports. Needs `npm run build` (`npm test` runs it).
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quoteOutput } from '../child-output.js';
import type * as myelin from '../../runtime/index.js';

/** 10,000 in a release: `STEPS=10000 npx vitest run test/dynamics/every-model.test.ts`. */
const steps = Number(process.env['STEPS'] ?? 1000);

const root = join(import.meta.dirname, '../..');
// Inside of the repository, so that `myelin` is the package itself.
const folder = join(root, 'build', 'every-model');
const { dyn } = (await import(/* @vite-ignore */ pathToFileURL(join(root, 'dist/runtime/index.js')).href)) as typeof myelin;

type Class = new (...args: readonly unknown[]) => object;
const isBelow = (type: unknown, parent: object): type is Class => typeof type === 'function' && type.prototype instanceof (parent as Class);

/** The exported classes below one of the library's, which objects can be made of. */
function classesBelow(space: object, parent: object): readonly (readonly [name: string, type: Class])[] {
  const abstract = new Set<unknown>([dyn.SpikingGroup, dyn.Neuron, dyn.ThresholdNeuron, dyn.CrossingNeuron, dyn.RateModel, dyn.Synapse, dyn.TransmitterSynapse, dyn.Channel, dyn.Calcium, dyn.CondNeuGroup, dyn.Coupling, dyn.Projection]);
  return Object.entries(space).filter((entry): entry is [string, Class] => isBelow(entry[1], parent) && !abstract.has(entry[1]));
}

/** The parameters of a model: what it says of its options where one is wrong. */
function parametersOf(type: Class): readonly string[] {
  const model = new type(2) as InstanceType<typeof dyn.NeuGroup>;
  let message = '';
  try {
    message = new type(2, { noSuchOption: 1 }).constructor.name;
  } catch (error) {
    ({ message } = error as Error);
  }
  const options = /Its options are (.*)$/.exec(message)?.[1]?.split(', ') ?? [];
  return options.filter((name) => typeof (model as unknown as Record<string, unknown>)[name] === 'number');
}

// They need more than a size, and are in the text below.
const special = new Set(['FractionalFHR', 'FractionalIzhikevich', 'SpikeTimeGroup', 'InputGroup', 'OutputGroup', 'PoissonGroup']);
const groups = [
  ...classesBelow(dyn, dyn.NeuGroup).filter(([, type]) => !isBelow(type, dyn.Channel) && !isBelow(type, dyn.Calcium)).filter(([name]) => !special.has(name)).map(([name, type]) => [`dyn.${name}`, type] as const),
  ...classesBelow(dyn.rates, dyn.NeuGroup).map(([name, type]) => [`dyn.rates.${name}`, type] as const),
];
const synapses = classesBelow(dyn, dyn.Synapse).map(([name]) => name);
const couplings = classesBelow(dyn, dyn.Coupling).map(([name]) => name);
const outputs = classesBelow(dyn, dyn.SynOut).map(([name]) => name);
const plasticity = classesBelow(dyn, dyn.SynSTP).map(([name]) => name);

const head = "import { connect, dyn, init } from 'myelin';\nimport { compareBothWays } from '../../test/dynamics/programs/both-ways.js';\n";
// Three populations, each joined with the others.
const joined = `
const joined = (couple: (areas: dyn.rates.FHN, conn: connect.Connector) => dyn.Coupling) => {
  const areas = new dyn.rates.FHN(3);
  return new dyn.Network({ areas, coupling: couple(areas, new connect.All2All({ includeSelf: false })) });
};
`;
const neurons = '[pre, post] = [new dyn.LIF(4, { V_th: 15, tau_ref: 2 }), new dyn.LIF(3, { V_rest: -60, V_th: -50, V_reset: -62, V_initializer: -60 })]';
const network = (synapse: string): string => `{ make: () => { const ${neurons}; return new dyn.Network({ pre, post, synapse: ${synapse} }); }, inputs: ['pre.input', 20], steps: ${steps} }`;
const inputsOf = (name: string): string => (name.endsWith('OUProcess') ? '' : `, inputs: ['input', ${name.startsWith('dyn.rates') ? 0.3 : 12}]`);
// What leaves the numbers is compared too, but a model should not: dt is 0.1.
const quieter: Readonly<Record<string, string>> = { 'dyn.rates.QIF': ', inputs: []', 'dyn.WangBuzsaki': ", inputs: ['input', 1]", 'dyn.rates.ThresholdLinearModel': ", inputs: ['input', 30]" };

// With its own time constants it is at rest again after each step.
const slower: Readonly<Record<string, string>> = { 'dyn.rates.ThresholdLinearModel': ', { tau_e: 2, tau_i: 1 }' };

const plain = `${head}${joined}compareBothWays({
${groups.map(([name]) => `  '${name}': { make: () => new ${name}(3${slower[name] ?? ''})${quieter[name] ?? inputsOf(name)}, steps: ${steps} },`).join('\n')}
${synapses.map((name) => `  '${name}': ${network(`new dyn.${name}(pre, post, new connect.FixedProb(0.5, { seed: 3 }), { delayStep: 4 })`)},`).join('\n')}
${couplings.map((name) => `  '${name}': ${network(`new dyn.${name}(pre, post, new connect.FixedProb(0.5, { seed: 3 }))`)},`).join('\n')}
${couplings.filter((name) => name !== 'GapJunction').map((name) => `  '${name}, delays': { make: () => joined((areas, conn) => new dyn.${name}(areas, areas, conn, { g_max: 0.02, delayStep: [1, 5, 2, 9, 3, 4], initialDelayData: 0.1 })), steps: ${steps} },
  '${name}, one delay': { make: () => joined((areas, conn) => new dyn.${name}(areas, areas, conn, { g_max: 0.02, delayStep: 6, preVar: 'y', targetVar: 'input_y' })), steps: ${steps} },`).join('\n')}
${outputs.map((name) => `  '${name}': ${network(`new dyn.Exponential(pre, post, new connect.All2All(), { output: new dyn.${name}(), g_max: 0.2 })`)},`).join('\n')}
${plasticity.map((name) => `  '${name}': ${network(`new dyn.Exponential(pre, post, new connect.All2All({ includeSelf: false }), { stp: new dyn.${name}() })`)},`).join('\n')}
  dense: ${network("new dyn.Exponential(pre, post, new connect.FixedProb(0.5, { seed: 1 }), { compMethod: 'dense' })")},
  postRef: ${network('new dyn.Delta(pre, post, new connect.All2All(), { postRef: true })')},
  noise: { make: () => new dyn.LIF(4, { noise: 2 }), inputs: ['input', 12], steps: ${steps} },
  'noise of each cell': { make: () => new dyn.HH(3, { noise: [0.1, 0.2, 0.3] }), inputs: ['input', 12], steps: ${steps} },
  'driven rates': { make: () => new dyn.rates.FHN(3, { x_ou_sigma: 0.1, y_ou_mean: 0.01 }), steps: ${steps} },
  'fractional FHR': { make: () => new dyn.FractionalFHR(3, { alpha: [0.9, 0.8, 1], numMemory: 100 }), inputs: ['input', 0.4], steps: ${steps} },
  'fractional Izhikevich': { make: () => new dyn.FractionalIzhikevich(3, { alpha: 0.9, numMemory: ${steps} }), inputs: ['input', 12], steps: ${steps} },
  poisson: { make: () => new dyn.PoissonGroup(50, { freqs: 2000 }), steps: ${steps} },
  'poisson input': { make: () => { const cells = new dyn.LIF(4); return new dyn.Network({ cells, source: new dyn.PoissonInput(cells.input, 100, 20, 2) }); }, steps: ${steps} },
  'spike times': { make: () => new dyn.SpikeTimeGroup(3, { times: [1, 2, 2, 900], indices: [0, 1, 2, 0] }), steps: ${steps} },
});
`;

// A parameter with one value for each cell before (4) or behind (3).
const varied: Readonly<Record<string, string>> = {
  Exponential: 'tau: [5, 8, 11]', DualExponential: 'tau_rise: [1, 10, 3]', Alpha: 'tau_decay: [5, 8, 11]', NMDA: 'tau_decay: [80, 90, 100, 110]', AMPA: 'alpha: [0.5, 1, 2, 3]',
  GABAa: 'beta: [0.1, 0.2, 0.3, 0.4]', BioNMDA: 'alpha1: [1, 2, 3, 4]',
};
// What a synapse is made with, and the one whose strengths change.
const variedParts: Readonly<Record<string, string>> = {
  COBA: 'output: new dyn.COBA({ E: new init.Normal(-60, 20) })', MgBlock: 'output: new dyn.MgBlock({ alpha: [0.05, 0.06, 0.07] })',
  STD: 'stp: new dyn.STD({ U: [0.1, 0.2, 0.3, 0.4] })', STP: 'stp: new dyn.STP({ tau_f: [500, 1000, 1500, 2000] })',
};
const variedLearning = "new dyn.STDP_Song2000(pre, post, new connect.FixedProb(0.5, { seed: 3 }), { tau_s: [10, 12, 14, 16], A2: [0.3, 0.4, 0.5], delayStep: 4 })";

const arrays = `${head}compareBothWays({
${Object.entries(variedParts).map(([name, option]) => `  '${name}': ${network(`new dyn.Exponential(pre, post, new connect.FixedProb(0.5, { seed: 3 }), { ${option} })`)},`).join('\n')}
  STDP_Song2000: ${network(variedLearning)},
${Object.entries(varied).map(([name, option]) => `  '${name}': ${network(`new dyn.${name}(pre, post, new connect.FixedProb(0.5, { seed: 3 }), { ${option}, delayStep: 4, g_max: [[1, 2, 3], [4, 5, 6], [7, 8, 9], [10, 11, 12]] })`)},`).join('\n')}
${groups.map(([name, type]) => [name, parametersOf(type)[0]] as const).filter(([, first]) => first !== undefined)
    .map(([name, first]) => `  '${name}': { make: () => { const one = new ${name}(3) as unknown as Record<string, number>; const ${first} = [1, 1.01, 0.99].map((scale) => scale * one.${first}!); return new ${name}(3, { ${first} } as object); }${quieter[name] ?? inputsOf(name)} },`).join('\n')}
});
`;

describe('every model', () => {
  beforeAll(() => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: '../../test/dynamics/programs/tsconfig.json', include: ['*.ts'] }));
    writeFileSync(join(folder, 'plain.ts'), plain);
    writeFileSync(join(folder, 'arrays.ts'), arrays);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([['plain.ts', groups.length + synapses.length + 3 * couplings.length - 2, true], ['arrays.ts', 32, false]] as const)('%s: the same bits', (program, least, allMove) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'myelin/register', program], { cwd: folder, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: undefined } });
    expect(status, quoteOutput(stdout + stderr)).toBe(0);
    const outcomes = stdout.trim().split('\n').map((line) => JSON.parse(line) as { readonly name: string; readonly different: string[]; readonly invalid: string[]; readonly moved: number });
    expect(outcomes.length).toBeGreaterThanOrEqual(least);
    expect(outcomes.filter(({ different, invalid, moved }) => different.length > 0 || invalid.length > 0 || (allMove && moved === 0))).toEqual([]);
  }, 900_000);
});
