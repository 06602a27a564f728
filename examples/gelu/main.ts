// The tutorial's first example: a Gaussian error linear unit of 100,000 random numbers, compiled and as it stands.
import { jit, math as bm, type NDArray } from 'myelin';

function gelu(x: NDArray) {
  const sqrt = bm.sqrt(2 / bm.pi);
  const cdf = 0.5 * (1.0 + bm.tanh(sqrt * (x + 0.044715 * x ** 3)));
  const y = x * cdf;
  return y;
}

const geluJit = jit(gelu);
const geluOriginal = jit(gelu, { jit: false });

/** Microseconds per call: the best of 50 rounds of 20 calls, after as many to warm up. */
function time(f: (x: NDArray) => NDArray, x: NDArray): number {
  const rounds = Array.from({ length: 100 }, () => {
    const start = performance.now();
    for (let i = 0; i < 20; i++) f(x);
    return ((performance.now() - start) / 20) * 1000;
  });
  return Math.min(...rounds.slice(50));
}

bm.random.seed(1);
const x = bm.random.rand(100_000);

const start = performance.now();
const y = geluJit(x);
const first = performance.now() - start;

const original = time(geluOriginal, x);
const compiled = time(geluJit, x);
console.log(`gelu of ${x.size} random numbers (${x.dtype}), mean ${bm.mean(y).item().toFixed(6)}`);
console.log(`without jit: ${original.toFixed(0)} µs per call`);
console.log(`with jit:    ${compiled.toFixed(0)} µs per call (the first one ${first.toFixed(1)} ms)`);
console.log(`same bits:   ${bm.all(bm.equal(y, geluOriginal(x))).item()}`);
console.log(JSON.stringify({ unit: 'µs per call', jit: compiled, original }));
