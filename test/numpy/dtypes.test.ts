/** The dtype of element-wise operations, for all dtypes and plain numbers, against NumPy's (make_dtypes.py), and where ours are others by rule. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as math from '../../runtime/math/index.js';
import table from './dtypes.json' with { type: 'json' };

type Operation = (...operands: readonly unknown[]) => { readonly dtype: string };
const operations = math as unknown as Readonly<Record<string, Operation>>;
const weak: Readonly<Record<string, unknown>> = { 'weak bool': true, 'weak int': 2, 'weak float': 2.5 };
const operand = (name: string): unknown => (name in weak ? weak[name] : math.ones([1], { dtype: name as 'float32' }));

/** Null where the call throws a DTypeError, as NumPy's null is a TypeError. */
function find(name: string, operands: readonly string[]): string | null {
  try {
    return operations[name]!(...operands.map(operand)).dtype;
  } catch (error) {
    if ((error as Error).name === 'DTypeError') return null;
    throw error;
  }
}

/** What is no matter of dtypes that we do not have. */
const others: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // NumPy divides whole numbers, which gives 0 nearly everywhere.
  reciprocal: { int32: 'float64', uint32: 'float64', bool: 'float64' },
  square: { bool: 'bool' }, round: { bool: 'bool' },
  bitwiseCount: { uint32: 'uint32' },
};
const wholeOnly: ReadonlySet<string> = new Set(['bitwiseAnd', 'bitwiseOr', 'bitwiseXor', 'leftShift', 'rightShift', 'gcd', 'lcm']);

/** The default float, here float64, stands for float16 and for what int32 and uint32 have in common; int32 for int64 and for bytes. */
function ours(name: string, operands: readonly string[], numpy: string | null): string | null {
  const stated = others[name]?.[operands.join()];
  if (stated !== undefined) return stated;
  const has = (dtype: string): boolean => operands.includes(dtype);
  if (numpy === null && (name === 'gcd' || name === 'lcm') && has('bool') && !has('float32') && !has('float64') && !has('weak float')) return 'int32';
  if (numpy === 'float64' && has('float32') && (has('int32') || has('uint32'))) return 'float32';
  if (has('int32') && has('uint32') && numpy === 'int64') return wholeOnly.has(name) ? null : 'float64';
  if (numpy === 'int64' || numpy === 'int8' || numpy === 'uint8') return 'int32';
  return numpy === 'float16' ? 'float64' : numpy;
}

beforeAll(() => { math.setFloat('float64'); });
afterAll(() => { math.setFloat('float32'); });

describe(`as NumPy ${table.numpy}`, () => {
  test.each(Object.entries(table.operations))('%s', (name, rows) => {
    for (const [operands, numpy] of rows as [string[], string | null][]) {
      expect(`${name}(${operands.join()}): ${find(name, operands)}`).toBe(`${name}(${operands.join()}): ${ours(name, operands, numpy)}`);
    }
  });
});
