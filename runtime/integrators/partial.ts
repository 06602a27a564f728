/** The derivative of a function by one of its arguments, element by element. The compiler has its own form of `partial`. */
import { isFloat } from '../abi/dtype.js';
import { makeScalar } from '../array/make-array.js';
import { NDArrayObject, toPublic } from '../array/nd-array.js';
import type { NDArrayLike } from '../array/types.js';
import { withTracer } from '../math/tracing.js';
import { Dual, traceTangents } from './dual.js';
import type { ScalarDerivative } from './equation-system.js';

/** The function that gives the value of `f` and its derivative by argument number `k` (the number 0 where `f` does not depend on it). */
export function partial(f: ScalarDerivative, k: number): (...args: readonly NDArrayLike[]) => readonly [value: NDArrayLike, slope: NDArrayLike] {
  return (...args) => {
    const seeded: unknown[] = [...args];
    const seed: unknown = args[k];
    seeded[k] = new Dual(NDArrayObject.isInstance(seed) ? seed : scalarLike(seed, args), 1);
    const result: unknown = withTracer(traceTangents, () => f(...(seeded as readonly NDArrayLike[])));
    if (!(result instanceof Dual)) return [result as NDArrayLike, 0];
    return [plain(result.primal, seed), plain(result.tangent, seed)];
  };
}

/** A plain number as an array of rank 0, in the float type of the arrays that it is going to meet. */
function scalarLike(seed: unknown, args: readonly unknown[]): NDArrayObject {
  const other = args.find((arg): arg is NDArrayObject => NDArrayObject.isInstance(arg) && isFloat(arg.dtype));
  return makeScalar(other?.dtype ?? 'float64', Number(seed));
}

/** Of plain numbers the derivative is a plain number. */
function plain(value: unknown, seed: unknown): NDArrayLike {
  if (!NDArrayObject.isInstance(value)) return value as number;
  if (typeof seed === 'number' && value.ndim === 0) return Number(value.item());
  return toPublic(value);
}
