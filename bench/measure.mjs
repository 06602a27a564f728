// What all JavaScript peers share: the data (one generator in every language), the order of measurements, the timing, the output.
// measure.py is its twin.
import { performance } from 'node:perf_hooks';

/** The columns of X in W2. */
export const dimension = 10;
/** All weights of W2 before the first step: 2.0 * 1 - 1.3. */
export const firstWeight = 0.7;

const arrayTypes = { float32: Float32Array, float64: Float64Array };

/** Uniform numbers in [0, 1) by the 32-bit generator of Numerical Recipes: state / 2^32. */
export function uniform(seed, count, dtype) {
  const numbers = new arrayTypes[dtype](count);
  let state = seed >>> 0;
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    numbers[i] = state / 2 ** 32;
  }
  return numbers;
}

/** X row by row, then Y, from one stream. */
export function regressionData(points, dtype) {
  const numbers = uniform(2, points * (dimension + 1), dtype);
  return { X: numbers.slice(0, points * dimension), Y: numbers.slice(points * dimension) };
}

export const fullWeights = (dtype) => new arrayTypes[dtype](dimension).fill(firstWeight);

/** The largest distance from gelu in float64. */
export function geluError(x, y) {
  if (x.length !== y.length) return Infinity;
  let error = 0;
  for (let i = 0; i < x.length; i++) {
    const v = x[i];
    const distance = Math.abs(v * 0.5 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (v + 0.044715 * v * v * v))) - y[i]);
    if (Number.isNaN(distance)) return NaN;
    if (distance > error) error = distance;
  }
  return error;
}

const warmMs = Number(process.env.BENCH_WARM_MS ?? 150);
const measureMs = Number(process.env.BENCH_MEASURE_MS ?? 300);
const fewestSamples = 5;
/** A sample shorter than this says more of the clock than of the code. */
const shortestSampleMs = 0.05;

/** Warms up, then takes samples: { median, best } in milliseconds. `run` may be asynchronous where the peer leaves no other way. */
async function time(run, isAsync) {
  const once = isAsync ? run : () => void run();
  let calls = 0;
  const start = performance.now();
  do {
    if (isAsync) await once(); else once();
    calls++;
  } while (performance.now() - start < warmMs);
  const perCall = (performance.now() - start) / calls;
  const batch = isAsync ? 1 : Math.max(1, Math.ceil(shortestSampleMs / perCall));
  const samples = [];
  const end = performance.now() + measureMs;
  while (samples.length < fewestSamples || performance.now() < end) {
    const before = performance.now();
    if (isAsync) await once(); else for (let i = 0; i < batch; i++) once();
    samples.push((performance.now() - before) / batch);
  }
  samples.sort((a, b) => a - b);
  return { median: samples[samples.length >> 1], best: samples[0] };
}

const list = (name) => (process.env[name] ?? '').split(',').filter((item) => item !== '');
const print = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

/**
 * Runs one peer: first the check, then the time.
 *   gelu(x, dtype) gives { run, result }: one call, and the elements of its result
 *   regression({ X, Y, w, points }, dtype) gives { step, weights }: one step in place, and the weights
 */
export async function measurePeer(peer, { dtypes = ['float32', 'float64'], isAsync = false, gelu, regression, version }) {
  print({ peer, version });
  const wanted = dtypes.filter((dtype) => list('BENCH_DTYPES').includes(dtype));
  for (const size of list('BENCH_W1').map(Number)) {
    for (const dtype of wanted) {
      const x = uniform(1, size, dtype);
      const { run, result, free } = await gelu(x, dtype);
      const before = performance.now();
      await run();
      const first = performance.now() - before;
      const error = geluError(x, await result());
      print({ workload: 'W1', peer, dtype, size, error, first, ...await time(run, isAsync) });
      free?.();
    }
  }
  for (const size of list('BENCH_W2').map(Number)) {
    for (const dtype of wanted) {
      const { step, weights, free } = await regression({ ...regressionData(size, dtype), w: fullWeights(dtype), points: size }, dtype);
      const before = performance.now();
      await step();
      const first = performance.now() - before;
      const afterOne = Array.from(await weights());
      print({ workload: 'W2', peer, dtype, size, weights: afterOne, first, ...await time(step, isAsync) });
      free?.();
    }
  }
}

/** A package of the folder that `--peers` names; undefined where it is not installed there. */
export async function importPeer(name) {
  const folder = process.env.BENCH_PEERS;
  try {
    // Node takes the second argument with --experimental-import-meta-resolve.
    return await import(import.meta.resolve(name, new URL('measure.mjs', `file://${folder}/`)));
  } catch (error) {
    if (error.code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
