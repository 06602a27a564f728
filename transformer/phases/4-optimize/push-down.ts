/**
 * Puts element-wise statements into the branches of the choice after them, where the branches go on with what they make: then `fuse` has one
 * loop in each branch, and no pass over memory between.
 *
 *     g <- add(k, p); if c { i <- add(i, mul(g, v)) } else { i <- add(i, g) }
 *         ->   if c { g <- add(k, p); i <- add(i, mul(g, v)) } else { g <- add(k, p); i <- add(i, g) }
 *
 * Pays for choices that a model's constants decide (the class of a synapse's output). Needs `flatten`. The test must not depend on what is
 * moved past it: it may read constants, numbers and classes of objects, but no elements. Writes keep their order. Code grows with the number of branches.
 */
import type { Block, Expr, LocalId, Statement } from '../../ir/node.js';
import { assignedLocals, countReads, expressionsOf, visitExpr } from '../../ir/visit.js';
import { isElementwise, leavesOf } from './elementwise.js';
import { isSimple } from './flatten.js';

type If = Extract<Statement, { kind: 'if' }>;

/** The most statements that move, and the largest number of branches that they move into. */
const longestHead = 14;
const mostBranches = 4;

/** What is known of the unit's locals. */
export interface LocalFacts {
  isMutable(local: LocalId): boolean;
  isResult(local: LocalId): boolean;
  /** How often it is read in the whole unit. */
  reads(local: LocalId): number;
}

/** A choice whose branches begin with statements that stood before it, and where the first of these stood; undefined where nothing moves. */
export interface PushedDown {
  readonly first: number;
  /** What stays before the choice. */
  readonly before: readonly Statement[];
  readonly head: readonly Statement[];
}

/** The statements of `list` before the choice at `at` that may move into its branches; `region` is the choice with what will be done in its branches. */
export function findHead(list: readonly Statement[], at: number, region: readonly [If, ...Statement[]], facts: LocalFacts): PushedDown | undefined {
  if (!isWholeChoice(region)) return undefined;
  const before: Statement[] = [];
  const head: Statement[] = [];
  let first = at;
  for (; first > 0 && head.length < longestHead; first--) {
    const statement = list[first - 1]!;
    if (isElementwise(statement) && (statement.kind !== 'let' || (!facts.isMutable(statement.local) && !facts.isResult(statement.local)))) head.unshift(statement);
    else if (statement.kind === 'let' && isConstant(statement.value) && !facts.isMutable(statement.local)) before.unshift(statement);
    else break;
  }
  const made = assignedLocals(head);
  const isClosed = [...made].every((local) => facts.reads(local) === (countReads([...head, ...region]).get(local) ?? 0));
  if (head.length === 0 || !isClosed || !continues(head, region)) return undefined;
  return { first, before, head };
}

/** Few branches, one of element-wise statements at least, and tests of constants. A branch may choose an array by its name, which what follows then reads. */
function isWholeChoice([choice, ...tail]: readonly [If, ...Statement[]]): boolean {
  const leaves = leavesOf(choice);
  const fits = (one: Statement): boolean => isElementwise(one) || isConstantLet(one) || (tail.length > 0 && one.kind === 'let' && isSimple(one.value));
  return leaves.length <= mostBranches && testsAreConstant(choice) && leaves.some((leaf) => leaf.every(fits)) && [...leaves.flat(), ...tail].length > 0;
}

function testsAreConstant(choice: If): boolean {
  return isConstant(choice.test) && [choice.then, choice.else].every((block) => {
    const last = block.at(-1);
    return last?.kind !== 'if' || (block.slice(0, -1).every(isConstantLet) && testsAreConstant(last));
  });
}

/** A number or object that no statement changes: made of fields that are no Variables, of the call's numbers, and of other such values. */
function isConstant(expr: Expr): boolean {
  let constant = expr.type.kind !== 'array';
  visitExpr(expr, (one) => {
    const isLeaf = one.kind === 'field' || one.kind === 'slot' || one.kind === 'const' || one.kind === 'local' || one.kind === 'text';
    const isMade = one.kind === 'map' || one.kind === 'cast' || one.kind === 'is-class' || one.kind === 'is-string' || one.kind === 'present' || one.kind === 'select';
    if (!(isLeaf || isMade) || one.type.kind === 'array') constant = false;
  });
  return constant;
}

function isConstantLet(statement: Statement): boolean {
  return statement.kind === 'let' && isConstant(statement.value);
}

/** Whether what follows the head reads what it makes or writes. */
function continues(head: readonly Statement[], [choice, ...tail]: readonly [If, ...Statement[]]): boolean {
  const made = assignedLocals(head);
  const written = new Set(head.flatMap((one) => (one.kind === 'store' ? [placeKey(one.target)] : [])));
  return [...leavesOf(choice).flat(), ...tail].some((statement) => expressionsOf(statement).some((root) => {
    let found = false;
    visitExpr(root, (expr) => { if ((expr.kind === 'local' && made.has(expr.local)) || (expr.type.kind === 'array' && written.has(placeKey(expr)))) found = true; });
    return found;
  }));
}

const placeKey = (expr: Expr): string => JSON.stringify(expr, (key, value: unknown) => (key === 'type' ? undefined : value));

/** The choice with other ends of its branches. */
export function withHead(choice: If, begin: (leaf: Block) => Block): If {
  const inside = (block: Block): Block => {
    const last = block.at(-1);
    return last?.kind === 'if' ? [...block.slice(0, -1), withHead(last, begin)] : begin(block);
  };
  return { ...choice, then: inside(choice.then), else: inside(choice.else) };
}
