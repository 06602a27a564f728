/** Random numbers of a dtype from random words. The bits depend on seed and position alone: not on the engine, nor on compilation. */
import type { DType, FloatDType } from '../abi/dtype.js';
import type { Shape } from '../abi/shape.js';
import { makeArray } from '../array/make-array.js';
import type { NDArrayObject } from '../array/nd-array.js';
import { normalQuantile } from './normal-quantile.js';
import type { RandomState } from './random-state.js';

/** A number in [0, 1) from 24 bits, exact in float32. */
function uniform24(word: number): number {
  return (word >>> 8) * 2 ** -24;
}

/** A number in [0, 1) from 53 bits of two words. */
export function uniform53(first: number, second: number): number {
  return ((first >>> 5) * 2 ** 26 + (second >>> 6)) * 2 ** -53;
}

/** Uniform in [0, 1): one word for each float32, two for each float64. */
export function drawUniform(state: RandomState, dtype: FloatDType, shape: Shape): NDArrayObject {
  const made = makeArray(dtype, shape);
  const wordsEach = dtype === 'float32' ? 1 : 2;
  const target = made.storage.elements();
  state.drawWords(made.size * wordsEach, (words, first, size) => {
    if (wordsEach === 1) for (let i = 0; i < size; i++) target[first + i] = uniform24(words[i]!);
    else for (let i = 0, at = first / 2; i < size; i += 2, at++) target[at] = uniform53(words[i]!, words[i + 1]!);
  });
  return made;
}

/** Each element is `convert` of a uniform number of 53 bits (two words). */
export function drawEach(state: RandomState, dtype: DType, shape: Shape, convert: (uniform: number) => number): NDArrayObject {
  const made = makeArray(dtype, shape);
  const target = made.storage.elements();
  state.drawWords(made.size * 2, (words, first, size) => {
    for (let i = 0, at = first / 2; i < size; i += 2, at++) target[at] = convert(uniform53(words[i]!, words[i + 1]!));
  });
  return made;
}

/** `count` uniform numbers of 53 bits as plain numbers. */
export function drawNumbers(state: RandomState, count: number): Float64Array {
  const numbers = new Float64Array(count);
  state.drawWords(count * 2, (words, first, size) => {
    for (let i = 0, at = first / 2; i < size; i += 2, at++) numbers[at] = uniform53(words[i]!, words[i + 1]!);
  });
  return numbers;
}

/**
 * Normal with mean 0 and standard deviation 1: the quantile of a uniform number in (0, 1), of 32 bits (one word) in float32 and of
 * 52 bits (two words) in float64. Computed in float64, rounded to the dtype.
 */
export function drawNormal(state: RandomState, dtype: FloatDType, shape: Shape): NDArrayObject {
  const made = makeArray(dtype, shape);
  const target = made.storage.elements();
  if (dtype === 'float32') {
    state.drawWords(made.size, (words, first, size) => {
      for (let i = 0; i < size; i++) target[first + i] = normalQuantile((words[i]! + 0.5) * 2 ** -32);
    });
  } else {
    state.drawWords(made.size * 2, (words, first, size) => {
      for (let i = 0, at = first / 2; i < size; i += 2, at++) {
        // 20 + 32 bits and a half: exact in 53, and never 0 or 1.
        target[at] = normalQuantile(((words[i]! >>> 12) * 2 ** 32 + words[i + 1]! + 0.5) * 2 ** -52);
      }
    });
  }
  return made;
}
