/** What one compile knows of its surroundings, passed explicitly to every phase. */
import type { Assemble, TypeScript } from './contracts.js';
import type { Options } from './options.js';

export interface Session {
  /** The TypeScript API that made the program: flag values differ between versions. */
  readonly ts: TypeScript;
  readonly options: Options;
  readonly assemble: Assemble;
  /** The folder that ids of units and positions are relative to, with forward slashes. */
  readonly root: string;
}
