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
import { wholeNumberOperations } from './whole-numbers.js';

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
  ...wholeNumberOperations,
];

/** Names of NumPy's that are second names there too. */
const secondNames: Readonly<Record<string, readonly string[]>> = {
  abs: ['fabs'], div: ['trueDivide'], mod: ['remainder'], round: ['rint'], rad2deg: ['degrees'], trunc: ['fix'], deg2rad: ['radians'], bitwiseNot: ['invert', 'bitwiseInvert'],
  leftShift: ['bitwiseLeftShift'], rightShift: ['bitwiseRightShift'],
};

const camelCase = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Other names of operations in `math`: NumPy's own in camelCase, where ours is another one (`multiply` for `mul`). */
export const mapAliases: ReadonlyMap<string, string> = new Map(mapOperations.flatMap(({ name, numpy }) => {
  const names = [...(numpy === undefined ? [] : [camelCase(numpy)]), ...(secondNames[name] ?? [])];
  return names.filter((alias) => alias !== name).map((alias): [string, string] => [alias, name]);
}));

const byName: ReadonlyMap<string, MapOperation> = new Map(mapOperations.map((operation) => [operation.name, operation]));

/** The operation of that name in `math`, or undefined. */
export function findMapOperation(name: string): MapOperation | undefined {
  return byName.get(name);
}
