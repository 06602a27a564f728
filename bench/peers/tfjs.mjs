// TensorFlow.js, backend "wasm" (SIMD; its threads are for browsers only). float32 only.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { dimension, importPeer, measurePeer } from '../measure.mjs';

const tf = await importPeer('@tensorflow/tfjs-core');
const backendName = '@tensorflow/tfjs-backend-wasm';
const backend = await importPeer(backendName);
if (tf === undefined || backend === undefined) process.exit(0);
const require = createRequire(join(process.env.BENCH_PEERS, 'package.json'));
backend.setWasmPaths(`${dirname(require.resolve(`${backendName}/package.json`))}/dist/`);
await tf.setBackend('wasm');
await tf.ready();

await measurePeer('tfjs, Wasm', {
  version: `tfjs ${tf.version_core}`,
  dtypes: ['float32'],
  gelu(numbers) {
    const x = tf.tensor1d(numbers);
    const k = Math.sqrt(2 / Math.PI);
    const gelu = () => tf.tidy(() => {
      const cube = tf.mul(tf.mul(x, x), x); // tf.pow(x, 3) is slower
      return tf.mul(tf.mul(x, 0.5), tf.add(tf.tanh(tf.mul(tf.add(x, tf.mul(cube, 0.044715)), k)), 1));
    });
    return { run: () => gelu().dispose(), result: () => gelu().dataSync(), free: () => x.dispose() };
  },
  regression(data) {
    const X = tf.tensor2d(data.X, [data.points, dimension]);
    const Y = tf.tensor2d(data.Y, [data.points, 1]);
    let w = tf.tensor2d(data.w, [dimension, 1]);
    const step = () => {
      const next = tf.tidy(() => {
        const g = tf.mul(tf.sub(tf.div(1, tf.add(tf.exp(tf.mul(tf.neg(Y), tf.matMul(X, w))), 1)), 1), Y);
        return tf.sub(w, tf.matMul(X, g, true, false));
      });
      w.dispose();
      w = next;
    };
    return { step, weights: () => w.dataSync(), free: () => tf.dispose([X, Y, w]) };
  },
});
