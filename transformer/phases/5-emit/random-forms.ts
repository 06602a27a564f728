/** Functions of `math.random` that compiled code draws itself, from the shared stream. Parameters are numbers, or arrays with one value for each element of the result. */
import type { DType, FloatDType } from '../../../runtime/abi/dtype.js';
import { isFloat, itemSize } from '../../../runtime/abi/dtype.js';
import type { HostArgument } from '../../../runtime/abi/unit.js';
import type { ArrayType } from '../../ir/node.js';
import type { NumberText } from './form-arguments.js';
import { dim, elementsOf, isDTypeOnly, product, readNumber, sizesFit } from './form-arguments.js';
import type { CompiledForm, HostExpr } from './form.js';
import { scalarTypes, tags } from './program-text.js';
import type { ProgramText } from './program-text.js';
import type { NextCount } from './random-counts-text.js';
import { addNextCount, countsText } from './random-counts-text.js';
import type { Draw } from './random-text.js';
import { addGenerator, fillText, normalOf, uniform53, uniformOf } from './random-text.js';

interface Parameter {
  readonly name: string;
  readonly otherwise?: number;
  /** The condition that a value must meet; the host says what is wrong with others. */
  readonly valid: (value: string) => string;
  /** Whether it is a number for all elements. */
  readonly isNumber?: true;
}

/** How a function's arguments become elements. */
interface Distribution {
  /** Parameters of the distribution, before the shape. */
  readonly parameters: readonly Parameter[];
  /** A condition on parameters together. */
  readonly together?: (...parameters: readonly string[]) => string;
  /** What elements are made of: a draw each, or numbers one by one, as many as there is need of. */
  readonly source: ((dtype: FloatDType) => Draw) | NextCount;
  /** The element, a float64 expression of the parameters, and of `u`, the draw of an element. */
  readonly element: (u: string, dtype: FloatDType, program: ProgramText) => string;
  /** The dtype of the result where it is no float. */
  readonly dtype?: 'bool' | 'int32';
  /** Whether sizes are the arguments, one by one. */
  readonly takesSizes?: true;
}

const isFinite = (x: string): string => `abs(${x}) < Infinity`;
const isWhole = (x: string): string => `abs(${x}) < 2147483648.0 && floor(${x}) == ${x}`;
const isProbability = (x: string): string => `${x} >= 0 && ${x} <= 1`;
/** Counts stay well within int32. */
const isRate = (x: string): string => `${x} >= 0 && ${x} < 1073741824.0`;
/** A value of the dtype as float64: draws are rounded before they are used further. */
const rounded = (u: string, dtype: FloatDType): string => (dtype === 'float32' ? `<f64><f32>(${u})` : `(${u})`);

const plainUniform = { parameters: [], source: uniformOf, element: (u: string) => u } as const;
const plainNormal = { parameters: [], source: normalOf, element: (z: string) => z } as const;

const wholeNumber: Distribution = {
  parameters: [{ name: 'low', valid: isWhole, isNumber: true }, { name: 'high', valid: isWhole, isNumber: true }], source: () => uniform53, dtype: 'int32',
  together: (low, high) => `${high!} > ${low!}`,
  element: (u) => `low + floor((${u}) * (high - low))`,
};

