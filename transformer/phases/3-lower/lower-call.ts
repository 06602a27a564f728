/** Calls: of functions of the program (inlined), of methods (by class at run time where several fit), of the library. */
import type ts from 'typescript';
import type { Expr, RecordType } from '../../ir/node.js';
import { asNumber, booleanType, isVariable, numberConst, numberType, shorten } from './arithmetic.js';
import { countUp } from './lower-for-of.js';
import { itemOfList } from './lower-member.js';
import { storeVariable } from './lower-assignment.js';
import { callIntegrator } from './call-integrator.js';
import { assignCarried, declareCarried } from './carried.js';
import { chooseByClass } from './choose-by-class.js';
import { refuseCall } from './refuse-call.js';
import { lowerCond, lowerIfelse } from './lower-branch-functions.js';
import { lowerForLoop, lowerScan, lowerWhileLoop } from './lower-loop-functions.js';
import { lowerVmap } from './lower-vmap.js';
import { lowerLibraryCall } from './library-call.js';
import { familyOf, lowerIntegrator } from './lower-integrator.js';
import { callTupleMethod } from './lower-list-call.js';
import { lowerPartial } from './lower-partial.js';
import { lowerSet, lowerSetAt } from './lower-set.js';
import { lowerPartsOf } from './lower-parts.js';
import { lowerPassOn } from './lower-pass-on.js';
import type { Lowering } from './lowering.js';
import type { Value } from './value.js';
import { asTuple } from './shape-list.js';
import { errorValue, exprValue, undefinedValue } from './value.js';

/** Functions of `math` that are handed functions of the program. */
const withFunctions: ReadonlyMap<string, (l: Lowering, args: readonly Value[], node: ts.CallExpression) => Value> = new Map([
  ['math.forLoop', lowerForLoop], ['math.scan', lowerScan], ['math.whileLoop', lowerWhileLoop], ['math.cond', lowerCond], ['math.ifelse', lowerIfelse], ['math.vmap', lowerVmap],
]);

export function lowerCall(l: Lowering, node: ts.CallExpression): Value {
  const { ts } = l;
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword) return refuseCall(l, node, 'a constructor runs outside of jit code');
  const callee = l.forms.expression(l, node.expression);
  const calleeMark = l.mark();
  if (callee.kind === 'library' && callee.path.startsWith('console.')) return undefinedValue;
  if (callee.kind === 'library' && familyOf(callee.path) !== undefined) return lowerIntegrator(l, node);
  const args = lowerArguments(l, node.arguments);
  if (args === undefined) return errorValue;
  return callValue(l, callee.kind === 'method' ? { ...callee, receiver: l.settle(callee.receiver, calleeMark) } : callee, args, node);
}

export function callValue(l: Lowering, callee: Value, args: readonly Value[], node: ts.CallExpression): Value {
  switch (callee.kind) {
    case 'error': return errorValue;
    case 'function': return l.forms.callFunction(l, callee, args, node);
    case 'library':
      if (callee.path === 'integrators.partial') return lowerPartial(l, args, node);
      if (callee.path === 'math.setAt') return lowerSetAt(l, args, node);
      if (callee.path === 'dyn.partsOf') return lowerPartsOf(l, args, node);
      if (callee.path === 'dyn.passOn') return lowerPassOn(l, args, node);
      return withFunctions.get(callee.path)?.(l, args, node) ?? lowerLibraryCall(l, callee.path, args, node);
    case 'native': return callee.call(args, node);
    case 'integrator': return callIntegrator(l, callee, args, node);
    case 'method': return callMethod(l, callee, args, node);
    case 'instance': {
      const method = l.forms.member(l, callee, 'call', node);
      return method.kind === 'function' ? l.forms.callFunction(l, method, args, node) : callMethod(l, method as typeof callee & { kind: 'method' }, args, node);
    }
    case 'object': return refuseObject(l, node);
    default: return refuseCall(l, node, notOfProgram);
  }
}

const notOfProgram = 'it is no function of the program';

/** An integrator is known by the expression that makes it, and any other object is no function. */
function refuseObject(l: Lowering, node: ts.CallExpression): Value {
  const { facts } = l;
  if (!facts.isLibrary(facts.checker.getTypeAtLocation(node.expression).getSymbol(), 'Integrator', 'FractionalIntegrator')) return refuseCall(l, node, notOfProgram);
  return refuseCall(l, node, 'where this integrator is made is not known at build time',
    "Make it where the field is declared, or once in the constructor and outside of any branch: 'this.integral = integrators.odeint(…)'.");
}

