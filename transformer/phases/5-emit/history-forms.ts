/** `math.history` as AssemblyScript: values of past steps, from a ring of rows. The bits are those of `runtime/math/history.ts`. */
import { isFloat, itemSize } from '../../../runtime/abi/dtype.js';
import type { FloatDType } from '../../../runtime/abi/dtype.js';
import { descriptor } from '../../../runtime/abi/layout.js';
import { constantOf, isArray } from '../../ir/host-arguments.js';
import { dtypesOf } from './event-forms.js';
import { dim, isWhole, readNumber, sizeOf } from './form-arguments.js';
import type { CompiledForm, HostExpr } from './form.js';
import { tags } from './program-text.js';

/** The dtype of a ring that is a call's first argument, and of its result; undefined for other calls. */
function ringOf({ args, arrays, type }: HostExpr): FloatDType | undefined {
  const [ring] = dtypesOf(arrays);
  return isArray(args[0], 0) && type.kind === 'array' && ring === type.dtype && isFloat(ring) ? ring : undefined;
}

const isRing = (ring: string, newest: string): string => `load<i32>(${ring}, ${descriptor.rank}) == 2 && ${dim(ring, 0)} > 0 && ${isWhole(newest)} && ${newest} >= 0`;

/** `lookBack(ring, newest, steps)`. */
export function lookBackForm(value: HostExpr): CompiledForm | undefined {
  const dtype = ringOf(value);
  const [newest, steps] = value.args.slice(1).map((arg) => readNumber(arg, undefined));
  if (dtype === undefined || value.arrays.length !== 1 || newest === undefined || steps === undefined) return undefined;
  const name = `lookBack_${tags[dtype]}`;
  return {
    name,
    fits: ([ring], numbers) => `${isRing(ring!, newest(numbers))} && ${isWhole(steps(numbers))} && ${steps(numbers)} >= 0 && ${steps(numbers)} < <f64>${dim(ring!, 0)}`,
    shape: ([ring]) => ({ dims: [dim(ring!, 1)] }),
    call: ({ out, arrays: [ring], numbers }) => [out, ring!, newest(numbers), steps(numbers)],
    add: (program) => { program.once(name, () => `function ${name}(out: usize, ring: usize, newest: f64, steps: f64): void {
  const count = ${dim('ring', 0)}, bytes = <usize>${dim('ring', 1)} * ${itemSize(dtype)};
  memory.copy(out, load<u32>(ring) + <usize>((<i32>newest + count - <i32>steps) % count) * bytes, bytes);
}
`); },
  };
}

/** `valueAt(ring, newest, time, now, dt, isLinear)`: the row of a time, or the line between the rows before and after it. */
export function valueAtForm(value: HostExpr): CompiledForm | undefined {
  const dtype = ringOf(value);
  const texts = value.args.slice(1, 5).map((arg) => readNumber(arg, undefined));
  const [newest, time, now, dt] = texts;
  const last = value.args[5];
  const stated = constantOf(last);
  if (dtype === undefined || value.arrays.length !== 1 || newest === undefined || time === undefined || now === undefined || dt === undefined) return undefined;
  if (typeof stated !== 'boolean' && (last === undefined || !('boolean' in last))) return undefined;
  const isLinear = (numbers: readonly string[]): string => (typeof stated === 'boolean' ? String(stated) : `${numbers[(last as { readonly boolean: number }).boolean]!} != 0`);
  const [name, t] = [`valueAt_${tags[dtype]}`, tags[dtype]];
  return {
    name,
    mayRefuse: true,
    fits: ([ring], numbers) => isRing(ring!, newest(numbers)),
    shape: ([ring]) => ({ dims: [dim(ring!, 1)] }),
    call: ({ out, arrays: [ring], numbers }) => [out, ring!, ...[newest, time, now, dt].map((one) => one(numbers)), isLinear(numbers)],
    add: (program) => { program.once(name, () => `function ${name}(out: usize, ring: usize, newest: f64, time: f64, now: f64, dt: f64, isLinear: bool): i32 {
  const count = ${dim('ring', 0)}, size = ${dim('ring', 1)}, bytes = <usize>size * ${itemSize(dtype)};
  const back = (now - time) / dt;
  if (!(back > -1e-6) || back > <f64>(count - 1) + 1e-6) return 0;
  const before = floor(back);
  const nearest = back - before >= 0.5 ? before + 1.0 : before;
  const rows = load<u32>(ring), last = <i32>newest + count;
  if (!isLinear || abs(back - nearest) < 1e-6) {
    memory.copy(out, rows + <usize>((last - <i32>nearest) % count) * bytes, bytes);
    return -1;
  }
  const share = back - before;
  const recent = rows + <usize>((last - <i32>before) % count) * bytes, older = rows + <usize>((last - <i32>before - 1) % count) * bytes;
  for (let at: usize = 0; at < bytes; at += ${itemSize(dtype)}) {
    store<${t}>(out + at, <${t}>((1.0 - share) * <f64>load<${t}>(recent + at) + share * <f64>load<${t}>(older + at)));
  }
  return -1;
}
`); },
  };
}

