/**
 * Recorded spikes, a bit for each cell and step: an eighth of the memory of a bool array, most of which would be pages that the system
 * makes for zeros. Of a COBA network of 4,000 cells those took a quarter of a run.
 */
import { stepLoop } from '../kernels/stepLoop.js';
import { PackedElements } from '../memory/packed-elements.js';
import { beginCall, endCall } from '../memory/residency.js';
import type { Storage } from '../memory/storage.js';

/** Bytes of a packed row of so many elements. */
export const packedBytes = (columns: number): number => 2 * Math.ceil(columns / 16);

/** Packs the elements of a bool array at an address. */
export function packRow(from: number, columns: number, to: number): void {
  stepLoop.get('packRow')(from | 0, columns, to | 0);
}

export class PackedRows extends PackedElements {
  readonly #rows: number;
  readonly #columns: number;
  /** The bits, `packedBytes(columns)` bytes for each row. */
  readonly #bits: Storage;

  constructor(rows: number, columns: number, bits: Storage) {
    super();
    [this.#rows, this.#columns, this.#bits] = [rows, columns, bits];
  }

  override expandTo(address: number): void {
    stepLoop.get('unpackRows')(this.#bits.address() | 0, this.#rows, this.#columns, address | 0);
  }

  override sum(): number {
    beginCall();
    try {
      return stepLoop.get('countBits')(this.#bits.address() | 0, this.#bits.size);
    } finally {
      endCall();
    }
  }
}
