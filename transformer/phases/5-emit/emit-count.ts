/** The number of true elements, `sum(int32(x))` of a bool array x by itself: 16 elements at a time, where a general loop takes four. */
import type { Block, Expr } from '../../ir/node.js';
import type { KernelCall } from './kernel-call.js';
import type { ProgramText } from './program-text.js';

/** The kernel for such a sum; undefined for anything else. Whole numbers add up to the same in any order. */
export function emitCount(program: ProgramText, name: string, statements: Block): KernelCall | undefined {
  const [only, ...others] = statements;
  if (only?.kind !== 'let' || others.length > 0 || only.value.kind !== 'reduce' || only.value.op !== 'sum') return undefined;
  const counted = countedArray(only.value.arg);
  if (counted === undefined) return undefined;
  program.add(`function ${name}(n: i32, in0: usize, scratch: usize): void {
  let sums = i32x4.splat(0), i = 0;
  for (; i + 16 <= n; i += 16) {
    sums = i32x4.add(sums, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(v128.load(in0 + <usize>i))));
  }
  let count = i32x4.extract_lane(sums, 0) + i32x4.extract_lane(sums, 1) + i32x4.extract_lane(sums, 2) + i32x4.extract_lane(sums, 3);
  for (; i < n; i++) count += <i32>load<u8>(in0 + <usize>i);
  store<i32>(scratch, count);
}
`);
  return { name, inputs: [counted], outputs: [], scalars: [], reductions: [{ local: only.local, op: 'sum', dtype: 'int32', site: only.value.site }] };
}

function countedArray(expr: Expr): Expr | undefined {
  if (expr.kind !== 'cast' || expr.type.kind !== 'array' || expr.type.dtype !== 'int32') return undefined;
  const { arg } = expr;
  const isStored = arg.kind === 'local' || arg.kind === 'slot' || arg.kind === 'field' || arg.kind === 'item' || arg.kind === 'view';
  return isStored && arg.type.kind === 'array' && arg.type.dtype === 'bool' ? arg : undefined;
}
