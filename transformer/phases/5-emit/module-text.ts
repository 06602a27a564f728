/** The frame of every module: what it imports, before the functions. */
import type { ProgramText } from './program-text.js';

const environment = `@external("env", "constants") declare const constants: usize;
@external("env", "scratch") declare const scratch: usize;
@external("env", "arena") declare const arena: usize;
`;

/** A whole module: `imports` are the declarations of host functions that it needs. */
export function printModule(program: ProgramText, imports = ''): string {
  return `${environment}${imports}\n${program.functions}`;
}
