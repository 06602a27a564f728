/**
 * Prints recipes as one-operation kernels, compiles them all into one Wasm module and runs them on arrays: the shortest road from an
 * entry of the catalogue to numbers, with nothing of the compiler in it.
 */
import asc from 'assemblyscript/asc';
import type { DType } from '../../runtime/abi/dtype.js';
import { itemSize, typedArrays } from '../../runtime/abi/dtype.js';
import type { MapOperation, Recipe } from '../../transformer/ops/operation.js';
import type { VectorConstant } from '../../transformer/ops/vector.js';
import { VectorCode } from '../../transformer/ops/vector.js';

type Width = 32 | 64;

/** A kernel to print: an operation in one compute dtype. */
export interface KernelRequest {
  readonly operation: MapOperation;
  readonly dtype: DType;
}

function kernelName({ operation, dtype }: KernelRequest): string {
  return `${operation.name}_${dtype}`;
}

/** The dtypes that a kernel reads and writes, from the operation's own signature. */
export function kernelSignature({ operation, dtype }: KernelRequest): { readonly operands: readonly DType[]; readonly result: DType } {
  const signature = operation.signature(operation.parameters.map(() => dtype), dtype === 'float64' ? 'float64' : 'float32');
  if (signature === undefined) throw new Error(`${operation.name} has a recipe for ${dtype} but no signature`);
  return signature;
}

/** Where the constants of all kernels lie, 16 bytes each: as in the compiler's own kernels, since Binaryen moves literals back into loops. */
const constantsAddress = 1024;

/** The 16 bytes of a constant. */
function constantBytes({ lanes, value }: VectorConstant): Uint8Array {
  const array = lanes === 'f32x4' ? new Float32Array(4).fill(Number(value))
    : lanes === 'f64x2' ? new Float64Array(2).fill(Number(value))
    : lanes === 'i32x4' ? new Int32Array(4).fill(Number(value))
    : new BigInt64Array(2).fill(BigInt(value));
  return new Uint8Array(array.buffer);
}

function printLoad(dtype: DType, width: Width, pointer: string): string {
  if (dtype !== 'bool') return `v128.load(${pointer} + (i << ${itemSize(dtype) === 8 ? 3 : 2}))`;
  const words = `i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(${pointer} + i)))`;
  return width === 32 ? `i32x4.ne(${words}, i32x4.splat(0))` : `i64x2.ne(i64x2.extend_low_i32x4_u(${words}), i64x2.splat(0))`;
}

function printStore(dtype: DType, width: Width, value: string): string {
  if (dtype !== 'bool') return `    v128.store(out + (i << ${itemSize(dtype) === 8 ? 3 : 2}), ${value});`;
  const lanes = width === 32 ? 'i32x4' : 'i64x2';
  const stores = Array.from({ length: 128 / width }, (_, lane) => `    store<u8>(out + i + ${lane}, <u8>((bits >> ${lane}) & 1));`);
  return [`    const bits = ${lanes}.bitmask(${value});`, ...stores].join('\n');
}

/** One exported loop; what its recipe asks for is added to `functions` and `constants`. */
function printKernel(request: KernelRequest, recipe: Recipe, functions: Map<string, string>, constants: Uint8Array[]): string {
  const { operands, result } = kernelSignature(request);
  const code = new VectorCode();
  const args = operands.map((_, k) => `x${k}`);
  const value = recipe(code, ...args);
  for (const [name, source] of code.functions) functions.set(name, source);
  const width: Width = request.dtype === 'float64' ? 64 : 32;
  const text = (source: string): string => source.replaceAll(/\$(\w+)/g, '$1');
  return [
    `export function ${kernelName(request)}(n: i32, out: usize, ${operands.map((_, k) => `p${k}: usize`).join(', ')}): void {`,
    ...code.constants.map((constant) => {
      constants.push(constantBytes(constant));
      return `  const ${constant.reg}: v128 = v128.load(${constantsAddress + 16 * (constants.length - 1)});`;
    }),
    `  for (let i = 0; i < n; i += ${128 / width}) {`,
    ...operands.map((dtype, k) => `    const x${k}: v128 = ${printLoad(dtype, width, `p${k}`)};`),
    ...code.instructions.map((instruction) => `    const ${instruction.result}: v128 = ${text(instruction.text)};`),
    printStore(result, width, value),
    '  }',
    '}',
  ].join('\n');
}

/** Runs one kernel on operands of its own dtypes; returns as many results as the first operand has elements. */
export type RunKernel = (request: KernelRequest, operands: readonly ArrayLike<number>[]) => Float32Array | Float64Array | Int32Array | Uint32Array | Uint8Array;

const memoryPages = 1024;
const arraysAddress = 1 << 17;

/** Compiles the kernels of all requests in one module. */
export async function assembleRecipes(requests: readonly KernelRequest[]): Promise<{ readonly run: RunKernel; readonly instance: WebAssembly.Instance; readonly memory: WebAssembly.Memory }> {
  const functions = new Map<string, string>();
  const constants: Uint8Array[] = [];
  const kernels = requests.map((request) => {
    const recipe = request.operation.recipes[request.dtype];
    if (recipe === undefined) throw new Error(`${request.operation.name} has no recipe for ${request.dtype}`);
    return printKernel(request, recipe, functions, constants);
  });
  const source = [...functions.values(), ...kernels].join('\n\n');
  const wasm = await compile(source);
  const memory = new WebAssembly.Memory({ initial: memoryPages });
  constants.forEach((bytes, k) => new Uint8Array(memory.buffer).set(bytes, constantsAddress + 16 * k));
  const { instance } = await WebAssembly.instantiate(wasm as BufferSource, { env: { memory, abort: () => { throw new Error('abort'); } } });
  const run: RunKernel = (request, operands) => {
    const signature = kernelSignature(request);
    const size = operands[0]?.length ?? 0;
    let top = arraysAddress;
    // 64 bytes beyond the end: kernels work on whole vectors.
    const reserve = (dtype: DType): number => {
      const address = top;
      top += Math.ceil((size * itemSize(dtype)) / 64) * 64 + 64;
      return address;
    };
    const out = reserve(signature.result);
    const addresses = operands.map((operand, k) => {
      const dtype = signature.operands[k] ?? request.dtype;
      const address = reserve(dtype);
      if (top > memoryPages * 65536) throw new RangeError('too many elements for one call');
      new typedArrays[dtype](memory.buffer, address, size).set(operand);
      return address;
    });
    const kernel = instance.exports[kernelName(request)];
    if (typeof kernel !== 'function') throw new Error(`no kernel ${kernelName(request)}`);
    kernel(size, out, ...addresses);
    return new typedArrays[signature.result](memory.buffer, out, size).slice();
  };
  return { run, instance, memory };
}

async function compile(source: string): Promise<Uint8Array> {
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    ['kernels.ts', '--outFile', 'kernels.wasm', '--enable', 'simd', '-O3', '--runtime', 'stub', '--importMemory', '--noExportMemory', '--use', 'abort='],
    {
      readFile: (name) => (name === 'kernels.ts' ? source : null),
      writeFile: (name, contents) => { if (name.endsWith('.wasm')) binary = contents as Uint8Array; },
      listFiles: () => [],
    },
  );
  if (error !== null || binary === undefined) throw new Error(`${error?.message}\n${stderr.toString()}`);
  return binary;
}
