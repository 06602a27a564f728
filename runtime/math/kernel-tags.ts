/** How the names of kernels spell dtypes (`exp_f32_v`, `sum_i32`). */
import type { DType } from '../abi/dtype.js';

export const kernelTags: Readonly<Record<DType, string>> = {
  float32: 'f32', float64: 'f64', int32: 'i32', uint32: 'u32', bool: 'bool',
};
