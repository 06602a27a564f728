/** Runs a model compiled and as it stands, from the same seed, and compares all of its Variables, bit for bit. */
import { DSRunner, math as bm, type DSRunnerOptions, type dyn } from 'myelin';

export interface Case {
  readonly make: () => dyn.DynamicalSystem;
  readonly inputs?: NonNullable<DSRunnerOptions['inputs']>;
  readonly steps?: number;
}

/** All Variables of the model after the run, by path. */
function states({ make, inputs, steps = 300 }: Case, jit: boolean): Map<string, readonly number[]> {
  bm.random.seed(7);
  const model = make();
  const runner = new DSRunner(model, { ...(inputs === undefined ? {} : { inputs }), jit, dt: 0.1, progressBar: false });
  runner.run(steps * 0.1);
  const byPath = new Map<string, readonly number[]>();
  for (const [path, variable] of model.vars()) byPath.set(path, [...variable.toTypedArray()].map(Number));
  return byPath;
}

/** Prints one line of JSON for each case: the Variables that differ, how many there are, and how many of them moved from where they began. */
export function compareBothWays(cases: Readonly<Record<string, Case>>): void {
  for (const [name, one] of Object.entries(cases)) {
    const [start, compiled, original] = [states({ ...one, steps: 0 }, false), states(one, true), states(one, false)];
    const paths = [...original.keys()];
    const differs = (a: Map<string, readonly number[]>, b: Map<string, readonly number[]>, path: string): boolean =>
      !a.get(path)!.every((value, i) => Object.is(value, b.get(path)![i]));
    const different = paths.filter((path) => differs(compiled, original, path));
    const invalid = paths.filter((path) => original.get(path)!.some((value) => Number.isNaN(value)));
    console.log(JSON.stringify({ name, different, invalid, variables: paths.length, moved: paths.filter((path) => differs(start, original, path)).length }));
  }
}
