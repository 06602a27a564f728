/**
 * Which plain numbers are whole, and between what bounds: counters, sizes, what `| 0` gives. The locals among them are kept as 64-bit
 * integers, so that `x[i]` needs one comparison and no conversion. A local counts as whole only where its values stay within ±2^52 (its
 * float64 is exact) and can never be -0: then nothing tells the two representations apart.
 */
import type { Block, Expr, LocalId, ScalarType, Statement, UnitIr } from '../../ir/node.js';
import { assignedLocals, blocksOf, visitStatements } from '../../ir/visit.js';

export interface Range {
  readonly low: number;
  readonly high: number;
}

const exact = 2 ** 52;
/** How far a counter without a bound is taken to go. */
const counted = 2 ** 51;
const int32: Range = { low: -(2 ** 31), high: 2 ** 31 - 1 };
const uint32: Range = { low: 0, high: 2 ** 32 - 1 };
/** A counter that moves by no more than this in one statement takes an hour to leave ±2^51. */
const longestStep = 4096;
/** Rounds after which a range that still grows is taken to grow for good. */
const patience = 8;

/** An assignment, and what the tests of the loops around it say of counters at that point. */
interface Assignment {
  readonly local: LocalId;
  readonly value: Expr;
  readonly bounds: readonly Bound[];
}

/** `local < than` (or `<=`) holds. */
interface Bound {
  readonly local: LocalId;
  readonly than: Expr;
  readonly orEqual: boolean;
}

export class WholeNumbers {
  /** Absent: not whole. Null: no value seen yet. */
  readonly #ranges = new Map<LocalId, Range | null>();

  constructor(unit: UnitIr) {
    const excluded = new Set<LocalId>();
    visitStatements(unit.body, (statement) => {
      if (statement.kind === 'host-tuple') for (const local of statement.locals) excluded.add(local);
    });
    for (const { id, type } of unit.locals) {
      if (type.kind === 'scalar' && type.dtype === 'float64' && !excluded.has(id)) this.#ranges.set(id, null);
    }
    const assignments = assignmentsOf(unit.body, []);
    this.#settle(assignments); // Locals that nothing is assigned to stay null; nothing reads them.
    for (let round = 0; round < 3; round++) this.#narrow(assignments);
  }

  isWhole(local: LocalId): boolean {
    return this.#ranges.has(local);
  }

  /** The bounds of a number that is whole for certain, up to `limit` in size; undefined for any other. */
  range(expr: Expr, limit: number = exact): Range | undefined {
    const range = this.#rangeOf(expr, [], limit);
    return range === null ? { low: 0, high: 0 } : range;
  }

