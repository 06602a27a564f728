/** Functions of `math` that write a Variable, as AssemblyScript: what spikes do to strengths, and rows of past steps. The bits are those of `runtime/math/event.ts` and `history.ts`. */
import type { FloatDType } from '../../../runtime/abi/dtype.js';
import { isFloat, itemSize } from '../../../runtime/abi/dtype.js';
import { descriptor } from '../../../runtime/abi/layout.js';
import { dtypesOf, eachSpike } from './event-forms.js';
import type { NumberText } from './form-arguments.js';
import { dim, isWhole, readNumber, sizeOf } from './form-arguments.js';
import type { HostWrite, WritingForm } from './form.js';
import { scalarTypes, tags } from './program-text.js';

/** `learn(weights, spikes, values, starts, order, others, scale, low, high)`. */
export function learnForm({ args, arrays }: HostWrite): WritingForm | undefined {
  const [weights, spikes, values, ...lists] = dtypesOf(arrays);
  const numbers = args.slice(6).map((arg) => readNumber(arg, undefined));
  if (lists.length !== 3 || numbers.length !== 3 || !numbers.every((number) => number !== undefined) || spikes !== 'bool' || lists.some((list) => list !== 'int32')) return undefined;
  if (weights === undefined || values === undefined || !isFloat(weights) || !isFloat(values)) return undefined;
  const [t, v] = [tags[weights], tags[values]];
  const name = `learn_${t}_${v}`;
  return {
    name,
    fits: ([, fired, , starts, order, others]) => `${sizeOf(starts!)} == ${sizeOf(fired!)} + 1 && ${sizeOf(order!)} == ${sizeOf(others!)}`,
    call: (all, given) => [...all, ...numbers.map((number) => number(given))],
    add: (program) => { program.once(name, () => `function ${name}(weights: usize, spikes: usize, values: usize, starts: usize, order: usize, others: usize, scale: f64, low: f64, high: f64): void {
  const rows = ${sizeOf('spikes')}, count = <u32>${sizeOf('weights')}, known = <u32>${sizeOf('values')}, entries = ${sizeOf('order')};
  const sources = load<u32>(spikes), first = load<u32>(starts), changed = load<u32>(weights), trace = load<u32>(values);
  const places = load<u32>(order), ends = load<u32>(others);
${eachSpike('sources', `const start = first + (<usize>row << 2);
        for (let k = max(load<i32>(start), 0), end = min(load<i32>(start, 4), entries); k < end; k++) {
          const place = load<u32>(places + (<usize>k << 2)), other = load<u32>(ends + (<usize>k << 2));
          // The user's lists may hold anything; what is past the end of a typed array is NaN in a sum.
          if (place >= count) continue;
          const at = changed + <usize>place * ${itemSize(weights)};
          const value = other < known ? <f64>load<${v}>(trace + <usize>other * ${itemSize(values)}) : NaN;
          store<${t}>(at, <${t}>min<f64>(high, max<f64>(low, <f64>load<${t}>(at) + scale * value)));
        }`)}
}
`); },
  };
}

/** `keep(ring, row, value)`: the elements of a vector, or a number for all of them. */
export function keepForm(call: HostWrite): WritingForm | undefined {
  const [ring] = dtypesOf(call.arrays);
  const [row, value] = call.args.slice(1).map((arg) => readNumber(arg, undefined));
  if (call.arrays.length > 1) return writeRowForm(call);
  return ring === undefined || !isFloat(ring) || row === undefined || value === undefined ? undefined : keepNumberForm(ring, row, value);
}

function keepNumberForm(dtype: FloatDType, row: NumberText, value: NumberText): WritingForm {
  const name = `keepNumber_${tags[dtype]}`;
  return {
    name,
    fits: ([ring], numbers) => hasRow(ring!, row(numbers)),
    call: ([ring], numbers) => [ring!, row(numbers), value(numbers)],
    add: (program) => { program.once(name, () => `function ${name}(ring: usize, row: f64, value: f64): void {
  const size = <usize>${dim('ring', 1)};
  const first = load<u32>(ring) + <usize>row * size * ${itemSize(dtype)};
  for (let at = first, end = first + size * ${itemSize(dtype)}; at < end; at += ${itemSize(dtype)}) store<${scalarTypes[dtype]}>(at, <${scalarTypes[dtype]}>value);
}
`); },
  };
}

/** `writeRow(ring, row, value)`. */
export function writeRowForm({ args, arrays }: HostWrite): WritingForm | undefined {
  const [ring, value] = dtypesOf(arrays);
  const row = readNumber(args[1], undefined);
  if (arrays.length !== 2 || row === undefined || ring === undefined || value !== ring) return undefined;
  const name = `writeRow_${tags[ring]}`;
  return {
    name,
    call: (all, numbers) => [...all, row(numbers)],
    fits: ([rows, given], numbers) => `${hasRow(rows!, row(numbers))} && ${sizeOf(given!)} == ${dim(rows!, 1)}`,
    add: (program) => { program.once(name, () => `function ${name}(ring: usize, value: usize, row: f64): void {
  const bytes = <usize>${dim('ring', 1)} * ${itemSize(ring)};
  memory.copy(load<u32>(ring) + <usize>row * bytes, load<u32>(value), bytes);
}
`); },
  };
}

function hasRow(ring: string, row: string): string {
  return `load<i32>(${ring}, ${descriptor.rank}) == 2 && ${isWhole(row)} && ${row} >= 0 && ${row} < <f64>${dim(ring, 0)}`;
}