/** Arguments in order; spreads of lists known at build time are laid out. */
function lowerArguments(l: Lowering, nodes: readonly ts.Expression[]): Value[] | undefined {
  const values = l.inOrder(nodes.map((node) => (l.ts.isSpreadElement(node) ? node.expression : node)));
  const args: Value[] = [];
  for (const [i, value] of values.entries()) {
    if (value.kind === 'error') return undefined;
    const spread = l.ts.isSpreadElement(nodes[i]!) ? asTuple(value) : undefined;
    if (spread !== undefined) args.push(...spread.items);
    else args.push(value);
  }
  return args;
}

/** Methods of arrays, Variables, lists and of objects whose class is known only at run time. */
function callMethod(l: Lowering, callee: Extract<Value, { kind: 'method' }>, args: readonly Value[], node: ts.CallExpression): Value {
  const { receiver, name } = callee;
  if (receiver.kind === 'instance') return dispatch(l, receiver.record, name, args, node);
  if (receiver.kind === 'list') return callListMethod(l, receiver, name, args, node);
  const list = asTuple(receiver);
  if (list !== undefined) return callTupleMethod(l, list, name, args, node);
  if (receiver.kind === 'expr' && receiver.expr.type.kind === 'scalar' && (name === 'item' || name === 'valueOf')) {
    return exprValue(receiver.expr.type.dtype === 'bool' ? { kind: 'cast', arg: receiver.expr, type: booleanType } : asNumber(receiver.expr));
  }
  if (receiver.kind === 'expr' && receiver.expr.type.kind === 'array') {
    const { expr } = receiver;
    const receiverNode = l.ts.isPropertyAccessExpression(node.expression) ? node.expression.expression : node;
    if ((name === 'fill' || name === 'update') && args.length === 1 && isVariable(expr)) {
      storeVariable(l, expr, args[0]!, node.arguments[0]!, node, shorten(receiverNode.getText()));
      return undefinedValue;
    }
    if (name === 'set') return lowerSet(l, expr, args, node);
    if (name === 'item') {
      const site = l.site('item', [shorten(receiverNode.getText())], node);
      const element: Expr = { kind: 'element', array: expr, index: numberConst(0), type: { kind: 'scalar', dtype: (expr.type as { dtype: 'float64' }).dtype }, site };
      return exprValue({ kind: 'cast', arg: element, type: expr.type.kind === 'array' && expr.type.dtype === 'bool' ? booleanType : numberType });
    }
  }
  if (receiver.kind === 'method' && receiver.name === 'shape') return refuseCall(l, node, 'the rank of the array is not stated', 'State it: NDArray<2>, or Matrix.');
  return refuseCall(l, node, `compiled code has no '${name}' of ${receiver.kind === 'expr' ? 'an array' : 'this value'}`, 'Call it outside of jit code, or use a function of math.');
}

/** `list.forEach(f)` and `list.reduce(f, start)` of a NodeList in a loop at run time; `list.entries()` for `for … of`. */
function callListMethod(l: Lowering, list: Extract<Value, { kind: 'list' }>, name: string, args: readonly Value[], node: ts.CallExpression): Value {
  const [callback, initial] = args;
  if (name === 'entries' && args.length === 0) return { kind: 'entries', list };
  if (callback?.kind !== 'function' || !(name === 'forEach' || (name === 'reduce' && initial !== undefined))) {
    return refuseCall(l, node, `'${name}' of a list is not known`, 'Use for … of, forEach, reduce with a start, or an index.');
  }
  const count: Expr = { kind: 'length', list: list.list, type: numberType };
  const carried = name === 'forEach' || initial === undefined ? undefined : declareCarried(l, initial, node.arguments[1]!);
  let fits = true;
  countUp(l, l.ts.findAncestor(node, l.ts.isStatement)!, count, (index) => {
    const item = [itemOfList(list, index), exprValue(index)];
    const next = l.forms.callFunction(l, callback, carried === undefined ? item : [carried, ...item], node);
    if (carried !== undefined && next.kind !== 'error') fits = assignCarried(l, carried, next, node.arguments[1]!);
  });
  return fits ? carried ?? undefinedValue : errorValue;
}

/** A method call on an object of one of several classes: each class's method is inlined. */
function dispatch(l: Lowering, record: Expr & { type: RecordType }, name: string, args: readonly Value[], node: ts.CallExpression): Value {
  const stable = args.map((arg) => (arg.kind === 'expr' && arg.expr.kind !== 'const' && arg.expr.kind !== 'slot' && arg.expr.kind !== 'local' && !(arg.expr.kind === 'field')
    ? exprValue(l.bindTemporary('argument', arg.expr)) : arg));
  return chooseByClass(l, record, (self) => callValue(l, l.forms.member(l, self, name, node.expression), stable, node), node);
}
