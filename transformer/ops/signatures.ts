/** The dtype rules that operations share: what operands are cast to, and what comes out. Promotion itself is in runtime/abi/dtype.ts. */
import type { DType, FloatDType } from '../../runtime/abi/dtype.js';
import { isFloat, promote } from '../../runtime/abi/dtype.js';
import type { MapOperation } from './operation.js';

type Signature = MapOperation['signature'];

/** The dtype that all operands meet in. */
function promoteAll(operands: readonly DType[], defaultFloat: FloatDType): DType {
  return operands.reduce((a, b) => promote(a, b, defaultFloat));
}

function alike(count: number, dtype: DType): readonly DType[] {
  return Array.from({ length: count }, () => dtype);
}

/** Computes in the operands' common dtype and gives it: `add`, `minimum`, `abs`, … */
export const keepsDType: Signature = (operands, defaultFloat) => {
  const dtype = promoteAll(operands, defaultFloat);
  return { operands: alike(operands.length, dtype), result: dtype };
};

/** As `keepsDType`, with no meaning for bool: `neg`, `sub`. */
export const keepsNumber: Signature = (operands, defaultFloat) => {
  const dtype = promoteAll(operands, defaultFloat);
  return dtype === 'bool' ? undefined : { operands: alike(operands.length, dtype), result: dtype };
};

/** As `keepsDType`, with bool taken as int32: `floorDivide`, `pow`. */
export const keepsNumberOrInt32: Signature = (operands, defaultFloat) => {
  const common = promoteAll(operands, defaultFloat);
  const dtype = common === 'bool' ? 'int32' : common;
  return { operands: alike(operands.length, dtype), result: dtype };
};

/** Computes in floats; int and bool operands become the default float: `exp`, `div`. */
export const givesFloat: Signature = (operands, defaultFloat) => {
  const common = promoteAll(operands, defaultFloat);
  const dtype = isFloat(common) ? common : defaultFloat;
  return { operands: alike(operands.length, dtype), result: dtype };
};

/** Asks a question of floats: `isnan`. */
export const asksFloat: Signature = (operands, defaultFloat) => {
  const signature = givesFloat(operands, defaultFloat);
  return signature && { operands: signature.operands, result: 'bool' };
};

/** Compares in the common dtype and gives bool. */
export const compares: Signature = (operands, defaultFloat) => ({
  operands: alike(operands.length, promoteAll(operands, defaultFloat)), result: 'bool',
});

/** Takes every operand as true or false. */
export const logical: Signature = (operands) => ({ operands: alike(operands.length, 'bool'), result: 'bool' });

/** A condition, then two values of a common dtype. */
export const chooses: Signature = ([, ...values], defaultFloat) => {
  const dtype = promoteAll(values, defaultFloat);
  return { operands: ['bool', dtype, dtype], result: dtype };
};

/** Works on the bits of int32, uint32 and bool. */
export const keepsInteger: Signature = (operands, defaultFloat) => {
  const dtype = promoteAll(operands, defaultFloat);
  return isFloat(dtype) ? undefined : { operands: alike(operands.length, dtype), result: dtype };
};
