/** Run by the library's build: writes `runtime/kernels/*.ts` and the functions of `runtime/math/generated/*.ts`, both from the catalogue. */
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { bytesToText } from '../../runtime/abi/byte-text.js';
import type { DerivativeTerm } from '../../runtime/abi/derivatives.js';
import { signatureRules } from '../../runtime/abi/signature.js';
import { reduceOps } from '../ir/node.js';
import { mapAliases, mapOperations } from '../ops/catalogue.js';
import type { MapOperation } from '../ops/operation.js';
import { loadAssembleInProcess } from '../phases/6-assemble/assemble-in-process.js';
import { cacheAssemble } from '../phases/6-assemble/cache.js';
import type { EagerModule } from './eager-kernels.js';
import { castModule, gatherModule, mapModule, placesModule, productModule, reductionModule, scanModule, sortModule, stepLoopModule } from './eager-kernels.js';

const kernelsFolder = 'runtime/kernels';
const functionsFolder = 'runtime/math/generated';
const note = '// Written by the build from the catalogue of operations (transformer/ops).\n';

/** Operations whose function in `math` is written by hand (`runtime/math/power.ts`) or that are not part of it. */
const withoutFunction: ReadonlySet<string> = new Set(['pow']);

const modules: readonly EagerModule[] = [
  ...mapOperations.map(mapModule), castModule(), productModule(), stepLoopModule(),
  ...reduceOps.map(reductionModule),
  placesModule('argmin'), placesModule('argmax'), gatherModule(), scanModule(), sortModule(),
];

function write(file: string, text: string, written: Set<string>): void {
  written.add(file);
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}

const assemble = cacheAssemble(await loadAssembleInProcess(), join('node_modules', '.cache', 'myelin'), '0.28.20');
const written = new Set<string>();
mkdirSync(kernelsFolder, { recursive: true });
mkdirSync(functionsFolder, { recursive: true });
for (const module of modules) {
  const wasm = bytesToText(assemble(module.assemblyScript, { relaxedSimd: false, optimizeLevel: 3, ...(module.importTable === true ? { importTable: true } : {}) }));
  write(join(kernelsFolder, `${module.name}.ts`), `${note}import type { KernelModule } from '../memory/kernel-module.js';
import { kernelModule } from '../memory/kernel-module.js';

export const ${module.name}: KernelModule = /* @__PURE__ */ kernelModule({
  constants: '${module.constants}',
  wasm: '${wasm}',
});
`, written);
}

function ruleName(operation: MapOperation): string {
  const found = Object.entries(signatureRules).find(([, rule]) => rule === operation.signature);
  if (found === undefined) throw new Error(`the signature of '${operation.name}' is none of runtime/abi/signature.ts`);
  return found[0];
}

const functions = mapOperations.filter((operation) => !withoutFunction.has(operation.name));
for (const operation of functions) {
  const { name, parameters, doc } = operation;
  const rule = ruleName(operation);
  const list = `[${parameters.map((parameter) => `'${parameter}'`).join(', ')}]`;
  write(join(functionsFolder, `${name}.ts`), `${note}import { ${name} as kernels } from '../../kernels/${name}.js';
import { defineMap } from '../define-map.js';
import type { MapFunction } from '../map-function.js';

/** ${doc.replaceAll('*/', '*\\/').replaceAll('\n', '\n * ')} */
export const ${name}: MapFunction<'${rule}', ${parameters.length}> = /* @__PURE__ */ defineMap({
  name: '${name}', kernels, signature: '${rule}', parameters: ${list},
});
`, written);
}
const operationsOf = (term: DerivativeTerm | undefined): readonly string[] => (term !== undefined && 'op' in term ? [term.op, ...term.args.flatMap(operationsOf)] : []);
// What `tangentOf` and the rules call, without an operation's own: a program with one derivative ships all of these.
const called = [...new Set(['add', 'mul', 'neg', 'where', ...mapOperations.flatMap(({ name, derivative }) => (derivative ?? []).flatMap(operationsOf).filter((one) => one !== name))])].sort();
const rules = mapOperations.map(({ name, derivative }) => `  ${name}: ${JSON.stringify((derivative ?? []).map((term) => term ?? null)).replaceAll('null', 'undefined')},\n`);
write(join(functionsFolder, 'derivatives.ts'), `${note}import type { DerivativeRule } from '../../abi/derivatives.js';
${called.map((name) => `import { ${name} } from './${name}.js';\n`).join('')}
/** The operations that the rules call, beside the one that they are for. */
export const derivativeMaps: Readonly<Record<string, unknown>> = { ${called.join(', ')} };

/** The derivatives of all element-wise operations, by name; see abi/derivatives.ts. */
export const derivativeRules: Readonly<Record<string, DerivativeRule>> = {
${rules.join('')}};
`, written);
write(join(functionsFolder, 'index.ts'), `${note}${functions.map(({ name }) => `export { ${name} } from './${name}.js';\n`).join('')}${[...mapAliases].map(([alias, name]) => `export { ${name} as ${alias} } from '${withoutFunction.has(name) ? '../power.js' : `./${name}.js`}';\n`).join('')}`, written);

for (const folder of [kernelsFolder, functionsFolder]) {
  for (const file of readdirSync(folder)) if (!written.has(join(folder, file))) rmSync(join(folder, file));
}
