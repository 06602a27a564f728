/**
 * Brings element-wise values to where they are used, so that `fuse` finds them side by side: past calls and choices that write nothing,
 * and what is done before a choice (push-down.ts) and with it into its branches.
 *
 *     k = add(g, d); p = host 1(s); g <- add(k, p)                    ->   p = host 1(s); k = add(g, d); g <- add(k, p)
 *     if c { m = mul(g, a) } else { m = g }; x <- add(x, m)           ->   if c { m.1 = mul(g, a); x <- add(x, m.1) } else { x <- add(x, g) }
 *
 * Pays where it saves a pass over memory for each value that then stays in registers. Needs `flatten`. Writes keep their order, and
 * nothing moves past a write or a jump, so that every read sees what it saw before. Code grows with the number of branches: short tails only.
 */
import { hostWriters } from '../../ops/host-writers.js';
import type { Block, Expr, Local, LocalId, Statement, UnitIr } from '../../ir/node.js';
import { assignedLocals, countReads, expressionsOf, mapExpressions, mapOperands, visitExpr, visitStatements } from '../../ir/visit.js';
import { isElementwise, leavesOf } from './elementwise.js';
import { isSimple } from './flatten.js';
import { findHead, withHead } from './push-down.js';

type If = Extract<Statement, { kind: 'if' }>;
type Let = Extract<Statement, { kind: 'let' }>;

/** The longest tail that is written into branches, and the largest number of these. */
const longestTail = 8;
const mostBranches = 4;

export function sink(unit: UnitIr): UnitIr {
  const sinking = new Sinking(unit);
  const body = sinking.block(unit.body);
  return { ...unit, body, locals: sinking.locals };
}

class Sinking {
  readonly locals: Local[];
  /** How often each local is read in the whole unit; of a copy that a branch got, at most. */
  readonly #reads: Map<LocalId, number>;
  readonly #results: ReadonlySet<LocalId>;

  constructor(unit: UnitIr) {
    this.locals = [...unit.locals];
    this.#reads = countReads(unit.body);
    const results = new Set<LocalId>();
    for (const { value } of unit.results) visitExpr(value, (expr) => { if (expr.kind === 'local') results.add(expr.local); });
    this.#results = results;
  }

