/** What a units module hands to `loadProgram`, without printing one: everything that any program may need, from one copy of the runtime. */
import type * as myelin from '../runtime/index.js';
import type * as internal from '../runtime/internal.js';
import type * as hostFunctions from '../runtime/jit/host-functions.js';
import type { ProgramParts } from '../runtime/jit/program.js';
import { calledFunctions } from '../runtime/abi/unit.js';
import type { CompiledProgram } from '../transformer/contracts.js';

export interface Runtime {
  readonly math: typeof myelin.math;
  readonly internal: typeof internal;
  readonly host: typeof hostFunctions;
}

export function programParts({ meta, wasm, sites, kernelImports }: CompiledProgram, { math, internal, host }: Runtime): ProgramParts {
  const find = (path: string): never => path.split('.').reduce<unknown>((space, name) => (space as Record<string, unknown>)[name], math) as never;
  const { objectImages, defaultRandomState } = internal;
  const kernels = Object.fromEntries(kernelImports.map((name) => [name, internal[`${name}Kernels` as keyof typeof internal]])) as NonNullable<ProgramParts['kernels']>;
  return {
    // It travels as JSON.
    meta: JSON.parse(JSON.stringify(meta)) as typeof meta, wasm, host, kernels, functions: Object.fromEntries(calledFunctions(sites).map((path) => [path, find(path)])),
    objects: objectImages, randomState: defaultRandomState,
  };
}
