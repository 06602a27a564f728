/**
 * A unit as one exported AssemblyScript function over its frame. Kernels run at full speed when all their arrays have one shape;
 * otherwise the host works out the broadcast (or throws), operands are expanded, and statements run one by one.
 */
import type { DType } from '../../../runtime/abi/dtype.js';
import { itemSize } from '../../../runtime/abi/dtype.js';
import { alignment, descriptor, descriptorBytes, dtypeCode } from '../../../runtime/abi/layout.js';
import type { ArrayType, Block, Expr, LocalId, ScalarType, Statement, UnitIr } from '../../ir/node.js';
import { assignedLocals, visitExpr, visitStatements } from '../../ir/visit.js';
import { productFunctions } from '../../ops/products.js';
import type { KernelCall, KernelOutput } from './emit-kernel.js';
import { emitKernel, scratchBytes } from './emit-kernel.js';
import type { RowOperand, UnitText } from './emit-rows.js';
import { emitRows, emitView } from './emit-rows.js';
import { emitRowKernel, rowKernelFits } from './emit-row-kernel.js';
import { type ElementView, ElementViews, findViewed, rankOf } from './element-views.js';
import { compiledForm } from './compiled-form.js';
import { findEscaping } from './escaping-locals.js';
import { expressionKey } from './expression-key.js';
import { prelude } from './prelude.js';
import type { ProgramText } from './program-text.js';
import { scalarTypes, tags } from './program-text.js';
import { bufferBytes } from './rows-prelude.js';
import { findReusable } from './reusable-buffers.js';
import { ScalarText } from './scalar-text.js';
import { WholeNumbers } from './whole-numbers.js';

export interface EmittedUnit {
  readonly frameBytes: number;
  /** The unit's function and all that it is the first to call. */
  readonly text: string;
  /** What `explain` says of each loop. */
  readonly notes: readonly string[];
}

export function emitUnit(program: ProgramText, unit: UnitIr): EmittedUnit {
  const before = program.count;
  const emitted = new UnitEmitter(program, unit).emit();
  return { ...emitted, text: program.since(before) };
}

class UnitEmitter {
  readonly #program: ProgramText;
  readonly #unit: UnitIr;
  readonly #numbers: WholeNumbers;
  readonly #views = new ElementViews();
  readonly #scalar: ScalarText;
  readonly #reusable: ReadonlySet<LocalId>;
  readonly #escaping: ReadonlySet<LocalId>;
  readonly #lines: string[] = [];
  readonly #notes: string[] = [];
  #indent = '  ';
  #frameBytes: number;
  #kernels = 0;
  #temporaries = 0;
  #loopDepth = 0;
  /** Locals that hold what the host gave, of which the last one is remembered. */
  readonly #given = new Set<LocalId>();
  /** The most operands of a loop over parts of arrays. */
  #buffers = 0;
  readonly #text: UnitText;

