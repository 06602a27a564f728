/** `math.event` as AssemblyScript: spikes that reach their targets, and rows of past steps. The bits are those of `runtime/math/event.ts`. */
import type { DType } from '../../../runtime/abi/dtype.js';
import { isFloat, itemSize } from '../../../runtime/abi/dtype.js';
import { descriptor } from '../../../runtime/abi/layout.js';
import type { ArrayType, Expr } from '../../ir/node.js';
import { dim, isWhole, sizeOf } from './form-arguments.js';
import type { CompiledForm, HostExpr } from './form.js';
import { tags } from './program-text.js';

export const dtypesOf = (arrays: readonly Expr[]): readonly DType[] => arrays.map((array) => (array.type as ArrayType).dtype);

/** `propagate(sent, indices, indptr, weights, postCount)`. */
export function propagateForm({ arrays, numbers, type }: HostExpr): CompiledForm | undefined {
  const [sent, indices, starts, weights] = dtypesOf(arrays);
  if (arrays.length !== 4 || numbers.length !== 1 || type.kind !== 'array' || indices !== 'int32' || starts !== 'int32') return undefined;
  if (weights !== type.dtype || !isFloat(type.dtype) || sent === undefined || (sent !== 'bool' && !isFloat(sent))) return undefined;
  const t = tags[type.dtype];
  const name = `propagate_${tags[sent]}_${t}`;
  const shift = t === 'f32' ? 2 : 3;
  return {
    name,
    fits: ([source, targets, from, values], [count]) =>
      `${sizeOf(from!)} == ${sizeOf(source!)} + 1 && (${sizeOf(values!)} == 1 || ${sizeOf(values!)} == ${sizeOf(targets!)}) && ${count!} >= 0 && ${isWhole(count!)}`,
    shape: (_, [count]) => ({ dims: [`<i32>${count!}`] }),
    add: (program) => { program.once(name, () => `${sent === 'bool' ? spikeRow(`${name}_row`, t, shift) : valueRow(`${name}_row`, t, shift)}
function ${name}(out: usize, sent: usize, indices: usize, indptr: usize, weights: usize, postCount: f64): void {
  const rows = ${sizeOf('sent')};
  const count = <u32>postCount;
  const shared = ${sizeOf('weights')} == 1;
  const sources = load<u32>(sent), targets = load<u32>(indices), starts = load<u32>(indptr), values = load<u32>(weights);
  memory.fill(out, 0, <usize>count << ${shift});
${sent === 'bool' ? eachSpike('sources', `${name}_row(out, targets, starts + (<usize>row << 2), values, shared, count);`) : `  for (let row = 0; row < rows; row++) {
    const value = <f64>load<${tags[sent]}>(sources + (<usize>row << ${sent === 'float32' ? 2 : 3}));
    if (value != 0) ${name}_row(out, targets, starts + (<usize>row << 2), values, shared, count, value);
  }`}
}
`); },
  };
}

/** What is done for each spike (`row`) of `rows` at `spikes`: 64 at a time (arrays are padded to that), most of which are silent. */
export function eachSpike(spikes: string, body: string): string {
  return `  for (let group = 0; group < rows; group += 64) {
    const at = ${spikes} + <usize>group;
    if (!v128.any_true(v128.or(v128.or(v128.load(at), v128.load(at, 16)), v128.or(v128.load(at, 32), v128.load(at, 48))))) continue;
    for (let part = group, last = min(group + 64, rows); part < last; part += 16) {
      for (let bits = i8x16.bitmask(i8x16.ne(v128.load(${spikes} + <usize>part), i8x16.splat(0))); bits != 0; bits &= bits - 1) {
        const row = part + ctz(bits);
        // What follows the last spike in memory may be anything.
        if (row >= rows) break;
        ${body}
      }
    }
  }`;
}

/** All connections of one source. Targets are checked: the user's lists may hold anything. */
function connectionLoop(t: string, shift: number, sum: (weight: string) => string): string {
  const loop = (weight: string): string => `for (; k < end; k += 4) {
      const target = load<u32>(k);
      if (target < count) {
        const at = out + (<usize>target << ${shift});
        store<${t}>(at, ${sum(weight)});
      }
    }`;
  return `  const end = targets + (<usize>load<u32>(start, 4) << 2);
  let k = targets + (<usize>load<u32>(start) << 2);
  if (shared) {
    ${loop('one')}
  } else {
    const away = values - ${t === 'f32' ? 'targets' : '(targets << 1)'};
    ${loop(`load<${t}>(away + ${t === 'f32' ? 'k' : '(k << 1)'})`)}
  }
`;
}

function spikeRow(name: string, t: string, shift: number): string {
  return `function ${name}(out: usize, targets: usize, start: usize, values: usize, shared: bool, count: u32): void {
  const one = load<${t}>(values);
${connectionLoop(t, shift, (weight) => `load<${t}>(at) + ${weight}`)}}
`;
}

