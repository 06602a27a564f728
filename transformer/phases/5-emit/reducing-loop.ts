/**
 * A loop that ends in reductions. Their order depends on the size alone: blocks of 4,096 elements, 16 or 8 lanes in four vectors, a
 * fixed tree over lanes, pairwise over blocks.
 */
import type { DType } from '../../../runtime/abi/dtype.js';
import { itemSize } from '../../../runtime/abi/dtype.js';
import type { ReduceOp } from '../../ir/node.js';
import type { Reg } from '../../ops/vector.js';
import type { Width } from './lane-code.js';
import type { ProgramText } from './program-text.js';
import { lanesOf, scalarTypes, tags } from './program-text.js';
import { offsets, textAt } from './vector-group.js';

const blockLength = 4096;
/** Bytes of a stack of block sums. */
export const reductionStackBytes: number = 32 * 8;

export interface Reduction {
  readonly op: ReduceOp;
  readonly dtype: DType;
  readonly value: Reg;
}

/** The neutral element of a reduction, which fills the lanes past the end. */
function neutral(op: ReduceOp, dtype: DType): number {
  switch (op) {
    case 'sum': return dtype === 'float32' || dtype === 'float64' ? -0 : 0;
    case 'prod': return 1;
    case 'min': return dtype === 'int32' ? 0x7fffffff : dtype === 'uint32' ? 0xffffffff : Infinity;
    case 'max': return dtype === 'int32' ? -0x80000000 : dtype === 'uint32' ? 0 : -Infinity;
    case 'any': return 0;
    case 'all': return -1;
  }
}

function combineLanes(op: ReduceOp, dtype: DType, a: string, b: string): string {
  const lanes = lanesOf[dtype];
  switch (op) {
    case 'sum': return `${lanes}.add(${a}, ${b})`;
    case 'prod': return `${lanes}.mul(${a}, ${b})`;
    case 'min': case 'max': return dtype === 'bool' ? `v128.${op === 'min' ? 'and' : 'or'}(${a}, ${b})` : `${lanes}.${op}${dtype === 'int32' ? '_s' : dtype === 'uint32' ? '_u' : ''}(${a}, ${b})`;
    case 'any': return `v128.or(${a}, ${b})`;
    case 'all': return `v128.and(${a}, ${b})`;
  }
}

/** Adds the values of one group of vectors to the accumulators; lanes past the end count as neutral. */
function accumulate(reductions: readonly Reduction[], width: Width, masked: boolean): string {
  const lines: string[] = [];
  for (const [r, { op, dtype, value }] of reductions.entries()) {
    for (let u = 0; u < 4; u++) {
      const plain = textAt(`$${value}`, u, width);
      // Beside float64, elements of 4 bytes lie in the low half of a vector: so must their mask.
      const mask = width === 2 && dtype !== 'bool' && itemSize(dtype) === 4 ? `v128.shuffle<i32>(mask${u}, mask${u}, 0, 2, 0, 2)` : `mask${u}`;
      const kept = masked ? `v128.bitselect(${plain}, neutral${r}, ${mask})` : plain;
      lines.push(`      acc${r}_${u} = ${combineLanes(op, dtype, `acc${r}_${u}`, kept)};\n`);
    }
  }
  return lines.join('');
}

