/**
 * A matrix-vector product whose result goes through element-wise code into a vector-matrix product with the same matrix becomes one
 * pass over the rows: strips of rows stay in the first cache while all three steps go over them, so the matrix is read once.
 *
 *     z = dot(X, w); r = mul(z, Y); u = dot(r, X)
 *     ->   each row of X, keep [u]: z = dot(X, w); r = mul(z, Y); u = dot(r, X)
 *
 * Pays where the matrix is larger than the caches: half of the memory traffic. Needs `flatten`, before `fuse`. Other statements keep
 * their order: only lets of numbers that do not depend on the pass may stand between, and they move before it.
 */
import type { Block, Expr, LocalId, Statement, UnitIr } from '../../ir/node.js';
import { countReads, visitExpr } from '../../ir/visit.js';

export function fuseRows(unit: UnitIr): UnitIr {
  const mutable = new Set(unit.locals.filter((local) => local.mutable).map((local) => local.id));
  const reads = countReads(unit.body);
  for (const result of unit.results) {
    visitExpr(result.value, (expr) => {
      if (expr.kind === 'local') reads.set(expr.local, (reads.get(expr.local) ?? 0) + 1);
    });
  }
  return { ...unit, body: fuseRowsIn(unit.body, reads, mutable) };
}

function fuseRowsIn(block: Block, reads: ReadonlyMap<LocalId, number>, mutable: ReadonlySet<LocalId>): Block {
  const out: Statement[] = [];
  for (let at = 0; at < block.length; at++) {
    const found = rowsFrom(block, at, mutable);
    if (found !== undefined) {
      const inside = countReads(found.statements);
      const kept = found.statements.flatMap((one) => (one.kind === 'let' && (reads.get(one.local) ?? 0) > (inside.get(one.local) ?? 0) ? [one.local] : []));
      out.push(...found.before, { kind: 'row-kernel', matrix: found.matrix, statements: found.statements, kept });
      at += found.length - 1;
      continue;
    }
    const statement = block[at]!;
    const inner = (one: Block): Block => fuseRowsIn(one, reads, mutable);
    if (statement.kind === 'if') out.push({ ...statement, then: inner(statement.then), else: inner(statement.else) });
    else if (statement.kind === 'loop') out.push({ ...statement, body: inner(statement.body), step: inner(statement.step) });
    else out.push(statement);
  }
  return out;
}

interface Rows {
  readonly matrix: Expr;
  readonly statements: Statement[];
  /** Numbers that are computed first. */
  readonly before: Statement[];
  readonly length: number;
}

/** The longest run of statements from a matrix-vector product to the last vector-matrix product with the same matrix. */
function rowsFrom(block: Block, start: number, mutable: ReadonlySet<LocalId>): Rows | undefined {
  const first = block[start]!;
  if (!isProduct(first, 2, 1)) return undefined;
  const matrix = first.value.a;
  if (matrix.kind === 'local' && mutable.has(matrix.local)) return undefined;
  const statements: Statement[] = [first];
  const before: Statement[] = [];
  /** Locals with one element a row. */
  const perRow = new Set<LocalId>([first.local]);
  let best: Rows | undefined;
  for (let at = start + 1; at < block.length; at++) {
    const statement = block[at]!;
    if (statement.kind !== 'let' || mutable.has(statement.local)) break;
    const { value } = statement;
    if (isProduct(statement, 1, 2) && sameExpr(statement.value.b, matrix) && isPerRow(statement.value.a, perRow)) {
      statements.push(statement);
      best = { matrix, statements: [...statements], before: [...before], length: at - start + 1 };
    } else if (value.type.kind === 'array' && value.type.rank === 1 && (value.kind === 'map' || value.kind === 'cast') && value.type.dtype === first.value.type.dtype && readsOnlyRows(value, perRow)) {
      statements.push(statement);
      perRow.add(statement.local);
    } else if (value.type.kind === 'scalar' && isPureScalar(value)) {
      before.push(statement);
    } else {
      break;
    }
  }
  return best;
}

type ProductLet = Extract<Statement, { kind: 'let' }> & { readonly value: Extract<Expr, { kind: 'dot' }> };

function isProduct(statement: Statement, rankA: number, rankB: number): statement is ProductLet {
  if (statement.kind !== 'let' || statement.value.kind !== 'dot') return false;
  const { a, b } = statement.value;
  return a.type.kind === 'array' && b.type.kind === 'array' && a.type.rank === rankA && b.type.rank === rankB;
}

function sameExpr(a: Expr, b: Expr): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isPerRow(expr: Expr, perRow: ReadonlySet<LocalId>): boolean {
  return expr.kind === 'local' && perRow.has(expr.local);
}

/** Element-wise code over arrays of rank 1 in the pass's own dtype; at least one of them made by the pass. */
function readsOnlyRows(value: Expr, perRow: ReadonlySet<LocalId>): boolean {
  let own = false;
  let fits = true;
  visitExpr(value, (expr) => {
    if (expr.type.kind !== 'array') return;
    if (expr.type.rank !== 1 || expr.kind === 'view') fits = false;
    if (expr.kind === 'local' && perRow.has(expr.local)) own = true;
  });
  return own && fits;
}

/** A number that reads no array. */
function isPureScalar(value: Expr): boolean {
  let pure = true;
  visitExpr(value, (expr) => {
    if (expr.type.kind === 'array' || expr.kind === 'host' || expr.kind === 'local' || expr.kind === 'item') pure = pure && expr.kind === 'local' && expr.type.kind === 'scalar';
  });
  return pure;
}