  /** Widens ranges until every assignment is within its local's; what leaves the exact range is not whole. */
  #settle(assignments: readonly Assignment[]): void {
    for (let round = 0, changed = true; changed; round++) {
      changed = false;
      for (const { local, value, bounds } of assignments) {
        const known = this.#ranges.get(local);
        if (known === undefined) continue;
        const given = this.#rangeOf(value, bounds, exact + longestStep);
        if (given === null) continue;
        if (given === undefined) {
          this.#ranges.delete(local);
          changed = true;
          continue;
        }
        const grown = known === null ? given : { low: Math.min(known.low, given.low), high: Math.max(known.high, given.high) };
        if (known !== null && grown.low === known.low && grown.high === known.high) continue;
        changed = this.#grow(local, value, grown, round) || changed;
      }
    }
  }

  /** Ranges were widened generously; what the assignments give is within them, and often less: a counter stays below the bound of its loop. */
  #narrow(assignments: readonly Assignment[]): void {
    const given = new Map<LocalId, Range>();
    for (const { local, value, bounds } of assignments) {
      if (!this.#ranges.has(local)) continue;
      const range = this.#rangeOf(value, bounds, exact + longestStep);
      if (range !== null && range !== undefined) given.set(local, hull(range, given.get(local) ?? range));
    }
    for (const [local, range] of given) {
      const known = this.#ranges.get(local);
      if (known !== null && known !== undefined) this.#ranges.set(local, { low: Math.max(known.low, range.low), high: Math.min(known.high, range.high) });
    }
  }

  /** Whether the range has changed. */
  #grow(local: LocalId, value: Expr, grown: Range, round: number): boolean {
    const fits = grown.low >= -exact && grown.high <= exact;
    if (fits && round < patience) {
      this.#ranges.set(local, grown);
      return true;
    }
    const known = this.#ranges.get(local);
    const isStep = stepOf(value, local) !== undefined;
    // What is past ±2^51 by one step is a counter that has been widened.
    if (isStep && known !== null && known !== undefined) {
      const widened: Range = { low: grown.low < known.low ? -counted : known.low, high: grown.high > known.high ? counted : known.high };
      if (widened.low === known.low && widened.high === known.high) return false;
      this.#ranges.set(local, widened);
      return true;
    }
    // Copies of a counter follow it once it is as wide as it gets.
    if (fits && round < 4 * patience) this.#ranges.set(local, grown);
    else this.#ranges.delete(local);
    return true;
  }

  /** Null: nothing known yet of a local it reads. */
  #rangeOf(expr: Expr, bounds: readonly Bound[], limit: number): Range | null | undefined {
    const range = this.#unlimited(expr, bounds, limit);
    return range === null || range === undefined || (range.low >= -limit && range.high <= limit) ? range : undefined;
  }

  #unlimited(expr: Expr, bounds: readonly Bound[], limit: number): Range | null | undefined {
    const of = (operand: Expr): Range | null | undefined => this.#rangeOf(operand, bounds, limit);
    switch (expr.kind) {
      case 'const': return typeof expr.value === 'number' && Number.isInteger(expr.value) && !Object.is(expr.value, -0) ? { low: expr.value, high: expr.value } : undefined;
      case 'local': return this.#bounded(expr.local, bounds);
      case 'size': return uint32;
      case 'length': case 'rank': return { low: 0, high: int32.high };
      case 'dim': {
        const { rank } = expr.array.type as { readonly rank: number | null };
        return expr.axis.kind === 'const' && rank !== null && Number(expr.axis.value) >= 0 && Number(expr.axis.value) < rank ? uint32 : undefined;
      }
      case 'cast': {
        if (expr.type.dtype === 'int32') return expr.arg.kind === 'map' && expr.arg.op === 'toInt32' ? of(expr.arg) : int32;
        const from = (expr.arg.type as ScalarType).dtype;
        if (expr.type.dtype !== 'float64' || from === 'bool' || from === 'float32') return undefined;
        return from === 'float64' ? of(expr.arg) : from === 'uint32' ? uint32 : this.#int32Range(expr.arg, of);
      }
      case 'select': return hull(of(expr.whenTrue), of(expr.whenFalse));
      case 'map': return expr.type.dtype === 'float64' ? this.#mapRange(expr, bounds, limit) : expr.type.dtype === 'int32' ? this.#int32Range(expr, of) : undefined;
      default: return undefined;
    }
  }

  #bounded(local: LocalId, bounds: readonly Bound[]): Range | null | undefined {
    let range = this.#ranges.get(local);
    for (const bound of bounds) {
      if (bound.local !== local || range === null || range === undefined) continue;
      const than = this.#rangeOf(bound.than, [], exact);
      if (than === null || than === undefined) continue;
      // Where nothing can be below the bound the loop's body does not run.
      range = { low: range.low, high: Math.max(range.low, Math.min(range.high, bound.orEqual ? than.high : than.high - 1)) };
    }
    return range;
  }

  /** Sums and products may pass the exact range, up to `limit`; all other operations are on numbers within it. */
  #mapRange({ op, args }: Extract<Expr, { kind: 'map' }>, bounds: readonly Bound[], limit: number): Range | null | undefined {
    const of = (operand: Expr): Range | null | undefined => this.#rangeOf(operand, bounds, Math.min(limit, exact + longestStep));
    if (op === 'toInt32') {
      const inner = of(args[0]!) ?? this.#quotient(args[0]!, of);
      return inner !== undefined && inner !== null && inner.low >= int32.low && inner.high <= int32.high ? inner : int32;
    }
    if (op === 'floor' || op === 'trunc' || op === 'ceil') {
      const inner = of(args[0]!);
      return inner === undefined && op !== 'ceil' ? this.#quotient(args[0]!, of) : inner;
    }
    const ranges = args.map((arg, i) => (op === 'add' || op === 'mul' || (op === 'sub' && i === 0) ? this.#rangeOf(arg, bounds, limit) : of(arg)));
    if (ranges.includes(undefined)) return undefined;
    if (ranges.includes(null)) return null;
    const [a, b] = ranges as Range[];
    if (a === undefined || b === undefined) return undefined;
    switch (op) {
      case 'add': return { low: a.low + b.low, high: a.high + b.high };
      case 'sub': return { low: a.low - b.high, high: a.high - b.low };
      // 0 * -1 and -1 % 1 would be -0.
      case 'mul': {
        const products = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
        return (a.low >= 0 && b.low >= 0) || a.low >= 1 || b.low >= 1 ? { low: Math.min(...products), high: Math.max(...products) } : undefined;
      }
      case 'rem': return a.low >= 0 && b.low >= 1 ? { low: 0, high: Math.min(a.high, b.high - 1) } : undefined;
      case 'minimum': return { low: Math.min(a.low, b.low), high: Math.min(a.high, b.high) };
      case 'maximum': return { low: Math.max(a.low, b.low), high: Math.max(a.high, b.high) };
      default: return undefined;
    }
  }

  /** `a / b` cut to a whole number: exact in integers while a is below 2^52. */
  #quotient(expr: Expr, of: (operand: Expr) => Range | null | undefined): Range | null | undefined {
    const division = wholeDivision(expr);
    if (division === undefined) return undefined;
    const [a, b] = [of(division.a), of(division.b)];
    if (a === null || b === null) return null;
    return a !== undefined && b !== undefined && a.low >= 0 && a.high <= exact && b.low >= 1 ? { low: 0, high: Math.floor(a.high / b.low) } : undefined;
  }

  #int32Range(expr: Expr, of: (operand: Expr) => Range | null | undefined): Range | null {
    if (expr.kind !== 'map' || expr.op !== 'bitwiseAnd') return int32;
    const masks = expr.args.map(of).filter((range): range is Range => range !== null && range !== undefined && range.low >= 0);
    return masks.length === 0 ? int32 : { low: 0, high: Math.min(...masks.map((mask) => mask.high)) };
  }
}