  constructor(program: ProgramText, unit: UnitIr) {
    this.#program = program;
    this.#unit = unit;
    this.#numbers = new WholeNumbers(unit);
    this.#scalar = new ScalarText(program, this.#numbers, this.#views);
    this.#reusable = findReusable(unit);
    this.#escaping = findEscaping(unit);
    this.#frameBytes = unit.frameBytes;
    this.#text = {
      scalar: this.#scalar,
      line: (text) => { this.#line(text); },
      indented: (make) => { this.#indented(make); },
      temporary: (text) => this.#temporary(text),
      fresh: (prefix) => `${prefix}${this.#temporaries++}`,
      reserve: (bytes) => this.#reserve(bytes),
      use: (name) => this.#use(name),
      buffers: (count) => this.#roomFor(count),
    };
  }

  emit(): EmittedUnit {
    const { body, results } = this.#unit;
    this.#block(body);
    for (const { value, offset } of results) {
      if (value.type.kind === 'array') this.#line(`${this.#use('copyDescriptor')}(frame + ${offset}, ${this.#scalar.address(value)});`);
      else this.#line(`store<f64>(frame, ${(value.type as ScalarType).dtype === 'bool' ? `<f64>i32(${this.#scalar.value(value)})` : this.#scalar.value(value)}, ${offset});`);
    }
    const declarations = this.#declarations();
    const buffers = this.#buffers === 0 ? '' : '  let rowBuffers: usize = 0;\n';
    const text = `export function ${this.#unit.export}(frame: usize): void {\n${declarations}${buffers}${this.#lines.join('\n').replaceAll('ROW_BUFFERS', String(this.#buffers * bufferBytes))}\n}\n`;
    this.#program.add(text);
    return { frameBytes: this.#frameBytes, text, notes: this.#notes };
  }

  #declarations(): string {
    const assigned = assignedLocals(this.#unit.body);
    const kept = this.#keptLocals();
    return this.#unit.locals.filter((local) => assigned.has(local.id) && kept.has(local.id)).map(({ id, type }) => {
      if (type.kind === 'array') {
        const offset = this.#reserve(descriptorBytes);
        const code = `  store<i32>(l${id}, ${dtypeCode(type.dtype)}, ${descriptor.dtype});\n`;
        return `  const l${id} = frame + ${offset};\n${code}${this.#reusable.has(id) ? `  let own${id}: usize = 0, room${id} = 0;\n` : ''}${this.#given.has(id) ? `  let given${id}: usize = 0;\n` : ''}`;
      }
      if (this.#numbers.isWhole(id)) return `  let l${id}: i64 = 0;\n`;
      if (type.kind === 'scalar') return `  let l${id}: ${scalarTypes[type.dtype]} = ${type.dtype === 'bool' ? 'false' : '0'};\n`;
      return `  let l${id}: ${type.kind === 'string' ? 'i32' : 'usize'} = 0;\n`;
    }).join('');
  }

  /** Locals that live in memory or registers of the unit: those that kernels keep to themselves do not. */
  #keptLocals(): Set<LocalId> {
    const kept = new Set<LocalId>();
    visitStatements(this.#unit.body, (statement) => {
      if (statement.kind === 'kernel' || statement.kind === 'row-kernel') for (const local of statement.kept) kept.add(local);
    });
    const see = (block: Block): void => {
      for (const statement of block) {
        if (statement.kind === 'let') kept.add(statement.local);
        if (statement.kind === 'host-tuple') for (const local of statement.locals) kept.add(local);
        if (statement.kind === 'if') { see(statement.then); see(statement.else); }
        if (statement.kind === 'loop') { see(statement.body); see(statement.step); }
        // Run one by one, a kernel's statements need all their locals.
        if ((statement.kind === 'kernel' && statement.statements.length > 1) || statement.kind === 'row-kernel') see(statement.statements);
      }
    };
    see(this.#unit.body);
    return kept;
  }

  #reserve(bytes: number): number {
    const offset = Math.ceil(this.#frameBytes / 16) * 16;
    this.#frameBytes = offset + bytes;
    return offset;
  }

