import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesToText, textToBytes } from '../../runtime/abi/byte-text.js';

describe('bytes as text', () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);

  test('come back as they were', () => {
    expect(textToBytes(bytesToText(all))).toEqual(all);
    expect(textToBytes(bytesToText(new Uint8Array()))).toEqual(new Uint8Array());
    fc.assert(fc.property(fc.uint8Array(), (bytes) => {
      expect(textToBytes(bytesToText(bytes))).toEqual(bytes);
    }));
  });

  test('stand in all kinds of quotes, and look like no comment, tag or end of line', () => {
    for (const a of all) expect(bytesToText(Uint8Array.of(a, ...all))).toMatch(/^[ -~]*$/);
    expect(bytesToText(all)).not.toMatch(/["'`\\$</]/);
  });

  test('takes one character for what Wasm has most', () => {
    expect(bytesToText(Uint8Array.of(0x20, 0xfd, 0x00))).toHaveLength(3);
    expect(bytesToText(all).length).toBe(256 + 170);
  });
});