/** Products are float64 and rounded with the sum, as in JavaScript. */
function valueRow(name: string, t: string, shift: number): string {
  return `function ${name}(out: usize, targets: usize, start: usize, values: usize, shared: bool, count: u32, value: f64): void {
  const one = load<${t}>(values);
${connectionLoop(t, shift, (weight) => `<${t}>(<f64>load<${t}>(at) + <f64>${weight} * value)`)}}
`;
}

/** `diffuse(pre, post, indices, indptr, weights)`: differences are float64 and rounded with the sum, as in JavaScript. */
export function diffuseForm({ arrays, numbers, type }: HostExpr): CompiledForm | undefined {
  const [pre, post, indices, starts, weights] = dtypesOf(arrays);
  if (arrays.length !== 5 || numbers.length !== 0 || type.kind !== 'array' || indices !== 'int32' || starts !== 'int32') return undefined;
  if (weights !== type.dtype || ![pre, post, weights].every((dtype) => dtype !== undefined && isFloat(dtype))) return undefined;
  const [before, behind, t] = [tags[pre!], tags[post!], tags[type.dtype]];
  const name = `diffuse_${before}_${behind}_${t}`;
  const [beforeBytes, behindBytes, bytes] = [itemSize(pre!), itemSize(post!), itemSize(type.dtype)];
  return {
    name,
    fits: ([source, , targets, from, values]) => `${sizeOf(from!)} == ${sizeOf(source!)} + 1 && (${sizeOf(values!)} == 1 || ${sizeOf(values!)} == ${sizeOf(targets!)})`,
    shape: ([, target]) => ({ dims: [sizeOf(target!)] }),
    add: (program) => { program.once(name, () => `function ${name}(out: usize, pre: usize, post: usize, indices: usize, indptr: usize, weights: usize): void {
  const rows = ${sizeOf('pre')}, count = <u32>${sizeOf('post')}, step = ${sizeOf('weights')} == 1 ? 0 : ${bytes};
  const sources = load<u32>(pre), others = load<u32>(post), targets = load<u32>(indices), starts = load<u32>(indptr), values = load<u32>(weights);
  memory.fill(out, 0, <usize>count * ${bytes});
  for (let row = 0; row < rows; row++) {
    const value = <f64>load<${before}>(sources + <usize>row * ${beforeBytes});
    const start = starts + (<usize>row << 2);
    for (let k = load<i32>(start), end = load<i32>(start, 4); k < end; k++) {
      const target = load<u32>(targets + (<usize>k << 2));
      if (target >= count) continue;
      const at = out + <usize>target * ${bytes};
      store<${t}>(at, <${t}>(<f64>load<${t}>(at) + <f64>load<${t}>(values + <usize>(k * step)) * (value - <f64>load<${behind}>(others + <usize>target * ${behindBytes}))));
    }
  }
}
`); },
  };
}

/** `readRow(ring, row)`. */
export function readRowForm({ arrays, numbers, type }: HostExpr): CompiledForm | undefined {
  if (arrays.length !== 1 || numbers.length !== 1 || type.kind !== 'array' || dtypesOf(arrays)[0] !== type.dtype) return undefined;
  const name = `readRow_${tags[type.dtype]}`;
  return {
    name,
    fits: ([ring], [row]) => `load<i32>(${ring!}, ${descriptor.rank}) == 2 && ${isWhole(row!)} && ${row!} >= 0 && ${row!} < <f64>${dim(ring!, 0)}`,
    shape: ([ring]) => ({ dims: [dim(ring!, 1)] }),
    add: (program) => { program.once(name, () => `function ${name}(out: usize, ring: usize, row: f64): void {
  const bytes = <usize>${dim('ring', 1)} * ${itemSize(type.dtype)};
  memory.copy(out, load<u32>(ring) + <usize>row * bytes, bytes);
}
`); },
  };
}

/** `delay(ring, i, value)`: keeps a row, and gives the oldest one. */
export function delayForm({ arrays, numbers, type }: HostExpr): CompiledForm | undefined {
  const [ringDType, valueDType] = dtypesOf(arrays);
  if (arrays.length !== 2 || numbers.length !== 1 || type.kind !== 'array' || ringDType !== type.dtype || valueDType !== type.dtype) return undefined;
  const name = `delay_${tags[type.dtype]}`;
  return {
    name,
    fits: ([ring, value], [i]) => `load<i32>(${ring!}, ${descriptor.rank}) == 2 && ${dim(ring!, 0)} > 0 && ${sizeOf(value!)} == ${dim(ring!, 1)} && ${isWhole(i!)}`,
    shape: ([ring]) => ({ dims: [dim(ring!, 1)] }),
    add: (program) => { program.once(name, () => `function ${name}(out: usize, ring: usize, value: usize, i: f64): void {
  const length = ${dim('ring', 0)}, bytes = <usize>${dim('ring', 1)} * ${itemSize(type.dtype)};
  const rows = load<u32>(ring);
  const row = (<i32>i % length + length) % length;
  memory.copy(rows + <usize>row * bytes, load<u32>(value), bytes);
  memory.copy(out, rows + <usize>((row + 1) % length) * bytes, bytes);
}
`); },
  };
}