  block(block: Block): Block {
    const list = this.#pushDown(this.#moveDown(this.#readDirectly(block)));
    const out: Statement[] = [];
    for (let at = 0; at < list.length; at++) {
      const statement = list[at]!;
      const tail = statement.kind === 'if' ? this.#tailOf(statement, list, at + 1) : [];
      at += tail.length;
      if (tail.length > 0) out.push(this.#withTail(statement as If, tail));
      else out.push(this.#inside(statement));
    }
    return out;
  }

  #inside(statement: Statement): Statement {
    if (statement.kind === 'if') return { ...statement, then: this.block(statement.then), else: this.block(statement.else) };
    if (statement.kind === 'loop') return { ...statement, body: this.block(statement.body), step: this.block(statement.step) };
    return statement;
  }

  /** The last values first: what they are made of follows them. */
  #moveDown(block: Block): Statement[] {
    const list = [...block];
    for (let at = list.length - 2; at >= 0; at--) {
      const statement = list[at]!;
      if (statement.kind !== 'let' || !isElementwise(statement) || this.locals[statement.local]!.mutable) continue;
      let reader = at + 1;
      while (reader < list.length && !reads(list[reader]!, statement.local) && this.#lets(statement, list[reader]!)) reader++;
      const between = list.slice(at + 1, reader);
      if (reader === list.length || !isElementwise(list[reader]!) || !reads(list[reader]!, statement.local) || between.every(isElementwise)) continue;
      list.splice(at, 1);
      list.splice(reader - 1, 0, statement);
    }
    return list;
  }

  /** Choices that go on with what stands before them take it in, with what is done with them. */
  #pushDown(list: Statement[]): Statement[] {
    for (let at = list.length - 1; at >= 0; at--) {
      const statement = list[at]!;
      if (statement.kind !== 'if') continue;
      const tail = this.#tailOf(statement, list, at + 1);
      const found = findHead(list, at, [statement, ...tail], {
        isMutable: (local) => this.locals[local]!.mutable, isResult: (local) => this.#results.has(local), reads: (local) => this.#reads.get(local) ?? 0,
      });
      if (found === undefined) continue;
      const choice = tail.length === 0 ? statement : this.#withTail(statement, tail);
      list.splice(found.first, at - found.first + 1 + tail.length, ...found.before, withHead(choice, (leaf) => this.#copyHead(found.head, leaf)));
      at = found.first;
    }
    return list;
  }

  /** A branch after the head, whose values get names of their own. */
  #copyHead(head: readonly Statement[], leaf: Block): Block {
    const renamed = new Map<LocalId, Expr>();
    const copied = head.map((statement): Statement => {
      const changed = replaceLocals(statement, renamed);
      return changed.kind === 'let' ? { ...changed, local: this.#rename(changed.local, renamed) } : changed;
    });
    return [...copied, ...leaf.map((statement) => replaceLocals(statement, renamed))];
  }

  #rename(local: LocalId, renamed: Map<LocalId, Expr>): LocalId {
    const known = this.locals[local]!;
    const copy = this.locals.push({ ...known, id: this.locals.length, mutable: false }) - 1;
    renamed.set(local, { kind: 'local', local: copy, type: known.type });
    this.#reads.set(copy, this.#reads.get(local) ?? 0);
    return copy;
  }

  /** Other names of arrays, and snapshots that are read once before anything is written: their readers read the arrays themselves. */
  #readDirectly(block: Block): Block {
    const list = [...block];
    for (let at = 0; at < list.length; at++) {
      const statement = list[at]!;
      if (statement.kind !== 'let' || this.locals[statement.local]!.mutable || this.#results.has(statement.local)) continue;
      const { local, value } = statement;
      if (value.kind === 'local' && value.type.kind === 'array' && this.#isNameOnly(statement, value.local, list.slice(at + 1))) {
        for (let k = at + 1; k < list.length; k++) list[k] = replaceLocals(list[k]!, new Map([[local, value]]));
        this.#reads.set(value.local, this.#reads.get(value.local)! - 1 + (this.#reads.get(local) ?? 0));
      } else if (value.kind === 'copy' && this.#reads.get(local) === 1) {
        const reader = list.findIndex((one, k) => k > at && (reads(one, local) || !this.#lets(statement, one)));
        if (reader < 0 || !isElementwise(list[reader]!) || !reads(list[reader]!, local)) continue;
        list[reader] = replaceLocals(list[reader]!, new Map([[local, value.arg]]));
      } else continue;
      list.splice(at--, 1);
    }
    return list;
  }

  /** Whether a statement gives an array a second name that is read in the rest of its block alone, where the array keeps its first one. */
  #isNameOnly({ local }: Let, first: LocalId, rest: readonly Statement[]): boolean {
    return this.#reads.get(local) === countReads(rest).get(local) && (!this.locals[first]!.mutable || !assignedLocals(rest).has(first));
  }

  /** Whether a value may move past a statement. */
  #lets({ value }: Let, statement: Statement): boolean {
    if (isDisturbing(statement)) return false;
    const assigned = assignedLocals([statement]);
    let isFree = true;
    visitExpr(value, (expr) => { if (expr.kind === 'local' && assigned.has(expr.local)) isFree = false; });
    return isFree;
  }

  /** The element-wise statements after a choice, with all that is done with what was chosen. */
  #tailOf(choice: If, list: readonly Statement[], first: number): readonly Statement[] {
    const leaves = leavesOf(choice);
    const [local] = leaves.map((leaf) => lastLet(leaf)?.local);
    if (local === undefined || leaves.length > mostBranches || isDisturbing(choice) || this.#results.has(local)) return [];
    const fits = leaves.every((leaf) => {
      const last = lastLet(leaf);
      return last?.local === local && last.value.type.kind === 'array' && (isElementwise(last) || isSimple(last.value));
    });
    if (!fits) return [];
    const next = list.slice(first, first + longestTail);
    const end = next.findIndex((one) => !isElementwise(one));
    const tail = end < 0 ? next : next.slice(0, end);
    while (tail.length > 0 && !this.#isClosed(tail, local)) tail.pop();
    return tail;
  }

  /** Whether what was chosen, and what a tail itself makes, are needed nowhere else. */
  #isClosed(tail: readonly Statement[], chosen: LocalId): boolean {
    const inside = countReads(tail);
    const isInside = (local: LocalId): boolean => (this.#reads.get(local) ?? 0) === (inside.get(local) ?? 0);
    return isInside(chosen) && tail.every((one) => one.kind !== 'let' || (!this.locals[one.local]!.mutable && !this.#results.has(one.local) && isInside(one.local)));
  }

  #withTail(choice: If, tail: readonly Statement[]): If {
    const end = (block: Block): Block => {
      const last = block.at(-1);
      if (last?.kind === 'if') return [...block.slice(0, -1), this.#withTail(last, tail)];
      return this.block([...block.slice(0, -1), ...this.#copyTail(last as Let, tail)]);
    };
    return { ...choice, then: end(choice.then), else: end(choice.else) };
  }

  /** The tail with names of its own, and with the branch's value in the place of the choice. */
  #copyTail(chosen: Let, tail: readonly Statement[]): readonly Statement[] {
    const renamed = new Map<LocalId, Expr>();
    const rename = (local: LocalId): LocalId => this.#rename(local, renamed);
    const out: Statement[] = [];
    const value: Let = isSimple(chosen.value) ? chosen : { ...chosen, local: rename(chosen.local) };
    if (value === chosen) renamed.set(chosen.local, chosen.value);
    // As late as it can be: before anything is written that it may be made of.
    const reader = tail.findIndex((statement) => statement.kind === 'store' || reads(statement, chosen.local));
    for (const [k, statement] of tail.entries()) {
      if (value !== chosen && k === reader) out.push(value);
      const changed = replaceLocals(statement, renamed);
      out.push(changed.kind === 'let' ? { ...changed, local: rename(changed.local) } : changed);
    }
    return out;
  }
}

function lastLet(block: Block): Let | undefined {
  const last = block.at(-1);
  return last?.kind === 'let' ? last : undefined;
}

/** Whether a statement, or one inside of it, writes arrays or leaves its block. */
function isDisturbing(statement: Statement): boolean {
  let disturbs = false;
  visitStatements([statement], (one) => {
    if (one.kind !== 'let' && one.kind !== 'if' && one.kind !== 'loop') disturbs = true;
    for (const root of expressionsOf(one)) {
      visitExpr(root, (expr) => { if (expr.kind === 'host' && hostWriters.has(expr.function)) disturbs = true; });
    }
  });
  return disturbs;
}

/** A statement that reads other expressions in the place of locals, in nested blocks too. What is shared stays shared: a kernel computes it once. */
function replaceLocals(statement: Statement, by: ReadonlyMap<LocalId, Expr>): Statement {
  const known = new Map<Expr, Expr>();
  const replace = (expr: Expr): Expr => {
    const done = known.get(expr) ?? (expr.kind === 'local' ? by.get(expr.local) ?? expr : mapOperands(expr, replace));
    known.set(expr, done);
    return done;
  };
  const inner = (block: Block): Block => block.map((one) => replaceLocals(one, by));
  const changed = mapExpressions(statement, replace);
  switch (changed.kind) {
    case 'if': return { ...changed, then: inner(changed.then), else: inner(changed.else) };
    case 'loop': return { ...changed, body: inner(changed.body), step: inner(changed.step) };
    case 'row-kernel': return { ...changed, statements: inner(changed.statements) };
    default: return changed;
  }
}

function reads(statement: Statement, local: LocalId): boolean {
  return (countReads([statement]).get(local) ?? 0) > 0;
}
