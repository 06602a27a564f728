/** The mean with weights: `average`. */
import { ShapeError } from '../abi/errors.js';
import { printShape, sameShape } from '../abi/shape.js';
import { toPublic } from '../array/nd-array.js';
import type { NDArray, Operand } from '../array/types.js';
import { div } from './generated/div.js';
import { mul } from './generated/mul.js';
import { mean } from './mean.js';
import type { ReduceOptions } from './reduce.js';
import { checkReduced, readArgument } from './reduce.js';
import type { Reduce } from './reduce-function.js';
import { broadcastTo } from './rearrange.js';
import { reshape } from './reshape.js';
import { sum } from './sum.js';

export interface AverageOptions {
  /** One weight for each element, or for each place of the one axis. */
  readonly weights?: Operand | undefined;
}

type Argument = number | readonly number[] | (ReduceOptions & AverageOptions) | undefined;

/** Σ w x / Σ w, over all elements or along an axis; the mean where there are no weights. */
export const average: Reduce<'float', AverageOptions> = <A>(x: unknown, options?: Argument): A => {
  const source = checkReduced('average', x);
  const given = toPublic<NDArray>(source);
  const weights = typeof options === 'object' && options !== null && 'weights' in options ? options.weights : undefined;
  if (weights === undefined || weights === null) return mean(given, options ?? {}) as unknown as A;
  const own = checkReduced('average', weights);
  const { axes } = readArgument('average', options, source.ndim);
  let spread = toPublic<NDArray>(own);
  if (!sameShape(own.shape, source.shape)) {
    const [axis = 0] = axes;
    if (axes.length !== 1 || own.ndim !== 1 || own.size !== source.shape[axis]) throw new ShapeError(`average: x is ${printShape(source.shape)}, weights is ${printShape(own.shape)}; one weight for each element, or for each place of the one axis, is wanted`);
    spread = broadcastTo(reshape(spread, source.shape.map((_, at) => (at === axis ? own.size : 1))), source.shape);
  }
  // The reason for the cast: `A` is the result type of the overload that the caller chose.
  return div(sum(mul(given, spread), options ?? {}), sum(spread, options ?? {})) as unknown as A;
};
