/** The list of all element-wise operations; an operation that is not gathered here does not exist. */
import { activations } from './activation.js';
import { arithmetic } from './arithmetic.js';
import { bitOperations } from './bits.js';
import { classifications } from './classify.js';
import { comparisons } from './compare.js';
import { errorFunctions } from './error-function.js';
import { exponentials } from './exponential.js';
import { extremes } from './extremes.js';
import { gammaFunctions } from './gamma-function.js';
import { hyperbolic } from './hyperbolic.js';
import { inverseTrigonometric } from './inverse-trigonometric.js';
import { logarithms } from './logarithm.js';
import { logic } from './logical.js';
import type { MapOperation } from './operation.js';
import { powers } from './power.js';
import { remainders } from './remainder.js';
import { roots } from './roots.js';
import { roundings } from './rounding.js';
import { trigonometric } from './trigonometric.js';

export const mapOperations: readonly MapOperation[] = [
  ...arithmetic,
  ...remainders,
  ...powers,
  ...roots,
  ...extremes,
  ...roundings,
  ...comparisons,
  ...logic,
  ...classifications,
  ...exponentials,
  ...logarithms,
  ...trigonometric,
  ...inverseTrigonometric,
  ...hyperbolic,
  ...errorFunctions,
  ...gammaFunctions,
  ...activations,
  ...bitOperations,
];

const byName: ReadonlyMap<string, MapOperation> = new Map(mapOperations.map((operation) => [operation.name, operation]));

/** The operation of that name in `math`, or undefined. */
export function findMapOperation(name: string): MapOperation | undefined {
  return byName.get(name);
}
