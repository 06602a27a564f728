/** What stands in for the units of a program with errors. tsc emits JavaScript in spite of errors; that code must not run older units. */
import type { Compilation } from '../contracts.js';
import { formatPlace } from '../diagnostics/place.js';

/** A module that throws the first error when it is loaded. */
export function printFailedUnitsModule(compilation: Compilation, format: 'esm' | 'cjs'): string {
  const first = compilation.diagnostics.find((diagnostic) => diagnostic.class !== 'slow');
  const reason = first === undefined ? '' : `: ${formatPlace(first.place)}: ${first.message}`;
  const message = JSON.stringify(`this program was built with errors of myelin${reason}`);
  const header = format === 'cjs' ? '"use strict";\n' : '';
  const footer = format === 'cjs' ? 'exports.program = undefined;\n' : 'export const program = undefined;\n';
  return `${header}throw new Error(${message});\n${footer}`;
}
