/** The stated orders of sums, written down plainly from the contract and with nothing of the generated code: the oracle of products and reductions. */
import type { Numbers } from './products-module.js';

/** How values of a dtype combine: rounding of one operation, what lanes start with, and the result of nothing. */
export interface Arithmetic {
  readonly combine: (older: number, newer: number) => number;
  readonly multiply: (a: number, b: number) => number;
  readonly start: number;
  readonly empty: number;
  /** Lanes of one vector. */
  readonly width: number;
}

export const sums32: Arithmetic = { combine: (a, b) => Math.fround(a + b), multiply: (a, b) => Math.fround(a * b), start: -0, empty: 0, width: 4 };
export const sums64: Arithmetic = { combine: (a, b) => a + b, multiply: (a, b) => a * b, start: -0, empty: 0, width: 2 };

const blockLength = 4096;

/** Blocks of equal size merge as soon as there are two; at the end the rest merges, latest first. */
function mergeBlocks({ combine, empty }: Arithmetic, blocks: readonly number[]): number {
  const stack: { readonly value: number; readonly blocks: number }[] = [];
  for (const value of blocks) {
    let merged = { value, blocks: 1 };
    while (stack.at(-1)?.blocks === merged.blocks) {
      const older = stack.pop()!;
      merged = { value: combine(older.value, merged.value), blocks: 2 * merged.blocks };
    }
    stack.push(merged);
  }
  if (stack.length === 0) return empty;
  return stack.map((one) => one.value).reduceRight((newer, older) => combine(older, newer));
}

function overBlocks(arithmetic: Arithmetic, terms: readonly number[], block: (terms: readonly number[]) => number): number {
  const blocks: number[] = [];
  for (let at = 0; at < terms.length; at += blockLength) blocks.push(block(terms.slice(at, at + blockLength)));
  return mergeBlocks(arithmetic, blocks);
}

/** Element i to lane i mod `lanes`. */
function inLanes({ combine, start }: Arithmetic, terms: readonly number[], lanes: number): number[] {
  const result = Array.from({ length: lanes }, () => start);
  terms.forEach((term, i) => { result[i % lanes] = combine(result[i % lanes]!, term); });
  return result;
}

function foldLanes({ combine }: Arithmetic, l: readonly number[]): number {
  return l.length === 4 ? combine(combine(l[0]!, l[2]!), combine(l[1]!, l[3]!)) : combine(l[0]!, l[1]!);
}

/** The order of sums and dots of vectors. */
export function vectorOrder(arithmetic: Arithmetic, terms: readonly number[]): number {
  const { combine, width } = arithmetic;
  return overBlocks(arithmetic, terms, (block) => {
    const a = inLanes(arithmetic, block, 4 * width);
    const vector = Array.from({ length: width }, (_, lane) => combine(combine(a[lane]!, a[width + lane]!), combine(a[2 * width + lane]!, a[3 * width + lane]!)));
    return foldLanes(arithmetic, vector);
  });
}

/** Lanes of one vector: the rows of a narrow vector-matrix product. */
export function laneOrder(arithmetic: Arithmetic, terms: readonly number[]): number {
  return overBlocks(arithmetic, terms, (block) => foldLanes(arithmetic, inLanes(arithmetic, block, arithmetic.width)));
}

/** One after the other inside of a block. */
export function sequenceOrder(arithmetic: Arithmetic, terms: readonly number[]): number {
  return overBlocks(arithmetic, terms, (block) => block.reduce((sum, term) => arithmetic.combine(sum, term), arithmetic.start));
}

/** One after the other, whatever the number. */
export function plainOrder({ combine, start, empty }: Arithmetic, terms: readonly number[]): number {
  return terms.length === 0 ? empty : terms.reduce((sum, term) => combine(sum, term), start);
}

/** A small generator, so that failures can be repeated; values of both signs and of sizes that make the order visible. */
export function makeRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const unit = state / 2 ** 32;
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (unit - 0.5) * 2 ** ((state >>> 24) % 12);
  };
}

/** The bits of an array, all NaN alike. */
export function bitsOf(array: Numbers): string[] {
  return Array.from(array, (value) => (Number.isNaN(value) ? 'NaN' : Object.is(value, -0) ? '-0' : String(value)));
}
