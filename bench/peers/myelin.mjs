// Ours, compiled by our plugin from ../myelin/*.ts. With the argument `original`: the path that `jit: false` runs.
import { readFileSync } from 'node:fs';
import { math } from 'myelin';
import { dimension, measurePeer } from '../measure.mjs';
import { geluJit, geluOriginal } from '../../build/bench/gelu.js';
import { LogisticRegression, compile, keepOriginal } from '../../build/bench/logistic-regression.js';

const isOriginal = process.argv.includes('original');
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url)));

await measurePeer(isOriginal ? 'Myelin, jit: false' : 'Myelin', {
  version: `Myelin ${version}`,
  gelu(numbers, dtype) {
    const x = math.array(numbers, { dtype });
    const f = isOriginal ? geluOriginal : geluJit;
    return { run: () => f(x), result: () => f(x).toTypedArray() };
  },
  regression(data, dtype) {
    const X = math.array(data.X, { shape: [data.points, dimension], dtype });
    const Y = math.array(data.Y, { dtype });
    const model = new LogisticRegression(math.array(data.w, { dtype }));
    const step = isOriginal ? keepOriginal(model) : compile(model);
    return { step: () => step(X, Y), weights: () => model.w.toTypedArray(), free: () => [X, Y].forEach((array) => array.dispose()) };
  },
});
