// numpy-ts: NumPy's functions, one Wasm kernel per operation. Intermediate results are disposed at once, as its documentation
// advises for loops.
import { dimension, importPeer, measurePeer } from '../measure.mjs';

const np = await importPeer('numpy-ts');
if (np === undefined) process.exit(0);
np.configureWasm?.({ maxMemory: 2 ** 31 });

/** Runs `body`, which registers each intermediate result, and frees all of them but what it returns. */
function tidy(body) {
  const live = [];
  const kept = body((array) => (live.push(array), array));
  for (const array of live) if (array !== kept) array.dispose();
  return kept;
}

await measurePeer('numpy-ts', {
  version: `numpy-ts ${np.__version__ ?? ''}`.trim(),
  gelu(numbers, dtype) {
    const x = np.array(numbers, dtype);
    const k = Math.sqrt(2 / Math.PI);
    const gelu = () => tidy((t) => {
      const inner = t(t(x.add(t(t(np.power(x, 3)).multiply(0.044715)))).multiply(k));
      return t(t(x.multiply(0.5)).multiply(t(t(np.tanh(inner)).add(1))));
    });
    return { run: () => gelu().dispose(), result: () => gelu().data, free: () => x.dispose() };
  },
  regression(data, dtype) {
    const X = np.array(data.X, dtype).reshape([data.points, dimension]);
    const Y = np.array(data.Y, dtype);
    let w = np.array(data.w, dtype);
    const step = () => {
      const next = tidy((t) => {
        const e = t(np.exp(t(t(Y.multiply(-1)).multiply(t(np.dot(X, w))))));
        const g = t(t(t(np.reciprocal(t(e.add(1)))).subtract(1)).multiply(Y));
        return t(w.subtract(t(np.dot(g, X))));
      });
      w.dispose();
      w = next;
    };
    return { step, weights: () => w.data, free: () => [X, Y, w].forEach((array) => array.dispose()) };
  },
});
