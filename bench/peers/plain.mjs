// Plain JavaScript: loops over typed arrays, fused by hand. The base that all ratios are taken against.
import { measurePeer } from '../measure.mjs';
import { regressionStep } from '../regression.mjs';

function gelu(x, y) {
  const k = Math.sqrt(2 / Math.PI);
  for (let i = 0; i < x.length; i++) {
    const v = x[i];
    y[i] = v * 0.5 * (1 + Math.tanh(k * (v + 0.044715 * v * v * v)));
  }
}

/** A copy of a function for each dtype: V8 then sees one kind of array in each. */
const copies = new Map();
function copyFor(f, dtype) {
  const key = `${f.name} ${dtype}`;
  if (!copies.has(key)) copies.set(key, new Function(`return ${f}`)());
  return copies.get(key);
}

await measurePeer('plain JS, fused by hand', {
  version: `Node ${process.versions.node}`,
  gelu(x, dtype) {
    const y = new x.constructor(x.length);
    const f = copyFor(gelu, dtype);
    return { run: () => f(x, y), result: () => y };
  },
  regression({ X, Y, w }, dtype) {
    const f = copyFor(regressionStep, dtype);
    return { step: () => f(X, Y, w), weights: () => w };
  },
});
