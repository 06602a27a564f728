/** What the units module of a build calls, and what the user's rewritten files get their units from. */
import { bindUnit } from './bound-unit.js';
import type { CompiledUnit } from './compiled-unit.js';
import type { ProgramParts } from './program.js';
import { Program } from './program.js';

/** A compiled program with the way to its units. */
export class LoadedProgram extends Program {
  /** The unit of this id. `captures` gives the values around the function; it is asked once, at the first compiled call. */
  unit(id: string, captures?: () => readonly unknown[]): CompiledUnit {
    return bindUnit(this, id, captures);
  }
}

/** Takes over what a build has made. Throws a JitError where it was built for another version. Its Wasm is compiled at the first call. */
export function loadProgram(parts: ProgramParts): LoadedProgram {
  return new LoadedProgram(parts);
}
