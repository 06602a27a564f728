import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Assemble, AssembleOptions } from '../../transformer/contracts.js';
import { functionSizes } from '../../transformer/phases/6-assemble/function-sizes.js';
import { hasDataSegment, loadAssembleInProcess } from '../../transformer/phases/6-assemble/assemble-in-process.js';
import { cacheAssemble, findCacheFolder, readCached, writeCached } from '../../transformer/phases/6-assemble/cache.js';

const options: AssembleOptions = { relaxedSimd: false, optimizeLevel: 3 };
const double = `export function double(count: i32, out: usize, x: usize): void {
  for (let i = 0; i < count; i += 4) v128.store(out + (i << 2), f32x4.mul(v128.load(x + (i << 2)), f32x4.splat(2)));
}`;

describe('assembleInProcess', () => {
  let assemble: Assemble;
  beforeAll(async () => {
    assemble = await loadAssembleInProcess();
  });

  it('makes a module that imports its memory and computes in SIMD', () => {
    const module = new WebAssembly.Module(Buffer.from(assemble(double, options)));
    expect(WebAssembly.Module.imports(module)).toEqual([{ module: 'env', name: 'memory', kind: 'memory' }]);
    const memory = new WebAssembly.Memory({ initial: 1 });
    const instance = new WebAssembly.Instance(module, { env: { memory } });
    const floats = new Float32Array(memory.buffer);
    floats.set([1, 2, 3, 4], 16);
    (instance.exports['double'] as (count: number, out: number, x: number) => void)(4, 256, 64);
    expect([...floats.subarray(64, 68)]).toEqual([2, 4, 6, 8]);
  });

  it('reaches the host and the table of constants by imports', () => {
    const source = `@external("host", "allocate") declare function allocate(bytes: i32): usize;
      @external("env", "constants") declare const constants: i32;
      export function f(): usize { return allocate(constants); }`;
    const imports = WebAssembly.Module.imports(new WebAssembly.Module(Buffer.from(assemble(source, options))));
    expect(imports).toContainEqual({ module: 'host', name: 'allocate', kind: 'function' });
    expect(imports).toContainEqual({ module: 'env', name: 'constants', kind: 'global' });
  });

  it('gives the same bytes each time', () => {
    expect(assemble(double, options)).toEqual(assemble(double, options));
  });

  it('says what AssemblyScript said about code that it rejects', () => {
    expect(() => assemble('export function f(): i32 { return nowhere; }', options)).toThrow(/Cannot find name 'nowhere'/);
    expect(() => assemble('export function f( {', options)).toThrow(/AssemblyScript rejects the generated code/);
  });

  it('refuses code that needs a data segment', () => {
    expect(() => assemble(`export function f(): usize { return changetype<usize>('text'); }`, options)).toThrow(/standard library/);
    expect(() => assemble('export function f(i: i32): i32 { return load<i32>(memory.data<i32>([1, 2, 3]) + i); }', options)).toThrow(/'data' does not exist/);
  });

  it('has the exact remainder of JavaScript', () => {
    const module = new WebAssembly.Module(Buffer.from(assemble('export function mod(x: f64, y: f64): f64 { return x % y; }', options)));
    const instance = new WebAssembly.Instance(module, { env: { memory: new WebAssembly.Memory({ initial: 1 }) } });
    const mod = instance.exports['mod'] as (x: number, y: number) => number;
    const magnitudes = [0, 5e-324, 1e-323, 3e-310, 2.2250738585072014e-308, 1e-300, 0.1, 1, 1.5, 2, 3, 7.25, 1e10, 2 ** 53, 1e300, Number.MAX_VALUE, Infinity, NaN];
    const values = magnitudes.flatMap((value) => [value, -value]);
    for (const x of values) for (const y of values) expect(mod(x, y), `${x} % ${y}`).toBe(x % y);
  });

  it('knows relaxed SIMD when asked', () => {
    const source = 'export function f(x: usize): void { v128.store(x, f32x4.relaxed_madd(v128.load(x), v128.load(x), v128.load(x))); }';
    expect(() => assemble(source, options)).toThrow();
    expect(assemble(source, { ...options, relaxedSimd: true }).length).toBeGreaterThan(8);
  });
});

describe('functionSizes', () => {
  it('names what the module keeps the names of', async () => {
    const assemble = await loadAssembleInProcess();
    const source = 'function twice(x: i32): i32 { return x + twice(x >> 1) * 2; }\nexport function small(x: i32): i32 { return twice(x); }\nexport function large(x: i32): i32 { return twice(x) * x * x + x / 3 + twice(x + 7); }\n';
    const sizes = functionSizes(assemble(source, { relaxedSimd: false, optimizeLevel: 2, names: true }));
    expect([...sizes.keys()].sort()).toEqual(['large', 'small', 'twice']);
    expect(sizes.get('large')).toBeGreaterThan(sizes.get('small')!);
  });
});

describe('hasDataSegment', () => {
  const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  it('looks at sections, not at bytes', () => {
    expect(hasDataSegment(Uint8Array.from(header))).toBe(false);
    expect(hasDataSegment(Uint8Array.from([...header, 0, 3, 11, 2, 1]))).toBe(false);
    expect(hasDataSegment(Uint8Array.from([...header, 11, 1, 0]))).toBe(false);
    expect(hasDataSegment(Uint8Array.from([...header, 0, 0x80, 0x01, ...Array<number>(128).fill(1), 11, 4, 1, 0, 0, 0]))).toBe(true);
  });
});

describe('cacheAssemble', () => {
  let folder: string;
  let calls: number;
  const compile: Assemble = (source) => {
    calls += 1;
    return Uint8Array.from(Buffer.from(`wasm of ${source}`));
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'myelin-cache-'));
    calls = 0;
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('compiles the same text once, over several builds', () => {
    const first = cacheAssemble(compile, folder, '1.0.0')('a', options);
    expect(cacheAssemble(compile, folder, '1.0.0')('a', options)).toEqual(first);
    expect(calls).toBe(1);
  });

  it('compiles again for another text, other options, another AssemblyScript', () => {
    cacheAssemble(compile, folder, '1.0.0')('a', options);
    cacheAssemble(compile, folder, '1.0.0')('b', options);
    cacheAssemble(compile, folder, '1.0.0')('a', { ...options, relaxedSimd: true });
    cacheAssemble(compile, folder, '1.0.1')('a', options);
    expect(calls).toBe(4);
  });

  it('leaves no partial files, and does not trust a damaged one', () => {
    const assemble = cacheAssemble(compile, folder, '1.0.0');
    const right = assemble('a', options);
    const [name] = readdirSync(folder);
    expect(readdirSync(folder)).toHaveLength(1);
    writeFileSync(join(folder, name!), readFileSync(join(folder, name!)).subarray(0, -5));
    expect(assemble('a', options)).toEqual(right);
    expect(calls).toBe(2);
  });

  it('works without a place to write to', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(cacheAssemble(compile, join(file, 'below'), '1.0.0')('a', options)).toEqual(compile('a', options));
  });

  it('does not grow without end', () => {
    for (let i = 0; i < 450; i++) writeCached(folder, `${i}.wasm`, Uint8Array.of(1));
    expect(readdirSync(folder).length).toBeLessThan(410);
    expect(readCached(folder, '449.wasm')).toEqual(Uint8Array.of(1));
  });

  it('lives below the nearest node_modules', () => {
    expect(findCacheFolder(join(process.cwd(), 'test', 'assemble'))).toBe(join(process.cwd(), 'node_modules', '.cache', 'myelin'));
    expect(findCacheFolder(folder)).toBeUndefined();
  });
});
