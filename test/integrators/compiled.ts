/** Runs TypeScript text with integrators both ways, compiled and as the kept original, on the runtime whose methods are rewritten as the library's build does. */
import type { CompiledSource, Sources } from '../agree/compile-source.js';
import { compileSource, unitsSpecifier } from '../agree/compile-source.js';
import { programParts } from '../program-parts.js';
import { loadRewrittenHost, loadRewrittenInternal, loadRewrittenRuntime } from '../rewritten-runtime.js';

const myelin = await loadRewrittenRuntime();
const internal = await loadRewrittenInternal();
const host = await loadRewrittenHost();

type Cases = Readonly<Record<string, () => unknown>>;

/** What a case gave: numbers, arrays as lists of numbers with their dtype, errors by name and message. */
export type Outcome = unknown;

export class CompiledCases {
  readonly source: CompiledSource;

  constructor(sources: Sources) {
    this.source = compileSource(sources);
  }

  get names(): readonly string[] {
    return Object.keys(this.#load());
  }

  /** One case, compiled and original, each in a module of its own and from the same seed. */
  run(name: string, float: 'float32' | 'float64'): { readonly compiled: Outcome; readonly original: Outcome } {
    const before = myelin.math.getFloat();
    myelin.math.setFloat(float);
    try {
      const once = (): Outcome => {
        myelin.math.random.seed(7);
        return attempt(() => this.#load()[name]!());
      };
      return { compiled: once(), original: myelin.withoutJit(once) };
    } finally {
      myelin.math.setFloat(before);
    }
  }

  #load(): Cases {
    const program = internal.loadProgram(programParts(this.source.compiled, { math: myelin.math, internal, host }));
    const modules: Readonly<Record<string, unknown>> = { myelin, 'myelin/internal': internal, 'myelin/math': myelin.math, [unitsSpecifier]: { program } };
    const exports: Record<string, unknown> = {};
    // The reason for a function made of text: the module is the compiler's output.
    // eslint-disable-next-line no-new-func
    (new Function('require', 'exports', this.source.files.get('main')!) as (...args: unknown[]) => void)((id: string) => modules[id], exports);
    return exports['cases'] as Cases;
  }
}

function attempt(run: () => unknown): unknown {
  try {
    return plain(run());
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // Compiled code also says where.
    return `${error.name}: ${error.message.replace(/ \([^()]*:\d+:\d+\)$/, '')}`;
  }
}

function plain(value: unknown): unknown {
  if (myelin.isArray(value)) return { dtype: value.dtype, shape: [...value.shape], elements: [...value.toTypedArray()] };
  return Array.isArray(value) ? value.map(plain) : value;
}