/** `a / b` of plain numbers, behind casts that change nothing. */
export function wholeDivision(expr: Expr): { readonly a: Expr; readonly b: Expr } | undefined {
  const inner = withoutCasts(expr);
  return inner.kind === 'map' && inner.op === 'div' && inner.type.dtype === 'float64' ? { a: inner.args[0]!, b: inner.args[1]! } : undefined;
}

export function withoutCasts(expr: Expr): Expr {
  return expr.kind === 'cast' && expr.type.dtype === 'float64' && expr.arg.type.kind === 'scalar' && expr.arg.type.dtype === 'float64' ? withoutCasts(expr.arg) : expr;
}

function hull(a: Range, b: Range): Range;
function hull(a: Range | null | undefined, b: Range | null | undefined): Range | null | undefined;
function hull(a: Range | null | undefined, b: Range | null | undefined): Range | null | undefined {
  if (a === undefined || b === undefined) return undefined;
  if (a === null || b === null) return a ?? b;
  return { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) };
}

/** `local + c` or `local - c` for a small constant. */
function stepOf(value: Expr, local: LocalId): number | undefined {
  const sum = withoutCasts(value);
  if (sum.kind !== 'map' || (sum.op !== 'add' && sum.op !== 'sub')) return undefined;
  const [left, right] = sum.args.map(withoutCasts) as [Expr, Expr];
  const [counter, step] = right.kind === 'local' && sum.op === 'add' ? [right, left] : [left, right];
  if (counter.kind !== 'local' || counter.local !== local || step.kind !== 'const') return undefined;
  return Math.abs(Number(step.value)) <= longestStep ? Number(step.value) : undefined;
}

function assignmentsOf(block: Block, bounds: readonly Bound[]): Assignment[] {
  return block.flatMap((statement): Assignment[] => {
    if (statement.kind === 'let') return [{ local: statement.local, value: statement.value, bounds }];
    const inner = statement.kind === 'loop' ? [...bounds, ...boundsOf(statement)] : bounds;
    const outer = withoutAssigned(statement, inner);
    return blocksOf(statement).flatMap((one) => assignmentsOf(one, outer));
  });
}

/** What an inner block assigns itself is not what a test outside of it has seen. A loop's own counter may be assigned by its step alone. */
function withoutAssigned(statement: Statement, bounds: readonly Bound[]): readonly Bound[] {
  const assigned = assignedLocals(statement.kind === 'loop' ? statement.body : blocksOf(statement).flat());
  const stepped = statement.kind === 'loop' ? assignedLocals(statement.step) : undefined;
  const own = statement.kind === 'loop' ? boundsOf(statement) : [];
  return bounds.filter((bound) => !assigned.has(bound.local) && (stepped?.has(bound.local) !== true || (own.some((one) => one.local === bound.local) && stepsOnce(statement, bound.local))));
}

/** After a step's assignment the test no longer holds: only a step that assigns the counter once, last of all that reads it, may use it. */
function stepsOnce(statement: Statement, local: LocalId): boolean {
  return statement.kind === 'loop' && statement.step.filter((one) => one.kind === 'let' && one.local === local).length === 1 && statement.step.length === 1;
}

function boundsOf(loop: Extract<Statement, { kind: 'loop' }>): Bound[] {
  return conditionsOf(loop.test).flatMap((test): Bound[] => {
    if (test.kind !== 'map' || test.args.length !== 2) return [];
    const [a, b] = test.args.map(withoutCasts) as [Expr, Expr];
    const [counter, than] = test.op.startsWith('less') ? [a, b] : test.op.startsWith('greater') ? [b, a] : [undefined, b];
    return counter?.kind === 'local' ? [{ local: counter.local, than, orEqual: test.op.endsWith('Equal') }] : [];
  });
}

/** The parts of `a && b`. */
export function conditionsOf(test: Expr): readonly Expr[] {
  const isAnd = test.kind === 'select' && test.whenFalse.kind === 'const' && test.whenFalse.value === false;
  return isAnd ? [...conditionsOf(test.test), ...conditionsOf(test.whenTrue)] : [test];
}
