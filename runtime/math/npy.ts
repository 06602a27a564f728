/** NumPy's file format for one array, `.npy`: bytes with a text header (numpy.lib.format, versions 1 to 3). */
import type { DType } from '../abi/dtype.js';
import { itemSize } from '../abi/dtype.js';
import { DTypeError } from '../abi/errors.js';
import type { Shape } from '../abi/shape.js';
import { asShape, sizeOf } from '../abi/shape.js';
import { fillArray } from '../array/fill-array.js';
import type { NDArrayObject } from '../array/nd-array.js';
import { toPublic } from '../array/nd-array.js';
import type { NDArray } from '../array/types.js';
import { checkArray } from './operand.js';
import { permuteAxes } from './rearrange.js';

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]; // \x93NUMPY
const descriptions: Readonly<Record<DType, string>> = { float32: '<f4', float64: '<f8', int32: '<i4', uint32: '<u4', bool: '|b1' };

/** How the elements of a type code of NumPy are read, and the dtype that holds them. */
interface Reader {
  readonly dtype: DType;
  readonly bytes: number;
  readonly read: (view: DataView, at: number, little: boolean) => number;
}

const readers: Readonly<Record<string, Reader>> = {
  f4: { dtype: 'float32', bytes: 4, read: (view, at, little) => view.getFloat32(at, little) },
  f8: { dtype: 'float64', bytes: 8, read: (view, at, little) => view.getFloat64(at, little) },
  f2: { dtype: 'float32', bytes: 2, read: (view, at, little) => halfFloat(view.getUint16(at, little)) },
  i1: { dtype: 'int32', bytes: 1, read: (view, at) => view.getInt8(at) },
  i2: { dtype: 'int32', bytes: 2, read: (view, at, little) => view.getInt16(at, little) },
  i4: { dtype: 'int32', bytes: 4, read: (view, at, little) => view.getInt32(at, little) },
  i8: { dtype: 'int32', bytes: 8, read: (view, at, little) => fitting(view.getBigInt64(at, little), -(2n ** 31n), 2n ** 31n - 1n, 'int32') },
  u1: { dtype: 'uint32', bytes: 1, read: (view, at) => view.getUint8(at) },
  u2: { dtype: 'uint32', bytes: 2, read: (view, at, little) => view.getUint16(at, little) },
  u4: { dtype: 'uint32', bytes: 4, read: (view, at, little) => view.getUint32(at, little) },
  u8: { dtype: 'uint32', bytes: 8, read: (view, at, little) => fitting(view.getBigUint64(at, little), 0n, 2n ** 32n - 1n, 'uint32') },
  b1: { dtype: 'bool', bytes: 1, read: (view, at) => Number(view.getUint8(at) !== 0) },
};

/** The bytes of a `.npy` file with this array: `writeFileSync('x.npy', math.toNpy(x))`, then `np.load('x.npy')`. */
export function toNpy(x: NDArray): Uint8Array {
  const { storage, shape, dtype } = checkArray('toNpy', 'x', x);
  const sizes = shape.length === 1 ? `${shape[0]!},` : shape.join(', ');
  const text = `{'descr': '${descriptions[dtype]}', 'fortran_order': False, 'shape': (${sizes}), }`;
  // Magic, version and length are 10 bytes; the header ends in a newline at a multiple of 64.
  const headerBytes = Math.ceil((10 + text.length + 1) / 64) * 64;
  const elements = storage.elements();
  const file = new Uint8Array(headerBytes + elements.byteLength);
  file.set([...magic, 1, 0, (headerBytes - 10) & 0xff, (headerBytes - 10) >> 8]);
  file.set(new TextEncoder().encode(text.padEnd(headerBytes - 11, ' ') + '\n'), 10);
  file.set(new Uint8Array(elements.buffer, elements.byteOffset, elements.byteLength), headerBytes);
  return file;
}

/**
 * The array of a `.npy` file. 64-bit whole numbers become int32 or uint32 if they fit (else a RangeError), shorter ones int32 or
 * uint32, float16 float32. Other types (complex, text, objects) are a DTypeError. Big-endian files and Fortran order are read too.
 * What is no such file is a TypeError, one that is cut off a RangeError.
 */
