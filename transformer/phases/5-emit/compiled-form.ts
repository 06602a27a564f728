/** Compiled forms of host functions that are hot in simulations. They give the bits of the function in `runtime/math` that they stand for. */
import { descriptor } from '../../../runtime/abi/layout.js';
import type { ArrayType, Expr } from '../../ir/node.js';
import { tags } from './program-text.js';

export interface CompiledForm {
  readonly name: string;
  readonly source: string;
  /** The condition, as AssemblyScript, under which the form may run; operands are addresses of descriptors and float64 numbers. */
  readonly fits: (arrays: readonly string[], numbers: readonly string[]) => string;
  /** The number of elements of the result, which has rank 1. */
  readonly size: (arrays: readonly string[], numbers: readonly string[]) => string;
}

export function compiledForm(value: Extract<Expr, { kind: 'host' }>): CompiledForm | undefined {
  return value.function === 'event.propagate' ? propagateForm(value) : undefined;
}

const sizeOf = (array: string): string => `load<i32>(${array}, ${descriptor.size})`;

/** `propagate(spikes, indices, indptr, weights, postCount)`: rows of eight spikes at a time, most of which are silent. */
function propagateForm({ arrays, numbers, type }: Extract<Expr, { kind: 'host' }>): CompiledForm | undefined {
  const dtypes = arrays.map((array) => (array.type as ArrayType).dtype);
  if (arrays.length !== 4 || numbers.length !== 1 || type.kind !== 'array' || dtypes[0] !== 'bool' || dtypes[3] !== type.dtype) return undefined;
  if (type.dtype !== 'float32' && type.dtype !== 'float64') return undefined;
  const t = tags[type.dtype];
  const shift = t === 'f32' ? 2 : 3;
  const name = `propagate_${t}`;
  return {
    name,
    fits: ([spikes, indices, starts, weights], [count]) =>
      `${sizeOf(starts!)} == ${sizeOf(spikes!)} + 1 && (${sizeOf(weights!)} == 1 || ${sizeOf(weights!)} == ${sizeOf(indices!)}) && ${count!} >= 0 && ${count!} < 2147483648.0 && floor(${count!}) == ${count!}`,
    size: (_, [count]) => `<i32>${count!}`,
    source: `function ${name}(out: usize, spikes: usize, indices: usize, indptr: usize, weights: usize, postCount: f64): void {
  const rows = ${sizeOf('spikes')};
  const count = <u32>postCount;
  const shared = ${sizeOf('weights')} == 1;
  const events = load<u32>(spikes), targets = load<u32>(indices), starts = load<u32>(indptr), values = load<u32>(weights);
  memory.fill(out, 0, <usize>count << ${shift});
  const one = load<${t}>(values);
  for (let group = 0; group < rows; group += 8) {
    if (load<u64>(events + <usize>group) == 0) continue;
    const last = min(group + 8, rows);
    for (let row = group; row < last; row++) {
      if (load<u8>(events + <usize>row) == 0) continue;
      const end = load<i32>(starts + (<usize>row << 2), 4);
      for (let k = load<i32>(starts + (<usize>row << 2)); k < end; k++) {
        const target = load<u32>(targets + (<usize>k << 2));
        if (target >= count) continue;
        const at = out + (<usize>target << ${shift});
        store<${t}>(at, load<${t}>(at) + (shared ? one : load<${t}>(values + (<usize>k << ${shift}))));
      }
    }
  }
}
`,
  };
}
