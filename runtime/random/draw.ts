/** Random numbers of a dtype from random words. The bits depend on seed and position alone: not on the engine, nor on compilation. */
import type { DType, FloatDType } from '../abi/dtype.js';
import { paddedBytes } from '../abi/layout.js';
import type { Shape } from '../abi/shape.js';
import { makeArray } from '../array/make-array.js';
import type { NDArrayObject } from '../array/nd-array.js';
import { cos as cosKernels } from '../kernels/cos.js';
import { log as logKernels } from '../kernels/log.js';
import { sin as sinKernels } from '../kernels/sin.js';
import { allocateTemporary, beginCall, endCall } from '../memory/residency.js';
import { elementsAt } from '../memory/storage.js';
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
 * Normal with mean 0 and standard deviation 1, two at a time (Box and Muller 1958): z = √(-2 ln u) (cos 2πv, sin 2πv), u in (0, 1],
 * each step rounded to the dtype. ln, cos and sin are our own kernels.
 */
export function drawNormal(state: RandomState, dtype: FloatDType, shape: Shape): NDArrayObject {
  beginCall();
  try {
    const made = makeArray(dtype, shape);
    const pairs = Math.ceil(made.size / 2);
    if (pairs === 0) return made;
    const [u, angle, cosine, sine] = Array.from({ length: 4 }, () => allocateTemporary(paddedBytes(pairs, dtype))) as [number, number, number, number];
    fillPairs(state, dtype, pairs, u, angle);
    const tag = dtype === 'float32' ? 'f32' : 'f64';
    cosKernels.get(`cos_${tag}_v`)(pairs, cosine, angle);
    sinKernels.get(`sin_${tag}_v`)(pairs, sine, angle);
    // The angles are used up: their place takes the logarithms.
    logKernels.get(`log_${tag}_v`)(pairs, angle, u);
    const [ln, x, y] = [angle, cosine, sine].map((address) => elementsAt(dtype, address, pairs)) as [Floats, Floats, Floats];
    const [radius, target] = [elementsAt(dtype, u, pairs) as Floats, made.storage.elements()];
    for (let k = 0; k < pairs; k++) {
      // Stored and read back: rounded to the dtype. Of a last odd pair only the first number is used.
      radius[k] = Math.sqrt(-2 * ln[k]!);
      target[2 * k] = radius[k]! * x[k]!;
      if (2 * k + 1 < target.length) target[2 * k + 1] = radius[k]! * y[k]!;
    }
    return made;
  } finally {
    endCall();
  }
}

type Floats = Float32Array | Float64Array;

/** u in (0, 1] and the angle 2πv for each pair: two words in float32 (u of 32 bits, for the tails), four in float64. */
function fillPairs(state: RandomState, dtype: FloatDType, pairs: number, u: number, angle: number): void {
  const [us, angles] = [elementsAt(dtype, u, pairs), elementsAt(dtype, angle, pairs)];
  const turn = 2 * Math.PI;
  if (dtype === 'float32') {
    state.drawWords(pairs * 2, (words, first, size) => {
      for (let i = 0, k = first / 2; i < size; i += 2, k++) {
        us[k] = (words[i]! + 1) * 2 ** -32;
        angles[k] = turn * uniform24(words[i + 1]!);
      }
    });
    return;
  }
  state.drawWords(pairs * 4, (words, first, size) => {
    for (let i = 0, k = first / 4; i < size; i += 4, k++) {
      us[k] = uniform53(words[i]!, words[i + 1]!) + 2 ** -53;
      angles[k] = turn * uniform53(words[i + 2]!, words[i + 3]!);
    }
  });
}