export function fromNpy(bytes: Uint8Array | ArrayBuffer): NDArray {
  return toPublic(readNpy('fromNpy', checkBytes('fromNpy', bytes)));
}

/** @internal The bytes of a file; text in their place is most often its name. */
export function checkBytes(operation: string, bytes: unknown): Uint8Array {
  if (bytes instanceof Uint8Array) return bytes;
  if (bytes instanceof ArrayBuffer) return new Uint8Array(bytes);
  throw new TypeError(`${operation}: the bytes of a file are wanted (a Uint8Array or an ArrayBuffer), got ${typeof bytes === 'string' ? `the text '${bytes.slice(0, 40)}': math.${operation}(readFileSync(name))` : typeof bytes}`);
}

/** @internal `operation` stands in front of messages. */
export function readNpy(operation: string, file: Uint8Array): NDArrayObject {
  if (magic.some((byte, i) => file[i] !== byte)) {
    const isZip = file[0] === 0x50 && file[1] === 0x4b;
    throw new TypeError(`${operation}: this is no .npy file: it does not start with \\x93NUMPY${isZip ? '; it is an archive: math.fromNpz reads .npz files' : ''}`);
  }
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const version = file[6]!;
  if (version < 1 || version > 3) throw new TypeError(`${operation}: version ${version} of the .npy format is unknown; 1, 2 and 3 are read`);
  const start = version >= 2 ? 12 : 10;
  const end = file.byteLength < start ? Infinity : start + (version >= 2 ? view.getUint32(8, true) : view.getUint16(8, true));
  if (end > file.byteLength) throw new RangeError(`${operation}: the file is cut off: it ends inside of its header, after ${file.byteLength} bytes`);
  const { reader, little, fortran, shape } = readHeader(operation, new TextDecoder('latin1').decode(file.subarray(start, end)));
  const size = sizeOf(shape);
  if (file.byteLength < end + size * reader.bytes) {
    throw new RangeError(`${operation}: the file is cut off: ${size * reader.bytes} bytes of elements are stated, and there are ${file.byteLength - end}`);
  }
  const made = fillArray(reader.dtype, fortran ? shape.toReversed() : shape, [], (to) => {
    if (little && reader.bytes === itemSize(reader.dtype)) new Uint8Array(to.buffer, to.byteOffset, to.byteLength).set(file.subarray(end, end + to.byteLength));
    else for (let i = 0; i < size; i++) to[i] = reader.read(view, end + i * reader.bytes, little);
  });
  return fortran ? permuteAxes(made, shape.map((_, axis) => shape.length - 1 - axis)) : made;
}

interface Header {
  readonly reader: Reader;
  readonly little: boolean;
  readonly fortran: boolean;
  readonly shape: Shape;
}

/** The header is a Python dictionary with these three keys. */
function readHeader(operation: string, text: string): Header {
  const description = /'descr':\s*'([<>|=]?)(\w+)'/.exec(text);
  const sizes = /'shape':\s*\(([^)]*)\)/.exec(text);
  const reader = readers[description?.[2] ?? ''];
  if (reader === undefined) {
    throw new DTypeError(`${operation}: the file holds ${description === null ? text : description[0]}, which no dtype stands for; convert it in NumPy with x.astype`);
  }
  if (sizes === null) throw new TypeError(`${operation}: the header of the file states no shape: ${text.trim()}`);
  // Python 2 wrote long numbers, `(3L, 4L)`.
  const shape = asShape(operation, sizes[1]!.split(',').map((size) => size.trim().replace(/L$/, '')).filter((size) => size !== '').map(Number));
  return { reader, little: description![1] !== '>', fortran: /'fortran_order':\s*True/.test(text), shape };
}

function fitting(value: bigint, least: bigint, most: bigint, dtype: DType): number {
  if (value >= least && value <= most) return Number(value);
  throw new RangeError(`fromNpy: the file holds the whole number ${value}, which does not fit in ${dtype}; save it as float64`);
}

/** IEEE half precision: 1 bit sign, 5 exponent, 10 fraction. */
function halfFloat(bits: number): number {
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  const size = exponent === 0 ? fraction * 2 ** -24 : exponent < 31 ? (1 + fraction / 1024) * 2 ** (exponent - 15) : fraction === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  return bits >> 15 ? -size : size;
}