const distributions: Readonly<Record<string, Distribution>> = {
  random: plainUniform, rand: { ...plainUniform, takesSizes: true }, randn: { ...plainNormal, takesSizes: true }, standardNormal: { ...plainNormal, takesSizes: true }, randnLike: plainNormal,
  uniform: {
    parameters: [{ name: 'low', otherwise: 0, valid: isFinite }, { name: 'high', otherwise: 1, valid: isFinite }], source: uniformOf,
    together: (low, high) => `${high!} >= ${low!}`,
    element: (u) => `low + (high - low) * (${u})`,
  },
  normal: {
    parameters: [{ name: 'mean', otherwise: 0, valid: isFinite }, { name: 'std', otherwise: 1, valid: (x) => `${x} >= 0 && ${isFinite(x)}` }], source: normalOf,
    element: (z, dtype) => `mean + std * ${rounded(z, dtype)}`,
  },
  exponential: {
    parameters: [{ name: 'scale', otherwise: 1, valid: (x) => `${x} >= 0 && ${isFinite(x)}` }], source: uniformOf,
    element: (u, dtype, program) => `-scale * <f64>${program.scalarFunction('log', dtype, [false], false)}(<${scalarTypes[dtype]}>(1.0 - ${u}))`,
  },
  bernoulli: { parameters: [{ name: 'p', otherwise: 0.5, valid: isProbability }], source: () => uniform53, dtype: 'bool', element: (u) => `${u} < p ? 1 : 0` },
  randint: wholeNumber, integers: wholeNumber,
  poisson: { parameters: [{ name: 'lam', otherwise: 1, valid: isRate }], source: 'nextPoisson', dtype: 'int32', element: () => 'nextPoisson(lam)' },
  binomial: {
    parameters: [{ name: 'n', valid: (x) => `${x} >= 0 && ${isWhole(x)}` }, { name: 'p', valid: isProbability }], source: 'nextBinomial', dtype: 'int32',
    element: () => 'nextBinomial(n, p)',
  },
  // A probability of 1e-7 keeps numbers within int32: no uniform number is below 2^-54.
  geometric: { parameters: [{ name: 'p', valid: (x) => `${x} >= 1e-7 && ${x} <= 1` }], source: 'nextGeometric', dtype: 'int32', element: () => 'nextGeometric(p)' },
};

/** A parameter as the call gives it. */
type Given = Parameter & ({ readonly number: NumberText } | { readonly array: number; readonly dtype: DType });

export function randomForm(value: HostExpr): CompiledForm | undefined {
  const { args, type } = value;
  const name = value.function.slice('random.'.length);
  const found = Object.hasOwn(distributions, name) ? distributions[name]! : undefined;
  if (found === undefined || type.kind !== 'array') return undefined;
  const dtype = found.dtype ?? type.dtype;
  if (dtype !== type.dtype || (found.dtype === undefined && !isFloat(dtype))) return undefined;
  const parameters = found.parameters.map((parameter, i) => readParameter(value, parameter, args[i], type.rank));
  const shape = readShape(name, found, args);
  if (shape === undefined || !parameters.every((parameter) => parameter !== undefined)) return undefined;
  const form = [name, tags[dtype], ...parameters.filter(isArray).map((parameter) => `${parameter.name}_${tags[parameter.dtype]}`)].join('_');
  return {
    name: form,
    add: (program) => {
      for (const parameter of parameters.filter(isArray)) program.once(checkOf(name, parameter), () => checkText(name, parameter));
      const { together } = found;
      if (together !== undefined && parameters.some(isArray)) program.once(`${form}_together`, () => togetherText(form, together, parameters));
      addFill(program, form, found, parameters, dtype);
    },
    fits: (arrays, numbers) => [
      ...conditions({ name, form, found }, parameters, arrays, numbers, 'sizes' in shape ? shape.sizes : []),
      ...('sizes' in shape ? sizesFit(shape.sizes.map((size) => size(numbers))) : ['true']),
    ].join(' && '),
    shape: (arrays, numbers) => ('sizes' in shape ? { dims: shape.sizes.map((size) => `<i32>${size(numbers)}`) } : { like: arrays[shape.like]! }),
    draws: (arrays, numbers) => parameters.map((parameter) => ('number' in parameter ? parameter.number(numbers) : elementsOf(arrays[parameter.array]!))),
  };
}

type GivenArray = Extract<Given, { readonly array: number }>;
const isArray = (parameter: Given): parameter is GivenArray => 'array' in parameter;

/** Undefined for what is neither a number nor an array of the result's rank. */
function readParameter({ arrays }: HostExpr, parameter: Parameter, argument: HostArgument | undefined, rank: number | null): Given | undefined {
  const number = readNumber(argument, parameter.otherwise);
  if (number !== undefined) return { ...parameter, number };
  if (parameter.isNumber === true || argument === undefined || !('array' in argument)) return undefined;
  const type = arrays[argument.array]!.type as ArrayType;
  return type.rank === rank && type.dtype !== 'bool' ? { ...parameter, array: argument.array, dtype: type.dtype } : undefined;
}

