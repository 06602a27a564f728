/**
 * The generator of random numbers as AssemblyScript: Philox4x32-10 (`runtime/random/philox.ts`), four blocks at a time, and what becomes of
 * its words (`runtime/random/draw.ts`), with the same bits. Each draw starts at a new block of the shared stream.
 */
import { arenaHeader } from '../../../runtime/abi/arena.js';
import type { Rational } from '../../../runtime/abi/normal-quantile.js';
import { central, farTail, tail } from '../../../runtime/abi/normal-quantile.js';
import type { ProgramText } from './program-text.js';

/** Words that are made at once. */
const wordCount = 16;
/** Bytes that a draw needs for them, and for as many normal numbers. */
export const drawBytes: number = wordCount * (4 + 8);

const rounds = 10;
const multipliers = { a: 0xd2511f53, c: 0xcd9e8d57 };
const weyl = { a: 0x9e3779b9, c: 0xbb67ae85 };

/** Both words of the products of a vector's lanes with a constant. */
const product = (word: 'a' | 'c', round: number): string => `  const ${word}Even${round} = i64x2.extmul_low_i32x4_u(${word}, ${word}By), ${word}Odd${round} = i64x2.extmul_high_i32x4_u(${word}, ${word}By);
`;
const lowWords = (word: 'a' | 'c', round: number): string => `v128.shuffle<i32>(${word}Even${round}, ${word}Odd${round}, 0, 2, 4, 6)`;
const highWords = (word: 'a' | 'c', round: number): string => `v128.shuffle<i32>(${word}Even${round}, ${word}Odd${round}, 1, 3, 5, 7)`;

const roundText = (round: number): string => `${product('a', round)}${product('c', round)}  a = v128.xor(v128.xor(${highWords('c', round)}, b), keyA);
  b = ${lowWords('c', round)};
  c = v128.xor(v128.xor(${highWords('a', round)}, d), keyC);
  d = ${lowWords('a', round)};
${round + 1 === rounds ? '' : '  keyA = i32x4.add(keyA, weylA);\n  keyC = i32x4.add(keyC, weylC);\n'}`;

/** `randomPosition(words)` moves the stream on; `randomWords(out, position)` writes the 16 words of the four blocks from there on. */
const generator = `function randomPosition(words: i32): u64 {
  const state = load<u32>(arena, ${arenaHeader.randomState});
  const position = load<u64>(state, 8);
  store<u64>(state, position + <u64>((<u32>words + 3) >> 2), 8);
  return position;
}

function randomWords(out: usize, position: u64): void {
  philoxWords(out, position, load<u32>(arena, ${arenaHeader.randomState}));
}

`;

/** `philoxWords(out, position, key)` writes the 16 words of the four blocks from `position` on, of the stream whose two words of key stand at `key`. */
const blocks = `function philoxWords(out: usize, position: u64, key: usize): void {
  const aBy = i32x4.splat(${multipliers.a | 0}), cBy = i32x4.splat(${multipliers.c | 0});
  const weylA = i32x4.splat(${weyl.a | 0}), weylC = i32x4.splat(${weyl.c | 0});
  let keyA = v128.load32_splat(key), keyC = v128.load32_splat(key, 4);
  const first = i32x4.splat(<i32>position);
  let a = i32x4.add(first, i32x4(0, 1, 2, 3));
  // The lanes past 2^32 carry into the upper words.
  let b = i32x4.sub(i32x4.splat(<i32>(position >> 32)), i32x4.lt_u(a, first));
  let c = i32x4.splat(0), d = c;
${Array.from({ length: rounds }, (_, round) => roundText(round)).join('')}  const ab0 = v128.shuffle<i32>(a, b, 0, 4, 1, 5), ab1 = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const cd0 = v128.shuffle<i32>(c, d, 0, 4, 1, 5), cd1 = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  v128.store(out, v128.shuffle<i64>(ab0, cd0, 0, 2));
  v128.store(out, v128.shuffle<i64>(ab0, cd0, 1, 3), 16);
  v128.store(out, v128.shuffle<i64>(ab1, cd1, 0, 2), 32);
  v128.store(out, v128.shuffle<i64>(ab1, cd1, 1, 3), 48);
}

@inline function uniform53(words: usize): f64 {
  return (<f64>(load<u32>(words) >> 5) * 67108864.0 + <f64>(load<u32>(words, 4) >> 6)) * ${2 ** -53};
}
`;

/** Numerator and denominator go through the lanes of one vector. */
function rationalText(program: ProgramText, name: string, [above, below]: Rational): string {
  const lines = above.slice(1).map((_, k) => `  r = f64x2.add(f64x2.mul(r, by), f64x2(${decimal(above[k + 1]!)}, ${decimal(below[k + 1]!)}));\n`);
  return program.once(name, () => `function ${name}(x: f64): f64 {
  const by = f64x2.splat(x);
  let r: v128 = f64x2(${decimal(above[0]!)}, ${decimal(below[0]!)});
${lines.join('')}  return f64x2.extract_lane(r, 0) / f64x2.extract_lane(r, 1);
}
`);
}

const decimal = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value));

/** How many vectors of two numbers go through the central rational function at once: one by one each waits for its last step. */
const pairs = [0, 1, 2, 3] as const;

/** A polynomial of the vectors x0, x1, …, from the highest power down. */
function polynomialText(program: ProgramText, name: string, coefficients: readonly number[]): string {
  return coefficients.map((value, k) => {
    const step = (pair: number): string => (k === 0 ? `let ${name}${pair} = by;` : `${name}${pair} = f64x2.add(f64x2.mul(${name}${pair}, x${pair}), by);`);
    return `  ${k === 0 && name === 'above' ? 'let ' : ''}by = ${program.constant({ lanes: 'f64x2', value })};\n${pairs.map((pair) => `  ${step(pair)}\n`).join('')}`;
  }).join('');
}

