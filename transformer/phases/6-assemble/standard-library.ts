/**
 * The standard library that generated text is compiled with: AssemblyScript's own builtins, and below only what its compiler looks for by name or what an
 * operator calls. The whole library is 500 kB, which is parsed anew for each module: 0.75 s in a fresh process, against 0.2 s.
 */

/** The classes behind the number types. Generated text calls no methods of numbers. */
const numberClasses = ['I8', 'I16', 'I32', 'I64', 'Isize', 'U8', 'U16', 'U32', 'U64', 'Usize', 'Bool', 'F32', 'F64'];
const unmanaged = (name: string): string => `@final @unmanaged export abstract class ${name} {}\n`;

/** `a % b` of two float64 (there is none of float32), exact: |b| times powers of two, from the largest down, is taken away from |a| where it fits; the sign is that of a. */
const math = `
function exponentOf(bits: u64): i64 {
  return bits >= 0x10000000000000 ? bits >> 52 : 12 - clz<i64>(bits);
}

// With the hidden bit, to which subnormals are shifted up.
function significandOf(bits: u64): u64 {
  return bits >= 0x10000000000000 ? (bits & 0xFFFFFFFFFFFFF) | 0x10000000000000 : bits << (clz<i64>(bits) - 11);
}

export namespace NativeMath {
  export function mod(x: f64, y: f64): f64 {
    if (y != y || y == 0 || !(abs<f64>(x) < Infinity)) return NaN;
    const divisor = reinterpret<u64>(abs<f64>(y));
    if (reinterpret<u64>(abs<f64>(x)) < divisor) return x;
    let rest = reinterpret<u64>(abs<f64>(x));
    const step = significandOf(divisor);
    const lowest = exponentOf(divisor);
    let exponent = exponentOf(rest);
    rest = significandOf(rest);
    for (; exponent > lowest; --exponent) {
      if (rest >= step) rest -= step;
      rest <<= 1;
    }
    if (rest >= step) rest -= step;
    if (rest == 0) return copysign<f64>(0, x);
    const shift = clz<i64>(rest) - 11;
    rest <<= shift;
    exponent -= shift;
    const bits = exponent > 0 ? (rest & 0xFFFFFFFFFFFFF) | (exponent << 52) : rest >> (1 - exponent);
    return copysign<f64>(reinterpret<f64>(bits), x);
  }
}
export namespace NativeMathf {}
`;

/** By the names that the compiler asks for. `builtins`: the text of AssemblyScript's own file of that name. */
export function standardLibrary(builtins: string): ReadonlyMap<string, string> {
  return new Map([
    ['~lib/builtins.ts', builtins],
    // The builtins read numbers from text with these; generated text does not.
    ['~lib/util/string.ts', 'export declare function strtol<T>(text: String, radix: i32): T;\nexport declare function strtod(text: String): f64;\nexport declare function strtob(text: String): bool;\n'],
    ['~lib/number.ts', `@builtin @inline export const NaN: f64 = 0 / 0;\n@builtin @inline export const Infinity: f64 = 1 / 0;\n${numberClasses.map(unmanaged).join('')}`],
    ['~lib/vector.ts', unmanaged('V128')],
    ['~lib/object.ts', 'export abstract class Object {}\n'],
    ['~lib/string.ts', '@final export abstract class String {}\n'],
    ['~lib/arraybuffer.ts', '@final export class ArrayBuffer {}\nexport abstract class ArrayBufferView {}\n'],
    ['~lib/memory.ts', 'export namespace memory {\n  @unsafe @builtin export declare function fill(to: usize, byte: u8, bytes: usize): void;\n  @unsafe @builtin export declare function copy(to: usize, from: usize, bytes: usize): void;\n}\n'],
    ['~lib/math.ts', math],
  ]);
}
