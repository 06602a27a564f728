/** The text of a unit's function while it grows: lines, names, frame memory, buffers. Emitters of statements write through it. */
import type { DType } from '../../../runtime/abi/dtype.js';
import { itemSize } from '../../../runtime/abi/dtype.js';
import type { Block, LocalId, UnitIr } from '../../ir/node.js';
import { ElementViews } from './element-views.js';
import { findEscaping } from './escaping-locals.js';
import { prelude, preludeNeeds } from './prelude.js';
import type { ProgramText } from './program-text.js';
import { findReusable } from './reusable-buffers.js';
import { bufferBytes } from './rows-prelude.js';
import { ScalarText } from './scalar-text.js';
import { WholeNumbers } from './whole-numbers.js';

export class UnitText {
  readonly program: ProgramText;
  readonly ir: UnitIr;
  readonly numbers: WholeNumbers;
  readonly views: ElementViews = new ElementViews();
  readonly scalar: ScalarText;
  /** Array locals that may be written in place when they are assigned again. */
  readonly reusable: ReadonlySet<LocalId>;
  /** Locals that hold what the host gave, of which the last one is remembered. */
  readonly given: Set<LocalId> = new Set();
  readonly #escaping: ReadonlySet<LocalId>;
  readonly #block: (block: Block) => void;
  readonly #lines: string[] = [];
  readonly #notes: string[] = [];
  #indent = '  ';
  #frameBytes: number;
  #kernels = 0;
  #names = 0;
  /** The most operands of a loop over parts of arrays. */
  #buffers = 0;
  /** How many loops of the user's the text stands in. */
  loopDepth = 0;
  /** Whether it draws random numbers. */
  draws = false;

  /** `block` emits statements: the emitters of compound ones need it. */
  constructor(program: ProgramText, ir: UnitIr, block: (unit: UnitText, block: Block) => void) {
    this.program = program;
    this.ir = ir;
    this.numbers = new WholeNumbers(ir);
    this.scalar = new ScalarText(program, this.numbers, this.views);
    this.reusable = findReusable(ir);
    this.#escaping = findEscaping(ir);
    this.#frameBytes = ir.frameBytes;
    this.#block = (statements) => { block(this, statements); };
  }

  get frameBytes(): number {
    return this.#frameBytes;
  }

  get notes(): readonly string[] {
    return this.#notes;
  }

  /** The unit's function; `declarations` come before all lines. */
  functionText(declarations: string): string {
    const buffers = this.#buffers === 0 ? '' : '  let rowBuffers: usize = 0;\n';
    const body = this.#lines.join('\n').replaceAll('ROW_BUFFERS', String(this.#buffers * bufferBytes));
    return `export function ${this.ir.export}(frame: usize): void {\n${declarations}${buffers}${body}\n}\n`;
  }

  block(statements: Block): void {
    this.#block(statements);
  }

  line(text: string): void {
    this.#lines.push(this.#indent + text);
  }

  indented(make: () => void): void {
    const outer = this.#indent;
    this.#indent += '  ';
    make();
    this.#indent = outer;
  }

  /** What `explain` says of a loop or call. */
  note(text: string): void {
    this.#notes.push(text);
  }

  /** Names a value; gives the name. */
  temporary(text: string): string {
    const name = this.fresh('v');
    this.line(`const ${name} = ${text};`);
    return name;
  }

  /** A name that nothing else has. */
  fresh(prefix: string): string {
    return `${prefix}${this.#names++}`;
  }

  /** A name for the function of a kernel of this unit. */
  kernelName(letter: 'k' | 'r'): string {
    return `${this.ir.export}_${letter}${this.#kernels++}`;
  }

  /** Bytes of the frame; gives their offset. */
  reserve(bytes: number): number {
    const offset = Math.ceil(this.#frameBytes / 16) * 16;
    this.#frameBytes = offset + bytes;
    return offset;
  }

  /** The name of a function of the prelude, which is added. */
  use(name: string): string {
    const needed = preludeNeeds[name];
    if (needed !== undefined) this.use(needed);
    return this.program.once(name, () => prelude(name));
  }

  /** Memory for an array, or for what no local holds. */
  allocate(bytes: string, local?: LocalId): string {
    return `${local !== undefined && this.#escaping.has(local) ? 'host_allocate' : this.use('allocate')}(${bytes})`;
  }

  /** A buffer for a local's new value: its own again where nothing else can hold it (element-wise code may write where it reads). */
  outputBuffer(local: LocalId, dtype: DType, shape: string): string {
    const bytes = this.temporary(`${this.use('paddedBytes')}(${shape}, ${itemSize(dtype)})`);
    if (!this.reusable.has(local)) return this.temporary(this.allocate(bytes, local));
    this.line(`if (${bytes} > room${local}) {`);
    this.line(`  own${local} = ${this.allocate(bytes, local)};`);
    this.line(`  room${local} = ${bytes};`);
    this.line('}');
    return this.temporary(`own${local}`);
  }

  /** Buffers for the operands of one loop, which all loops of a call share; gives their address. */
  buffers(count: number): string {
    this.#buffers = Math.max(this.#buffers, count);
    this.line(`if (!rowBuffers) rowBuffers = ${this.allocate('ROW_BUFFERS')};`);
    return 'rowBuffers';
  }
}
