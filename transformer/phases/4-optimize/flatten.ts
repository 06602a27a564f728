/**
 * Gives every value that needs a loop or a call of its own a name, so that what is left inside of expressions is element-wise
 * (for arrays) or a few instructions (for numbers).
 *
 *     y = dot(X, mul(w, 2))        ->   t = mul(w, 2);  y = dot(X, t)
 *     if less(sum(x), 1)           ->   s = sum(x);     if less(s, 1)
 *     while less(sum(x), 1) …      ->   while true { s = sum(x); if not(less(s, 1)) break; … }
 *
 * Needs nothing, gives: operands of `dot`, `host`, `element`, `view`, `size`, `dim`, `copy` and targets (but views of them) are locals, slots,
 * fields or items. A reduction of views gets a name for its operand: its order of sums goes over elements that lie side by side.
 */
import type { Block, Expr, Local, LocalId, Statement, Type, UnitIr } from '../../ir/node.js';
import { hasView, mapExpressions, mapOperands, operandsOf } from '../../ir/visit.js';

export function flatten(unit: UnitIr): UnitIr {
  const flattener = new Flattener(unit.locals);
  const body = [...flattener.block(unit.body)];
  const results = unit.results.map((result) => {
    const value = flattener.settle(result.value, body);
    return { ...result, value: value.type.kind === 'array' && !isSimple(value) ? flattener.name('result', value, body) : value };
  });
  return { ...unit, body, results, locals: flattener.locals };
}

/** An array (or record, list) that has an address already. */
export function isSimple(expr: Expr): boolean {
  return expr.kind === 'local' || expr.kind === 'slot' || expr.kind === 'field' || expr.kind === 'item';
}

class Flattener {
  readonly locals: Local[];
  /** Results of `settle` for the block that is being written. */
  readonly #settled = new Map<Expr, Expr>();
  #into: readonly Statement[] | undefined;

  constructor(locals: readonly Local[]) {
    this.locals = [...locals];
  }

  block(block: Block): Block {
    const out: Statement[] = [];
    for (const statement of block) this.#statement(statement, out);
    return out;
  }

  #statement(statement: Statement, out: Statement[]): void {
    switch (statement.kind) {
      case 'if': {
        const test = this.settle(statement.test, out);
        out.push({ ...statement, test, then: this.block(statement.then), else: this.block(statement.else) });
        return;
      }
      case 'loop': {
        const before: Statement[] = [];
        const test = this.settle(statement.test, before);
        const body = this.block(statement.body);
        const step = this.block(statement.step);
        if (before.length === 0) out.push({ ...statement, test, body, step });
        else {
          const always: Expr = { kind: 'const', value: true, type: { kind: 'scalar', dtype: 'bool', weak: 'bool' } };
          const leave: Statement = { kind: 'if', test, then: [], else: [{ kind: 'break' }] };
          out.push({ kind: 'loop', test: always, body: [...before, leave, ...body], step });
        }
        return;
      }
      case 'let': {
        const { value } = statement;
        // A reduction, product or call that is assigned as a whole keeps its place.
        out.push({ ...statement, value: needsName(value) || value.type.kind === 'array' ? this.#inner(value, out) : this.settle(value, out) });
        return;
      }
      case 'host-tuple':
        out.push({ ...statement, arrays: statement.arrays.map((array) => this.#simple(array, out)), numbers: statement.numbers.map((number) => this.settle(number, out)) });
        return;
      case 'store-element':
        out.push({ ...statement, target: this.#simple(statement.target, out), index: this.settle(statement.index, out), value: this.settle(statement.value, out) });
        return;
      default:
        out.push(mapExpressions(statement, (expr) => this.settle(expr, out)));
    }
  }

  /** The expression with everything that needs a loop or call named before it. What is shared stays shared. */
  settle(expr: Expr, out: Statement[]): Expr {
    if (this.#into !== out) {
      this.#into = out;
      this.#settled.clear();
    }
    const known = this.#settled.get(expr);
    if (known !== undefined) return known;
    const inner = this.#inner(expr, out);
    const settled = needsName(inner) ? this.name(nameFor(inner), inner, out) : inner;
    if (this.#into === out) this.#settled.set(expr, settled);
    return settled;
  }

  /** The same with only the operands settled. */
  #inner(expr: Expr, out: Statement[]): Expr {
    switch (expr.kind) {
      case 'select': return this.#select(expr, out);
      case 'reduce': return { ...expr, arg: hasView(expr.arg) ? this.#simple(expr.arg, out) : this.settle(expr.arg, out) };
      case 'dot': case 'host': case 'copy': case 'element': case 'view': case 'size': case 'rank': case 'dim':
        return mapOperands(expr, (operand) => (operand.type.kind === 'array' ? this.#simple(operand, out) : this.settle(operand, out)));
      default: return mapOperands(expr, (operand) => this.settle(operand, out));
    }
  }

  #simple(expr: Expr, out: Statement[]): Expr {
    const settled = this.settle(expr, out);
    return isSimple(settled) ? settled : this.name('operand', settled, out);
  }

  /** A branch that needs statements of its own makes the choice a statement. */
  #select(expr: Extract<Expr, { kind: 'select' }>, out: Statement[]): Expr {
    const test = this.settle(expr.test, out);
    const then: Statement[] = [];
    const otherwise: Statement[] = [];
    const whenTrue = this.settle(expr.whenTrue, then);
    const whenFalse = this.settle(expr.whenFalse, otherwise);
    if (then.length === 0 && otherwise.length === 0) return { ...expr, test, whenTrue, whenFalse };
    const local = this.#declare('chosen', expr.type, true);
    out.push({ kind: 'if', test, then: [...then, { kind: 'let', local, value: whenTrue }], else: [...otherwise, { kind: 'let', local, value: whenFalse }] });
    return { kind: 'local', local, type: expr.type };
  }

  name(name: string, value: Expr, out: Statement[]): Expr {
    const local = this.#declare(name, value.type, false);
    out.push({ kind: 'let', local, value });
    return { kind: 'local', local, type: value.type };
  }

  #declare(name: string, type: Type, mutable: boolean): LocalId {
    return this.locals.push({ id: this.locals.length, name, type, mutable }) - 1;
  }
}

/** Whether a value cannot stand inside of an element-wise or scalar expression. */
function needsName(expr: Expr): boolean {
  return expr.kind === 'reduce' || expr.kind === 'dot' || expr.kind === 'host' || expr.kind === 'copy' || expr.kind === 'box';
}

function nameFor(expr: Expr): string {
  return expr.kind === 'reduce' ? expr.op : expr.kind;
}

/** Whether an expression holds nothing that `flatten` would name. */
export function isFlat(expr: Expr): boolean {
  return operandsOf(expr).every((operand) => !needsName(operand) && isFlat(operand));
}
