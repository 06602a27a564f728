import { describe, expect, test } from 'vitest';
import { bytesToText } from '../../runtime/abi/byte-text.js';
import { heap } from '../../runtime/memory/heap.js';
import { kernelModule } from '../../runtime/memory/kernel-module.js';

/** (module (import "env" "memory" (memory 1)) (import "env" "constants" (global i32)) (func (export "constants") (result i32) global.get 0)) */
const wasm = bytesToText(Buffer.from('0061736d010000000105016000017f02200203656e76066d656d6f727902000103656e7609636f6e7374616e7473037f0003020100070d0109636f6e7374616e747300000a0601040023000b', 'hex'));

describe('kernelModule', () => {
  test('compiles at the first call, with its constants in memory', () => {
    const module = kernelModule({ wasm, constants: bytesToText(Uint8Array.from({ length: 16 }, (_, i) => i)) });
    const address = module.get('constants')() >>> 0;
    expect(address % 16).toBe(0);
    expect([...heap.u8.subarray(address, address + 16)]).toEqual(Array.from({ length: 16 }, (_, i) => i));
  });

  test('tells whether there is a kernel of a name', () => {
    const module = kernelModule({ wasm, constants: '' });
    expect(module.find('f32_v')).toBeUndefined();
    expect(() => module.get('f32_v')).toThrow(/f32_v is missing/);
  });
});