/**
 * `normalQuantiles(at)` puts quantiles in the place of eight probabilities (`runtime/random/normal-quantile.ts`): first of all, as if they lay near the middle, then one by
 * one of those that do not.
 */
function quantilesText(program: ProgramText): string {
  const ln = program.scalarFunction('log', 'float64', [false], false);
  const [outer, far] = [rationalText(program, 'quantileTail', tail), rationalText(program, 'quantileFarTail', farTail)];
  const constant = (value: number): string => program.constant({ lanes: 'f64x2', value });
  const each = (line: (pair: number) => string): string => pairs.map((pair) => `  ${line(pair)}\n`).join('');
  return `function tailQuantile(p: f64): f64 {
  const r = sqrt(-${ln}(min(p, 1.0 - p)));
  const z = r <= 5.0 ? ${outer}(r - 1.6) : ${far}(r - 5.0);
  return p < 0.5 ? -z : z;
}

function normalQuantiles(at: usize): void {
  const half = ${constant(0.5)}, edge = ${constant(0.425)}, square = ${constant(0.180625)};
${each((k) => `const p${k} = v128.load(at, ${16 * k}), q${k} = f64x2.sub(p${k}, half), x${k} = f64x2.sub(square, f64x2.mul(q${k}, q${k}));`)}${polynomialText(program, 'above', central[0])}${polynomialText(program, 'below', central[1])}  let tails = 0;
${each((k) => `const isTail${k} = f64x2.gt(f64x2.abs(q${k}), edge);
  v128.store(at, v128.bitselect(p${k}, f64x2.mul(q${k}, f64x2.div(above${k}, below${k})), isTail${k}), ${16 * k});
  tails |= i64x2.bitmask(isTail${k}) << ${2 * k};`)}  while (tails != 0) {
    const one = at + (<usize>ctz(tails) << 3);
    store<f64>(one, tailQuantile(load<f64>(one)));
    tails &= tails - 1;
  }
}
`;
}

/** What an element takes: so many words, from which its value is computed (float64, rounded as it is stored). */
export interface Draw {
  readonly name: string;
  readonly wordsEach: 1 | 2;
  /** The value, as AssemblyScript, from the words at the address `word`. */
  readonly value: string;
  /** The probability, from the words at `word`, of those whose values are its quantiles: they are found for all elements of sixteen words at once. */
  readonly probability?: string;
}

/** Where a normal number waits to be read, beside its words. */
const normalValue = `load<f64>(words + ${4 * wordCount} + (<usize>k << 3))`;

const uniform24: Draw = { name: 'uniform24', wordsEach: 1, value: `<f64>(load<u32>(word) >> 8) * ${2 ** -24}` };
export const uniform53: Draw = { name: 'uniform53', wordsEach: 2, value: 'uniform53(word)' };
const normal32: Draw = { name: 'normal32', wordsEach: 1, value: normalValue, probability: `(<f64>load<u32>(word) + 0.5) * ${2 ** -32}` };
const normal52: Draw = {
  name: 'normal52', wordsEach: 2, value: normalValue,
  probability: `(<f64>(load<u32>(word) >> 12) * 4294967296.0 + <f64>load<u32>(word, 4) + 0.5) * ${2 ** -52}`,
};

export const uniformOf = (dtype: 'float32' | 'float64'): Draw => (dtype === 'float32' ? uniform24 : uniform53);
export const normalOf = (dtype: 'float32' | 'float64'): Draw => (dtype === 'float32' ? normal32 : normal52);

/** Adds `philoxWords` and `uniform53` to a program. */
export function addBlocks(program: ProgramText): void {
  program.once('philoxWords', () => blocks);
}

/** Adds `randomPosition` and `randomWords` to a program. */
export function addStream(program: ProgramText): void {
  program.once('randomWords', () => generator);
}

/** Adds the functions that draws need to a program. */
export function addGenerator(program: ProgramText, { probability }: Draw): void {
  addBlocks(program);
  addStream(program);
  if (probability !== undefined) program.once('normalQuantiles', () => quantilesText(program));
}

/**
 * A function that fills `out` with `count` elements; `store` are the statements for the element at `to`, number `first + k`, from its words at `word`. Sixteen words
 * at a time, so that any size of an element will do.
 */
export function fillText(name: string, { wordsEach, probability }: Draw, parameters: string, itemBytes: number, store: string): string {
  const perGroup = wordCount / wordsEach;
  const quantiles = probability === undefined ? '' : `    const normals = words + ${4 * wordCount};
    for (let k = 0, word = words; k < ${perGroup}; k++, word += ${4 * wordsEach}) store<f64>(normals + (<usize>k << 3), ${probability});
    for (let k = 0; k < group; k += 8) normalQuantiles(normals + (<usize>k << 3));
`;
  return `function ${name}(out: usize, count: i32, words: usize${parameters}): void {
  let position = randomPosition(count * ${wordsEach});
  for (let first = 0; first < count; first += ${perGroup}) {
    randomWords(words, position);
    position += 4;
    const group = min(count - first, ${perGroup});
${quantiles}    let word = words, to = out + <usize>first * ${itemBytes};
    for (let k = 0; k < group; k++, word += ${4 * wordsEach}, to += ${itemBytes}) {
      ${store}
    }
  }
}
`;
}
