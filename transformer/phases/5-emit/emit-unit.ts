/** A unit as one exported AssemblyScript function over its frame. */
import type { Block, Expr, ScalarType, Statement, UnitIr } from '../../ir/node.js';
import { declareLocals } from './declare-locals.js';
import { emitHostTuple } from './emit-host-call.js';
import { emitLet } from './emit-let.js';
import { emitLoop } from './emit-loop.js';
import type { ProgramText } from './program-text.js';
import { runKernel } from './run-kernel.js';
import { runRowKernel } from './run-row-kernel.js';
import { isStreamed, runStreamedKernel } from './run-streamed-kernel.js';
import { UnitText } from './unit-text.js';
import { conditionsOf } from './whole-numbers.js';

export interface EmittedUnit {
  readonly frameBytes: number;
  /** The unit's function and all that it is the first to call. */
  readonly text: string;
  /** What `explain` says of each loop. */
  readonly notes: readonly string[];
  /** Whether it draws random numbers from the shared stream itself. */
  readonly draws: boolean;
}

export function emitUnit(program: ProgramText, ir: UnitIr): EmittedUnit {
  const before = program.count;
  const unit = new UnitText(program, ir, emitBlock);
  unit.block(ir.body);
  for (const { value, offset } of ir.results) emitResult(unit, value, offset);
  program.add(unit.functionText(declareLocals(unit)));
  return { frameBytes: unit.frameBytes, text: program.since(before), notes: unit.notes, draws: unit.draws };
}

function emitResult(unit: UnitText, value: Expr, offset: number): void {
  if (value.type.kind === 'array') unit.line(`${unit.use('copyDescriptor')}(frame + ${offset}, ${unit.scalar.address(value)});`);
  else if (value.type.kind === 'string') unit.line(`store<i32>(frame, ${unit.scalar.string(value)}, ${offset});`);
  else unit.line(`store<f64>(frame, ${(value.type as ScalarType).dtype === 'bool' ? `<f64>i32(${unit.scalar.value(value)})` : unit.scalar.value(value)}, ${offset});`);
}

function emitBlock(unit: UnitText, block: Block): void {
  for (const statement of block) emitStatement(unit, statement);
}

function emitStatement(unit: UnitText, statement: Statement): void {
  switch (statement.kind) {
    case 'let': return emitLet(unit, statement.local, statement.value);
    case 'kernel': return isStreamed(statement) ? runStreamedKernel(unit, statement) : runKernel(unit, statement);
    case 'store-element': unit.line(unit.scalar.elementWrite(statement)); return;
    case 'if': return emitIf(unit, statement);
    case 'loop': return emitLoop(unit, statement);
    case 'break': case 'continue': unit.line(`${statement.kind};`); return;
    case 'host-tuple': return emitHostTuple(unit, statement);
    case 'store':
      if (statement.target.type.kind === 'scalar') unit.line(unit.scalar.storePart(statement.target as Extract<Expr, { kind: 'view' }>, statement.value));
      else runKernel(unit, { statements: [statement], kept: [], sized: [] });
      return;
    case 'row-kernel': return runRowKernel(unit, statement);
  }
}

function emitIf(unit: UnitText, { test, then, else: otherwise }: Extract<Statement, { kind: 'if' }>): void {
  // The parts of `a && b` are branches of their own, as in emit-loop.ts.
  const conditions = otherwise.length > 0 ? [test] : conditionsOf(test);
  unit.line(`${conditions.map((condition) => `if (${unit.scalar.value(condition)})`).join(' ')} {`);
  unit.indented(() => { unit.block(then); });
  if (otherwise.length > 0) {
    unit.line('} else {');
    unit.indented(() => { unit.block(otherwise); });
  }
  unit.line('}');
}
