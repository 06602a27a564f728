// jax-js: its jit on its backend "wasm". Arrays are reference-counted: `.ref` where a value is used again.
import { dimension, importPeer, measurePeer } from '../measure.mjs';

// It asks whether data is a Float16Array, which Node has from 24 on.
globalThis.Float16Array ??= class Float16Array {};
const jax = await importPeer('@jax-js/jax');
if (jax === undefined) process.exit(0);
const { numpy: np, jit } = jax;
await jax.init('wasm');
jax.defaultDevice('wasm');

await measurePeer('jax-js, its jit', {
  isAsync: true,
  version: 'jax-js',
  gelu(numbers, dtype) {
    const x = np.array(numbers, { dtype: np[dtype] });
    const k = Math.sqrt(2 / Math.PI);
    const gelu = jit((v) => {
      const cube = v.ref.mul(v.ref).mul(v.ref);
      return v.ref.mul(0.5).mul(np.tanh(v.add(cube.mul(0.044715)).mul(k)).add(1));
    });
    const run = async () => {
      const y = gelu(x.ref);
      await jax.blockUntilReady(y);
      y.dispose();
    };
    return { run, result: () => gelu(x.ref).data(), free: () => x.dispose() };
  },
  regression(data, dtype) {
    const X = np.array(data.X, { dtype: np[dtype] }).reshape([data.points, dimension]);
    const Y = np.array(data.Y, { dtype: np[dtype] });
    let w = np.array(data.w, { dtype: np[dtype] });
    const next = jit((X, Y, w) => {
      const z = np.dot(X.ref, w.ref);
      const e = np.exp(z.mul(Y.ref).mul(-1));
      return w.sub(np.dot(np.reciprocal(e.add(1)).sub(1).mul(Y), X));
    });
    const step = async () => {
      w = next(X.ref, Y.ref, w);
      await jax.blockUntilReady(w);
    };
    return { step, weights: () => w.ref.data(), free: () => [X, Y, w].forEach((array) => array.dispose()) };
  },
});
process.exit(0);