/** What parameters must be: in the range that they have, and one value for each element where they are arrays. */
function conditions(
  { name, form, found: { together } }: { readonly name: string; readonly form: string; readonly found: Distribution },
  parameters: readonly Given[], arrays: readonly string[], numbers: readonly string[], sizes: readonly NumberText[],
): readonly string[] {
  const each = parameters.map((parameter) => {
    if ('number' in parameter) return parameter.valid(parameter.number(numbers));
    const array = arrays[parameter.array]!;
    const isEqual = sizes.map((size, axis) => `<f64>${dim(array, axis)} == ${size(numbers)}`);
    return [...isEqual, `${checkOf(name, parameter)}(${elementsOf(array)}, ${product(sizes.map((_, axis) => dim(array, axis)))})`].join(' && ');
  });
  if (together === undefined) return each;
  const all = parameters.map((parameter) => ('number' in parameter ? parameter.number(numbers) : elementsOf(arrays[parameter.array]!)));
  if (!parameters.some(isArray)) return [...each, together(...all)];
  const count = product(sizes.map((_, axis) => dim(arrays[parameters.find(isArray)!.array]!, axis)));
  return [...each, `${form}_together(${[count, ...all].join(', ')})`];
}

const checkOf = (name: string, parameter: GivenArray): string => `${name}_${parameter.name}_${tags[parameter.dtype]}_fits`;
const loadOf = ({ dtype }: GivenArray, from: string): string => `<f64>load<${scalarTypes[dtype]}>(${from})`;

function checkText(name: string, parameter: GivenArray): string {
  return `function ${checkOf(name, parameter)}(from: usize, count: i32): bool {
  for (let i = 0, at = from; i < count; i++, at += ${itemSize(parameter.dtype)}) {
    const x = ${loadOf(parameter, 'at')};
    if (!(${parameter.valid('x')})) return false;
  }
  return true;
}
`;
}

/** Whether the condition on parameters together holds for each element. */
function togetherText(form: string, together: NonNullable<Distribution['together']>, parameters: readonly Given[]): string {
  const values = parameters.map((parameter) => (isArray(parameter) ? loadOf(parameter, `${parameter.name} + <usize>i * ${itemSize(parameter.dtype)}`) : parameter.name));
  return `function ${form}_together(count: i32, ${parameters.map((parameter) => `${parameter.name}: ${isArray(parameter) ? 'usize' : 'f64'}`).join(', ')}): bool {
  for (let i = 0; i < count; i++) if (!(${together(...values)})) return false;
  return true;
}
`;
}

/** Adds the function that fills an array. */
function addFill(program: ProgramText, form: string, { source, element }: Distribution, parameters: readonly Given[], dtype: DType): void {
  const float = isFloat(dtype) ? dtype : 'float64';
  const signature = parameters.map((parameter) => (isArray(parameter) ? `, ${parameter.name}Of: usize` : `, ${parameter.name}: f64`)).join('');
  const readAt = (at: string): string => parameters.filter(isArray).map((parameter) => `const ${parameter.name} = ${loadOf(parameter, `${parameter.name}Of + <usize>(${at}) * ${itemSize(parameter.dtype)}`)};\n      `).join('');
  const stored = dtype === 'bool' ? 'u8' : scalarTypes[dtype];
  if (typeof source === 'string') {
    addNextCount(program, source);
    program.once(form, () => countsText(form, signature, itemSize(dtype), `${readAt('i')}store<${stored}>(to, <${stored}>${element('', float, program)});`));
    return;
  }
  const draw = source(float);
  addGenerator(program, draw);
  const value = element(draw.value, float, program);
  program.once(form, () => fillText(form, draw, signature, itemSize(dtype), `${readAt('first + k')}store<${stored}>(to, <${stored}>(${value}));`));
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
