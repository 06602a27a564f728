/**
 * Gathers element-wise statements that follow each other into kernels: one loop that reads each array once and keeps what only the
 * loop itself needs in registers.
 *
 *     a = mul(x, 2); b = add(a, y); s = sum(b)   ->   each element, keep [s]: a = mul(x, 2); b = add(a, y); s = sum(b)
 *
 * Elements that are gathered for the loop alone, and reductions along axes of what it makes, become part of it: neither is then a pass of
 * its own over memory.
 *
 *     g = x[i]; d = sub(g, y); s = sum(d, 1)     ->   each element, keep [s]: g = x[i]; d = sub(g, y); s = sum(d, 1)
 *
 * Pays always: memory traffic is what element-wise code costs. Needs `flatten`; gives kernels whose statements are lets of arrays
 * and of reductions, and stores to Variables. Statements are gathered where they share data, or make a value for one
 * that does, so that their shapes are likely the same; the emitted code checks that they are and runs them one by one if not. No rounding changes: each operation still
 * rounds to its dtype, and reductions keep their order.
 */
import { axisReduction, isGatherLet, isReductionLet } from '../../ir/host-arguments.js';
import type { Block, Expr, LocalId, Statement, UnitIr } from '../../ir/node.js';
import { blocksOf, countElementReads, expressionsOf, hasView, operandsOf, sizedLocals, visitExpr, visitStatements } from '../../ir/visit.js';
import { isSimple } from './flatten.js';

/** What a kernel is told of the unit around it. */
interface Uses {
  /** How often the elements of each local are read. */
  readonly reads: ReadonlyMap<LocalId, number>;
  /** Of which the shape is. */
  readonly sized: ReadonlySet<LocalId>;
  readonly mutable: ReadonlySet<LocalId>;
}

export function fuse(unit: UnitIr): UnitIr {
  const reads = countElementReads(unit.body);
  for (const result of unit.results) {
    visitExpr(result.value, (expr) => {
      if (expr.kind === 'local') reads.set(expr.local, (reads.get(expr.local) ?? 0) + 1);
    });
  }
  const mutable = new Set(unit.locals.filter((local) => local.mutable).map((local) => local.id));
  return { ...unit, body: fuseBlock(unit.body, { reads, sized: sizedLocals(unit.body), mutable }) };
}

function fuseBlock(block: Block, uses: Uses): Block {
  const out: Statement[] = [];
  let group: Statement[] = [];
  const flush = (): void => {
    out.push(...makeKernel(group, uses));
    group = [];
  };
  for (const [at, statement] of block.entries()) {
    if (isElementwise(statement)) {
      if (group.length > 0 && !joins(group, statement, block.slice(at + 1))) flush();
      group.push(statement);
    } else if (isGatherLet(statement) && !uses.mutable.has(statement.local)) {
      if (!gathersBefore(group, statement)) flush();
      group.push(statement);
    } else if (isReductionLet(statement) && reducesGroup(group, statement, uses)) {
      group.push(statement);
    } else if (group.length > 0 && isScalarLet(statement) && !dependsOn(statement, group)) {
      // A number that does not need the loop is computed before it.
      out.push(statement);
    } else {
      flush();
      out.push(withFusedBlocks(statement, uses));
    }
  }
  flush();
  return out;
}

/** Whether a gather may come before all that a group does. */
function gathersBefore(group: readonly Statement[], gather: Statement): boolean {
  return !group.some((one) => one.kind === 'store' || isReductionLet(one)) && !dependsOn(gather, group);
}

/** Whether a reduction along axes is of what the group's loop makes, along the same axes as others. */
function reducesGroup(group: readonly Statement[], statement: Extract<Statement, { kind: 'let' }>, { mutable }: Uses): boolean {
  const { axes } = axisReduction(statement.value)!;
  const [array] = operandsOf(statement.value);
  if (array?.kind !== 'local' || mutable.has(array.local) || mutable.has(statement.local)) return false;
  const isMade = group.some((one) => one.kind === 'let' && one.local === array.local && isElementwise(one));
  return isMade && group.every((one) => one.kind === 'let' && one.value.kind !== 'reduce' && (!isReductionLet(one) || axisReduction(one.value)!.axes.join() === axes.join()));
}

