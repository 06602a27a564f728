/** `math.event.propagateDrawn` as AssemblyScript, with the bits of `runtime/math/propagate-drawn.ts`. */
import { drawnRule, drawnRuleWords } from '../../../runtime/abi/drawn-rows.js';
import { isFloat } from '../../../runtime/abi/dtype.js';
import type { ArrayType } from '../../ir/node.js';
import { sizeOf } from './form-arguments.js';
import type { CompiledForm, HostExpr } from './form.js';
import { tags } from './program-text.js';
import { addBlocks } from './random-text.js';

const rule = (name: keyof typeof drawnRule): string => `load<i32>(rule, ${4 * drawnRule[name]})`;

/** Of the scratch memory: 16 words of the stream, a mark for each target, and the targets of one row. */
const wordBytes = 64;
const markBytes = (count: string): string => `((${count} + 511) >> 9 << 6)`;

/** `propagateDrawn(sent, rows, rule, weights, postCount)`: weights are one number for all connections. */
export function propagateDrawnForm({ arrays, numbers, type }: HostExpr): CompiledForm | undefined {
  const [sent, rows, rules, weights] = arrays.map((array) => (array.type as ArrayType).dtype);
  if (arrays.length !== 4 || numbers.length !== 1 || type.kind !== 'array' || rows !== 'int32' || rules !== 'int32') return undefined;
  if (weights !== type.dtype || !isFloat(type.dtype) || sent === undefined || (sent !== 'bool' && !isFloat(sent))) return undefined;
  const [t, of] = [tags[type.dtype], tags[sent]];
  const name = `propagateDrawn_${of}_${t}`;
  const shift = t === 'f32' ? 2 : 3;
  // Products are float64 and rounded with the sum, as in JavaScript.
  const sum = sent === 'bool' ? 'load<TYPE>(at) + one' : '<TYPE>(<f64>load<TYPE>(at) + one * value)';
  const add = `const at = out + (<usize>target << ${shift});
      store<${t}>(at, ${sum.replaceAll('TYPE', t)});`;
  const load = sent === 'bool' ? 'load<u8>(sources + <usize>row)' : `load<${of}>(sources + (<usize>row << ${of === 'f32' ? 2 : 3}))`;
  return {
    name,
    fits: ([source, ordinals, words, values], [count]) => [
      `${sizeOf(ordinals!)} == ${sizeOf(source!)}`, `${sizeOf(words!)} == ${drawnRuleWords}`, `${sizeOf(values!)} == 1`,
      `${count!} >= 0 && ${count!} < 2147483647.0 && floor(${count!}) == ${count!}`,
      `load<i32>(load<u32>(${words!}), ${4 * drawnRule.perRow}) >= 0 && <f64>load<i32>(load<u32>(${words!}), ${4 * drawnRule.perRow}) <= ${count!}`,
    ].join(' && '),
    shape: (_, [count]) => ({ dims: [`<i32>${count!}`] }),
    call: ({ out, arrays: all, numbers: [count], room }) => [out, ...all, count!, room],
    room: ([, , words], [count]) => `${wordBytes} + ${markBytes(`<i32>${count!}`)} + ((load<i32>(load<u32>(${words!}), ${4 * drawnRule.perRow}) + 15) >> 4 << 6)`,
    add: (program) => {
      addBlocks(program);
      program.once(name, () => `function ${name}_row(out: usize, row: i32, ordinal: i32, count: i32, rule: usize, one: ${sent === 'bool' ? t : 'f64'}, value: f64, scratch: usize): void {
  const perRow = ${rule('perRow')}, marks = scratch + ${wordBytes}, list = marks + <usize>${markBytes('count')};
  const excluded = ${rule('withoutSelf')} != 0 && row < count ? row : -1;
  const repeats = ${rule('repeats')} != 0;
  const number = <u64>${rule('first')} + <u64>ordinal * <u64>perRow;
  let position = number >> 1, word = scratch + ((<usize>number & 1) << 3);
  philoxWords(scratch, position, rule);
  let last = (excluded < 0 ? count : count - 1) - perRow;
  for (let k = 0; k < perRow; k++, last++, word += 8) {
    if (word == scratch + ${wordBytes}) {
      position += 4;
      philoxWords(scratch, position, rule);
      word = scratch;
    }
    const u = uniform53(word);
    let target: i32;
    if (repeats) target = <i32>(u * <f64>count);
    else {
      const drawn = <i32>(u * <f64>(last + 1));
      const isTaken = (<i32>load<u8>(marks + <usize>(drawn >> 3)) >> (drawn & 7)) & 1;
      const chosen = isTaken ? last : drawn;
      const mark = marks + <usize>(chosen >> 3);
      store<u8>(mark, <u8>(<i32>load<u8>(mark) | (1 << (chosen & 7))));
      store<i32>(list + (<usize>k << 2), chosen);
      target = excluded >= 0 && chosen >= excluded ? chosen + 1 : chosen;
    }
    {
      ${add}
    }
  }
  if (!repeats) for (let k = 0; k < perRow; k++) store<u8>(marks + <usize>(load<i32>(list + (<usize>k << 2)) >> 3), 0);
}
function ${name}(out: usize, sent: usize, rows: usize, rules: usize, weights: usize, postCount: f64, scratch: usize): void {
  const count = <i32>postCount, sources = load<u32>(sent), ordinals = load<u32>(rows), rule = load<u32>(rules);
  const one = ${sent === 'bool' ? `load<${t}>(load<u32>(weights))` : `<f64>load<${t}>(load<u32>(weights))`};
  memory.fill(out, 0, <usize>count << ${shift});
  memory.fill(scratch + ${wordBytes}, 0, <usize>${markBytes('count')});
  for (let row = 0, end = ${sizeOf('sent')}; row < end; row++) {
    const value = <f64>${load};
    const ordinal = load<i32>(ordinals + (<usize>row << 2));
    if (value != 0 && ordinal >= 0) ${name}_row(out, row, ordinal, count, rule, one, value, scratch);
  }
}
`);
    },
  };
}
