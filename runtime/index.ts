/** The door `myelin`. */
export { DTypeError, IndexError, JitError, OutOfMemoryError, ShapeError } from './abi/errors.js';
export type { DType, FloatDType, IntDType } from './abi/dtype.js';
export { isArray } from './array/nd-array.js';
export type { Matrix, MatrixLike, NDArray, NDArrayLike, Vector, VectorLike } from './array/types.js';
export { Base } from './core/base.js';
export type { Collection } from './core/collection.js';
export { NodeDict, NodeList } from './core/node-list.js';
export { Parameter, TrainVar } from './core/train-var.js';
export { Variable } from './core/variable.js';
export type { VariableOptions } from './core/variable.js';
export { VarDict, VarList } from './core/var-list.js';
export { isJitted } from './jit/is-jitted.js';
export { jit } from './jit/jit.js';
export type { Jitted, JittedInstance } from './jit/jit-types.js';
export type { JitOptions } from './jit/options.js';
export { setJit, withoutJit } from './jit/settings.js';
export * as math from './math/index.js';
