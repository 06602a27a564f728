/** The text of the one generated module that holds a program's compiled code, as rewritten files import it. */
import type { Compilation } from '../../contracts.js';

/**
 * Wasm inline as base64, or in a file of its own. `url` is relative to the units module; a bundler's adapter may put
 * an expression in place of the quoted text.
 */
export type WasmDelivery = { readonly inline: true } | { readonly url: string };

/**
 * An ES module or a CommonJS module that exports `program`. Only the functions of `math` that compiled code calls are named, so that
 * bundlers leave out the others. An ES module with a file waits for it by top-level await: not for what `require` may load.
 */
export function printUnitsModule(compilation: Compilation, format: 'esm' | 'cjs', wasm: WasmDelivery): string {
  const { compiled } = compilation;
  if (compiled === undefined) throw new Error('printUnitsModule: the compilation has no compiled program');
  const functions = compiled.hostFunctions.map((path) => `    ${JSON.stringify(path)}: $.math.${path},\n`).join('');
  const parts = [
    `  meta: ${JSON.stringify(compiled.meta)},\n`,
    `  wasm: ${'inline' in wasm ? `'${Buffer.from(compiled.wasm).toString('base64')}'` : readExpression(wasm.url, format)},\n`,
    functions === '' ? '' : `  functions: {\n${functions}  },\n`,
  ].join('');
  return format === 'esm'
    ? `import * as $ from 'myelin/internal';\nexport const program = $.loadProgram({\n${parts}});\n`
    : `'use strict';\nconst $ = require('myelin/internal');\nexports.program = $.loadProgram({\n${parts}});\n`;
}

function readExpression(url: string, format: 'esm' | 'cjs'): string {
  return format === 'esm'
    ? `await $.fetchWasm(new URL(${JSON.stringify(url)}, import.meta.url))`
    : `require('node:fs').readFileSync(require('node:path').join(__dirname, ${JSON.stringify(url)}))`;
}
