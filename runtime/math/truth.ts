/** `any` and `all`. */
import { toPublic } from '../array/nd-array.js';
import { all as allKernels } from '../kernels/all.js';
import { any as anyKernels } from '../kernels/any.js';
import type { Reduction, ReduceArgument } from './reduce.js';
import { checkReduced, reduce } from './reduce.js';
import type { Reduce } from './reduce-function.js';

const anyReduction: Reduction = { name: 'any', kernels: anyKernels, computes: () => 'bool', empty: 0 };
const allReduction: Reduction = { name: 'all', kernels: allKernels, computes: () => 'bool', empty: 1 };

/** Whether any element is true (not 0; NaN counts as true); false of no elements. */
export const any: Reduce<'bool'> = <A>(x: unknown, options?: ReduceArgument): A => toPublic(reduce(anyReduction, checkReduced('any', x), options));

/** Whether all elements are true; true of no elements. */
export const all: Reduce<'bool'> = <A>(x: unknown, options?: ReduceArgument): A => toPublic(reduce(allReduction, checkReduced('all', x), options));
