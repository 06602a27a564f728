/** What host functions know of the program that calls them. */
import type { HostFunctions, SiteMeta } from '../abi/unit.js';

/** A function of `math` that compiled code calls. */
export type HostOperation = (...args: never[]) => unknown;

export interface HostProgram {
  readonly sites: readonly SiteMeta[];
  /** By the path that users write (`sort`, `linalg.solve`). */
  readonly operations: Readonly<Record<string, HostOperation>>;
  /** The string of an index. */
  readonly textAt: (index: number) => string;
}

/** One maker for each import of compiled code. */
export type HostMakers = { readonly [Name in keyof HostFunctions]: (program: HostProgram) => HostFunctions[Name] };