/** `weigh(ring, weights, newest)`: eight columns at a time, each summed up in float64 from the newest row back. */
export function weighForm(value: HostExpr): CompiledForm | undefined {
  const dtype = ringOf(value);
  const weights = dtypesOf(value.arrays)[1];
  const newest = readNumber(value.args[2], undefined);
  if (dtype === undefined || value.arrays.length !== 2 || !isArray(value.args[1], 1) || weights === undefined || !isFloat(weights) || newest === undefined) return undefined;
  const name = `weigh_${tags[dtype]}_${tags[weights]}`;
  const pairs = [0, 1, 2, 3];
  const bytes = itemSize(dtype);
  const load = (pair: number): string => (dtype === 'float64' ? `v128.load(at, ${16 * pair})` : `f64x2.promote_low_f32x4(v128.load64_zero(at, ${8 * pair}))`);
  const store = (pair: number): string => (dtype === 'float64' ? `v128.store(out, sum${pair}, ${16 * pair});` : `v128.store64_lane(out, f32x4.demote_f64x2_zero(sum${pair}), 0, ${8 * pair});`);
  return {
    name,
    fits: ([ring, factors], numbers) => `${isRing(ring!, newest(numbers))} && ${sizeOf(factors!)} <= ${dim(ring!, 0)}`,
    shape: ([ring]) => ({ dims: [dim(ring!, 1)] }),
    call: ({ out, arrays: [ring, factors], numbers }) => [out, ring!, factors!, newest(numbers)],
    // Past the last column of a row, and of the result, there is room (runtime/abi/layout.ts).
    add: (program) => { program.once(name, () => `function ${name}(out: usize, ring: usize, weights: usize, newest: f64): void {
  const count = ${dim('ring', 0)}, size = ${dim('ring', 1)}, terms = ${sizeOf('weights')};
  const rows = load<u32>(ring), factors = load<u32>(weights), last = <i32>newest + count;
  for (let i = 0; i < size; i += 8) {
    ${pairs.map((pair) => `let sum${pair} = f64x2.splat(0);`).join(' ')}
    for (let k = 0; k < terms; k++) {
      const at = rows + <usize>(((last - k) % count) * size + i) * ${bytes};
      const weight = f64x2.splat(<f64>load<${tags[weights]}>(factors + <usize>k * ${itemSize(weights)}));
${pairs.map((pair) => `      sum${pair} = f64x2.add(sum${pair}, f64x2.mul(weight, ${load(pair)}));\n`).join('')}    }
${pairs.map((pair) => `    ${store(pair)}\n`).join('')}    out += ${8 * bytes};
  }
}
`); },
  };
}
