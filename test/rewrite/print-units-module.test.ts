import { describe, expect, it } from 'vitest';
import type { Compilation } from '../../transformer/contracts.js';
import { printUnitsModule } from '../../transformer/phases/7-rewrite/print-units-module.js';

const plan = { marks: [], rewritten: new Set<never>(), twins: new Map(), twinCalls: new Map(), elementwise: new Set<never>() };
const nothing: Compilation = { diagnostics: [], plan, reports: [] };
const compilation: Compilation = {
  ...nothing,
  compiled: { meta: { abi: 1, units: [], classes: [], sites: [], strings: [], constants: '' }, wasm: Uint8Array.of(0, 97, 115, 109), hostFunctions: ['sort', 'linalg.solve'] },
};

describe('printUnitsModule', () => {
  it('prints an ES module with Wasm inline', () => {
    expect(printUnitsModule(compilation, 'esm', { inline: true })).toBe(`import * as $ from 'myelin/internal';
export const program = $.loadProgram({
  meta: {"abi":1,"units":[],"classes":[],"sites":[],"strings":[],"constants":""},
  wasm: 'AGFzbQ==',
  functions: {
    "sort": $.math.sort,
    "linalg.solve": $.math.linalg.solve,
  },
});
`);
  });

  it('prints a CommonJS module that runs', () => {
    const program = { exports: {} as { program?: unknown } };
    const load = (name: string): object => (name === 'myelin/internal' ? { math: { sort: 's', linalg: { solve: 'l' } }, loadProgram: (parts: object) => parts } : {});
    new Function('require', 'exports', printUnitsModule(compilation, 'cjs', { inline: true }))(load, program.exports);
    expect(program.exports.program).toEqual({ meta: compilation.compiled!.meta, wasm: 'AGFzbQ==', functions: { sort: 's', 'linalg.solve': 'l' } });
  });

  it('reads Wasm from a file of its own', () => {
    expect(printUnitsModule(compilation, 'esm', { url: './units.wasm' })).toContain('wasm: await $.fetchWasm(new URL("./units.wasm", import.meta.url)),');
    expect(printUnitsModule(compilation, 'cjs', { url: 'units.wasm' })).toContain(`require('node:path').join(__dirname, "units.wasm")`);
  });

  it('refuses a compilation with nothing compiled', () => {
    expect(() => printUnitsModule(nothing, 'esm', { inline: true })).toThrow(/no compiled program/);
  });
});
