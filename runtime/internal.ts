/** The door `myelin/internal`: what generated code imports. Not for users: it changes with the compiler. What loads kernels stands last: modules load in this order, and a bundle with code and kernels in one piece each compresses better. */
export { callUnit, jitFunction, noteTagged } from './jit/jit-function.js';
export { defineClass } from './jit/define-class.js';
export { fetchWasm } from './jit/fetch-wasm.js';
export { loadProgram } from './jit/load-program.js';
export { objectImages } from './jit/object-images.js';
export { claimModels } from './jit/registry.js';
export { defineThrown } from './jit/thrown-errors.js';
export { defineTwin, twin, twinCapture } from './jit/twins.js';
export { derivative } from './integrators/derivative-names.js';
export { withUnits } from './integrators/integrator-units.js';
export { defaultRandomState } from './random/random-state.js';
export { all as allKernels } from './kernels/all.js';
export { any as anyKernels } from './kernels/any.js';
export { argmax as argmaxKernels } from './kernels/argmax.js';
export { argmin as argminKernels } from './kernels/argmin.js';
export { dot as dotKernels } from './kernels/dot.js';
export { max as maxKernels } from './kernels/max.js';
export { min as minKernels } from './kernels/min.js';
export { prod as prodKernels } from './kernels/prod.js';
export { scan as scanKernels } from './kernels/scan.js';
export { sort as sortKernels } from './kernels/sort.js';
export { sum as sumKernels } from './kernels/sum.js';
export { math1, math2, mathN } from './jit/math-functions.js';
export {
  add, div, get, greater, greaterEqual, less, lessEqual, mathPow, mul, neg, notSame, plain, plus, pow, rem, same, set, smallPow, sub, truth, where, withKinds,
} from './jit/operators.js';
