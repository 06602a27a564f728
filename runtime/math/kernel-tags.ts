/** How the names of kernels spell dtypes (`f32_v`, `i32_axis`, `matmul_f64`). */
import type { DType } from '../abi/dtype.js';

export const kernelTags: Readonly<Record<DType, string>> = {
  float32: 'f32', float64: 'f64', int32: 'i32', uint32: 'u32', bool: 'bool',
};
