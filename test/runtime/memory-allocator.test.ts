import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Block } from '../../runtime/memory/allocator.js';
import { Allocator } from '../../runtime/memory/allocator.js';

const start = 65_536;

function allocatorOf(bytes: number): Allocator {
  const allocator = new Allocator(start);
  allocator.extend(start + bytes);
  return allocator;
}

describe('Allocator', () => {
  test('hands out blocks of whole cache lines, aligned', () => {
    const allocator = allocatorOf(4096);
    const block = allocator.allocate(100)!;
    expect(block.bytes).toBe(128);
    expect(block.address % 64).toBe(0);
    expect(allocator.usedBytes).toBe(128);
  });

  test('gives up where no block is large enough, and says how far memory must reach', () => {
    const allocator = allocatorOf(4096);
    expect(allocator.allocate(5000)).toBeUndefined();
    allocator.extend(allocator.endNeededFor(5000));
    expect(allocator.allocate(5000)?.bytes).toBe(5056);
  });

  test('merges neighbours, so that all of memory is one block again', () => {
    const allocator = allocatorOf(64 * 1024);
    const blocks = Array.from({ length: 100 }, () => allocator.allocate(640)!);
    for (const block of blocks.filter((_, i) => i % 2 === 0)) allocator.release(block);
    for (const block of blocks.filter((_, i) => i % 2 === 1)) allocator.release(block);
    expect(allocator.usedBytes).toBe(0);
    expect(allocator.allocate(64 * 1024)?.address).toBe(start);
  });

  test('uses a free block of exactly the size asked before it splits a larger one', () => {
    const allocator = allocatorOf(1024 * 1024);
    const [block] = [allocator.allocate(400_000)!, allocator.allocate(64)!];
    allocator.release(block);
    expect(allocator.allocate(400_000)!.address).toBe(block.address);
  });

  test('blocks in use never overlap, whatever the order of calls', () => {
    const call = fc.oneof(fc.record({ allocate: fc.integer({ min: 1, max: 9000 }) }), fc.record({ release: fc.nat() }));
    fc.assert(fc.property(fc.array(call, { maxLength: 200 }), (calls) => {
      const allocator = allocatorOf(128 * 1024);
      const live: Block[] = [];
      for (const one of calls) {
        if ('allocate' in one) {
          const block = allocator.allocate(one.allocate);
          if (block !== undefined) live.push(block);
        } else if (live.length > 0) {
          allocator.release(live.splice(one.release % live.length, 1)[0]!);
        }
        const sorted = live.toSorted((a, b) => a.address - b.address);
        sorted.forEach((block, i) => {
          const next = sorted[i + 1]?.address ?? allocator.end;
          expect(block.address + block.bytes).toBeLessThanOrEqual(next);
        });
        expect(allocator.usedBytes).toBe(live.reduce((sum, block) => sum + block.bytes, 0));
      }
      for (const block of live) allocator.release(block);
      expect(allocator.allocate(128 * 1024)).toBeDefined();
    }), { numRuns: 60 });
  });
});
