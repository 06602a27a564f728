// The normal numbers that bench/golden/integrators.py hands to BrainPy: those of our own stream, three for each draw, from seed 7.
//   npm run build && node bench/golden/integrators-noise.mjs
import { writeFileSync } from 'node:fs';
import { math as bm } from 'myelin';

bm.setFloat('float64');
bm.random.seed(7);
const draws = 50 * 4;
const numbers = Array.from({ length: draws }, () => bm.random.randn(3).toArray()).flat();
writeFileSync(new URL('../../test/golden/integrators-noise.json', import.meta.url), `${JSON.stringify({ source: 'bench/golden/integrators-noise.mjs', seed: 7, numbers })}\n`);
