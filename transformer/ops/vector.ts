/**
 * The language that operations are written in: straight-line Wasm SIMD, one value an instruction.
 *
 * A recipe (`(v, x) => v.add(x, v.const(1))`) appends instructions to a `VectorCode`; the emitter prints them once for every
 * vector in flight, with all constants kept in locals that are set before the loop (a constant inside of a loop is rebuilt
 * by V8 at each use). The scalar form of an operation is the same recipe on a splat, so both give the same bits.
 */

/** Lane layout of a value. Masks (results of comparisons) are all-ones or all-zeros lanes of the layout they came from. */
export type Lanes = 'f32x4' | 'f64x2' | 'i32x4' | 'i64x2';

/** The name of a value in the straight-line code. */
export type Reg = string & { readonly __reg?: never };

export interface Instruction {
  readonly result: Reg;
  /** AssemblyScript text of the right-hand side; `$name` stands for another register (`f32x4.add($t1, $t2)`). */
  readonly text: string;
}

export interface VectorConstant {
  readonly reg: Reg;
  readonly lanes: Lanes;
  /** The value of every lane; for i64x2 a bigint. */
  readonly value: number | bigint;
}

/** Collects the instructions and constants of one recipe. Constants and repeated pure instructions are shared. */
export class VectorCode {
  readonly instructions: Instruction[] = [];
  readonly constants: VectorConstant[] = [];
  /**
   * AssemblyScript functions that instructions call, by name: rare paths with loops in them (the remainder of a huge quotient,
   * the sine of 1e300), taken by `v128.any_true($mask) ? rare($x) : $usual`. The emitter prints each once in a module.
   */
  readonly functions: Map<string, string> = new Map();
  readonly #known = new Map<string, Reg>();
  #count = 0;

  /** A constant in every lane. */
  const(lanes: Lanes, value: number | bigint): Reg {
    const bits = typeof value === 'number' && Object.is(value, -0) ? '-0' : String(value);
    const key = `const ${lanes} ${bits}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const reg = `c${this.constants.length}`;
    this.constants.push({ reg, lanes, value });
    this.#known.set(key, reg);
    return reg;
  }

  /** Makes sure that the module has this AssemblyScript function; names begin with the operation that owns them. */
  function(name: string, source: string): void {
    this.functions.set(name, source);
  }

  /** Appends one pure instruction, e.g. `code.push('f32x4.add', a, b)`; the same instruction twice gives the same register. */
  push(instruction: string, ...args: readonly Reg[]): Reg {
    return this.text(`${instruction}(${args.map((arg) => `$${arg}`).join(', ')})`);
  }

  /** Appends AssemblyScript text in which registers are written `$name` (for immediates: `i32x4.shl($t1, 23)`). */
  text(text: string): Reg {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const reg = `t${this.#count++}`;
    this.instructions.push({ result: reg, text });
    this.#known.set(text, reg);
    return reg;
  }
}