/** `body`: the text for four vectors in flight. */
export function reducingLoop(program: ProgramText, body: string, reductions: readonly Reduction[], width: Width): string {
  const group = width * 4;
  const neutrals = reductions.map(({ op, dtype }, r) => {
    const value = neutral(op, dtype);
    const wide = dtype === 'bool' && width === 2;
    return `  const neutral${r} = ${program.constant(wide ? { lanes: 'i64x2', value: BigInt(value) } : { lanes: lanesOf[dtype], value })};\n`;
  }).join('');
  const each = (make: (r: number, reduction: Reduction) => string): string => reductions.map((reduction, r) => make(r, reduction)).join('');
  const masks = [0, 1, 2, 3].map((u) => (width === 4
    ? `      const mask${u} = i32x4.lt_s(i32x4(${u * 4}, ${u * 4 + 1}, ${u * 4 + 2}, ${u * 4 + 3}), i32x4.splat(end - i));\n`
    : `      const mask${u} = i64x2.lt_s(i64x2(${u * 2}, ${u * 2 + 1}), i64x2.splat(<i64>(end - i)));\n`)).join('');
  return `${neutrals}  let count = 0;
  for (let block = 0; block < n; block += ${blockLength}) {
    const end = min(block + ${blockLength}, n);
    const full = block + ((end - block) & ~${group - 1});
${each((r) => [0, 1, 2, 3].map((u) => `    let acc${r}_${u} = neutral${r};\n`).join(''))}    let i = block;
    for (; i < full; i += ${group}) {
${offsets('      ')}${body}${accumulate(reductions, width, false)}    }
    if (i < end) {
${offsets('      ')}${masks}${body}${accumulate(reductions, width, true)}    }
${each((r, { op, dtype }) => `    ${foldFunction(program, op, dtype, width)}(acc${r}_0, acc${r}_1, acc${r}_2, acc${r}_3, scratch + ${reductions.length * 8 + r * reductionStackBytes}, count);\n`)}    count += 1;
  }
${each((r, { op, dtype }) => `  ${finishFunction(program, op, dtype)}(scratch + ${r * 8}, scratch + ${reductions.length * 8 + r * reductionStackBytes}, count);\n`)}`;
}

const scalarCombine = (op: ReduceOp, type: string, a: string, b: string): string => {
  switch (op) {
    case 'sum': return `${a} + ${b}`;
    case 'prod': return `${a} * ${b}`;
    case 'min': case 'max': return `${op}<${type}>(${a}, ${b})`;
    case 'any': return `${a} | ${b}`;
    case 'all': return `${a} & ${b}`;
  }
};

/** The type that a reduction's result travels in: masks become 0 or 1. */
function resultScalar(dtype: DType): string {
  return dtype === 'bool' ? 'i32' : scalarTypes[dtype];
}

/** Folds four accumulators to one scalar, in a fixed tree, and merges it with the block sums before it: pairwise. */
function foldFunction(program: ProgramText, op: ReduceOp, dtype: DType, width: Width): string {
  const type = resultScalar(dtype);
  return program.once(`fold_${op}_${tags[dtype]}_${width}`, () => {
    const c = (a: string, b: string): string => combineLanes(op, dtype, a, b);
    const lanes = dtype === 'bool' ? (width === 2 ? 'i64x2' : 'i32x4') : lanesOf[dtype];
    const lane = (i: number): string => (dtype === 'bool' ? `(${lanes}.extract_lane(v, ${i}) != 0 ? 1 : 0)` : `${lanes}.extract_lane(v, ${i})${dtype === 'uint32' ? ' as u32' : ''}`);
    const s = (a: string, b: string): string => scalarCombine(op, type, a, b);
    const tree = width === 4 ? s(`(${s(lane(0), lane(2))})`, `(${s(lane(1), lane(3))})`) : s(lane(0), lane(1));
    return `function fold_${op}_${tags[dtype]}_${width}(a0: v128, a1: v128, a2: v128, a3: v128, stack: usize, count: i32): void {
  const v = ${c(c('a0', 'a1'), c('a2', 'a3'))};
  let value: ${type} = ${tree};
  let top = popcnt(count);
  for (let k = count; k & 1; k >>= 1) {
    top -= 1;
    value = ${s(`load<${type}>(stack + (<usize>top << 3))`, 'value')};
  }
  store<${type}>(stack + (<usize>top << 3), value);
}
`;
  });
}

/** Merges what is left on the stack of block sums, the latest first. */
function finishFunction(program: ProgramText, op: ReduceOp, dtype: DType): string {
  const type = resultScalar(dtype);
  return program.once(`finish_${op}_${tags[dtype]}`, () => {
    const value = neutral(op, dtype);
    const empty = op === 'all' ? '1' : Object.is(value, -0) ? '0' : value === Infinity ? 'Infinity' : value === -Infinity ? '-Infinity' : String(value);
    return `function finish_${op}_${tags[dtype]}(result: usize, stack: usize, count: i32): void {
  let top = popcnt(count) - 1;
  let value: ${type} = ${empty};
  if (top >= 0) {
    value = load<${type}>(stack + (<usize>top << 3));
    for (top -= 1; top >= 0; top--) value = ${scalarCombine(op, type, `load<${type}>(stack + (<usize>top << 3))`, 'value')};
  }
  store<${type}>(result, value);
}
`;
  });
}

