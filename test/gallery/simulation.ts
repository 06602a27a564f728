/** One program of the gallery: a model as a user writes it, and what to record of it. */
import { DSRunner, math as bm, type DSRunnerOptions, type NDArray, type RunOptions, type dyn } from 'myelin';

export interface Simulation<M extends dyn.DynamicalSystem> {
  readonly make: () => M;
  /** A duration, in ms or the time unit of the model, or inputs. */
  readonly run: number | RunOptions;
  readonly options: DSRunnerOptions | ((model: M) => DSRunnerOptions);
  /** The default float; float32 where it is not stated. */
  readonly float?: 'float32' | 'float64';
}

type Recordings = Readonly<Record<string, NDArray>>;

/** A program with other runners, or none. */
export interface Program {
  /** What there is to compare, time along the first axis. */
  readonly record: (jit: boolean) => Recordings;
  readonly float?: 'float32' | 'float64';
}

export interface Outcome {
  /** Whether all recordings have the same bits with and without jit; else the first step and name that differ. */
  readonly difference: string | undefined;
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  /** The first cell of every recording, at the golden data's steps. */
  readonly samples: Readonly<Record<string, readonly number[]>>;
  readonly sums: Readonly<Record<string, number>>;
}

/** Runs a program compiled and as it stands, from the same seed. */
export function compare<M extends dyn.DynamicalSystem>(program: Simulation<M> | Program): Outcome {
  bm.setFloat(program.float ?? 'float32');
  const [compiled, original] = [true, false].map((jit) => {
    bm.random.seed(42);
    return 'record' in program ? program.record(jit) : simulate(program, jit);
  }) as [Recordings, Recordings];
  const names = Object.keys(compiled);
  const difference = names.map((name) => firstDifference(name, compiled[name]!.toTypedArray(), original[name]!.toTypedArray())).find((text) => text !== undefined);
  const columns = names.map((name): [string, number[]] => {
    const [values, width] = [compiled[name]!.toTypedArray(), compiled[name]!.shape.slice(1).reduce((product, size) => product * size, 1)];
    const steps = compiled[name]!.length;
    return [name, Array.from({ length: 10 }, (_, k) => Number(values[Math.max(0, Math.floor(((k + 1) * steps) / 10 - 1)) * width]))];
  });
  return {
    difference,
    shapes: Object.fromEntries(names.map((name) => [name, compiled[name]!.shape])),
    samples: Object.fromEntries(columns),
    sums: Object.fromEntries(names.map((name) => [name, bm.sum(bm.astype(compiled[name]!, 'float64')).item()])),
  };
}

function simulate<M extends dyn.DynamicalSystem>(simulation: Simulation<M>, jit: boolean): Recordings {
  const model = simulation.make();
  const options = typeof simulation.options === 'function' ? simulation.options(model) : simulation.options;
  const runner = new DSRunner(model, { ...options, jit, progressBar: false });
  runner.run(simulation.run);
  return runner.mon;
}

function firstDifference(name: string, a: ArrayLike<number>, b: ArrayLike<number>): string | undefined {
  if (a.length !== b.length) return `${name}: ${a.length} and ${b.length} values`;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return `${name}: value ${i} is ${a[i]} with jit and ${b[i]} without`;
  return undefined;
}
