/** Reads data compressed by deflate (RFC 1951), synchronously, which browsers offer no function for. Checks sizes, not checksums. */

/** Base and extra bits of the codes for lengths (257 … 285) and distances (RFC 1951, 3.2.5). */
const lengthBases = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const lengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceBases = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577,
];
/** The order in which the lengths of the code of codes are written. */
const order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const longestCode = 15;

/** A Huffman code: how many codes each length has, and the symbols in the order of their codes. */
interface Code {
  readonly counts: Uint16Array;
  readonly symbols: Uint16Array;
}

/** The `size` bytes that were compressed. Throws a RangeError where the data is broken. */
export function inflate(data: Uint8Array, size: number): Uint8Array {
  const output = new Uint8Array(size);
  const bits = new BitReader(data);
  let at = 0;
  for (let isLast = false; !isLast;) {
    isLast = bits.take(1) === 1;
    const kind = bits.take(2);
    if (kind === 0) {
      const stored = bits.storedBytes();
      output.set(stored, at);
      at += stored.length;
    } else at = inflateBlock(bits, output, at, kind === 1 ? fixedCodes() : readCodes(bits));
  }
  if (at !== size) throw new RangeError(`inflate: ${at} bytes came out where ${size} are stated`);
  return output;
}

class BitReader {
  readonly #data: Uint8Array;
  #at = 0;
  #bits = 0;
  #count = 0;

  constructor(data: Uint8Array) {
    this.#data = data;
  }

  /** The next `count` bits, the lowest first. */
  take(count: number): number {
    while (this.#count < count) {
      if (this.#at >= this.#data.length) throw new RangeError('inflate: the compressed data is cut off');
      this.#bits |= this.#data[this.#at++]! << this.#count;
      this.#count += 8;
    }
    const value = this.#bits & ((1 << count) - 1);
    this.#bits >>>= count;
    this.#count -= count;
    return value;
  }

  /** A block without compression: it starts at a whole byte with its length. */
  storedBytes(): Uint8Array {
    this.#bits = this.#count = 0;
    const length = this.#data[this.#at]! | (this.#data[this.#at + 1]! << 8);
    this.#at += 4 + length;
    return this.#data.subarray(this.#at - length, this.#at);
  }

  /** The next symbol: codes of one length are consecutive numbers, so the first of each length is all that is needed. */
  symbol({ counts, symbols }: Code): number {
    let [code, first, index] = [0, 0, 0];
    for (let length = 1; length <= longestCode; length++) {
      code |= this.take(1);
      const count = counts[length]!;
      if (code - count < first) return symbols[index + code - first]!;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new RangeError('inflate: the compressed data is broken: no such code');
  }
}

function makeCode(lengths: readonly number[]): Code {
  const counts = new Uint16Array(longestCode + 1);
  for (const length of lengths) if (length > 0) counts[length]!++;
  const symbols = lengths.map((_, symbol) => symbol).filter((symbol) => lengths[symbol]! > 0).sort((a, b) => lengths[a]! - lengths[b]! || a - b);
  return { counts, symbols: Uint16Array.from(symbols) };
}

function fixedCodes(): readonly [Code, Code] {
  const literals = Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8));
  return [makeCode(literals), makeCode(new Array<number>(30).fill(5))];
}

/** The codes of a block, whose lengths are themselves in a code: 16 repeats the last, 17 and 18 are runs of zeros. */
function readCodes(bits: BitReader): readonly [Code, Code] {
  const [literals, distances, count] = [bits.take(5) + 257, bits.take(5) + 1, bits.take(4) + 4];
  const first = new Array<number>(19).fill(0);
  for (let i = 0; i < count; i++) first[order[i]!] = bits.take(3);
  const code = makeCode(first);
  const lengths: number[] = [];
  while (lengths.length < literals + distances) {
    const symbol = bits.symbol(code);
    const repeated = symbol === 16 ? lengths.at(-1)! : symbol < 16 ? symbol : 0;
    const times = symbol < 16 ? 1 : symbol === 16 ? 3 + bits.take(2) : symbol === 17 ? 3 + bits.take(3) : 11 + bits.take(7);
    for (let i = 0; i < times; i++) lengths.push(repeated);
  }
  return [makeCode(lengths.slice(0, literals)), makeCode(lengths.slice(literals))];
}

/** Literal bytes, and copies of earlier output by length and distance. Returns where the output ends. */
function inflateBlock(bits: BitReader, output: Uint8Array, start: number, [literals, distances]: readonly [Code, Code]): number {
  let at = start;
  for (;;) {
    const symbol = bits.symbol(literals);
    if (symbol === 256) return at;
    if (symbol < 256) {
      output[at++] = symbol;
      continue;
    }
    const length = lengthBases[symbol - 257]! + bits.take(lengthBits[symbol - 257]!);
    const code = bits.symbol(distances);
    const distance = distanceBases[code]! + bits.take(Math.max(0, (code >> 1) - 1));
    // Byte by byte: a copy may reach into what it has just written.
    for (let i = 0; i < length; i++, at++) output[at] = output[at - distance]!;
  }
}
