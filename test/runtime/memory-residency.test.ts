import { afterEach, describe, expect, test } from 'vitest';
import { OutOfMemoryError } from '../../runtime/abi/errors.js';
import { popFrame, pushFrame } from '../../runtime/memory/frame-stack.js';
import { firstAddress, heap } from '../../runtime/memory/heap.js';
import { allocateTemporary, beginCall, endCall, memoryUse, releaseTemporary, setMemoryBudget } from '../../runtime/memory/residency.js';
import { elementsAt, Storage } from '../../runtime/memory/storage.js';

const budget = 256 * 2 ** 20;
afterEach(() => setMemoryBudget(budget));

function filled(size: number, value: number): Storage {
  const storage = Storage.allocate('float32', size);
  storage.elements().fill(value);
  return storage;
}

describe('residency', () => {
  test('a loop that drops its results runs in bounded memory, and what is kept stays right', () => {
    setMemoryBudget(8 * 2 ** 20);
    const kept: Storage[] = [];
    for (let i = 0; i < 2000; i++) {
      const storage = filled(25_000, i);
      if (i % 400 === 0) kept.push(storage);
    }
    expect(memoryUse().used).toBeLessThan(16 * 2 ** 20);
    expect(kept.map((storage) => storage.read(24_999))).toEqual([0, 400, 800, 1200, 1600]);
  });

  test('results that no call comes back to take little memory, and push nothing out that is in use', () => {
    const used = filled(1000, 1);
    for (let i = 0; i < 3; i++) used.address();
    const large = filled(10_000_000, 2);
    for (let i = 0; i < 100; i++) filled(100_000, i);
    expect(used.isResident).toBe(true);
    expect(large.isResident).toBe(false);
    expect(memoryUse().used).toBeLessThan(32 * 2 ** 20);
    expect(large.read(9_999_999)).toBe(2);
  });

  test('a result larger than their budget stays while little is made after it', () => {
    const large = filled(10_000_000, 2);
    for (let i = 0; i < 10; i++) filled(100_000, i);
    expect(large.isResident).toBe(true);
  });

  test('small arrays are limited by their number, and keep their elements outside', () => {
    const kept = Array.from({ length: 20_000 }, (_, i) => filled(3, i));
    expect(kept.filter((storage) => storage.isResident).length).toBeLessThanOrEqual(8192);
    expect(kept.every((storage, i) => storage.read(2) === i)).toBe(true);
  });

  test('the least recently used leave first', () => {
    setMemoryBudget(4 * 2 ** 20);
    const used = filled(1000, 1);
    const unused = filled(1000, 2);
    for (let i = 0; i < 80; i++) {
      filled(25_000, i);
      used.address();
    }
    expect([used.isResident, unused.isResident]).toEqual([true, false]);
    expect(unused.copyOut()[999]).toBe(2);
  });

  test('the call in progress pins what it uses, also through a nested call', () => {
    const pinned = filled(1000, 7);
    setMemoryBudget(2 ** 20);
    beginCall();
    const address = pinned.address();
    beginCall();
    pinned.address();
    endCall();
    for (let i = 0; i < 40; i++) filled(25_000, i);
    expect(pinned.isResident).toBe(true);
    expect(pinned.address()).toBe(address);
    expect(Storage.at(address)).toBe(pinned);
    endCall();
    for (let i = 0; i < 40; i++) filled(25_000, i);
    expect(pinned.isResident).toBe(false);
    expect(Storage.at(address)).toBeUndefined();
  });

  test('what comes back soon raises the budget', () => {
    setMemoryBudget(2 ** 20);
    const before = memoryUse().budget;
    const sources = Array.from({ length: 20 }, (_, i) => filled(25_000, i));
    for (let round = 0; round < 3; round++) for (const source of sources) source.address();
    expect(memoryUse().budget).toBeGreaterThan(before);
    const { pagedOut } = memoryUse();
    for (const source of sources) source.address();
    expect(memoryUse().pagedOut).toBe(pagedOut);
  });

  test('temporaries end with their call, or earlier', () => {
    const { used } = memoryUse();
    beginCall();
    const first = allocateTemporary(1000);
    allocateTemporary(1000);
    releaseTemporary(first);
    expect(memoryUse().used).toBe(used + 1024);
    endCall();
    expect(memoryUse().used).toBe(used);
  });

  test('a temporary becomes a result without a copy', () => {
    beginCall();
    const address = allocateTemporary(64);
    elementsAt('float32', address, 3).set([1, 2, 3]);
    const result = Storage.ofTemporary('float32', 3, address);
    endCall();
    expect(result.address()).toBe(address);
    expect([...result.elements()]).toEqual([1, 2, 3]);
  });

  test('a size that no memory holds is refused with a reason, and leaves all as it was', () => {
    const kept = filled(10, 3);
    const { used } = memoryUse();
    expect(() => Storage.allocate('float64', 2 ** 40)).toThrow(OutOfMemoryError);
    expect(() => Storage.allocate('float64', 2 ** 40)).toThrow(/8\.0 TiB were asked for.*the limit is 4\.0 GiB/);
    expect(kept.read(9)).toBe(3);
    expect(memoryUse().used).toBeLessThanOrEqual(used);
  });

  test('one element stays out of memory until its address is wanted', () => {
    const storage = Storage.ofNumber('float32', 2.5);
    expect(storage.isResident).toBe(false);
    expect(storage.number()).toBe(2.5);
    expect(elementsAt('float32', storage.address(), 1)[0]).toBe(2.5);
  });

  test('disposed elements are an error', () => {
    const storage = filled(10, 1);
    storage.dispose();
    expect(() => storage.address()).toThrow(/disposed/);
  });

  test('the first pages are never handed out', () => {
    expect(filled(1, 1).address()).toBeGreaterThanOrEqual(firstAddress);
    expect(heap.u8.length).toBeGreaterThan(firstAddress);
  });
});

describe('frames', () => {
  test('nest, and end in order', () => {
    const outer = pushFrame(100);
    const inner = pushFrame(100);
    expect(inner.address).toBe(outer.address + 128);
    popFrame(inner);
    expect(pushFrame(64).address).toBe(inner.address);
    popFrame(outer);
    expect(pushFrame(64).address).toBe(outer.address);
    popFrame(outer);
  });

  test('may be larger than a chunk', () => {
    const small = pushFrame(64);
    const large = pushFrame(2 ** 20);
    heap.u8.fill(1, large.address, large.address + 2 ** 20);
    popFrame(large);
    const again = pushFrame(2 ** 20);
    expect(again.address).toBe(large.address);
    popFrame(small);
  });
});
