/** The text of a generated module that holds compiled code, as rewritten files import it. */
import { bytesToText } from '../../../runtime/abi/byte-text.js';
import type { CompiledProgram } from '../../contracts.js';

/**
 * Wasm inline as text, or in a file of its own. `url` is relative to the units module; a bundler's adapter may put
 * an expression in place of the quoted text.
 */
export type WasmDelivery = { readonly inline: true } | { readonly url: string };

type Format = 'esm' | 'cjs';

/**
 * An ES module or a CommonJS module that exports `program`. Only the functions of `math` that compiled code calls are named, each from
 * the module that it is in, so that every bundler leaves out the others. An ES module with a file waits for it by top-level await: not
 * for what `require` may load.
 */
export function printUnitsModule(compiled: CompiledProgram, format: Format, wasm: WasmDelivery): string {
  const homes = new Map<string, string>();
  const host = compiled.hostImports.map((name) => `${name}: $host.${name}`).join(', ');
  if (host !== '') homes.set('$host', 'myelin/internal/jit/host-functions');
  const kernels = compiled.kernelImports.map((name) => `${name}: $.${name}Kernels`).join(', ');
  const functions = compiled.hostFunctions.map((path) => `    ${JSON.stringify(path)}: ${hostFunction(path, homes)},\n`).join('');
  const parts = [
    `  meta: ${JSON.stringify(compiled.meta)},\n`,
    `  wasm: ${'inline' in wasm ? `'${bytesToText(compiled.wasm)}'` : readExpression(wasm.url, format)},\n`,
    `  host: {${host === '' ? '' : ` ${host} `}},\n`,
    kernels === '' ? '' : `  kernels: { ${kernels} },\n`,
    functions === '' ? '' : `  functions: {\n${functions}  },\n`,
    // Named only where they are needed, so that a program of functions ships nothing of objects.
    compiled.meta.classes.length === 0 ? '' : '  objects: $.objectImages,\n',
    compiled.meta.units.some((unit) => unit.draws === true) ? '  randomState: $.defaultRandomState,\n' : '',
  ].join('');
  const imports = [['$', 'myelin/internal'] as const, ...homes].map(([name, from]) => printImport(name, from, format)).join('');
  return format === 'esm'
    ? `${imports}export const program = $.loadProgram({\n${parts}});\n`
    : `'use strict';\n${imports}exports.program = $.loadProgram({\n${parts}});\n`;
}

/** `$math.sort` for `sort`, `$linalg.solve` for `linalg.solve`; notes in `homes` where the namespace comes from. */
function hostFunction(path: string, homes: Map<string, string>): string {
  const [space, name] = path.split('.');
  if (name === undefined) {
    homes.set('$math', 'myelin/math');
    return `$math.${path}`;
  }
  homes.set(`$${space}`, `myelin/internal/${space === 'random' ? 'random/index' : `math/${space}`}`);
  return `$${path}`;
}

function printImport(name: string, from: string, format: Format): string {
  return format === 'esm' ? `import * as ${name} from '${from}';\n` : `const ${name} = require('${from}');\n`;
}

function readExpression(url: string, format: Format): string {
  return format === 'esm'
    ? `await $.fetchWasm(new URL(${JSON.stringify(url)}, import.meta.url))`
    : `require('node:fs').readFileSync(require('node:path').join(__dirname, ${JSON.stringify(url)}))`;
}