function withFusedBlocks(statement: Statement, uses: Uses): Statement {
  const inner = (block: Block): Block => fuseBlock(block, uses);
  if (statement.kind === 'if') return { ...statement, then: inner(statement.then), else: inner(statement.else) };
  if (statement.kind === 'loop') return { ...statement, body: inner(statement.body), step: inner(statement.step) };
  return statement;
}

/** Lets of element-wise arrays and of full reductions, stores. A bare name is an alias, not a loop. */
function isElementwise(statement: Statement): boolean {
  if (statement.kind === 'store') return statement.target.type.kind === 'array';
  if (statement.kind !== 'let') return false;
  const { value } = statement;
  if (value.kind === 'reduce') return true;
  return value.type.kind === 'array' && (value.kind === 'map' || value.kind === 'cast' || value.kind === 'copy' || value.kind === 'view');
}

function isScalarLet(statement: Statement): boolean {
  return statement.kind === 'let' && statement.value.type.kind === 'scalar' && statement.value.kind !== 'host' && statement.value.kind !== 'dot';
}

/** Whether a statement joins a group: it may, and it shares data with the group, or is a value for a statement of `rest` that does. */
function joins(group: readonly Statement[], statement: Statement, rest: readonly Statement[]): boolean {
  if (!mayJoin(group, statement)) return false;
  if (sharesData(group, statement)) return true;
  const reader = statement.kind === 'let' ? rest.find((one) => sharesData([statement], one)) : undefined;
  return reader !== undefined && isElementwise(reader) && sharesData(group, reader) && mayJoin([...group, statement], reader);
}

/** Whether a statement reads no reduction of a group, needs nothing of it in memory, and its lanes and shapes fit. */
function mayJoin(group: readonly Statement[], statement: Statement): boolean {
  if (group.some(isReductionLet)) return false;
  const reduced = new Set(group.flatMap((one) => (one.kind === 'let' && one.value.kind === 'reduce' ? [one.local] : [])));
  for (const name of leafNames(statement)) if (name.startsWith('local ') && reduced.has(Number(name.slice(6)))) return false;
  const made = new Set(group.flatMap((one) => (one.kind === 'let' ? [one.local] : [])));
  if ([...readByAddress(statement)].some((local) => made.has(local))) return false;
  if (!fits([...group, statement])) return false;
  // One statement by itself may broadcast what it reads.
  if (group.some(isElementwise) && !sameRank([...group, statement])) return false;
  return viewsFit(group, statement);
}

/** Whether a statement reads or writes an array that a group makes, reads or writes. */
function sharesData(group: readonly Statement[], statement: Statement): boolean {
  const known = new Set(group.flatMap((one) => [...leafNames(one)]));
  for (const one of group) if (one.kind === 'let') known.add(`local ${one.local}`);
  return [...leafNames(statement)].some((name) => known.has(name));
}

/**
 * The locals that a statement needs in memory before its loop begins: arrays of which it reads parts, elements or sizes, or that it
 * writes. What the loop itself makes is in registers only.
 */
function readByAddress(statement: Statement): Set<LocalId> {
  const locals = new Set<LocalId>();
  const seen = new Set<Expr>();
  const see = (expr: Expr, isElement: boolean): void => {
    if (seen.has(expr) && isElement) return;
    seen.add(expr);
    if (expr.kind === 'local' && expr.type.kind === 'array' && !isElement) locals.add(expr.local);
    const staysElement = isElement && (expr.kind === 'reduce' || (expr.type.kind === 'array' && expr.kind !== 'view'));
    for (const operand of operandsOf(expr)) see(operand, staysElement);
  };
  if (statement.kind === 'let') see(statement.value, true);
  if (statement.kind === 'store') {
    see(statement.value, true);
    see(statement.target, false);
  }
  return locals;
}

/**
 * Views walk over memory in an order of their own: a loop with one has no reductions, and writes to existing arrays at its end alone,
 * where what it reads has been read.
 */
function viewsFit(group: readonly Statement[], statement: Statement): boolean {
  const all = [...group, statement];
  if (!all.some((one) => isGatherLet(one) || expressionsOf(one).some(hasView))) return true;
  return !group.some((one) => one.kind === 'store') && !all.some((one) => one.kind === 'let' && one.value.kind === 'reduce');
}

/** The arrays that a statement reads or writes, by name. */
function leafNames(statement: Statement): Set<string> {
  const names = new Set<string>();
  for (const root of expressionsOf(statement)) {
    visitExpr(root, (expr) => {
      if (expr.kind === 'local') names.add(`local ${expr.local}`);
      else if (expr.type.kind === 'array' && isSimple(expr)) names.add(JSON.stringify(expr, (key, value: unknown) => (key === 'type' ? undefined : value)));
    });
  }
  return names;
}

