/**
 * Runs one element-wise operation on arrays and plain numbers: NumPy's promotion and broadcasting in front of a kernel. The eager
 * twin of a fused loop, with the same bits, since its kernel is made from the same recipe.
 */
import type { DType, FloatDType, WeakKind } from '../abi/dtype.js';
import { dtypes } from '../abi/dtype.js';
import { DTypeError } from '../abi/errors.js';
import { dtypeCode, paddedBytes } from '../abi/layout.js';
import type { Shape } from '../abi/shape.js';
import { broadcastShapes, sameShape, sizeOf } from '../abi/shape.js';
import type { MapSignature, OperandKind, SignatureRuleName } from '../abi/signature.js';
import { resolveWeak, signatureRules } from '../abi/signature.js';
import { broadcastStrides, copyStrided } from '../array/copy-strided.js';
import { getFloat } from '../array/default-float.js';
import { NDArrayObject } from '../array/nd-array.js';
import type { Kernel, KernelModule } from '../memory/kernel-module.js';
import { allocateTemporary, beginCall, endCall } from '../memory/residency.js';
import { elementsAt, Storage } from '../memory/storage.js';
import { addressAs, castNumber } from './cast.js';
import { kernelTags } from './kernel-tags.js';
import type { Checked } from './operand.js';
import { weakKind } from './operand.js';
import { currentTracer } from './tracing.js';

/** One element-wise operation: what its generated module states. */
export interface MapDefinition {
  readonly name: string;
  readonly kernels: KernelModule;
  readonly signature: SignatureRuleName;
  /** The names of the operands, for messages. */
  readonly parameters: readonly string[];
}

/** What a combination of operand dtypes leads to; looked up once for each. */
interface Plan extends MapSignature {
  /** `f32_`: kernel names without the form. */
  readonly prefix: string;
  readonly kernels: Map<string, Kernel | undefined>;
}

export class MapOperation {
  readonly definition: MapDefinition;
  readonly #plans = new Map<number, Plan>();

  constructor(definition: MapDefinition) {
    this.definition = definition;
  }

  /**
   * Applies the operation. Plain numbers alone give a plain number (or boolean); `flags` has bit k set where plain operand k is
   * whole by its syntax, and is absent where no build looked at it.
   */
  apply(operands: readonly Checked[], flags?: number): Checked {
    const traced = currentTracer()?.(this, operands, flags);
    if (traced !== undefined) return traced;
    let shape: Shape | undefined;
    let differ = false;
    for (const operand of operands) {
      if (typeof operand !== 'object') continue;
      if (shape === undefined) shape = operand.shape;
      else if (!sameShape(shape, operand.shape)) differ = true;
    }
    if (shape === undefined) return this.#applyToNumbers(operands);
    if (differ) shape = this.#broadcast(operands);
    const plan = this.#planFor(operands, flags);
    beginCall();
    try {
      // Operands are pinned first, or the result's memory could be theirs.
      for (const operand of operands) if (typeof operand === 'object' && operand.storage.isResident) operand.storage.address();
      const storage = Storage.allocate(plan.result, sizeOf(shape));
      if (storage.size > 0) this.#run(plan, storage.address(), operands, shape);
      return new NDArrayObject(storage, shape);
    } finally {
      endCall();
    }
  }

