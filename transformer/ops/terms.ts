/** Builders for derivative rules: `mul(x, cos(x))` as data. */
import type { DerivativeTerm } from '../../runtime/abi/derivatives.js';

/** The operation's operands and its own result. */
export const x: DerivativeTerm = { operand: 0 };
export const y: DerivativeTerm = { operand: 1 };
export const z: DerivativeTerm = { operand: 2 };
export const result: DerivativeTerm = { result: true };

export function number(value: number): DerivativeTerm {
  return { number: value };
}

/** An operation of the catalogue applied to terms. */
export function apply(op: string, ...args: readonly DerivativeTerm[]): DerivativeTerm {
  return { op, args };
}

export const one: DerivativeTerm = number(1);

export function add(a: DerivativeTerm, b: DerivativeTerm): DerivativeTerm { return apply('add', a, b); }
export function sub(a: DerivativeTerm, b: DerivativeTerm): DerivativeTerm { return apply('sub', a, b); }
export function mul(a: DerivativeTerm, b: DerivativeTerm): DerivativeTerm { return apply('mul', a, b); }
export function div(a: DerivativeTerm, b: DerivativeTerm): DerivativeTerm { return apply('div', a, b); }
export function neg(a: DerivativeTerm): DerivativeTerm { return apply('neg', a); }
export function square(a: DerivativeTerm): DerivativeTerm { return apply('square', a); }
export function sqrt(a: DerivativeTerm): DerivativeTerm { return apply('sqrt', a); }
/** `condition ? a : b` */
export function where(condition: DerivativeTerm, a: DerivativeTerm, b: DerivativeTerm): DerivativeTerm { return apply('where', condition, a, b); }
