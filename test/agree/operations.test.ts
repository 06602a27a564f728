/** Every operation of the catalogue, in every dtype that it has, alone in a loop and beside plain numbers: a new one is tested before anyone writes a test. */
import { describe, expect, it } from 'vitest';
import type { DType } from '../../runtime/abi/dtype.js';
import { dtypes, isFloat } from '../../runtime/abi/dtype.js';
import { math } from '../../runtime/index.js';
import { mapOperations } from '../../transformer/ops/catalogue.js';
import type { MapOperation } from '../../transformer/ops/operation.js';
import type { Ways } from './agree.js';
import { AgreeProgram, expectAgreement } from './agree.js';

const sizes = [0, 1, 3, 15, 16, 17, 100, 4095, 4097];

/** Values at the ends of each dtype, then a sequence without a pattern. */
const specials: Readonly<Record<DType, readonly number[]>> = {
  float32: [NaN, 0, -0, Infinity, -Infinity, 1e-45, -1e-45, 1.1754943508222875e-38, 3.4028234663852886e38, 1, -1, 0.5, -2.5, 3.5, 88.8, -104, 1e10],
  float64: [NaN, 0, -0, Infinity, -Infinity, 5e-324, -5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 1, -1, 0.5, -2.5, 3.5, 709.7, -746, 1e300],
  int32: [0, 1, -1, 2147483647, -2147483648, 2, -7, 31, 32, 65536],
  uint32: [0, 1, 4294967295, 2147483648, 2, 7, 31, 32, 65536],
  bool: [1, 0, 0, 1, 1],
};

/** Element i of operand k; the operands' special values meet each other in many pairs. */
function elementAt(dtype: DType, i: number, k: number): number {
  const special = specials[dtype];
  if (i < 2 * special.length || i % 11 === 0) return special[(i * (k + 1) + k * Math.floor(i / special.length)) % special.length]!;
  const unit = (Math.imul(i + 1, 2654435761 + 2 * k) >>> 0) / 2 ** 32;
  if (dtype === 'bool') return Number(unit > 0.5);
  return isFloat(dtype) ? (unit - 0.5) * 2 ** ((i * 7) % 12) : Math.floor(unit * 40) - (dtype === 'int32' ? 20 : 0);
}

function makeOperand(dtype: DType, size: number, k: number): unknown {
  const data = Array.from({ length: size }, (_, i) => elementAt(dtype, i, k));
  return math.array(dtype === 'bool' ? data.map(Boolean) : data, { dtype, shape: [size] });
}

interface Form {
  readonly key: string;
  readonly operation: MapOperation;
  readonly operands: readonly DType[];
}

/** All operands of one dtype; the condition of `where` is a bool. */
const forms: readonly Form[] = mapOperations.filter(({ name }) => name in math).flatMap((operation) => dtypes.flatMap((dtype): Form[] => {
  const { operands } = operation.signature(operation.parameters.map(() => dtype), 'float32') ?? {};
  return operands === undefined ? [] : [{ key: `${operation.name}_${dtype}`, operation, operands: operation.name === 'where' ? ['bool', dtype, dtype] : operands.map(() => dtype) }];
}));

const names = ['x', 'y', 'z'];

function printForm({ key, operation: { name }, operands }: Form): string {
  const typed = operands.map((dtype, k) => `${names[k]}: NDArray<1, '${dtype}'>`).join(', ');
  const list = names.slice(0, operands.length).join(', ');
  // A number takes the dtype of float arrays. What it makes of whole ones is asked with operators, in cases/arithmetic.ts.
  const numbers = isFloat(operands[0]!) ? `bm.${name}(x, k), bm.${name}(k, y), ` : '';
  const mixed = operands.length === 2 ? `export const ${key}_mixed = jit((${typed}, k: number) => [${numbers}bm.${name}(x, 3), k]);\n` : '';
  const scalar = `export const ${key}_fused = jit((${typed}) => bm.sum(bm.where(bm.isnan(+bm.${name}(${list})), 0, bm.${name}(${list}))));\n`;
  return `export const ${key} = jit((${typed}) => bm.${name}(${list}));\n${mixed}${scalar}`;
}

/** How far the reference may be off: the catalogue's error and one of JavaScript's own functions. */
function placesOf({ operation, operands }: Form): number {
  if (operation.ulp === undefined) return 0;
  const places = operation.ulp[operands.at(-1) === 'float64' ? 'float64' : 'float32'];
  return places <= 0.5 ? 0 : Math.ceil(places) + 1;
}

describe.each(dtypes)('%s', (dtype) => {
  const own = forms.filter((form) => form.key.endsWith(`_${dtype}`));
  let ways: Ways | undefined;
  const runAll = (): Ways => (ways ??= new AgreeProgram(`import { jit, math as bm, type NDArray } from 'myelin';\n${own.map(printForm).join('')}`).run((exports) => Object.fromEntries(
    own.map(({ key, operands }) => {
      const make = (size: number): unknown[] => operands.map((operand, k) => makeOperand(operand, size, k));
      const alone: Record<string, unknown> = Object.fromEntries(sizes.map((size) => [size, exports[key]!(...make(size))]));
      if (operands.length === 2) alone['mixed'] = [2, -1, 0.5].map((k) => exports[`${key}_mixed`]!(...make(40), k));
      return [key, { alone, fused: exports[`${key}_fused`]!(...make(17)) }];
    }))));
  const of = (way: unknown, key: string): unknown => (way as Readonly<Record<string, unknown>>)[key];

  it.each(own.map((form) => [form.operation.name, form] as const))('%s', (_, form) => {
    const { compiled, original, evaluated } = runAll();
    expect(of(compiled, form.key)).toBeDefined();
    const part = (way: unknown, name: 'alone' | 'fused'): unknown => of(of(way, form.key), name);
    for (const name of ['alone', 'fused'] as const) {
      // The errors of 17 elements add up, and what is left of a sum may be small.
      const places = placesOf(form) * (name === 'fused' ? 100 : 1);
      expectAgreement({ compiled: part(compiled, name), original: part(original, name), evaluated: evaluated.map((one) => part(one, name)) }, places);
    }
  });
});
