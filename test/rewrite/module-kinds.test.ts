/** The rewritten program runs under every kind of module and decorator that users have, with stand-ins for the runtime. */
import { describe, expect, it } from 'vitest';
import { emitRewritten, typescript, type EmitSettings } from './rewrite-program.js';

const sources = {
  'helper.ts': `
import { math as bm, type NDArray } from 'myelin';
export const GAIN = bm.zeros(1);
export let level = 2;
export function saturate(x: number) { return x * GAIN - level; }
export default (x: number) => x - 1;
`,
  'input.ts': `
import { Base, jit, math as bm, type NDArray } from 'myelin';
import lower, { GAIN, saturate } from './helper.js';
import * as helpers from './helper.js';
export const half = bm.zeros(4);
function other(type: unknown, context?: unknown): any { seen.push('other'); }
export const seen: string[] = [];
export const respond = jit((x: NDArray) => saturate(x * GAIN) + helpers.saturate(x) - lower(half));
/** @jit */
export function tagged(x: NDArray, k = 1) { return saturate(x) * half * k; }
@other @jit({ jit: true })
export class Cell extends Base {
  static made = 0;
  @jit call(x: NDArray) { return x / GAIN; }
}
`,
};
const notes = { twins: ['saturate', 'default'], captures: { respond: ['GAIN', 'half'], tagged: ['half'], Cell: ['GAIN'], saturate: ['GAIN'] } };

/** What the stand-ins saw: the calls of rewritten code, with arrays as plain numbers. */
function stub(log: string[]): Record<string, object> {
  const twins = new Map<string, (...args: unknown[]) => unknown>();
  const internal = {
    add: (a: number, b: number) => a + b, sub: (a: number, b: number) => a - b, mul: (a: number, b: number) => a * b, div: (a: number, b: number) => a / b,
    defineTwin: (id: string, twin: () => unknown, captures?: () => unknown[]) => { twins.set(id, twin); log.push(`twin ${id}${captures ? ' with captures' : ''}`); },
    twin: (id: string) => twins.get(id),
    jitFunction: (fn: (x: number) => number, _options: unknown, unit: unknown) => Object.assign((x: number) => fn(x), { unit }),
    noteTagged: (fn: unknown) => log.push(`tagged ${typeof fn}`),
    callUnit: (unit: { captures: () => unknown[] }, original: (...args: unknown[]) => unknown, args: unknown[]) =>
      `${args.length} args, captures ${unit.captures().join()}, original ${String(original(...args))}`,
    defineClass: (type: { made: number }, program: unknown, id: string, definition: { jit: string[]; captures: () => unknown[] }) =>
      log.push(`class ${id} ${typeof type} made ${type.made}, ${definition.jit.join()}, captures ${definition.captures().join()}`),
  };
  const units = { program: { unit: (id: string, captures: () => unknown[]) => ({ id, captures }) } };
  const myelin = {
    Base: class { kind = 'base'; }, math: { zeros: (n: number) => n },
  };
  return { myelin, 'myelin/internal': internal, './myelin-units.js': units };
}

function runCommonJs(files: ReadonlyMap<string, string>, log: string[]): Record<string, unknown> {
  const known = stub(log);
  const load = (name: string): object => {
    const stubbed = known[name];
    if (stubbed !== undefined) return stubbed;
    const exports = {};
    known[name] = exports;
    new Function('require', 'exports', files.get(name.slice(2))!)(load, exports);
    return exports;
  };
  return load('./input.js') as Record<string, unknown>;
}

