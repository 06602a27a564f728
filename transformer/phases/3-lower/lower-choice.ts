/**
 * `if` on an array in a derivative: both branches run, and each element chooses for itself, as in the kept original
 * (`7-rewrite/rewrite-elementwise.ts`).
 *
 *     if (c) return a; … return b;      return where(c, a, b)
 *     if (c) y = a; else y = b;         y = where(c, a, b)
 */
import type ts from 'typescript';
import { assignedNames, isAssignment, isUpdate } from '../../host/assigned-names.js';
import type { Choice } from './choose-elements.js';
import { choose } from './choose-elements.js';
import { completes, containsReturn } from './jumps.js';
import { assignChosen } from './lower-assignment.js';
import { resultOf, returnValue } from './lower-return.js';
import type { Inlined, Lowering } from './lowering.js';
import { Scope } from './scope.js';
import type { Value } from './value.js';

/** An `if` with what follows it in its list, which runs where no branch has returned; false where the list goes on behind it. */
export function lowerChoice(l: Lowering, condition: Value, node: ts.IfStatement, rest: readonly ts.Statement[]): boolean {
  const choice: Choice = { condition, test: node.expression, at: node, form: 'if' };
  if (l.current.regions.length === 0 && containsReturn(l, node)) {
    const branches = [node.thenStatement, node.elseStatement].map((branch): readonly ts.Statement[] => {
      const own = listOf(l, branch);
      return branch !== undefined && !completes(l, branch) ? own : [...own, ...rest];
    });
    const values = branches.map((list) => valueOf(l, list)) as [Value, Value];
    const returned = branches.map(([first]) => (first !== undefined && l.ts.isReturnStatement(first) ? first.expression : undefined));
    returnValue(l, choose(l, choice, values, returned), node);
    return true;
  }
  const names = outerNames(l, node);
  const [whenTrue, whenFalse] = [node.thenStatement, node.elseStatement].map((branch) => assignedIn(l, listOf(l, branch), names)) as [Value[], Value[]];
  for (const [i, name] of names.entries()) assignChosen(l, name, choose(l, choice, [whenTrue[i]!, whenFalse[i]!], []), node);
  return false;
}

/** What statements return, in a scope of their own: what they assign outside of it is theirs alone. */
function valueOf(l: Lowering, statements: readonly ts.Statement[]): Value {
  const frame: Inlined = { ...l.current, result: undefined, merges: true, returned: undefined, present: undefined, regions: [] };
  l.inlined.push(frame);
  const value = l.withScope(ownNames(l, statements.flatMap((statement) => outerNames(l, statement))), () => {
    l.forms.statements(l, statements);
    return resultOf(l, frame);
  });
  l.inlined.pop();
  return value;
}

/** What names are after statements have run on copies of them. */
function assignedIn(l: Lowering, statements: readonly ts.Statement[], names: readonly ts.Identifier[]): Value[] {
  return l.withScope(ownNames(l, names), () => {
    l.inScope(() => { l.forms.statements(l, statements); });
    return names.map((name) => l.forms.expression(l, name));
  });
}

/** A scope in which assignments to these names stay. */
function ownNames(l: Lowering, names: readonly ts.Identifier[]): Scope {
  const scope = new Scope(l.scope);
  for (const name of names) {
    const symbol = l.facts.symbolOfName(name);
    const binding = symbol === undefined ? undefined : l.scope.find(symbol);
    if (symbol !== undefined && binding !== undefined) scope.declare(symbol, { ...binding, depth: l.depth });
  }
  return scope;
}

/** The names that a statement assigns and that are declared outside of it. */
function outerNames(l: Lowering, statement: ts.Statement): readonly ts.Identifier[] {
  const { ts: api, facts } = l;
  const found = new Map<ts.Symbol, ts.Identifier>();
  const visit = (node: ts.Node): void => {
    const target = isAssignment(api, node) ? node.left : isUpdate(api, node) ? node.operand : undefined;
    for (const name of target === undefined ? [] : assignedNames(api, target)) {
      const symbol = facts.symbolOfName(name);
      const declaration = symbol?.valueDeclaration;
      const isInside = declaration !== undefined && declaration.pos >= statement.pos && declaration.end <= statement.end;
      if (symbol !== undefined && !isInside && !found.has(symbol)) found.set(symbol, name);
    }
    api.forEachChild(node, visit);
  };
  visit(statement);
  return [...found.values()];
}

function listOf({ ts: api }: Lowering, statement: ts.Statement | undefined): readonly ts.Statement[] {
  if (statement === undefined) return [];
  return api.isBlock(statement) ? statement.statements : [statement];
}
