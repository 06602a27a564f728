/** Derivative rules against difference quotients of the references. */
import { describe, expect, test } from 'vitest';
import { findMapOperation, mapOperations } from '../../transformer/ops/catalogue.js';
import type { DerivativeTerm } from '../../runtime/abi/derivatives.js';
import type { MapOperation } from '../../transformer/ops/operation.js';

function evaluate(term: DerivativeTerm, operands: readonly number[], result: number): number {
  if ('number' in term) return term.number;
  if ('operand' in term) return operands[term.operand] ?? NaN;
  if ('result' in term) return result;
  const operation = findMapOperation(term.op);
  if (operation === undefined) throw new Error(`no operation ${term.op}`);
  return operation.reference(...term.args.map((arg) => evaluate(arg, operands, result)));
}

function quotient(operation: MapOperation, operands: readonly number[], k: number): number {
  const step = 1e-6;
  const at = (offset: number): number => operation.reference(...operands.map((value, index) => (index === k ? value + offset : value)));
  return (at(step) - at(-step)) / (2 * step);
}

/** Away from kinks and whole numbers; the second and third are bounds in order for clip, and inside of [-1, 1] for asin. */
const points = [[0.3, 0.45, 0.9], [-0.37, 0.62, 0.71], [0.81, 0.24, 0.53], [0.0153, 0.35, 0.7], [1.7, 0.6, 2.3], [-2.4, 1.3, 1.9]];

/** Rules that a difference quotient can't see: bits, what is made for whole numbers, and what steps where the quotient looks. */
const stepping = new Set(['fround', 'gcd', 'lcm', 'bitwiseAnd', 'bitwiseOr', 'bitwiseXor', 'bitwiseNot', 'leftShift', 'rightShift']);

describe.each(mapOperations.filter(({ name }) => !stepping.has(name)).map((operation) => [operation.name, operation] as const))('%s', (_, operation) => {
  test.each(points)('at %d, %d, %d', (...point) => {
    // The condition of `where` stays what it is.
    const operands = point.slice(0, operation.parameters.length);
    const result = operation.reference(...operands);
    if (!Number.isFinite(result)) return;
    operation.derivative?.forEach((term, k) => {
      const expected = quotient(operation, operands, k);
      if (!Number.isFinite(expected)) return;
      const actual = term === undefined ? 0 : evaluate(term, operands, result);
      expect(Math.abs(actual - expected)).toBeLessThan(1e-6 * Math.max(1, Math.abs(expected)));
    });
  });
});

test('a wrong rule is noticed', () => {
  const wrong: DerivativeTerm = { op: 'cos', args: [{ operand: 0 }] };
  const cos = findMapOperation('cos');
  if (cos === undefined) throw new Error('no cosine');
  expect(Math.abs(evaluate(wrong, [0.3], cos.reference(0.3)) - quotient(cos, [0.3], 0))).toBeGreaterThan(0.1);
});