const { ModuleKind, ScriptTarget, ModuleResolutionKind } = typescript;
// TypeScript 5.9 refuses `bundler` for CommonJS, 6.0 refuses `node10`.
const resolution = typescript.versionMajorMinor.startsWith('5.') ? ModuleResolutionKind.Node10 : ModuleResolutionKind.Bundler;
const commonJs: Readonly<Record<string, EmitSettings>> = {
  'commonjs': { options: { module: ModuleKind.CommonJS, moduleResolution: resolution }, packageType: 'commonjs' },
  'commonjs, ES2017': { options: { module: ModuleKind.CommonJS, moduleResolution: resolution, target: ScriptTarget.ES2017 }, packageType: 'commonjs' },
  'nodenext in a CommonJS package': { packageType: 'commonjs' },
  'commonjs without esModuleInterop, isolated': {
    options: { module: ModuleKind.CommonJS, moduleResolution: resolution, isolatedModules: true, sourceMap: true }, packageType: 'commonjs',
  },
  'commonjs, experimental decorators': {
    options: { module: ModuleKind.CommonJS, moduleResolution: resolution, experimentalDecorators: true }, packageType: 'commonjs',
  },
};

describe('module kinds', () => {
  for (const [name, settings] of Object.entries(commonJs)) {
    it(`${name}: names are bound and the program runs`, () => {
      const log: string[] = [];
      const { files, errors } = emitRewritten(sources, notes, settings);
      expect(errors.filter((error) => !/ES module/.test(error))).toEqual([]);
      const exports = runCommonJs(files, log) as { respond: ((x: number) => number) & { unit: { captures(): unknown[] } }; tagged(...args: number[]): string; seen: string[]; Cell: new () => { call(x: number): number } };
      // saturate(x) = x * 1 - 2, lower(4) = 3
      expect(exports.respond(10)).toBe(8 + 8 - 3);
      expect(exports.respond.unit.captures()).toEqual([1, 4]);
      expect(exports.tagged(10, 2)).toBe('2 args, captures 4, original 64');
      expect(exports.tagged(10)).toBe('1 args, captures 4, original 32');
      expect(new exports.Cell().call(6)).toBe(6);
      expect(exports.seen).toEqual(['other']);
      expect(log).toEqual([
        'tagged function', 'twin src/helper.ts:saturate with captures', 'twin src/helper.ts:default',
        'class src/input.ts:Cell function made 0, call, captures 1',
      ]);
    });
  }

  for (const [name, settings] of Object.entries({
    'nodenext ESM': {}, 'esnext': { options: { module: ModuleKind.ESNext, moduleResolution: ModuleResolutionKind.Bundler } },
    'esnext, verbatim': { options: { module: ModuleKind.ESNext, moduleResolution: ModuleResolutionKind.Bundler, verbatimModuleSyntax: true } },
  })) {
    it(`${name}: namespace imports`, () => {
      const { files, errors } = emitRewritten(sources, notes, settings);
      expect(errors).toEqual([]);
      const text = files.get('input.js')!;
      expect(text).toMatch(/^import \* as \$myelin from "myelin\/internal";\nimport \* as \$units from "\.\/myelin-units\.js";/m);
      expect(text).toContain('$myelin.twin("src/helper.ts:default", lower)(half)');
      expect(text).not.toMatch(/@jit(?! \*\/)/);
    });
  }

  it('leaves names of the user alone', () => {
    const text = `import { jit, type NDArray } from 'myelin';\nconst $myelin = 1, $units = 2, f$twin = 3;\nfunction f(x: NDArray) { return x * $myelin; }\nexport const g = jit(f), s = $units + f$twin;\n`;
    const { files } = emitRewritten({ 'input.ts': text }, { twins: ['f'] });
    expect(files.get('input.js')).toMatch(/import \* as \$myelin_1 from/);
    expect(files.get('input.js')).toMatch(/\$myelin_1\.mul\(x, \$myelin\b/);
    expect(files.get('input.js')).toMatch(/\$myelin_1\.jitFunction\(f\$twin_1, void 0, \$units_1\.program/);
  });

  it('returns files without jit code unchanged', () => {
    const { files } = emitRewritten({ 'input.ts': 'export const f = (x: number) => x * 2;\n' }, {});
    expect(files.get('input.js')).toBe('export const f = (x) => x * 2;\n');
  });

  it('keeps directives first', () => {
    const { files } = emitRewritten({ 'input.ts': `'use client';\nimport { jit, type NDArray } from 'myelin';\nexport const f = jit((x: NDArray) => x * 2);\n` }, {});
    expect(files.get('input.js')).toMatch(/^'use client';\nimport \* as \$myelin/);
  });
});