  #line(text: string): void {
    this.#lines.push(this.#indent + text);
  }

  #indented(make: () => void): void {
    const outer = this.#indent;
    this.#indent += '  ';
    make();
    this.#indent = outer;
  }

  #use(name: string): string {
    return this.#program.once(name, () => prelude(name));
  }

  #block(block: Block): void {
    for (const statement of block) this.#statement(statement);
  }

  #statement(statement: Statement): void {
    switch (statement.kind) {
      case 'let': return this.#let(statement.local, statement.value);
      case 'kernel': return this.#kernel(statement.statements, statement.kept);
      case 'store-element': this.#line(this.#scalar.elementWrite(statement)); return;
      case 'if':
        this.#line(`if (${this.#scalar.value(statement.test)}) {`);
        this.#indented(() => { this.#block(statement.then); });
        if (statement.else.length > 0) {
          this.#line('} else {');
          this.#indented(() => { this.#block(statement.else); });
        }
        this.#line('}');
        return;
      case 'loop': return this.#loop(statement);
      case 'break': case 'continue': this.#line(`${statement.kind};`); return;
      case 'host-tuple': return this.#host(statement.locals, statement.arrays, statement.numbers, statement.site);
      case 'store':
        if (statement.target.type.kind === 'scalar') this.#line(this.#scalar.storePart(statement.target as Extract<Expr, { kind: 'view' }>, statement.value));
        else this.#kernel([statement], []);
        return;
      case 'row-kernel': return this.#rowKernel(statement);
    }
  }

  /** Address and size of arrays that the loop uses element by element are loaded before it. */
  #loop(statement: Extract<Statement, { kind: 'loop' }>): void {
    const views = new Map<string, ElementView>();
    for (const array of findViewed(statement)) {
      const address = this.#scalar.address(array);
      if (views.has(address) || this.#views.find(address) !== undefined) continue;
      const size = `load<u32>(${address}, ${descriptor.size})`;
      const rank = rankOf(array);
      views.set(address, {
        data: this.#temporary(`load<u32>(${address})`),
        count: this.#temporary(rank === 1 ? size : `load<i32>(${address}, ${descriptor.rank}) <= 1 ? ${size} : 0`),
        dims: Array.from({ length: rank > 1 ? rank : 0 }, (_, axis) => this.#temporary(`load<u32>(${address}, ${descriptor.dims + 4 * axis})`)),
      });
    }
    this.#loopDepth += 1;
    this.#views.with(views, () => { this.#loopOnly(statement); });
    this.#loopDepth -= 1;
  }

  /** `continue` must run the step: where it is more than assignments of numbers, it stands at the head of the loop and is skipped the first time. */
  #loopOnly({ test, body, step }: Extract<Statement, { kind: 'loop' }>): void {
    const isEndless = test.kind === 'const' && test.value === true;
    const steps = step.map((one) => (one.kind === 'let' && one.value.type.kind === 'scalar' && this.#isPlain(one.value) ? this.#scalar.assignment(one.local, one.value).slice(0, -1) : undefined));
    if (steps.every((text) => text !== undefined)) {
      this.#line(steps.length === 0 ? `while (${isEndless ? 'true' : this.#scalar.value(test)}) {` : `for (; ${isEndless ? 'true' : this.#scalar.value(test)}; ${steps.join(', ')}) {`);
      this.#indented(() => { this.#block(body); });
      this.#line('}');
      return;
    }
    const flag = `first${this.#temporaries++}`;
    this.#line(`let ${flag} = true;`);
    this.#line('while (true) {');
    this.#indented(() => {
      this.#line(`if (!${flag}) {`);
      this.#indented(() => { this.#block(step); });
      this.#line('}');
      this.#line(`${flag} = false;`);
      if (!isEndless) this.#line(`if (!${this.#scalar.value(test)}) break;`);
      this.#block(body);
    });
    this.#line('}');
  }

  /** Whether a number is an expression, and not something that `#let` has statements for. */
  #isPlain(value: Expr): boolean {
    return value.kind !== 'reduce' && value.kind !== 'dot' && value.kind !== 'host';
  }

  #let(local: LocalId, value: Expr): void {
    const { type } = value;
    if (value.kind === 'reduce' || (type.kind === 'array' && (value.kind === 'map' || value.kind === 'cast' || value.kind === 'view'))) {
      this.#kernel([{ kind: 'let', local, value }], [local]);
      return;
    }
    switch (value.kind) {
      case 'dot': return this.#dot(local, value);
      case 'host': return this.#hostOrInline(local, value);
      case 'copy': {
        const from = this.#temporary(this.#scalar.address(value.arg));
        const bytes = this.#temporary(`${this.#use('paddedBytes')}(${from}, ${itemSize(value.type.dtype)})`);
        const address = this.#temporary(this.#allocate(bytes, local));
        this.#line(`memory.copy(${address}, load<u32>(${from}), ${bytes});`);
        this.#line(`${this.#use('copyShape')}(l${local}, ${from});`);
        this.#line(`store<u32>(l${local}, ${address});`);
        return;
      }
      case 'box': {
        const { dtype } = value.type;
        const address = this.#temporary(this.#allocate('128', local));
        this.#line(`store<i64>(l${local}, 1, ${descriptor.size});`);
        this.#line(dtype === 'bool' ? `store<u8>(${address}, ${this.#scalar.value(value.arg)} ? 1 : 0);` : `store<${scalarTypes[dtype]}>(${address}, ${this.#scalar.value(value.arg)});`);
        this.#line(`store<u32>(l${local}, ${address});`);
        return;
      }
      default: break;
    }
    if (type.kind === 'array') this.#line(`${this.#use('copyDescriptor')}(l${local}, ${this.#scalar.address(value)});`);
    else if (type.kind === 'scalar') this.#line(this.#scalar.assignment(local, value));
    else if (type.kind === 'string') this.#line(`l${local} = ${this.#scalar.string(value)};`);
    else this.#line(`l${local} = ${this.#scalar.address(value)};`);
  }

  /** The address of a descriptor, computed once in a kernel's block. */
  #addresses(exprs: readonly Expr[], known: Map<string, string>): readonly string[] {
    return exprs.map((expr) => {
      const text = expr.kind === 'view' ? expressionKey(expr) : this.#scalar.address(expr);
      const name = known.get(text) ?? (expr.kind === 'view' ? emitView(this.#text, expr) : this.#temporary(text));
      known.set(text, name);
      return name;
    });
  }

  #temporary(text: string): string {
    const name = `v${this.#temporaries++}`;
    this.#line(`const ${name} = ${text};`);
    return name;
  }

  /** Memory for an array, or for what no local holds. */
  #allocate(bytes: string, local?: LocalId): string {
    return `${local !== undefined && this.#escaping.has(local) ? 'host_allocate' : this.#use('allocate')}(${bytes})`;
  }

  /** Vectors and matrices; the shape comes from the host, which throws if the operands do not fit. */
  #dot(local: LocalId, value: Extract<Expr, { kind: 'dot' }>): void {
    const [ta, tb] = [value.a.type as ArrayType, value.b.type as ArrayType];
    const tag = tags[ta.dtype] as 'f32' | 'f64';
    this.#program.once(`products_${tag}`, () => productFunctions(tag));
    const a = this.#temporary(this.#scalar.address(value.a));
    const b = this.#temporary(this.#scalar.address(value.b));
    const shape = this.#temporary(`frame + ${this.#reserve(descriptorBytes)}`);
    this.#line(`host_dot(${value.site}, ${shape}, ${a}, ${b});`);
    const dim = (array: string, axis: number): string => `load<i32>(${array}, ${descriptor.dims + 4 * axis})`;
    if (value.type.kind === 'scalar') {
      this.#line(`l${local} = dot_${tag}(${dim(a, 0)}, load<u32>(${a}), load<u32>(${b}));`);
      return;
    }
    const address = this.#temporary(this.#allocate(`${this.#use('paddedBytes')}(${shape}, ${itemSize(ta.dtype)})`, local));
    const pointers = `${address}, load<u32>(${a}), load<u32>(${b})`;
    if (ta.rank === 2 && tb.rank === 1) this.#line(`matvec_${tag}(${dim(a, 0)}, ${dim(a, 1)}, ${pointers});`);
    else if (ta.rank === 1) this.#line(`vecmat_${tag}(${dim(b, 0)}, ${dim(b, 1)}, ${pointers});`);
    else this.#line(`matmul_${tag}(${dim(a, 0)}, ${dim(a, 1)}, ${dim(b, 1)}, ${pointers});`);
    this.#line(`${this.#use('copyShape')}(l${local}, ${shape});`);
    this.#line(`store<u32>(l${local}, ${address});`);
  }

  /** A function of `math` that has a compiled form runs it where the operands allow; the host takes all other cases, and throws what is to be thrown. */
  #hostOrInline(local: LocalId, value: Extract<Expr, { kind: 'host' }>): void {
    const form = compiledForm(value);
    if (form === undefined) this.#notes.push(`math.${value.function} is called in JavaScript: it has no compiled form`);
    const onHost = (): void => { this.#host([local], value.arrays, value.numbers, value.site); };
    if (form === undefined) {
      onHost();
      return;
    }
    this.#program.once(form.name, () => form.source);
    this.#line('{');
    this.#indented(() => {
      const arrays = value.arrays.map((array) => this.#temporary(this.#scalar.address(array)));
      const numbers = value.numbers.map((number) => this.#temporary(this.#scalar.value(number)));
      this.#line(`if (${form.fits(arrays, numbers)}) {`);
      this.#indented(() => {
        this.#line(`store<i32>(l${local}, ${form.size(arrays, numbers)}, ${descriptor.size});`);
        this.#line(`store<i32>(l${local}, 1, ${descriptor.rank});`);
        this.#line(`store<i32>(l${local}, ${form.size(arrays, numbers)}, ${descriptor.dims});`);
        const out = this.#outputBuffer(local, (value.type as ArrayType).dtype, `l${local}`);
        this.#line(`${form.name}(${[out, ...arrays, ...numbers].join(', ')});`);
        this.#line(`store<u32>(l${local}, ${out});`);
      });
      this.#line('} else {');
      this.#indented(onHost);
      this.#line('}');
    });
    this.#line('}');
  }

  /** A call of a function of `math` on the host: lists of descriptors and numbers go through the frame. */
  #host(locals: readonly LocalId[], arrays: readonly Expr[], numbers: readonly Expr[], site: number): void {
    const arrayList = this.#reserve(Math.max(arrays.length * 4, 4));
    const numberList = this.#reserve(Math.max(numbers.length * 8, 8));
    const out = this.#reserve(descriptorBytes * locals.length);
    for (const [i, array] of arrays.entries()) this.#line(`store<u32>(frame, ${this.#scalar.address(array)}, ${arrayList + 4 * i});`);
    for (const [i, number] of numbers.entries()) this.#line(`store<f64>(frame, ${this.#scalar.value(number)}, ${numberList + 8 * i});`);
    const call = `host_call(${site}, frame + ${out}, frame + ${arrayList}, frame + ${numberList})`;
    const [only] = locals;
    if (locals.length === 1 && this.#unit.locals[only!]!.type.kind === 'scalar') {
      this.#line(`l${only!} = ${call};`);
      return;
    }
    this.#line(`${call};`);
    // In a loop the result of the turn before goes, where no other name can hold it: a call keeps all else until it ends.
    for (const [i, local] of this.#loopDepth === 0 ? [] : locals.entries()) {
      if (this.#unit.locals[local]!.type.kind !== 'array' || !this.#reusable.has(local)) continue;
      this.#given.add(local);
      this.#line(`if (given${local}) host_release(given${local});`);
      this.#line(`given${local} = load<u32>(frame, ${out + descriptorBytes * i});`);
    }
    for (const [i, local] of locals.entries()) this.#line(`${this.#use('copyDescriptor')}(l${local}, frame + ${out + descriptorBytes * i});`);
  }

  /** One pass over the rows of a matrix; statement by statement where the sizes do not allow it (or are wrong: then one of them throws). */
  #rowKernel(statement: Extract<Statement, { kind: 'row-kernel' }>): void {
    const { statements, kept } = statement;
    const kernel = emitRowKernel(this.#program, `${this.#unit.export}_r${this.#kernels++}`, statements, kept);
    this.#notes.push(`${kernel.name}: one pass over the rows of a matrix, ${statements.length} statements`);
    const { dtype } = statement.matrix.type as ArrayType;
    this.#line('{');
    this.#indented(() => {
      const matrix = this.#temporary(this.#scalar.address(statement.matrix));
      const inputs = kernel.inputs.map((input) => this.#temporary(this.#scalar.address(input)));
      const weights = kernel.weights.map((weight) => this.#temporary(this.#scalar.address(weight)));
      this.#line(`if (${rowKernelFits(matrix, inputs, weights)}) {`);
      this.#indented(() => {
        const dim = (axis: number): string => `load<i32>(${matrix}, ${descriptor.dims + 4 * axis})`;
        const make = (local: LocalId, axis: number): string => {
          this.#line(`store<i32>(l${local}, ${dim(axis)}, ${descriptor.size});`);
          this.#line(`store<i32>(l${local}, 1, ${descriptor.rank});`);
          this.#line(`store<i32>(l${local}, ${dim(axis)}, ${descriptor.dims});`);
          const address = this.#temporary(this.#allocate(`${this.#use('paddedBytes')}(l${local}, ${itemSize(dtype)})`, local));
          this.#line(`store<u32>(l${local}, ${address});`);
          return address;
        };
        const rows = kernel.kept.map(({ local }) => make(local, 0));
        const outputs = kernel.outputs.map(({ local }) => make(local, 1));
        const buffer = this.#temporary(this.#allocate(String(Math.ceil(kernel.buffers / alignment) * alignment)));
        const scalars = kernel.scalars.map((scalar) => this.#scalar.value(scalar.expr));
        const pointer = (array: string): string => `load<u32>(${array})`;
        this.#line(`${kernel.name}(${[dim(0), dim(1), pointer(matrix), buffer, ...inputs.map(pointer), ...rows, ...weights.map(pointer), ...outputs, ...scalars].join(', ')});`);
        this.#line(`${this.#use('release')}(${buffer});`);
      });
      this.#line('} else {');
      this.#indented(() => { this.#block(statements); });
      this.#line('}');
    });
    this.#line('}');
  }

  /** A loop over elements: fast where all shapes agree; otherwise statement by statement, operands broadcast. */
  #kernel(statements: Block, kept: readonly LocalId[]): void {
    const name = `${this.#unit.export}_k${this.#kernels++}`;
    const call = emitKernel(this.#program, name, statements, kept);
    const arrays = [...call.inputs, ...call.outputs.flatMap((output) => (output.kind === 'store' ? [output.target] : []))];
    const hasViews = arrays.some((array) => array.kind === 'view');
    this.#notes.push(`${name}: ${statements.length} statement${statements.length === 1 ? '' : 's'} in one SIMD loop over ${call.inputs.length} array${call.inputs.length === 1 ? '' : 's'}${hasViews ? ', parts of arrays in place' : ''}`);
    this.#line('{');
    this.#indented(() => {
      const scalars = call.scalars.map((scalar) => this.#temporary(this.#scalar.value(scalar.expr)));
      const known = new Map<string, string>();
      const inputs = this.#addresses(call.inputs, known);
      const targets = call.outputs.map((output) => (output.kind === 'store' ? this.#addresses([output.target], known)[0]! : ''));
      const shapes = [...new Set([...inputs, ...targets.filter((target) => target !== '')])];
      const [reference] = inputs.length > 0 ? inputs : shapes;
      const run: KernelRun = { call, inputs, targets, scalars, kept };
      const fused = (): void => { if (hasViews) this.#runRows(run, reference!); else this.#runFused(run, reference!); };
      const agree = shapes.filter((shape) => shape !== reference).map((shape) => `${this.#use('same')}(${reference!}, ${shape})`);
      if (agree.length === 0) {
        fused();
        return;
      }
      this.#line(`if (${agree.join(' && ')}) {`);
      this.#indented(fused);
      this.#line('} else {');
      this.#indented(() => {
        if (statements.length > 1) for (const statement of statements) this.#kernel([statement], statement.kind === 'let' ? [statement.local] : []);
        else if (call.reductions.length > 0) this.#reduceBroadcast(statements[0]!, run);
        else this.#runBroadcast(statements[0]!, run);
      });
      this.#line('}');
    });
    this.#line('}');
  }

  /** All operands have the shape of `reference`. */
  #runFused({ call, inputs, targets, scalars, kept }: KernelRun, reference: string): void {
    const addresses = call.outputs.map((output, i) => (output.kind === 'store' ? `load<u32>(${targets[i]!})` : this.#outputBuffer(output.local, output.dtype, reference)));
    const pointers = inputs.map((input) => `load<u32>(${input})`);
    this.#call(call, reference, addresses, pointers, scalars);
    this.#nameOutputs(call, kept, addresses, reference);
  }

  /** The same where operands are parts of arrays, or broadcast to the shape. */
  #runRows({ call, inputs, targets, scalars, kept }: KernelRun, shape: string): void {
    const swaps: string[] = [];
    const addresses = call.outputs.map((output, i) => (output.kind === 'store' ? targets[i]! : this.#freshBuffer(output, call, shape, swaps)));
    const outputs = call.outputs.map((output, i): RowOperand => ({
      kind: output.kind === 'store' ? 'written' : 'made', at: addresses[i]!, isView: output.kind === 'store' && output.target.kind === 'view', dtype: output.dtype,
    }));
    const read = call.inputs.map((input, i): RowOperand => ({ kind: 'read', at: inputs[i]!, isView: input.kind === 'view', dtype: (input.type as ArrayType).dtype }));
    emitRows(this.#text, shape, [...outputs, ...read], (length, pointers) => `${call.name}(${[length, ...pointers, ...scalars].join(', ')});`);
    this.#nameOutputs(call, kept, addresses, shape);
    for (const swap of swaps) this.#line(swap);
  }

  #nameOutputs(call: KernelCall, kept: readonly LocalId[], addresses: readonly string[], shape: string): void {
    for (const [i, output] of call.outputs.entries()) {
      if (output.kind !== 'local' || !kept.includes(output.local)) continue;
      this.#line(`${this.#use('copyShape')}(l${output.local}, ${shape});`);
      this.#line(`store<u32>(l${output.local}, ${addresses[i]!});`);
    }
  }

  /** A buffer for what a loop makes that may read the same local at other places: then the old buffer is given back after the loop. */
  #freshBuffer({ local, dtype }: Extract<KernelOutput, { kind: 'local' }>, call: KernelCall, shape: string, swaps: string[]): string {
    const reads = call.inputs.some((input) => {
      const array = input.kind === 'view' ? input.array : input;
      return array.kind === 'local' && array.local === local;
    });
    if (!reads || !this.#reusable.has(local)) return this.#outputBuffer(local, dtype, shape);
    const bytes = this.#temporary(`${this.#use('paddedBytes')}(${shape}, ${itemSize(dtype)})`);
    const made = this.#temporary(this.#allocate(bytes, local));
    swaps.push(`if (own${local}) host_release(own${local});`, `own${local} = ${made};`, `room${local} = ${bytes};`);
    return made;
  }

  /** The address of `count` buffers for the operands of a loop. */
  #roomFor(count: number): string {
    this.#buffers = Math.max(this.#buffers, count);
    this.#line(`if (!rowBuffers) rowBuffers = ${this.#allocate('ROW_BUFFERS')};`);
    return 'rowBuffers';
  }

  /** A buffer for a local's new value: its own again where nothing else can hold it (element-wise code may write where it reads). */
  #outputBuffer(local: LocalId, dtype: DType, shape: string): string {
    const bytes = this.#temporary(`${this.#use('paddedBytes')}(${shape}, ${itemSize(dtype)})`);
    if (!this.#reusable.has(local)) return this.#temporary(this.#allocate(bytes, local));
    this.#line(`if (${bytes} > room${local}) {`);
    this.#line(`  own${local} = ${this.#allocate(bytes, local)};`);
    this.#line(`  room${local} = ${bytes};`);
    this.#line('}');
    return this.#temporary(`own${local}`);
  }

  /** `shape`: the descriptor whose shape the loop goes over. */
  #call(call: KernelCall, shape: string, outputs: readonly string[], inputs: readonly string[], scalars: readonly string[]): void {
    const count = `load<i32>(${shape}, ${descriptor.size})`;
    for (const { op, site } of call.reductions) if (op === 'min' || op === 'max') this.#line(`if (${count} == 0) host_empty(${site}, ${shape});`);
    const scratch = call.reductions.length === 0 ? undefined : this.#reserve(scratchBytes(call));
    this.#line(`${call.name}(${[count, ...outputs, ...inputs, ...scalars, ...(scratch === undefined ? [] : [`frame + ${scratch}`])].join(', ')});`);
    for (const [i, { local, dtype }] of call.reductions.entries()) {
      const type = dtype === 'bool' ? 'i32' : scalarTypes[dtype];
      const read = `load<${type}>(frame, ${scratch! + 8 * i})`;
      this.#line(`l${local} = ${dtype === 'bool' ? `${read} != 0` : read};`);
    }
  }

  /** One statement whose arrays differ in shape: the common one is found, and operands are read as if they were repeated. */
  #runBroadcast(statement: Statement, run: KernelRun): void {
    const { inputs } = run;
    const target = run.targets[0] ?? '';
    if (statement.kind === 'store' && statement.target.kind === 'view') {
      const fits = inputs.map((input) => `${this.#use('fitsPart')}(${target}, ${input})`).join(' && ');
      this.#line(`if (!(${fits})) {`);
      this.#indented(() => { this.#line(`host_fit(${statement.site}, ${target}, ${this.#joined(statement, inputs)});`); });
      this.#line('}');
      this.#runRows(run, target);
      return;
    }
    const shape = this.#joined(statement, inputs);
    if (statement.kind !== 'store') {
      this.#runRows(run, shape);
      return;
    }
    // A Variable keeps its shape: the value has it, or is one element, which fills it.
    this.#line(`if (!${this.#use('same')}(${target}, ${shape})) host_checkAssign(${statement.site}, ${target}, ${shape});`);
    this.#runRows(run, target);
  }

  /** The descriptor of the shape that arrays broadcast to; the host throws where they do not. */
  #joined(statement: Statement, arrays: readonly string[]): string {
    const shape = this.#temporary(`frame + ${this.#reserve(descriptorBytes)}`);
    const list = this.#reserve(arrays.length * 4);
    this.#line(`store<i32>(${shape}, 0, ${descriptor.rank});`);
    for (const [i, array] of arrays.entries()) this.#line(`store<u32>(frame, ${array}, ${list + 4 * i});`);
    const fits = arrays.map((array) => `${this.#use('joinShape')}(${shape}, ${array})`).join(' && ');
    this.#line(`if (!(${fits})) host_broadcast(${siteOf(statement)}, ${shape}, frame + ${list}, ${arrays.length});`);
    return shape;
  }

  /** A reduction of arrays that differ in shape: its order goes over elements in sequence, so operands are repeated in memory. */
  #reduceBroadcast(statement: Statement, { call, inputs, scalars }: KernelRun): void {
    const shape = this.#joined(statement, inputs);
    const pointers = inputs.map((input) => {
      const pointer = `p${this.#temporaries++}`;
      this.#line(`let ${pointer} = load<u32>(${input});`);
      this.#line(`if (!${this.#use('same')}(${input}, ${shape})) ${pointer} = host_expand(${input}, ${shape});`);
      return pointer;
    });
    this.#call(call, shape, [], pointers, scalars);
  }
}

/** A kernel with the names that its operands have in the unit. */
interface KernelRun {
  readonly call: KernelCall;
  /** Addresses of descriptors. */
  readonly inputs: readonly string[];
  /** Those of Variables and parts that are written, '' for locals. */
  readonly targets: readonly string[];
  readonly scalars: readonly string[];
  readonly kept: readonly LocalId[];
}

/** The place to blame for operands that do not fit: the outermost operation of a statement. */
function siteOf(statement: Statement): number {
  let site = statement.kind === 'store' ? statement.site : -1;
  if (statement.kind === 'let' || statement.kind === 'store') {
    visitExpr(statement.value, (expr) => {
      if ((expr.kind === 'map' || expr.kind === 'reduce') && expr.site >= 0 && expr.type.kind === 'array') site = expr.site;
    });
  }
  return site;
}

