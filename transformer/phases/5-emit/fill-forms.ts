/** Arrays of numbers that follow from their place: `zeros`, `full`, `arange` and their kin. */
import { itemSize } from '../../../runtime/abi/dtype.js';
import type { HostArgument } from '../../../runtime/abi/unit.js';
import { constantOf, isArray } from '../../ir/host-arguments.js';
import type { NumberText } from './form-arguments.js';
import { dim, isDTypeOnly, isOptions, readNumber, readSizes, sizeOf, sizesFit } from './form-arguments.js';
import type { CompiledForm, HostExpr } from './form.js';
import { scalarTypes, tags } from './program-text.js';
import type { ProgramText } from './program-text.js';

/** Of `zeros` and its kin the value is known, of `full` it is the second argument; undefined: whatever memory holds. */
const values: Readonly<Record<string, number | 'given' | 'any'>> = {
  zeros: 0, ones: 1, full: 'given', empty: 'any', zerosLike: 0, onesLike: 1, fullLike: 'given', emptyLike: 'any',
};

export function fillForm(value: HostExpr): CompiledForm | undefined {
  const { args, arrays, type } = value;
  const kind = values[value.function]!;
  const isLike = value.function.endsWith('Like');
  const sizes = isLike ? undefined : readSizes(args[0]);
  const options = args[kind === 'given' ? 2 : 1];
  if (type.kind !== 'array' || !isDTypeOnly(options) || args.length > (kind === 'given' ? 3 : 2) || (isLike ? !isArray(args[0], 0) || arrays.length !== 1 : sizes === undefined || arrays.length > 0)) return undefined;
  const number = readValue(kind, args[1], type.dtype === 'float32' || type.dtype === 'float64');
  if (number === undefined) return undefined;
  const t = tags[type.dtype];
  const stored = t === 'bool' ? 'u8' : scalarTypes[type.dtype];
  const bytes = itemSize(type.dtype);
  const name = `fill_${t}`;
  return {
    name,
    add: (program) => {
      program.once(name, () => `function ${name}(out: usize, count: i32, value: ${stored}, isAny: bool): void {
  if (isAny) return;
  if (value == 0${t === 'f32' || t === 'f64' ? ` && reinterpret<${t === 'f32' ? 'i32' : 'i64'}>(value) == 0` : ''}) {
    memory.fill(out, 0, <usize>count * ${bytes});
    return;
  }
  for (let end = out + <usize>count * ${bytes}; out < end; out += ${bytes}) store<${stored}>(out, value);
}
`);
    },
    fits: (_, numbers) => (sizes === undefined ? 'true' : sizesFit(sizes.map((size) => size(numbers))).join(' && ')),
    shape: ([like], numbers) => (sizes === undefined ? { like: like! } : { dims: sizes.map((size) => `<i32>${size(numbers)}`) }),
    call: ({ out, made, numbers }) => [out, sizeOf(made), `<${stored}>${number(numbers)}`, String(kind === 'any')],
  };
}

/** Whole numbers that are no constants are cast by the host. */
function readValue(kind: number | 'given' | 'any', argument: HostArgument | undefined, isFloat: boolean): NumberText | undefined {
  if (kind === 'any') return () => '0';
  if (kind !== 'given') return () => String(kind);
  const constant = constantOf(argument);
  if (isFloat) return readNumber(argument, undefined);
  const whole = Number(constant);
  return constant !== null && constant !== undefined && Number.isInteger(whole) && whole >= 0 && whole < 2 ** 31 ? () => String(whole) : undefined;
}

/** `arange(start, stop, step)`: start + i · step, computed in float64. */
export function arangeForm({ args, arrays, type }: HostExpr): CompiledForm | undefined {
  const options = args.at(-1);
  const isStated = isOptions(options);
  const given = (isStated ? args.slice(0, -1) : args).map((arg) => readNumber(arg, undefined));
  if (arrays.length > 0 || type.kind !== 'array' || type.dtype === 'bool' || type.dtype === 'uint32' || !isDTypeOnly(isStated ? options : undefined) || given.length === 0 || given.length > 3 || !given.every((one) => one !== undefined)) return undefined;
  const zero: NumberText = () => '0.0';
  const [start, stop, step = (): string => '1.0'] = given.length === 1 ? [zero, given[0]!] : [given[0]!, given[1]!, given[2]];
  const count = (numbers: readonly string[]): string => `max(0.0, ceil((${stop(numbers)} - ${start(numbers)}) / ${step(numbers)}))`;
  return spacedForm(type.dtype, {
    fits: (numbers) => `${step(numbers)} != 0 && ${[start, stop, step].map((one) => `abs(${one(numbers)}) < 2147483648.0`).join(' && ')} && ${count(numbers)} <= 67108864.0`,
    count, first: start, step, last: undefined,
  });
}

/** `linspace(start, stop, count)`: i · step + start, the ends as they are given. */
export function linspaceForm({ args, arrays, type }: HostExpr): CompiledForm | undefined {
  const [start, stop, count] = [readNumber(args[0], undefined), readNumber(args[1], undefined), readNumber(args[2], 50)];
  if (arrays.length > 0 || type.kind !== 'array' || (type.dtype !== 'float32' && type.dtype !== 'float64') || !isDTypeOnly(args[3]) || start === undefined || stop === undefined || count === undefined) return undefined;
  return spacedForm(type.dtype, {
    fits: (numbers) => sizesFit([count(numbers)]).join(' && '),
    count, first: start, last: stop,
    step: (numbers) => `((${stop(numbers)} - ${start(numbers)}) / (${count(numbers)} - 1.0))`,
  });
}

interface Spaced {
  readonly fits: (numbers: readonly string[]) => string;
  readonly count: NumberText;
  readonly first: NumberText;
  readonly step: NumberText;
  /** What the last element is, where it is stated. */
  readonly last: NumberText | undefined;
}

function spacedForm(dtype: HostExpr['type']['dtype'], { fits, count, first, step, last }: Spaced): CompiledForm {
  const t = tags[dtype];
  const name = `spaced_${t}`;
  return {
    name,
    add: (program) => { addSpaced(program, name, t, itemSize(dtype)); },
    fits: (_, numbers) => fits(numbers),
    shape: (_, numbers) => ({ dims: [`<i32>${count(numbers)}`] }),
    call: ({ out, made, numbers }) => [out, dim(made, 0), first(numbers), step(numbers), last === undefined ? 'NaN' : last(numbers), String(last !== undefined)],
  };
}

function addSpaced(program: ProgramText, name: string, t: string, bytes: number): void {
  program.once(name, () => `function ${name}(out: usize, count: i32, first: f64, step: f64, last: f64, isLast: bool): void {
  const start = f64x2.splat(first), by = f64x2.splat(step);
  let place = f64x2(0, 1);
  for (let at = out, end = out + <usize>count * ${bytes}; at < end; at += ${2 * bytes}) {
    const value = f64x2.add(start, f64x2.mul(place, by));
    ${t === 'f64' ? 'v128.store(at, value)' : `v128.store64_lane(at, ${t === 'f32' ? 'f32x4.demote_f64x2_zero' : 'i32x4.trunc_sat_f64x2_s_zero'}(value), 0)`};
    place = f64x2.add(place, f64x2.splat(2));
  }
  if (!isLast || count == 0) return;
  if (count > 1) store<${t}>(out + <usize>(count - 1) * ${bytes}, <${t}>last);
  store<${t}>(out, <${t}>first);
}
`);
}
