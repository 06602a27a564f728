/** Calls of functions of `math`: on the host, or of the compiled form of those that have one. */
import { descriptor, descriptorBytes } from '../../../runtime/abi/layout.js';
import type { ArrayType, Expr, LocalId } from '../../ir/node.js';
import { compiledForm, writingForm } from './compiled-form.js';
import type { CompiledForm, FormOperands, HostWrite } from './form.js';
import { drawBytes } from './random-text.js';
import type { UnitText } from './unit-text.js';

/** A function of `math` that has a compiled form runs it where the operands allow; the host takes all other cases, and throws what is to be thrown. */
export function emitHostFunction(unit: UnitText, local: LocalId, value: Extract<Expr, { kind: 'host' }>): void {
  const form = compiledForm(value);
  if (form === undefined) unit.note(`math.${value.function} is called in JavaScript: it has no compiled form`);
  const onHost = (): void => { emitHostCall(unit, [local], value.arrays, value.numbers, value.site); };
  if (form === undefined) {
    onHost();
    return;
  }
  form.add(unit.program);
  unit.line('{');
  unit.indented(() => {
    const arrays = value.arrays.map((array) => unit.temporary(unit.scalar.address(array)));
    const numbers = value.numbers.map((number) => unit.temporary(unit.scalar.value(number)));
    const fits = form.fits(arrays, numbers);
    const run = (): void => {
      emitShape(unit, local, form.shape(arrays, numbers));
      const out = unit.outputBuffer(local, (value.type as ArrayType).dtype, `l${local}`);
      const room = form.room === undefined ? undefined : unit.temporary(unit.allocate(form.room(arrays, numbers)));
      const call = `${form.name}(${operandsOf(unit, form, local, { out, made: `l${local}`, arrays, numbers, room: room ?? '' }).join(', ')})`;
      unit.line(form.mayRefuse === true ? `done = ${call} < 0;` : `${call};`);
      if (room !== undefined) unit.line(`${unit.use('release')}(${room});`);
      unit.line(`store<u32>(l${local}, ${out});`);
    };
    if (fits === 'true' && form.mayRefuse !== true) {
      run();
      return;
    }
    if (form.mayRefuse === true) unit.line('let done = false;');
    unit.line(`if (${fits}) {`);
    unit.indented(run);
    unit.line(form.mayRefuse === true ? '}' : '} else {');
    if (form.mayRefuse === true) unit.line('if (!done) {');
    unit.indented(onHost);
    unit.line('}');
  });
  unit.line('}');
}

/** A call that gives several results, or none. */
export function emitHostTuple(unit: UnitText, call: HostWrite): void {
  const form = writingForm(call);
  const onHost = (): void => { emitHostCall(unit, call.locals, call.arrays, call.numbers, call.site); };
  if (form === undefined) {
    if (call.function !== 'throw') unit.note(`math.${call.function} is called in JavaScript: it has no compiled form`);
    onHost();
    return;
  }
  form.add(unit.program);
  unit.line('{');
  unit.indented(() => {
    const arrays = call.arrays.map((array) => unit.temporary(unit.scalar.address(array)));
    const numbers = call.numbers.map((number) => unit.temporary(unit.scalar.value(number)));
    unit.line(`if (${form.fits(arrays, numbers)}) {`);
    unit.indented(() => { unit.line(`${form.name}(${form.call(arrays, numbers).join(', ')});`); });
    unit.line('} else {');
    unit.indented(onHost);
    unit.line('}');
  });
  unit.line('}');
}

function operandsOf(unit: UnitText, form: CompiledForm, local: LocalId, operands: FormOperands): readonly string[] {
  const { out, arrays, numbers } = operands;
  if (form.draws !== undefined) {
    unit.draws = true;
    return [out, `load<i32>(l${local}, ${descriptor.size})`, `frame + ${unit.reserve(drawBytes)}`, ...form.draws(arrays, numbers)];
  }
  return form.call?.(operands) ?? [out, ...arrays, ...numbers];
}

/** Gives the descriptor of a local its shape. */
export function emitShape(unit: UnitText, local: LocalId, shape: ReturnType<CompiledForm['shape']>): void {
  if ('like' in shape) {
    unit.line(`${unit.use('copyShape')}(l${local}, ${shape.like});`);
    return;
  }
  const dims = shape.dims.map((dim) => unit.temporary(dim));
  unit.line(`store<i32>(l${local}, ${dims.length === 0 ? '1' : dims.reduce((size, dim) => `${unit.use('timesSize')}(${size}, ${dim})`)}, ${descriptor.size});`);
  unit.line(`store<i32>(l${local}, ${dims.length}, ${descriptor.rank});`);
  for (const [axis, dim] of dims.entries()) unit.line(`store<i32>(l${local}, ${dim}, ${descriptor.dims + 4 * axis});`);
}

/** A call of a function of `math` on the host: lists of descriptors and numbers go through the frame. */
export function emitHostCall(unit: UnitText, locals: readonly LocalId[], arrays: readonly Expr[], numbers: readonly Expr[], site: number): void {
  const arrayList = unit.reserve(Math.max(arrays.length * 4, 4));
  const numberList = unit.reserve(Math.max(numbers.length * 8, 8));
  const out = unit.reserve(descriptorBytes * locals.length);
  for (const [i, array] of arrays.entries()) unit.line(`store<u32>(frame, ${unit.scalar.address(array)}, ${arrayList + 4 * i});`);
  for (const [i, number] of numbers.entries()) unit.line(`store<f64>(frame, ${number.type.kind === 'string' ? `<f64>${unit.scalar.string(number)}` : unit.scalar.value(number)}, ${numberList + 8 * i});`);
  const call = `host_call(${unit.program.site(site)}, frame + ${out}, frame + ${arrayList}, frame + ${numberList})`;
  const [only] = locals;
  if (locals.length === 1 && unit.ir.locals[only!]!.type.kind === 'scalar') {
    unit.line(`l${only!} = ${call};`);
    return;
  }
  unit.line(`${call};`);
  // In a loop the result of the turn before goes, where no other name can hold it: a call keeps all else until it ends.
  for (const [i, local] of unit.loopDepth === 0 ? [] : locals.entries()) {
    if (unit.ir.locals[local]!.type.kind !== 'array' || !unit.reusable.has(local)) continue;
    unit.given.add(local);
    unit.line(`if (given${local}) host_release(given${local});`);
    unit.line(`given${local} = load<u32>(frame, ${out + descriptorBytes * i});`);
  }
  for (const [i, local] of locals.entries()) {
    const at = out + descriptorBytes * i;
    unit.line(unit.ir.locals[local]!.type.kind === 'scalar' ? `l${local} = load<f64>(frame, ${at});` : `${unit.use('copyDescriptor')}(l${local}, frame + ${at});`);
  }
}
