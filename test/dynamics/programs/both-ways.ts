/** Runs a model compiled and as it stands, from the same seed, and compares all of its Variables, bit for bit. */
import { DSRunner, math as bm, type DSRunnerOptions, type dyn, type NDArray } from 'myelin';

export interface Case {
  readonly make: () => dyn.DynamicalSystem;
  readonly inputs?: NonNullable<DSRunnerOptions['inputs']>;
  /** What the run gives `update`. */
  readonly rows?: (steps: number) => NDArray;
  readonly steps?: number;
}

/** All Variables of the model after the run, by path, and what its steps returned. */
function states({ make, inputs, rows, steps = 300 }: Case, jit: boolean): Map<string, readonly number[]> {
  bm.random.seed(7);
  const model = make();
  const runner = new DSRunner(model, { ...(inputs === undefined ? {} : { inputs }), jit, dt: 0.1, progressBar: false });
  const { outputs } = steps === 0 ? { outputs: undefined } : runner.run(rows === undefined ? steps * 0.1 : { inputs: rows(steps) });
  const byPath = new Map<string, readonly number[]>();
  for (const [path, variable] of model.vars()) byPath.set(path, [...variable.toTypedArray()].map(Number));
  addOutputs(byPath, 'outputs', outputs);
  return byPath;
}

function addOutputs(byPath: Map<string, readonly number[]>, path: string, outputs: unknown): void {
  if (outputs === undefined) return;
  const array = outputs as NDArray;
  if (typeof array.toTypedArray === 'function') byPath.set(path, [...array.toTypedArray()].map(Number));
  else for (const [key, part] of Object.entries(outputs as object)) addOutputs(byPath, `${path}.${key}`, part);
}

/** Prints one line of JSON for each case: the Variables that differ, how many there are, and how many of them moved from where they began. */
export function compareBothWays(cases: Readonly<Record<string, Case>>): void {
  for (const [name, one] of Object.entries(cases)) {
    const [start, compiled, original] = [states({ ...one, steps: 0 }, false), states(one, true), states(one, false)];
    const paths = [...original.keys()];
    const differs = (a: Map<string, readonly number[]>, b: Map<string, readonly number[]>, path: string): boolean =>
      a.get(path)?.every((value, i) => Object.is(value, b.get(path)![i])) !== true;
    const different = paths.filter((path) => differs(compiled, original, path));
    const invalid = paths.filter((path) => original.get(path)!.some((value) => Number.isNaN(value)));
    console.log(JSON.stringify({ name, different, invalid, variables: paths.length, moved: paths.filter((path) => differs(start, original, path)).length }));
  }
}
