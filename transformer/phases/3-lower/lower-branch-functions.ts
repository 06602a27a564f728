/** `math.cond` and `ifelse`: branches, of which the chosen one runs. */
import type ts from 'typescript';
import { unsupportedCall } from '../../diagnostics/rules/unsupported-call.js';
import type { Expr } from '../../ir/node.js';
import { shorten } from './arithmetic.js';
import { settled } from './lower-declaration.js';
import { asCondition } from './lower-operator.js';
import type { Lowering } from './lowering.js';
import { mergeValues } from './merge.js';
import { callGiven } from './stack-results.js';
import type { Value } from './value.js';
import { errorValue } from './value.js';

/** `cond(predicate, onTrue, onFalse, operands)`. */
export function lowerCond(l: Lowering, [predicate, onTrue, onFalse, operands]: readonly Value[], node: ts.CallExpression): Value {
  const given = operandsOf(l, operands, node);
  const test = predicate === undefined ? undefined : asCondition(l, predicate, node.arguments[0]!, 'if');
  if (test === undefined || given === undefined || onTrue === undefined || onFalse === undefined) return errorValue;
  return choose(l, test, [() => runBranch(l, onTrue, given, node.arguments[1]!), () => runBranch(l, onFalse, given, node.arguments[2]!)], node);
}

/** `ifelse(conditions, branches, operands)`: the branch of the first condition that holds. */
export function lowerIfelse(l: Lowering, [conditions, branches, operands]: readonly Value[], node: ts.CallExpression): Value {
  const given = operandsOf(l, operands, node);
  if (given === undefined || conditions?.kind === 'error' || branches?.kind === 'error') return errorValue;
  if (conditions?.kind !== 'tuple' || branches?.kind !== 'tuple') return refuse(l, node, 'its conditions and branches must be lists that stand in the call', 'Write bm.ifelse([a, b], [x, y, z]).');
  if (branches.items.length !== conditions.items.length + 1) {
    return refuse(l, node, `${conditions.items.length} conditions need ${conditions.items.length + 1} branches, and there are ${branches.items.length}`, 'The last branch is for the case that no condition holds.');
  }
  const tests = conditions.items.map((condition, i) => asCondition(l, condition, elementNode(l, node.arguments[0]!, i), 'if'));
  if (!tests.every((test) => test !== undefined)) return errorValue;
  const from = (i: number): Value => {
    const run = (): Value => runBranch(l, branches.items[i]!, given, elementNode(l, node.arguments[1]!, i));
    return i === tests.length ? run() : choose(l, tests[i]!, [run, () => from(i + 1)], node);
  };
  return from(0);
}

function choose(l: Lowering, test: Expr, branches: readonly [() => Value, () => Value], node: ts.Node): Value {
  return test.kind === 'const' ? branches[test.value === true ? 0 : 1]() : mergeValues(l, test, branches, node);
}

/** A branch is a function, which is called, or a value. */
function runBranch(l: Lowering, branch: Value, operands: readonly Value[], node: ts.Expression): Value {
  return branch.kind === 'function' || branch.kind === 'native' ? callGiven(l, branch, operands, node) : branch;
}

function operandsOf(l: Lowering, operands: Value | undefined, node: ts.CallExpression): readonly Value[] | undefined {
  if (operands === undefined || operands.kind === 'undefined') return [];
  if (operands.kind === 'tuple') return operands.items.map((item) => settled(l, item));
  if (operands.kind !== 'error') refuse(l, node, 'its operands must be a list', 'Write them as a list: [x, y].');
  return undefined;
}

function elementNode(l: Lowering, list: ts.Expression, i: number): ts.Expression {
  return (l.ts.isArrayLiteralExpression(list) ? list.elements[i] : undefined) ?? list;
}

function refuse(l: Lowering, node: ts.CallExpression, reason: string, instead: string): Value {
  return l.report(unsupportedCall.messages.call({ callee: shorten(node.expression.getText()), reason, instead }), node);
}
