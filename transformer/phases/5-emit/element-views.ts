/**
 * Arrays that a loop reads or writes element by element, and that keep their place while it runs: their address and size are loaded once,
 * before the loop.
 */
import type { ArrayType, Expr, Statement } from '../../ir/node.js';
import { assignedLocals, blocksOf, expressionsOf, visitExpr, visitStatements } from '../../ir/visit.js';

/** The names of AssemblyScript locals. */
export interface ElementView {
  readonly data: string;
  /** The number of elements; 0 where the array is not of rank 1, so that every index fails. */
  readonly count: string;
  /** The sizes of all axes, where there are several. */
  readonly dims: readonly string[];
}

export class ElementViews {
  readonly #views = new Map<string, ElementView>();

  /** By the text of the array's address. */
  find(address: string): ElementView | undefined {
    return this.#views.get(address);
  }

  /** Runs `inside` with further views. */
  with(views: ReadonlyMap<string, ElementView>, inside: () => void): void {
    for (const [address, view] of views) this.#views.set(address, view);
    inside();
    for (const address of views.keys()) this.#views.delete(address);
  }
}

type Loop = Extract<Statement, { kind: 'loop' }>;

/** The arrays whose elements a loop uses by number and that stay where they are meanwhile. */
export function findViewed(loop: Loop): readonly Expr[] {
  const assigned = assignedLocals([loop]);
  const found: Expr[] = [];
  let callsHost = false;
  const see = (expr: Expr): void => {
    if (expr.kind === 'element' || (expr.kind === 'view' && expr.type.kind === 'scalar')) found.push(expr.array);
    if (expr.kind === 'host') callsHost = true;
  };
  visitStatements([loop], (statement) => {
    if (statement.kind === 'store-element') found.push(statement.target);
    if (statement.kind === 'host-tuple') callsHost = true;
    // Of a kernel only the numbers are computed out here, but a wider net does no harm.
    for (const root of [...expressionsOf(statement), ...blocksOf(statement).flat().flatMap(expressionsOf)]) visitExpr(root, see);
  });
  return found.filter((array) => {
    if (array.kind === 'local') return !assigned.has(array.local);
    // A function of math may give a Variable elements of its own.
    if (array.kind === 'slot') return array.variable !== true || !callsHost;
    return array.kind === 'field' && !callsHost && isThis(array.record);
  });
}

/** An object that is there for certain, of a known class: others may be absent, and their address no address. */
function isThis(record: Expr): boolean {
  return record.kind === 'slot' && record.name === 'this' && record.type.kind === 'record' && record.type.classes.length === 1;
}

/** The number of axes that the type states; -1 where it doesn't. */
export function rankOf(array: Expr): number {
  return (array.type as ArrayType).rank ?? -1;
}