  #run(plan: Plan, out: number, operands: readonly Checked[], shape: Shape): void {
    const size = sizeOf(shape);
    let form = '';
    for (const operand of operands) form += typeof operand !== 'object' || (operand.size === 1 && size > 1) ? 's' : 'v';
    let kernel = this.#kernel(plan, form);
    if (kernel === undefined) {
      form = 'v'.repeat(operands.length);
      kernel = this.#kernel(plan, form) ?? this.#refuse(plan.operands);
    }
    const args = operands.map((operand, position) => {
      const dtype = plan.operands[position]!;
      if (form[position] === 's') return castNumber(numberOf(operand), dtype);
      return typeof operand === 'object' ? expanded(operand, dtype, shape) : filled(castNumber(Number(operand), dtype), dtype, size);
    });
    kernel(size, out, ...args);
  }

  /** Plain numbers are float64; an operation that has no float64 form (bitwise) runs in int32. */
  #applyToNumbers(operands: readonly Checked[]): number | boolean {
    const rule = signatureRules[this.definition.signature];
    const all = (dtype: DType): readonly DType[] => operands.map(() => dtype);
    const signature = rule(all('float64'), 'float64') ?? rule(all('int32'), 'float64') ?? this.#refuse(all('float64'));
    const plan = this.#plan(-1, signature);
    const kernel = this.#kernel(plan, operands.length === 1 ? 's' : 's'.repeat(operands.length));
    const value = kernel === undefined
      ? this.#applyThroughMemory(plan, operands)
      : kernel(...operands.map((operand, position) => castNumber(Number(operand), plan.operands[position]!)));
    return plan.result === 'bool' ? value !== 0 : value;
  }

  #applyThroughMemory(plan: Plan, operands: readonly Checked[]): number {
    beginCall();
    try {
      const out = allocateTemporary(paddedBytes(1, plan.result));
      this.#run(plan, out, operands, []);
      return elementsAt(plan.result, out, 1)[0]!;
    } finally {
      endCall();
    }
  }

  #broadcast(operands: readonly Checked[]): Shape {
    const { name, parameters } = this.definition;
    const arrays = operands.flatMap((operand, position) => (typeof operand === 'object' ? [{ shape: operand.shape, name: parameters[position] ?? 'x' }] : []));
    return broadcastShapes(name, arrays.map(({ shape }) => shape), arrays.map((array) => array.name));
  }

  #planFor(operands: readonly Checked[], flags: number | undefined): Plan {
    const defaultFloat = getFloat();
    let key = defaultFloat === 'float32' ? 1 : 2;
    for (const [position, operand] of operands.entries()) {
      key = key * 8 + (typeof operand === 'object' ? dtypeCode(operand.dtype) : 5 + weakKinds.indexOf(weakKind(operand, position, flags)));
    }
    return this.#plans.get(key) ?? this.#plan(key, this.#signature(operands, flags, defaultFloat));
  }

  #signature(operands: readonly Checked[], flags: number | undefined, defaultFloat: FloatDType): MapSignature {
    const kinds = operands.map((operand, position): OperandKind =>
      typeof operand === 'object' ? { dtype: operand.dtype } : { weak: weakKind(operand, position, flags) });
    const { signature } = this.definition;
    const resolved = resolveWeak(kinds, defaultFloat, signature === 'chooses' ? 1 : 0);
    return signatureRules[signature](resolved, defaultFloat) ?? this.#refuse(resolved);
  }

  #plan(key: number, signature: MapSignature): Plan {
    const known = this.#plans.get(key);
    if (known !== undefined) return known;
    const plan: Plan = { ...signature, prefix: `${kernelTags[signature.operands.at(-1)!]}_`, kernels: new Map() };
    this.#plans.set(key, plan);
    return plan;
  }

  #kernel(plan: Plan, form: string): Kernel | undefined {
    if (!plan.kernels.has(form)) plan.kernels.set(form, this.definition.kernels.find(plan.prefix + form));
    return plan.kernels.get(form);
  }

  #refuse(operands: readonly DType[]): never {
    const { name, parameters } = this.definition;
    throw new DTypeError(`${name}(${parameters.join(', ')}) is not defined for ${operands.join(', ')}; math.astype(x, '${dtypes[0]!}') converts`);
  }
}

const weakKinds: readonly WeakKind[] = ['int', 'float', 'bool'];

function numberOf(operand: Checked): number {
  return typeof operand === 'object' ? operand.storage.number() : Number(operand);
}

/** The address of the operand's elements in `dtype`, repeated to `shape`. */
function expanded(operand: NDArrayObject, dtype: DType, shape: Shape): number {
  const address = addressAs(operand.storage, dtype);
  if (operand.size === sizeOf(shape)) return address;
  const target = allocateTemporary(paddedBytes(sizeOf(shape), dtype));
  copyStrided(dtype, address, broadcastStrides(operand.shape, shape), target, shape);
  return target;
}

function filled(value: number, dtype: DType, size: number): number {
  const target = allocateTemporary(paddedBytes(size, dtype));
  elementsAt(dtype, target, size).fill(value);
  return target;
}
