/** A small hand-made program, so that the loader is proven without the compiler: AssemblyScript with the frames that its metadata states. */
import { createAssembleWorker } from '../../transformer/phases/6-assemble/assemble-in-worker.js';
import type { ClassMeta, ProgramMeta, SiteMeta, UnitMeta } from '../../runtime/abi/unit.js';
import { abiVersion } from '../../runtime/abi/unit.js';
import * as host from '../../runtime/jit/host-functions.js';
import { objectImages } from '../../runtime/jit/object-images.js';
import type { ProgramParts } from '../../runtime/jit/program.js';
import { defaultRandomState } from '../../runtime/random/random-state.js';

const { assemble } = createAssembleWorker(new URL('../../dist/transformer/assemble-worker.js', import.meta.url));

const prelude = `
@external("host", "allocate") declare function allocate(bytes: i32): i32;
@external("host", "release") declare function release(address: i32): void;
@external("host", "broadcast") declare function broadcast(site: i32, out: i32, list: i32, count: i32): void;
@external("host", "expand") declare function expand(source: i32, target: i32): i32;
@external("host", "checkAssign") declare function checkAssign(site: i32, target: i32, value: i32): void;
@external("host", "dot") declare function dot(site: i32, out: i32, a: i32, b: i32): void;
@external("host", "index") declare function index(site: i32, array: i32, at: f64): void;
@external("host", "call") declare function call(site: i32, out: i32, arrays: i32, numbers: i32): f64;
@external("env", "constants") declare const constants: i32;
`;

export interface TinyProgram {
  readonly source: string;
  readonly units?: readonly (Partial<UnitMeta> & Pick<UnitMeta, 'id' | 'variants'>)[];
  readonly classes?: readonly ClassMeta[];
  readonly sites?: readonly SiteMeta[];
  readonly strings?: readonly string[];
  readonly functions?: ProgramParts['functions'];
}

export function tinyProgram({ source, units = [], classes = [], sites = [], strings = [], functions = {} }: TinyProgram): ProgramParts {
  const meta: ProgramMeta = {
    abi: abiVersion, classes, sites, strings, constants: '',
    units: units.map((unit) => ({
      name: unit.id.split(':')[1]!, parameters: [], captures: [], writes: false, failsAfterWrite: false, position: 'src/tiny.ts:1:1', ...unit,
    })),
  };
  const wasm = assemble(prelude + source, { relaxedSimd: false, optimizeLevel: 1 });
  return { meta, wasm, host, functions, objects: objectImages, randomState: defaultRandomState };
}
