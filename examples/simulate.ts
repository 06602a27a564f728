/**
 * What the examples of brain dynamics share: a model is run compiled, a copy of it with the same seed as it stands, both are compared bit
 * by bit, and a figure goes into a file. An example's last line is its result, for the table of `run.mjs`.
 */
import { writeFileSync } from 'node:fs';
import { DSRunner, math as bm, type DSRunnerOptions, type dyn, type visualize } from 'myelin';

export interface Simulation<M extends dyn.DynamicalSystem> {
  readonly make: () => M;
  /** Milliseconds: of the run, and of the one without jit, which takes longer (its time is counted up). */
  readonly duration: number;
  readonly originalDuration: number;
  readonly options: DSRunnerOptions;
}

/** The recordings of the compiled run, its model afterwards, and what prints the example's last line. */
export function simulate<M extends dyn.DynamicalSystem>({ make, duration, originalDuration, options }: Simulation<M>) {
  const run = (jit: boolean, time: number) => {
    bm.random.seed(42);
    const model = make();
    const runner = new DSRunner(model, { ...options, jit, progressBar: false });
    const { seconds, steps } = runner.run(time);
    return { model, seconds, steps, mon: runner.mon };
  };
  const original = run(false, originalDuration);
  const compiled = run(true, duration);
  const same = Object.keys(original.mon).every((name) => sameBits(original.mon[name]!.toTypedArray(), compiled.mon[name]!.toTypedArray()));
  const originalSeconds = (original.seconds * compiled.steps) / original.steps;
  console.log(`${compiled.steps} steps, with jit: ${compiled.seconds.toFixed(2)} s, without: ${originalSeconds.toFixed(2)} s${originalDuration < duration ? ` (${originalDuration} ms were run)` : ''}`);
  console.log(`same bits:   ${same}`);
  return {
    mon: compiled.mon, model: compiled.model,
    finish: (numbers: object): void => { console.log(JSON.stringify({ unit: `s for ${duration} ms`, jit: compiled.seconds, original: originalSeconds, numbers })); },
  };
}

/** The original may have run for a shorter time. */
function sameBits(original: ArrayLike<number>, compiled: ArrayLike<number>): boolean {
  return Array.from(original).every((value, i) => Object.is(value, compiled[i]));
}

/** Writes a figure into the folder in which the example was started. */
export async function save(name: string, figure: visualize.Figure): Promise<void> {
  writeFileSync(name, await figure.toSVG());
  console.log(`figure:      ${name}`);
}
