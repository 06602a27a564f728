/** Functions of `math.random` that compiled code draws itself, from the shared stream and with parameters that are numbers. */
import type { FloatDType } from '../../../runtime/abi/dtype.js';
import { isFloat, itemSize } from '../../../runtime/abi/dtype.js';
import type { HostArgument } from '../../../runtime/abi/unit.js';
import type { NumberText } from './form-arguments.js';
import { isDTypeOnly, readNumber, sizesFit } from './form-arguments.js';
import type { CompiledForm, HostExpr } from './form.js';
import { scalarTypes, tags } from './program-text.js';
import type { ProgramText } from './program-text.js';
import type { Draw } from './random-text.js';
import { addGenerator, fillText, normalOf, uniform53, uniformOf } from './random-text.js';

/** How a function's arguments become elements. */
interface Distribution {
  /** Parameters of the distribution, before the shape. */
  readonly parameters: readonly { readonly name: string; readonly otherwise?: number }[];
  /** The condition that parameters must meet; the host says what is wrong with others. */
  readonly valid?: (...parameters: readonly string[]) => string;
  readonly draw: (dtype: FloatDType) => Draw;
  /** The element from its draw `u`, a float64 expression. */
  readonly element: (u: string, dtype: FloatDType, program: ProgramText) => string;
  /** The dtype of the result where it is no float. */
  readonly dtype?: 'bool' | 'int32';
  /** Whether sizes are the arguments, one by one. */
  readonly takesSizes?: true;
}

const isFinite = (x: string): string => `abs(${x}) < Infinity`;
/** A value of the dtype as float64: draws are rounded before they are used further. */
const rounded = (u: string, dtype: FloatDType): string => (dtype === 'float32' ? `<f64><f32>(${u})` : `(${u})`);

const plainUniform = { parameters: [], draw: uniformOf, element: (u: string) => u } as const;
const plainNormal = { parameters: [], draw: normalOf, element: (z: string) => z } as const;

const distributions: Readonly<Record<string, Distribution>> = {
  random: plainUniform, rand: { ...plainUniform, takesSizes: true }, randn: { ...plainNormal, takesSizes: true }, randnLike: plainNormal,
  uniform: {
    parameters: [{ name: 'low', otherwise: 0 }, { name: 'high', otherwise: 1 }], draw: uniformOf,
    valid: (low, high) => `${isFinite(low!)} && ${isFinite(high!)}`,
    element: (u) => `low + (high - low) * (${u})`,
  },
  normal: {
    parameters: [{ name: 'mean', otherwise: 0 }, { name: 'std', otherwise: 1 }], draw: normalOf,
    valid: (mean, std) => `${isFinite(mean!)} && ${isFinite(std!)}`,
    element: (z, dtype) => `mean + std * ${rounded(z, dtype)}`,
  },
  exponential: {
    parameters: [{ name: 'scale', otherwise: 1 }], draw: uniformOf,
    valid: (scale) => `${scale!} >= 0 && ${isFinite(scale!)}`,
    element: (u, dtype, program) => `-scale * <f64>${program.scalarFunction('log', dtype, [false], false)}(<${scalarTypes[dtype]}>(1.0 - ${u}))`,
  },
  bernoulli: {
    parameters: [{ name: 'p', otherwise: 0.5 }], draw: () => uniform53, dtype: 'bool',
    valid: (p) => `${p!} >= 0 && ${p!} <= 1`,
    element: (u) => `${u} < p ? 1 : 0`,
  },
  randint: {
    parameters: [{ name: 'low' }, { name: 'high' }], draw: () => uniform53, dtype: 'int32',
    valid: (low, high) => `${[low!, high!].map((bound) => `abs(${bound}) < 2147483648.0 && floor(${bound}) == ${bound}`).join(' && ')} && ${high!} > ${low!}`,
    element: (u) => `low + floor((${u}) * (high - low))`,
  },
};

export function randomForm(value: HostExpr): CompiledForm | undefined {
  const { args, type } = value;
  const name = value.function.slice('random.'.length);
  const found = Object.hasOwn(distributions, name) ? distributions[name]! : undefined;
  if (found === undefined || type.kind !== 'array') return undefined;
  const dtype = found.dtype ?? type.dtype;
  if (dtype !== type.dtype || (found.dtype === undefined && !isFloat(dtype))) return undefined;
  const parameters = found.parameters.map(({ otherwise }, i) => readNumber(args[i], otherwise));
  const shape = readShape(name, found, args);
  if (shape === undefined || !parameters.every((parameter) => parameter !== undefined)) return undefined;
  const float = isFloat(dtype) ? dtype : 'float64';
  const draw = found.draw(float);
  const form = `${name}_${tags[dtype]}`;
  const stored = dtype === 'bool' ? 'u8' : scalarTypes[dtype];
  return {
    name: form,
    add: (program) => {
      addGenerator(program, draw);
      const element = found.element(draw.value, float, program);
      program.once(form, () => fillText(form, draw, found.parameters.map((parameter) => parameter.name), itemSize(dtype), `store<${stored}>(to, <${stored}>(${element}));`));
    },
    fits: (_, numbers) => [
      ...(found.valid === undefined ? [] : [found.valid(...parameters.map((parameter) => parameter(numbers)))]),
      ...('sizes' in shape ? sizesFit(shape.sizes.map((size) => size(numbers))) : ['true']),
    ].join(' && '),
    shape: (arrays, numbers) => ('sizes' in shape ? { dims: shape.sizes.map((size) => `<i32>${size(numbers)}`) } : { like: arrays[shape.like]! }),
    draws: (numbers) => parameters.map((parameter) => parameter(numbers)),
  };
}

type FormShape = { readonly sizes: readonly NumberText[] } | { readonly like: number };

/** The shape of the result; undefined where compiled code cannot tell it, or where options name another stream. */
function readShape(name: string, { parameters, takesSizes }: Distribution, args: readonly HostArgument[]): FormShape | undefined {
  const [first] = args;
  if (name === 'randnLike') return args.length === 1 && first !== undefined && 'array' in first ? { like: first.array } : undefined;
  const isSizes = takesSizes === true && first !== undefined && !('list' in first);
  const shape = args[parameters.length];
  const options = isSizes ? undefined : args[parameters.length + 1];
  if (!isDTypeOnly(options)) return undefined;
  const sizes = isSizes ? args : shape === undefined || ('constant' in shape && shape.constant === null) ? [] : 'list' in shape ? shape.list : [shape];
  const read = sizes.map((size) => readNumber(size, undefined));
  return sizes.length <= 4 && read.every((size) => size !== undefined) ? { sizes: read } : undefined;
}
