/** The sections of a Wasm module, as far as the build reads them: each is an id byte, its size, and that many bytes; numbers are LEB128. */

export const sectionIds = { custom: 0, code: 10, data: 11 } as const;

const headerBytes = 8;

/** Reads numbers, names and bytes one after the other. */
export class WasmReader {
  readonly #bytes: Uint8Array;
  at: number;
  readonly end: number;

  constructor(bytes: Uint8Array, at = 0, end: number = bytes.length) {
    this.#bytes = bytes;
    this.at = at;
    this.end = end;
  }

  byte(): number {
    return this.#bytes[this.at++] ?? 0;
  }

  number(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }

  name(): string {
    const length = this.number();
    this.at += length;
    return new TextDecoder().decode(this.#bytes.subarray(this.at - length, this.at));
  }

  /** What the next `size` bytes hold; skips them here. */
  part(size: number): WasmReader {
    this.at += size;
    return new WasmReader(this.#bytes, this.at - size, this.at);
  }
}

/** All sections, in the module's order. */
export function* readSections(wasm: Uint8Array): Generator<{ readonly id: number; readonly content: WasmReader }> {
  const reader = new WasmReader(wasm, headerBytes);
  while (reader.at < reader.end) {
    const id = reader.byte();
    yield { id, content: reader.part(reader.number()) };
  }
}
