/** What one compile knows of its surroundings, passed explicitly to every phase. */
import type { Assemble, TypeScript } from './contracts.js';
import type { UnitIr } from './ir/node.js';
import type { Options } from './options.js';
import type ts from 'typescript';

export interface Session {
  /** The TypeScript API that made the program: flag values differ between versions. */
  readonly ts: TypeScript;
  readonly options: Options;
  readonly assemble: Assemble;
  /** The folder that ids of units and positions are relative to, with forward slashes. */
  readonly root: string;
  /** Gives a host that notes what is read beside the program's own files (the sources of packages). */
  readonly watch?: (host: ts.CompilerHost) => ts.CompilerHost;
  /** Whether it is for `myelin explain`: the functions of the Wasm keep their names, and the library's own models are compiled too. */
  readonly explains?: boolean;
  /** Sees every unit after `lower` and after each pass, for tests that run the intermediate representation itself. */
  readonly observe?: (pass: string, unit: UnitIr) => void;
}
