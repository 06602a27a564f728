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

/** The names are those of the rules in the catalogue (transformer/ops/signatures.ts). */
export type SignatureRuleName =
  | 'keepsDType' | 'keepsNumber' | 'keepsNumberOrInt32' | 'givesFloat' | 'asksFloat' | 'compares' | 'logical' | 'chooses' | 'keepsInteger' | 'shiftsInteger';

export const signatureRules: Readonly<Record<SignatureRuleName, SignatureRule>> = {
  /** One common dtype: add, mul, minimum, abs, floor, clip, …. Of bools: or, and, …. */
  keepsDType: (operands, defaultFloat) => uniform(operands, promoteAll(operands, defaultFloat)),
  /** As keepsDType, with no meaning for bools: sub, neg. */
  keepsNumber: (operands, defaultFloat) => {
    const common = promoteAll(operands, defaultFloat);
    return common === 'bool' ? undefined : uniform(operands, common);
  },
  /** As keepsDType, with bools counted in int32: floorDivide, pow. */
  keepsNumberOrInt32: (operands, defaultFloat) => uniform(operands, numeric(promoteAll(operands, defaultFloat))),
  /** Floats stay, whole numbers and bools become the default float: exp, sqrt, div, …. */
  givesFloat: (operands, defaultFloat) => uniform(operands, floating(promoteAll(operands, defaultFloat), defaultFloat)),
  /** A question about floats: isnan, isfinite. */
  asksFloat: (operands, defaultFloat) => uniform(operands, floating(promoteAll(operands, defaultFloat), defaultFloat), 'bool'),
  /** Compared in the common dtype: less, equal, …. */
  compares: (operands, defaultFloat) => uniform(operands, promoteAll(operands, defaultFloat), 'bool'),
  /** Of the truth of the operands (NaN is true, as in NumPy): logicalAnd, logicalNot, …. */
  logical: (operands) => uniform(operands, 'bool'),
  /** where(condition, x, y): the condition's truth chooses between two of one dtype. */
  chooses: ([, ...values], defaultFloat) => {
    const common = promoteAll(values, defaultFloat);
    return { operands: ['bool', ...values.map(() => common)], result: common };
  },
  /** Of the bits of whole numbers and bools: bitwiseAnd, bitwiseNot, …. */
  keepsInteger: (operands, defaultFloat) => {
    const common = promoteAll(operands, defaultFloat);
    return isFloat(common) ? undefined : uniform(operands, common);
  },
  /** As keepsInteger, with bools counted in int32: leftShift, rightShift. */
  shiftsInteger: (operands, defaultFloat) => {
    const common = promoteAll(operands, defaultFloat);
    return isFloat(common) ? undefined : uniform(operands, numeric(common));
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
