/** The dtype rules that entries of the catalogue name: `runtime/abi/signature.ts`, since the eager path asks the same. */
import type { SignatureRule } from '../../runtime/abi/signature.js';
import { signatureRules } from '../../runtime/abi/signature.js';

export const keepsDType: SignatureRule = signatureRules.keepsDType;
export const keepsNumber: SignatureRule = signatureRules.keepsNumber;
export const keepsNumberOrInt32: SignatureRule = signatureRules.keepsNumberOrInt32;
export const givesFloat: SignatureRule = signatureRules.givesFloat;
export const asksFloat: SignatureRule = signatureRules.asksFloat;
export const compares: SignatureRule = signatureRules.compares;
export const logical: SignatureRule = signatureRules.logical;
export const chooses: SignatureRule = signatureRules.chooses;
export const keepsInteger: SignatureRule = signatureRules.keepsInteger;
export const shiftsInteger: SignatureRule = signatureRules.shiftsInteger;
