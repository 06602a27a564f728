/**
 * The dtype rules of element-wise operations, by name, so that an entry of the catalogue names one and both paths apply the same
 * code. Weak numbers have taken their dtype (`promoteWeak`) before a rule sees them.
 */
import type { DType, FloatDType, WeakKind } from './dtype.js';
import { isFloat, promote, promoteWeak } from './dtype.js';

/** The dtypes in which an operation computes (operands are cast to `operands`) and what it gives. */
export interface MapSignature {
  readonly operands: readonly DType[];
  readonly result: DType;
}

/** The signature for these operand dtypes, or undefined if the operation has none: a DTypeError. */
export type SignatureRule = (operands: readonly DType[], defaultFloat: FloatDType) => MapSignature | undefined;

export type SignatureRuleName =
  | 'arithmetic' | 'float' | 'comparison' | 'logical' | 'bitwise' | 'float-test' | 'rounding' | 'where';

export const signatureRules: Readonly<Record<SignatureRuleName, SignatureRule>> = {
  /** add, sub, mul, negative, maximum, clip, …: one common dtype. Bools count as int32, as in JavaScript (`true + true` is 2). */
  arithmetic: (operands, defaultFloat) => uniform(operands, numeric(promoteAll(operands, defaultFloat))),
  /** exp, sqrt, div, arctan2, …: floats stay, whole numbers and bools become the default float. */
  float: (operands, defaultFloat) => uniform(operands, floating(promoteAll(operands, defaultFloat), defaultFloat)),
  /** less, equal, …: compared in the common dtype. */
  comparison: (operands, defaultFloat) => uniform(operands, numeric(promoteAll(operands, defaultFloat)), 'bool'),
  /** logicalAnd, logicalNot, …: of the truth of the operands (NaN is true, as in NumPy). */
  logical: (operands) => uniform(operands, 'bool'),
  /** bitwiseAnd, leftShift, …: of whole numbers and bools alone. */
  bitwise: (operands, defaultFloat) => {
    if (operands.some(isFloat)) return undefined;
    const common = promoteAll(operands, defaultFloat);
    return isFloat(common) ? undefined : uniform(operands, common);
  },
  /** isnan, isfinite, …. */
  'float-test': (operands, defaultFloat) => uniform(operands, floating(promoteAll(operands, defaultFloat), defaultFloat), 'bool'),
  /** floor, trunc, sign, …: the operand's own dtype; whole numbers are what they are. */
  rounding: (operands, defaultFloat) => uniform(operands, numeric(promoteAll(operands, defaultFloat))),
  /** where(condition, a, b): the condition's truth chooses between two of one dtype, bools staying bools. */
  where: ([, ...choices], defaultFloat) => {
    const common = promoteAll(choices, defaultFloat);
    return { operands: ['bool', ...choices.map(() => common)], result: common };
  },
};

/** An operand as promotion sees it: an array of a dtype, or a plain number of a kind. */
export type OperandKind = { readonly dtype: DType } | { readonly weak: WeakKind };

/**
 * The dtype that each operand enters a rule with: arrays keep theirs, plain numbers take what they become next to the arrays.
 * At least one operand is an array. `ignored` operands (the condition of where) have no say.
 */
export function resolveWeak(operands: readonly OperandKind[], defaultFloat: FloatDType, ignored = 0): readonly DType[] {
  const strong = operands.flatMap((operand, position) => ('dtype' in operand && position >= ignored ? [operand.dtype] : []));
  const common = strong.length > 0 ? promoteAll(strong, defaultFloat) : undefined;
  return operands.map((operand) => {
    if ('dtype' in operand) return operand.dtype;
    return common === undefined ? weakAlone(operand.weak, defaultFloat) : promoteWeak(common, operand.weak, defaultFloat);
  });
}

/** The dtype of an array made from nothing but a plain number. */
export function weakAlone(weak: WeakKind, defaultFloat: FloatDType): DType {
  return weak === 'bool' ? 'bool' : weak === 'int' ? 'int32' : defaultFloat;
}

export function promoteAll(operands: readonly DType[], defaultFloat: FloatDType): DType {
  return operands.reduce((a, b) => promote(a, b, defaultFloat));
}

/** The dtype in which sums, products and other arithmetic of an array run: bools are counted in int32. */
export function numeric(dtype: DType): DType {
  return dtype === 'bool' ? 'int32' : dtype;
}

/** The float dtype that stands for a dtype. */
export function floating(dtype: DType, defaultFloat: FloatDType): FloatDType {
  return isFloat(dtype) ? dtype : defaultFloat;
}

function uniform(operands: readonly DType[], dtype: DType, result: DType = dtype): MapSignature {
  return { operands: operands.map(() => dtype), result };
}
