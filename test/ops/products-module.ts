/** Compiles text of kernels on raw addresses into one module and runs them on typed arrays: for products and reductions alike. */
import asc from 'assemblyscript/asc';

export type Numbers = Float32Array | Float64Array | Int32Array | Uint32Array | Uint8Array;
export type NumbersOf<A extends Numbers> = { new (length: number): A; new (buffer: ArrayBuffer, offset: number, length: number): A; readonly BYTES_PER_ELEMENT: number };

const scratchAddress = 1 << 16;
const scratchBytes = 1 << 16;
const arraysAddress = scratchAddress + scratchBytes;
const memoryPages = 1024;

export interface KernelModule {
  /** Calls a kernel whose parameters are numbers and addresses; arrays are copied in, in order, and `out`, if any, is read back. */
  run<A extends Numbers>(name: string, args: readonly (number | Numbers | Out<A>)[]): { readonly result: number; readonly out: A };
}

/** The place of the result among the arguments. */
export class Out<A extends Numbers> {
  constructor(readonly kind: NumbersOf<A>, readonly length: number) {}
}

/** `text` declares functions; those in `names` are exported. */
export async function compileKernels(text: string, names: readonly string[]): Promise<KernelModule> {
  const source = `@external("env", "scratch") declare const scratch: usize;\n${text}\nexport { ${names.join(', ')} };\n`;
  let wasm: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    ['kernels.ts', '--outFile', 'kernels.wasm', '--enable', 'simd', '-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--noExportMemory', '--use', 'abort='],
    {
      readFile: (name) => (name === 'kernels.ts' ? source : null),
      writeFile: (name, contents) => { if (name.endsWith('.wasm')) wasm = contents as Uint8Array; },
      listFiles: () => [],
    },
  );
  if (error !== null || wasm === undefined) throw new Error(`${error?.message}\n${stderr.toString()}`);
  const memory = new WebAssembly.Memory({ initial: memoryPages });
  const { instance } = await WebAssembly.instantiate(wasm as BufferSource, { env: { memory, scratch: scratchAddress } });
  return { run: (name, args) => runKernel(instance, memory, name, args) };
}

/** Guards of 64 bytes around every array tell whether a kernel wrote where it may not; as floats they are NaN, so that a lane past the end shows. */
const guard = 0xff;
const padding = 64;

function runKernel<A extends Numbers>(instance: WebAssembly.Instance, memory: WebAssembly.Memory, name: string, args: readonly (number | Numbers | Out<A>)[]): { result: number; out: A } {
  const bytes = new Uint8Array(memory.buffer);
  bytes.fill(guard, scratchAddress, arraysAddress);
  let top = arraysAddress;
  let out: A | undefined;
  const inputs: { readonly address: number; readonly array: Numbers }[] = [];
  const reserve = (byteLength: number): number => {
    const address = top + padding;
    top = address + Math.ceil(byteLength / 64) * 64 + padding;
    if (top > bytes.length) throw new RangeError('too many elements for one call');
    bytes.fill(guard, address - padding, top);
    return address;
  };
  const values = args.map((arg) => {
    if (typeof arg === 'number') return arg;
    const address = reserve(arg instanceof Out ? arg.length * arg.kind.BYTES_PER_ELEMENT : arg.byteLength);
    if (arg instanceof Out) out = new arg.kind(memory.buffer, address, arg.length);
    else {
      bytes.set(new Uint8Array(arg.buffer, arg.byteOffset, arg.byteLength), address);
      inputs.push({ address, array: arg });
    }
    return address;
  });
  reserve(0);
  const kernel = instance.exports[name];
  if (typeof kernel !== 'function') throw new Error(`no kernel ${name}`);
  const result: unknown = kernel(...values);
  for (const { address, array } of inputs) checkInput(bytes, address, array);
  if (out !== undefined) checkGuard(bytes, out.byteOffset - padding, out.byteOffset);
  checkGuard(bytes, top - padding, top);
  checkGuard(bytes, arraysAddress, arraysAddress + padding);
  return { result: Number(result), out: (out ?? new Uint8Array(0)).slice() as A };
}

function checkInput(bytes: Uint8Array, address: number, array: Numbers): void {
  const before = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  for (let i = 0; i < before.length; i++) if (bytes[address + i] !== before[i]) throw new Error('an input was written');
  checkGuard(bytes, address - padding, address);
  checkGuard(bytes, address + before.length, address + before.length + padding);
}

function checkGuard(bytes: Uint8Array, from: number, to: number): void {
  for (let i = from; i < to; i++) if (bytes[i] !== guard) throw new Error('written beside an array');
}
