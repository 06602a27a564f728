/** The AssemblyScript text of one module while it grows: functions, generated operations, and the table of vector constants. */
import { bytesToText } from '../../../runtime/abi/byte-text.js';
import type { DType } from '../../../runtime/abi/dtype.js';
import { findMapOperation } from '../../ops/catalogue.js';
import type { Lanes, VectorConstant } from '../../ops/vector.js';
import { VectorCode } from '../../ops/vector.js';

/** Modules of `runtime/kernels` that units call functions of; `runtime/internal.ts` hands them out. */
export type EagerKernels = 'all' | 'any' | 'argmax' | 'argmin' | 'dot' | 'max' | 'min' | 'prod' | 'scan' | 'sort' | 'sum';

export type Tag = 'f32' | 'f64' | 'i32' | 'u32' | 'bool';

export const tags: Readonly<Record<DType, Tag>> = { float32: 'f32', float64: 'f64', int32: 'i32', uint32: 'u32', bool: 'bool' };

/** The AssemblyScript type of one element as a scalar. */
export const scalarTypes: Readonly<Record<DType, string>> = { float32: 'f32', float64: 'f64', int32: 'i32', uint32: 'u32', bool: 'bool' };

/** The vector layout that a dtype is computed in; masks have the width of what they came from. */
export const lanesOf: Readonly<Record<DType, Lanes>> = { float32: 'f32x4', float64: 'f64x2', int32: 'i32x4', uint32: 'i32x4', bool: 'i32x4' };

export class ProgramText {
  readonly #functions: string[] = [];
  readonly #known = new Set<string>();
  /** Bytes of the table of constants. */
  readonly #constants: number[] = [];
  readonly #sites: number[] = [];
  /** The expressions of constants by their bytes. */
  readonly #loads = new Map<string, string>();

  add(text: string): void {
    this.#functions.push(text);
  }

  /** Adds a function once. */
  once(name: string, make: () => string): string {
    if (!this.#known.has(name)) {
      this.#known.add(name);
      this.#functions.push(make());
    }
    return name;
  }

  /**
   * Declares a function of the eager kernels' module `kernels`, which a program ships beside its units, so that units need not have it too: one that is a loop
   * of its own, and never part of a fused one. `text` has it, `as` is its name there, if that is another one. Gives its name here.
   */
  kernel(kernels: EagerKernels, name: string, { text, as = name }: { readonly text: () => string; readonly as?: string }): string {
    return this.once(`eager_${name}`, () => {
      const signature = new RegExp(`^function ${name}(\\(.*\\): \\w+) {$`, 'm').exec(text())?.[1];
      if (signature === undefined) throw new Error(`no function '${name}' in the text of ${kernels}`);
      return `@external("${kernels}", "${as}") declare function eager_${name}${signature};\n`;
    });
  }

  /** Adds the functions that a recipe's instructions call. */
  addFunctionsOf(code: VectorCode): void {
    for (const [name, source] of code.functions) this.once(name, () => source);
  }

  /** The expression that loads a vector constant: from memory, since a constant in the code is rebuilt by V8 at each use. */
  constant(constant: Pick<VectorConstant, 'lanes' | 'value'>): string {
    const bytes = laneBytes(constant);
    const key = bytes.join();
    let load = this.#loads.get(key);
    if (load === undefined) {
      load = `v128.load${8 * bytes.length}_splat(constants, ${this.#constants.length})`;
      this.#loads.set(key, load);
      this.#constants.push(...bytes);
    }
    return load;
  }

  /** The number that the text says a site by: only sites that can fail, or call the host, are shipped. -1 is none. */
  site(site: number): number {
    const known = this.#sites.indexOf(site);
    return known >= 0 || site < 0 ? known : this.#sites.push(site) - 1;
  }

  /** The sites that the text names, by their numbers in it. */
  get sites(): readonly number[] {
    return this.#sites;
  }

  get functions(): string {
    return this.#functions.join('\n');
  }

  /** How many functions there are: `since` gives what was added after this. */
  get count(): number {
    return this.#functions.length;
  }

  since(count: number): string {
    return this.#functions.slice(count).join('\n');
  }

  /** The table of constants, as text: one lane of each. */
  get constants(): string {
    return bytesToText(Uint8Array.from(this.#constants));
  }

  /**
   * The scalar form of an operation: its recipe on a splat, so that scalars and vectors have the same bits. Returns the function's
   * name; parameters and result have the dtypes of the operation's signature.
   */
  scalarFunction(op: string, dtype: DType, boolOperands: readonly boolean[], resultBool: boolean): string {
    const name = `${op}_${tags[dtype]}_value`;
    return this.once(name, () => {
      const recipe = findMapOperation(op)?.recipes[dtype];
      if (recipe === undefined) throw new Error(`operation '${op}' has no recipe for ${dtype}`);
      const code = new VectorCode();
      const lanes = lanesOf[dtype];
      const wide = lanes === 'f64x2' ? 'i64x2' : 'i32x4';
      const args = boolOperands.map((isBool, i) => code.text(isBool ? `${wide}.splat(x${i} ? -1 : 0)` : `${lanes}.splat(x${i})`));
      const result = recipe(code, ...args);
      this.addFunctionsOf(code);
      const parameters = boolOperands.map((isBool, i) => `x${i}: ${isBool ? 'bool' : scalarTypes[dtype]}`).join(', ');
      const constants = code.constants.map((one) => `  const ${one.reg} = ${this.constant(one)};\n`).join('');
      const body = code.instructions.map((one) => `  const ${one.result} = ${one.text.replaceAll('$', '')};\n`).join('');
      const extract = resultBool ? `${wide}.extract_lane(${result}, 0) != 0` : `${lanes}.extract_lane(${result}, 0)${dtype === 'uint32' ? ' as u32' : ''}`;
      return `function ${name}(${parameters}): ${resultBool ? 'bool' : scalarTypes[dtype]} {\n${constants}${body}  return ${extract};\n}\n`;
    });
  }
}

/** One lane of a constant; all others are the same. */
function laneBytes({ lanes, value }: Pick<VectorConstant, 'lanes' | 'value'>): readonly number[] {
  const bytes = new DataView(new ArrayBuffer(lanes === 'f64x2' || lanes === 'i64x2' ? 8 : 4));
  if (lanes === 'f64x2') bytes.setFloat64(0, Number(value), true);
  else if (lanes === 'i64x2') bytes.setBigInt64(0, BigInt(value), true);
  else if (lanes === 'f32x4') bytes.setFloat32(0, Number(value), true);
  else bytes.setInt32(0, Number(value) | 0, true);
  return [...new Uint8Array(bytes.buffer)];
}
