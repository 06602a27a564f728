/** `sum` and `prod`. */
import { numeric } from '../abi/signature.js';
import { toPublic } from '../array/nd-array.js';
import { prod as prodKernels } from '../kernels/prod.js';
import { sum as sumKernels } from '../kernels/sum.js';
import type { InitialOption, Reduction, ReduceArgument } from './reduce.js';
import { checkReduced, reduce } from './reduce.js';
import type { Reduce } from './reduce-function.js';

const sumReduction: Reduction = { name: 'sum', kernels: sumKernels, computes: numeric, takesBools: true, empty: 0, merge: (a, b) => a + b };
const prodReduction: Reduction = { name: 'prod', kernels: prodKernels, computes: numeric, empty: 1, merge: (a, b) => a * b };

/** The sum; 0 of no elements. Of bool it is int32: the number of trues. Sums of int32 and uint32 wrap. */
export const sum: Reduce<'counted', InitialOption> = <A>(x: unknown, options?: ReduceArgument): A => toPublic(reduce(sumReduction, checkReduced('sum', x), options));

/** The product; 1 of no elements. Of bool it is int32. Products of int32 and uint32 wrap. */
export const prod: Reduce<'counted', InitialOption> = <A>(x: unknown, options?: ReduceArgument): A => toPublic(reduce(prodReduction, checkReduced('prod', x), options));
