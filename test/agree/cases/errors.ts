/** Errors that jit code throws, of classes of the program too, and strings that only the run knows. */
import { jit, math as bm, type NDArray } from 'myelin';

class Failed extends Error {
  readonly code: number;
  constructor(reason: string, code = 0) {
    super(`failed: ${reason}`);
    this.name = 'Failed';
    this.code = code;
  }
}
class Plain extends RangeError {}

const check = jit((x: number) => {
  if (x < 0) throw new Failed(`x is ${x}`, 7);
  if (x > 10) throw new Plain('big');
  return x * 2;
});

/** What a call throws, as data. */
const outcome = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return [(error as Error).name, (error as Error).message, error instanceof Failed ? error.code : -1, error instanceof Plain, error instanceof RangeError];
  }
};

const scaled = jit((mode: 'fast' | 'slow', x: NDArray) => {
  if (mode === 'fast') return bm.asarray(x * 2);
  if (x.size > 3) throw new RangeError(`mode ${mode} with ${x.size}`);
  return bm.asarray(x + 1);
});
const named = jit((name: string, k: number) => {
  if (k > 2) throw new Error('bad ' + name + ' at ' + k);
  return name === 'a' ? 1 : k;
});
const direction = jit((x: number) => (x > 0 ? 'up' : 'down'));
const echoed = jit((label: string, x: NDArray) => ({ label, y: bm.asarray(x * 2), kind: 'fixed' }));

export const cases = {
  ofTheProgram: () => [outcome(() => check(-1)), outcome(() => check(11)), check(2)],
  modes: () => [scaled('fast', bm.ones(2)), scaled('slow', bm.ones(2)), outcome(() => scaled('slow', bm.ones(5)))],
  unknownStrings: () => [named('a', 1), outcome(() => named('zz', 3)), named('zzz', 2)],
  returned: () => [direction(1), direction(-1)],
  inRecords: () => echoed('never seen', bm.ones(2)),
};
