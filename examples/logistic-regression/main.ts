// The tutorial's second example: an object whose weights are a Variable, trained for 30 steps, compiled and as it stands.
import { Base, Variable, jit, math as bm, type Matrix, type Vector } from 'myelin';

class LogisticRegression extends Base {
  readonly w: Variable<1>;

  constructor(readonly dimension: number) {
    super();
    this.w = new Variable(bm.sub(bm.mul(2.0, bm.ones(dimension)), 1.3));
  }

  call(X: Matrix, Y: Vector) {
    const u = bm.dot((1.0 / (1.0 + bm.exp(-Y * bm.dot(X, this.w))) - 1.0) * Y, X);
    this.w.value = this.w - u;
  }
}

/** Seconds for so many steps, after one more that is not counted: it makes room in memory for what follows. */
function time(model: (X: Matrix, Y: Vector) => void, steps: number): number {
  model(points, labels);
  const start = performance.now();
  for (let i = 0; i < steps; i++) model(points, labels);
  return (performance.now() - start) / 1000;
}

// The tutorial has 20,000,000 points. A point takes 44 bytes, and the original's intermediate results as many again;
// a quarter of the free memory leaves room for those, and for everyone else.
const dimension = 10;
const bytesPerPoint = 4 * (dimension + 1);
const wanted = Number(process.env['POINTS'] ?? 20_000_000);
const count = Math.min(wanted, Math.floor(process.availableMemory() / 4 / bytesPerPoint));
const size = count.toLocaleString('en');
console.log(`${size} points of ${dimension} numbers${count < wanted ? ` (the tutorial's ${wanted.toLocaleString('en')} would need more free memory)` : ''}`);

bm.random.seed(1);
const points = bm.random.rand(count, dimension) as Matrix;
const labels = bm.random.rand(count) as Vector;

// 30 steps of the original are a long wait: 5 are timed, and counted six times.
const steps = 30;
const originalSteps = 5;
const original = jit(new LogisticRegression(dimension), { jit: false });
const originalSeconds = (time(original, originalSteps) * steps) / originalSteps;
console.log(`without jit: ${originalSeconds.toFixed(2)} s for ${steps} steps (${originalSteps} were timed)`);

const compiled = jit(new LogisticRegression(dimension));
time(compiled, originalSteps);
console.log(`same bits:   ${bm.all(bm.equal(compiled.w, original.w)).item()}`);
const compiledSeconds = time(compiled, steps);
console.log(`with jit:    ${compiledSeconds.toFixed(2)} s for ${steps} steps`);
console.log(JSON.stringify({ unit: `s for ${steps} steps of ${size} points`, jit: compiledSeconds, original: originalSeconds }));
