/** Random numbers of a dtype from random words. The bits depend on seed and position alone: not on the engine, nor on compilation. */
import type { DType, FloatDType, TypedArrayOf } from '../abi/dtype.js';
import type { Shape } from '../abi/shape.js';
import { makeArray } from '../array/make-array.js';
import type { NDArrayObject } from '../array/nd-array.js';
import { log as logKernels } from '../kernels/log.js';
import { beginCall, endCall } from '../memory/residency.js';
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

/** Fills part of the result: `size` words are at hand, the first of them the word `first` of the draw. */
type Fill = (target: TypedArrayOf, words: Uint32Array, first: number, size: number) => void;

/** A new array filled from `wordsEach` words for each element. */
function drawInto(state: RandomState, dtype: DType, shape: Shape, wordsEach: number, fill: Fill): NDArrayObject {
  beginCall();
  try {
    // While the elements are written through a view nothing may allocate: memory that grows detaches views.
    state.pin();
    const made = makeArray(dtype, shape);
    const target = made.storage.elements();
    state.drawWords(made.size * wordsEach, (words, first, size) => fill(target, words, first, size));
    return made;
  } finally {
    endCall();
  }
}

/** Uniform in [0, 1): one word for each float32, two for each float64. */
export function drawUniform(state: RandomState, dtype: FloatDType, shape: Shape): NDArrayObject {
  if (dtype === 'float64') return drawEach(state, dtype, shape, (u) => u);
  return drawInto(state, dtype, shape, 1, (target, words, first, size) => {
    for (let i = 0; i < size; i++) target[first + i] = uniform24(words[i]!);
  });
}

/** Each element is `convert` of a uniform number of 53 bits (two words). */
export function drawEach(state: RandomState, dtype: DType, shape: Shape, convert: (uniform: number) => number): NDArrayObject {
  return drawInto(state, dtype, shape, 2, (target, words, first, size) => {
    for (let i = 0, at = first / 2; i < size; i += 2, at++) target[at] = convert(uniform53(words[i]!, words[i + 1]!));
  });
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
  const ln = logKernels.get('f64_s');
  if (dtype === 'float32') {
    return drawInto(state, dtype, shape, 1, (target, words, first, size) => {
      for (let i = 0; i < size; i++) target[first + i] = normalQuantile((words[i]! + 0.5) * 2 ** -32, ln);
    });
  }
  return drawInto(state, dtype, shape, 2, (target, words, first, size) => {
    for (let i = 0, at = first / 2; i < size; i += 2, at++) {
      // 20 + 32 bits and a half: exact in 53, and never 0 or 1.
      target[at] = normalQuantile(((words[i]! >>> 12) * 2 ** 32 + words[i + 1]! + 0.5) * 2 ** -52, ln);
    }
  });
}
