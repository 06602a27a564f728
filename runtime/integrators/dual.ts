/**
 * Forward-mode differentiation of element-wise functions at run time, on arrays that carry a tangent. Only the tangent is added
 * here: values come from the same kernels as ever, and the rules are applied by `tangentOf`, as the compiler does.
 */
import type { TangentAlgebra } from '../abi/derivatives.js';
import { tangentOf } from '../abi/derivatives.js';
import { NDArrayObject } from '../array/nd-array.js';
import { applyWithKinds } from '../math/define-map.js';
import { derivativeMaps, derivativeRules } from '../math/generated/derivatives.js';
import type { Checked } from '../math/operand.js';
import type { TracedOperation, Tracer } from '../math/tracing.js';

/** An array with its derivative by the seed. Operations that know nothing of derivatives see the array. */
export class Dual extends NDArrayObject {
  readonly primal: NDArrayObject;
  /** A plain number is a derivative that is the same for all elements. */
  readonly tangent: Checked;

  constructor(primal: NDArrayObject, tangent: Checked) {
    super(primal.storage, primal.shape);
    this.primal = primal;
    this.tangent = tangent;
  }
}

/** For the rule of `own`, which is at hand where it calls itself (`pow` by its kernel, for any exponents). */
const algebraFor = (own: TracedOperation): TangentAlgebra<Checked> => ({
  number: (value) => value,
  isNumber: (value, number) => value === number,
  apply: (operation, operands) => (operation === own.definition.name ? own.apply(operands) : applyWithKinds(derivativeMaps[operation], undefined, operands)),
});

/** Gives the results of operations on duals their tangents. */
export const traceTangents: Tracer = (operation, operands, flags) => {
  if (!operands.some((operand) => operand instanceof Dual)) return undefined;
  const values = operands.map((operand) => (operand instanceof Dual ? operand.primal : operand));
  const result = operation.apply(values, flags);
  const { name } = operation.definition;
  const tangents = operands.map((operand) => (operand instanceof Dual ? operand.tangent : undefined));
  const tangent = tangentOf<Checked>({ operation: name, rule: derivativeRules[name] ?? [], operands: values, result }, tangents, algebraFor(operation));
  return tangent === undefined || !NDArrayObject.isInstance(result) ? result : new Dual(result, tangent);
};
