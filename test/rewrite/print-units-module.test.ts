import { describe, expect, it } from 'vitest';
import type { CompiledProgram } from '../../transformer/contracts.js';
import { printUnitsModule } from '../../transformer/phases/7-rewrite/print-units-module.js';

const compiled: CompiledProgram = {
  meta: { abi: 1, units: [], classes: [], sites: [], strings: [], constants: '' }, wasm: Uint8Array.of(0, 97, 115, 255), sites: [],
  hostImports: ['allocate', 'call'], kernelImports: ['dot', 'sum'], hostFunctions: ['sort', 'linalg.solve', 'random.randn', 'unique'],
};

describe('printUnitsModule', () => {
  it('prints an ES module with Wasm inline', () => {
    expect(printUnitsModule(compiled, 'esm', { inline: true })).toBe(`import * as $ from 'myelin/internal';
import * as $host from 'myelin/internal/jit/host-functions';
import * as $math from 'myelin/math';
import * as $linalg from 'myelin/internal/math/linalg';
import * as $random from 'myelin/internal/random/index';
export const program = $.loadProgram({
  meta: {"abi":1,"units":[],"classes":[],"sites":[],"strings":[],"constants":""},
  wasm: 'r8Ap',
  host: { allocate: $host.allocate, call: $host.call },
  kernels: { dot: $.dotKernels, sum: $.sumKernels },
  functions: {
    "sort": $math.sort,
    "linalg.solve": $linalg.solve,
    "random.randn": $random.randn,
    "unique": $math.unique,
  },
});
`);
  });

  it('names what is there for objects and random numbers only where it is needed', () => {
    const type = { id: 'a.ts:A', name: 'A', bytes: 8, fields: [], entries: {} };
    const unit = { id: 'a.ts:A.call', name: 'A.call', parameters: [], captures: [], writes: true, failsAfterWrite: false, draws: true as const, variants: [], position: 'a.ts:1:1' };
    const printed = printUnitsModule({ ...compiled, meta: { ...compiled.meta, classes: [type], units: [unit] } }, 'esm', { inline: true });
    expect(printed).toContain('  objects: $.objectImages,\n  randomState: $.defaultRandomState,\n');
  });

  it('prints a CommonJS module that runs', () => {
    const program = { exports: {} as { program?: unknown } };
    const modules: Readonly<Record<string, object>> = {
      'myelin/internal': { loadProgram: (parts: object) => parts, dotKernels: 'd', sumKernels: 'm' }, 'myelin/math': { sort: 's', unique: 'u' },
      'myelin/internal/jit/host-functions': { allocate: 'a', call: 'c' }, 'myelin/internal/math/linalg': { solve: 'l' }, 'myelin/internal/random/index': { randn: 'r' },
    };
    new Function('require', 'exports', printUnitsModule(compiled, 'cjs', { inline: true }))((name: string) => modules[name], program.exports);
    expect(program.exports.program).toEqual({
      meta: compiled.meta, wasm: 'r8Ap', host: { allocate: 'a', call: 'c' }, kernels: { dot: 'd', sum: 'm' }, functions: { sort: 's', 'linalg.solve': 'l', 'random.randn': 'r', unique: 'u' },
    });
  });

  it('reads Wasm from a file of its own', () => {
    expect(printUnitsModule(compiled, 'esm', { url: './units.wasm' })).toContain('wasm: await $.fetchWasm(new URL("./units.wasm", import.meta.url)),');
    expect(printUnitsModule(compiled, 'cjs', { url: 'units.wasm' })).toContain(`require('node:path').join(__dirname, "units.wasm")`);
  });
});