/** Arrays whose stated ranks differ are broadcast: then each statement has a loop of its own. */
function sameRank(statements: readonly Statement[]): boolean {
  const ranks = new Set<number>();
  for (const statement of statements.filter((one) => !isGatherLet(one))) {
    for (const root of expressionsOf(statement)) {
      visitShapes(root, (rank) => { ranks.add(rank); });
    }
  }
  return ranks.size <= 1;
}

/** The stated ranks of the arrays that element-wise code reads: of a view its own, not that of the array behind it. */
function visitShapes(expr: Expr, see: (rank: number) => void, seen: Set<Expr> = new Set()): void {
  if (seen.has(expr)) return;
  seen.add(expr);
  if (expr.type.kind === 'array' && (expr.kind === 'view' || isSimple(expr))) {
    if (expr.type.rank !== null) see(expr.type.rank);
    return;
  }
  if (expr.type.kind === 'array' || expr.kind === 'reduce') for (const operand of operandsOf(expr)) visitShapes(operand, see, seen);
}

/** A sum or product of float32 has 16 lanes, which a loop over float64 vectors cannot keep. */
function fits(statements: readonly Statement[]): boolean {
  let wide = false;
  let narrowSum = false;
  for (const statement of statements) {
    for (const root of expressionsOf(statement)) {
      visitExpr(root, (expr) => {
        if (expr.type.kind === 'array' && expr.type.dtype === 'float64') wide = true;
      });
    }
    if (statement.kind === 'let' && statement.value.kind === 'reduce') {
      const { op, arg } = statement.value;
      if ((op === 'sum' || op === 'prod') && arg.type.kind === 'array' && arg.type.dtype === 'float32') narrowSum = true;
    }
  }
  return !(wide && narrowSum);
}

function dependsOn(statement: Statement, group: readonly Statement[]): boolean {
  const defined = new Set(group.flatMap((one) => (one.kind === 'let' ? [one.local] : [])));
  let depends = false;
  const stores = group.some((one) => one.kind === 'store');
  for (const root of expressionsOf(statement)) {
    visitExpr(root, (expr) => {
      if (expr.kind === 'local' && defined.has(expr.local)) depends = true;
      if (stores && (expr.kind === 'element' || expr.kind === 'view' || expr.kind === 'field')) depends = true;
    });
  }
  // Assigning a number that the group reads would change it under the loop.
  if (statement.kind === 'let') {
    visitStatements(group, (one) => {
      for (const root of expressionsOf(one)) visitExpr(root, (expr) => { if (expr.kind === 'local' && statement.kind === 'let' && expr.local === statement.local) depends = true; });
    });
  }
  return depends;
}

/** A kernel keeps the locals that something else reads. Gathers of which there are other readers stand before it. */
function makeKernel(group: readonly Statement[], { reads, sized, mutable }: Uses): readonly Statement[] {
  const inLoop = countElementReads(group.filter(isElementwise));
  const readElsewhere = (local: LocalId, inside: ReadonlyMap<LocalId, number>): boolean => (reads.get(local) ?? 0) > (inside.get(local) ?? 0);
  const isOutside = (statement: Statement): boolean => isGatherLet(statement) && (readElsewhere(statement.local, inLoop) || sized.has(statement.local));
  const before = group.filter(isOutside);
  const statements = group.filter((statement) => !isOutside(statement)).toSorted((a, b) => Number(isGatherLet(b)) - Number(isGatherLet(a)));
  if (!statements.some(isElementwise)) return [...before, ...statements];
  const inside = countElementReads(statements);
  const made = new Set(statements.flatMap((one) => (isGatherLet(one) || one.kind !== 'let' ? [] : [one.local])));
  const kept = [...made].filter((local) => mutable.has(local) || readElsewhere(local, inside));
  return [...before, { kind: 'kernel', statements, kept, sized: [...made].filter((local) => sized.has(local) && !kept.includes(local)) }];
}

/** Whether any statement of a block, nested ones included, is not part of a kernel though it could be; for tests of the pass. */
export function hasUnfused(block: Block): boolean {
  return block.some((statement) => statement.kind !== 'kernel' && (isElementwise(statement) || blocksOf(statement).some(hasUnfused)));
}

