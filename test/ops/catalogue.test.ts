/** What every entry of the catalogue owes: a sentence, a reference, recipes where its signature says so, derivatives of known operations. */
import { describe, expect, test } from 'vitest';
import type { DType } from '../../runtime/abi/dtype.js';
import { dtypes, isFloat } from '../../runtime/abi/dtype.js';
import { findMapOperation, mapOperations } from '../../transformer/ops/catalogue.js';
import type { DerivativeTerm } from '../../runtime/abi/derivatives.js';
import type { MapOperation } from '../../transformer/ops/operation.js';

/** The dtypes in which an operation computes, over all combinations of operand dtypes. */
function computeDTypes(operation: MapOperation): ReadonlySet<DType> {
  const found = new Set<DType>();
  const combine = (operands: readonly DType[]): void => {
    if (operands.length < operation.parameters.length) {
      for (const dtype of dtypes) combine([...operands, dtype]);
      return;
    }
    const compute = operation.signature(operands, 'float32')?.operands.at(-1);
    if (compute !== undefined) found.add(compute);
  };
  combine([]);
  return found;
}

test('names are found, and only once', () => {
  expect(new Set(mapOperations.map(({ name }) => name)).size).toBe(mapOperations.length);
  for (const operation of mapOperations) expect(findMapOperation(operation.name)).toBe(operation);
  expect(findMapOperation('exq')).toBeUndefined();
});

test('errors are at most 2 units in the last place, and 1 for the functions that everything is made of', () => {
  const strict = new Set(['exp', 'log', 'sin', 'cos', 'tan', 'sqrt', 'cbrt']);
  const isBeyond = ({ name, ulp }: MapOperation): boolean => Math.max(ulp?.float32 ?? 0, ulp?.float64 ?? 0) > (strict.has(name) ? 1 : 2);
  expect(mapOperations.filter(isBeyond).map(({ name }) => name)).toEqual([]);
});

describe.each(mapOperations.map((operation) => [operation.name, operation] as const))('%s', (name, operation) => {
  test('has a name, a sentence with its equation, and parameters', () => {
    expect(name).toMatch(/^[a-z][a-zA-Z0-9]*$/);
    // The sentence ends in a full stop; what follows is the equation.
    expect(operation.doc).toMatch(/^[A-Zx].*\. \S/u);
    expect(operation.parameters).toHaveLength(operation.reference.length);
  });

  test('has a recipe for exactly the dtypes in which its signature computes', () => {
    expect(new Set(Object.keys(operation.recipes))).toEqual(computeDTypes(operation));
  });

  test('states its largest error where it gives floats', () => {
    const givesFloat = Object.keys(operation.recipes).some((dtype) => isFloat(dtype as DType))
      && operation.signature(operation.parameters.map(() => 'float32'), 'float32')?.result === 'float32';
    expect(operation.ulp !== undefined).toBe(givesFloat);
  });

  test('has a derivative for each operand, made of operations with the right number of operands', () => {
    // The digamma function is no operation.
    if (name !== 'gammaln') expect(operation.derivative).toHaveLength(operation.parameters.length);
    const check = (term: DerivativeTerm): void => {
      if ('operand' in term) expect(term.operand).toBeLessThan(operation.parameters.length);
      if (!('op' in term)) return;
      expect(findMapOperation(term.op)?.parameters, term.op).toHaveLength(term.args.length);
      term.args.forEach(check);
    };
    for (const term of operation.derivative ?? []) if (term !== undefined) check(term);
  });
});
