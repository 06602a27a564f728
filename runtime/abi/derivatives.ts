/**
 * How derivatives run forward through element-wise operations: the one algorithm that `jit: false` applies to arrays and the
 * compiler to its own expressions, so that both do the same operations in the same order and agree to the last bit.
 * The rules themselves are part of the catalogue (transformer/ops).
 */

/** A small expression over an operation's operands (`0`, `1`, …), its result and numbers. */
export type DerivativeTerm =
  | { readonly op: string; readonly args: readonly DerivativeTerm[] }
  | { readonly operand: number }
  | { readonly result: true }
  | { readonly number: number };

/** The derivative of an operation with respect to each operand; undefined where it is 0 everywhere. */
export type DerivativeRule = readonly (DerivativeTerm | undefined)[];

/** What tangents are made from, for whichever kind of value: arrays, or expressions of a program. */
export interface TangentAlgebra<T> {
  number(value: number): T;
  /** Whether `value` is known to be this plain number. */
  isNumber(value: T, number: number): boolean;
  /** An operation of the catalogue. `pow` is always its kernel here, also where `**` would multiply. */
  apply(operation: string, operands: readonly T[]): T;
}

/** One operation that has been carried out. */
export interface Applied<T> {
  readonly operation: string;
  readonly rule: DerivativeRule;
  readonly operands: readonly T[];
  readonly result: T;
}

/**
 * The tangent of an operation's result, from those of its operands (undefined: zero). It is the sum, from the first operand to the
 * last, of d_k · t_k over the operands that have a tangent and a derivative. A factor that is the number 1 is left out, a d_k
 * that is the number -1 negates.
 *
 * `where` chooses among tangents as it chooses among values, so that an infinite one on the side not chosen does no harm.
 */
export function tangentOf<T>(applied: Applied<T>, tangents: readonly (T | undefined)[], algebra: TangentAlgebra<T>): T | undefined {
  if (applied.operation === 'where') return chooseTangent(applied.operands[0]!, tangents, algebra);
  let sum: T | undefined;
  for (const [k, tangent] of tangents.entries()) {
    const term = applied.rule[k];
    if (tangent === undefined || term === undefined) continue;
    const part = scale(evaluateTerm(term, applied, algebra), tangent, algebra);
    sum = sum === undefined ? part : algebra.apply('add', [sum, part]);
  }
  return sum;
}

function chooseTangent<T>(condition: T, [, a, b]: readonly (T | undefined)[], algebra: TangentAlgebra<T>): T | undefined {
  if (a === undefined && b === undefined) return undefined;
  return algebra.apply('where', [condition, a ?? algebra.number(0), b ?? algebra.number(0)]);
}

function scale<T>(derivative: T, tangent: T, algebra: TangentAlgebra<T>): T {
  if (algebra.isNumber(tangent, 1)) return derivative;
  if (algebra.isNumber(derivative, 1)) return tangent;
  if (algebra.isNumber(derivative, -1)) return algebra.apply('neg', [tangent]);
  return algebra.apply('mul', [derivative, tangent]);
}

function evaluateTerm<T>(term: DerivativeTerm, applied: Applied<T>, algebra: TangentAlgebra<T>): T {
  if ('operand' in term) return applied.operands[term.operand]!;
  if ('result' in term) return applied.result;
  if ('number' in term) return algebra.number(term.number);
  return algebra.apply(term.op, term.args.map((arg) => evaluateTerm(arg, applied, algebra)));
}
