/** NumPy's file format for several arrays by name, `.npz`: a zip archive of `.npy` files, stored without compression. */
import type { NDArray } from '../array/types.js';
import { toPublic } from '../array/nd-array.js';
import { crc32 } from './crc32.js';
import { inflate } from './inflate.js';
import { checkBytes, readNpy, toNpy } from './npy.js';

const signatures = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 };
/** Bytes of the fixed parts of the records (PKWARE's APPNOTE, 4.3). */
const sizes = { local: 30, central: 46, end: 22 };

interface Entry {
  readonly name: Uint8Array;
  readonly data: Uint8Array;
  readonly checksum: number;
  readonly offset: number;
}

/** The bytes of a `.npz` file with these arrays: `writeFileSync('state.npz', math.toNpz({ V, w }))`, then `np.load('state.npz')['V']`. */
export function toNpz(arrays: Readonly<Record<string, NDArray>>): Uint8Array {
  let offset = 0;
  const entries = Object.entries(arrays).map(([key, array]): Entry => {
    const entry = { name: new TextEncoder().encode(`${key}.npy`), data: toNpy(array), offset };
    offset += sizes.local + entry.name.length + entry.data.length;
    return { ...entry, checksum: crc32(entry.data) };
  });
  const directoryBytes = entries.reduce((sum, { name }) => sum + sizes.central + name.length, 0);
  if (offset + directoryBytes >= 2 ** 32) throw new RangeError('toNpz: the arrays are larger than the 4 GiB of a plain zip archive; save them in several files');
  const file = new Uint8Array(offset + directoryBytes + sizes.end);
  const view = new DataView(file.buffer);
  let directory = offset;
  for (const entry of entries) {
    writeLocal(file, view, entry);
    directory = writeCentral(file, view, directory, entry);
  }
  view.setUint32(directory, signatures.end, true);
  view.setUint16(directory + 8, entries.length, true);
  view.setUint16(directory + 10, entries.length, true);
  view.setUint32(directory + 12, directoryBytes, true);
  view.setUint32(directory + 16, offset, true);
  return file;
}

/**
 * The arrays of a `.npz` file by name, as `np.savez` and `np.savez_compressed` write it. Dtypes as in `fromNpy`. What is no such file is
 * a TypeError, one that is cut off or damaged a RangeError.
 */
export function fromNpz(bytes: Uint8Array | ArrayBuffer): Record<string, NDArray> {
  const file = checkBytes('fromNpz', bytes);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let end = file.length - sizes.end;
  while (end >= 0 && view.getUint32(end, true) !== signatures.end) end--;
  if (end < 0) {
    const isOne = file[0] === 0x93 && file[1] === 0x4e;
    throw new TypeError(`fromNpz: this is no .npz file: it has no directory of a zip archive${isOne ? '; it is a .npy file: math.fromNpy' : ' (or is cut off)'}`);
  }
  const arrays: [string, NDArray][] = [];
  let at = view.getUint32(end + 16, true);
  for (let k = view.getUint16(end + 10, true); k > 0; k--) {
    checkRecord(view, at, 'central', `array ${arrays.length}`);
    const nameBytes = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(file.subarray(at + sizes.central, at + sizes.central + nameBytes));
    arrays.push([name.replace(/\.npy$/, ''), toPublic(readNpy(`fromNpz: ${name}`, readEntry(file, view, at, name)))]);
    at += sizes.central + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return Object.fromEntries(arrays);
}

function checkRecord(view: DataView, at: number, kind: 'local' | 'central', name: string): void {
  if (at + sizes[kind] <= view.byteLength && view.getUint32(at, true) === signatures[kind]) return;
  throw new RangeError(`fromNpz: the file is cut off or damaged: there is no record of ${name} at byte ${at}`);
}

/** The contents of the file that the directory's record at `at` describes. */
function readEntry(file: Uint8Array, view: DataView, at: number, name: string): Uint8Array {
  const [method, checksum, packed, size, local] = [view.getUint16(at + 10, true), view.getUint32(at + 16, true), view.getUint32(at + 20, true), view.getUint32(at + 24, true), view.getUint32(at + 42, true)];
  if (method !== 0 && method !== 8) throw new TypeError(`fromNpz: ${name} is compressed by method ${method} of zip, and only stored and deflated files are read`);
  checkRecord(view, local, 'local', name);
  const start = local + sizes.local + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  const data = file.subarray(start, start + packed);
  const contents = method === 8 ? inflate(data, size) : data;
  if (contents.length !== size || crc32(contents) !== checksum) throw new RangeError(`fromNpz: ${name} is damaged: its checksum is not the one that the file states`);
  return contents;
}

/** Version 2.0, names in UTF-8, the checksum and both sizes: the same in both records, from `at` on. */
function writeSizes(view: DataView, at: number, { data, name, checksum }: Entry): void {
  view.setUint16(at, 20, true);
  view.setUint16(at + 2, 0x800, true);
  view.setUint16(at + 8, 0x21, true); // The first day that zip knows, 1 January 1980: the same arrays give the same bytes.
  view.setUint32(at + 10, checksum, true);
  view.setUint32(at + 14, data.length, true);
  view.setUint32(at + 18, data.length, true);
  view.setUint16(at + 22, name.length, true);
}

function writeLocal(file: Uint8Array, view: DataView, entry: Entry): void {
  view.setUint32(entry.offset, signatures.local, true);
  writeSizes(view, entry.offset + 4, entry);
  file.set(entry.name, entry.offset + sizes.local);
  file.set(entry.data, entry.offset + sizes.local + entry.name.length);
}

function writeCentral(file: Uint8Array, view: DataView, at: number, entry: Entry): number {
  view.setUint32(at, signatures.central, true);
  view.setUint16(at + 4, 20, true);
  writeSizes(view, at + 6, entry);
  view.setUint32(at + 42, entry.offset, true);
  file.set(entry.name, at + sizes.central);
  return at + sizes.central + entry.name.length;
}
