/** `passOn(part, step, signal)`, a step of a system in a row (dyn.Sequential): its class says what becomes of the signal, and what it hands on. */
import type ts from 'typescript';
import { noSignal, noUseForSignal, printTrouble } from '../../../runtime/abi/signals.js';
import { unsupportedCall } from '../../diagnostics/rules/unsupported-call.js';
import type { Expr } from '../../ir/node.js';
import { chooseByClass } from './choose-by-class.js';
import { storeVariable } from './lower-assignment.js';
import { applyBinary, applyNot } from './lower-operator.js';
import { emitThrow } from './lower-throw.js';
import type { Lowering } from './lowering.js';
import type { FunctionValue, Value } from './value.js';
import { errorValue } from './value.js';

type Instance = Extract<Value, { kind: 'instance' }>;

export function lowerPassOn(l: Lowering, args: readonly Value[], node: ts.CallExpression): Value {
  const [part, step, signal] = args;
  if (part?.kind !== 'instance' || step === undefined || signal === undefined) return errorValue;
  const { classes } = part.record.type;
  const pass = (self: Instance): Value => passTo(l, self, step, signal, node);
  return classes.length === 1 ? pass(part) : chooseByClass(l, part.record, pass, node);
}

function passTo(l: Lowering, part: Instance, step: Value, signal: Value, node: ts.CallExpression): Value {
  const update = l.forms.member(l, part, 'update', node);
  if (update.kind !== 'function') return errorValue;
  const [, parameter] = update.node.parameters;
  const given = parameter === undefined ? addToInput(l, { part, update }, signal, node) : presentSignal(l, { part, update }, signal, node);
  if (given.kind === 'error') return errorValue;
  const output = l.forms.callFunction(l, update, parameter === undefined ? [step] : [step, given], node);
  return output.kind === 'undefined' && has(l, part, 'spike') ? l.forms.member(l, part, 'spike', node) : output;
}

interface Receiver {
  readonly part: Instance;
  readonly update: FunctionValue;
}

/** The signal for a parameter. */
function presentSignal(l: Lowering, receiver: Receiver, signal: Value, node: ts.CallExpression): Value {
  const parameter = receiver.update.node.parameters[1]!;
  const isNeeded = parameter.questionToken === undefined && parameter.initializer === undefined && !l.facts.mayBeAbsent(l.facts.checker.getTypeAtLocation(parameter));
  if (!isNeeded) return signal;
  const trouble = noSignal(nameOf(l, receiver.part));
  if (signal.kind === 'undefined') return refuse(l, receiver, trouble);
  if (signal.kind !== 'optional') return signal;
  throwIf(l, applyNot(signal.present), trouble, node);
  return signal.value;
}

/** Adds the signal, if there is one, to the Variable `input` of a part whose `update` takes none. */
function addToInput(l: Lowering, receiver: Receiver, signal: Value, node: ts.CallExpression): Value {
  if (signal.kind === 'undefined') return signal;
  const { part } = receiver;
  const input = has(l, part, 'input') ? l.forms.member(l, part, 'input', node) : undefined;
  if (input?.kind !== 'expr' || input.expr.kind !== 'field' || !input.expr.variable) {
    const trouble = noUseForSignal(nameOf(l, part));
    if (signal.kind !== 'optional') return refuse(l, receiver, trouble);
    throwIf(l, signal.present, trouble, node);
    return signal;
  }
  const { expr } = input;
  const add = (value: Value): Value => {
    const sum = applyBinary(l, '+', input, value, node, node, node);
    return sum.kind === 'error' ? sum : storeVariable(l, expr, sum, node, node, 'input');
  };
  if (signal.kind !== 'optional') return add(signal);
  let added: Value = errorValue;
  const then = l.inBlock(() => { added = add(signal.value); });
  l.emit({ kind: 'if', test: signal.present, then, else: [] });
  return added;
}

type Trouble = ReturnType<typeof noSignal>;

function throwIf(l: Lowering, test: Expr, trouble: Trouble, node: ts.CallExpression): void {
  l.emit({ kind: 'if', test, then: l.inBlock(() => { emitThrow(l, 'TypeError', printTrouble(trouble), node); }), else: [] });
}

function refuse(l: Lowering, { part, update }: Receiver, trouble: Trouble): Value {
  return l.report(unsupportedCall.messages.call({ callee: `${nameOf(l, part)}.update`, ...trouble }), update.node.name ?? update.node);
}

function has(l: Lowering, part: Instance, name: string): boolean {
  return l.state.classes.findMember(classOf(l, part).declaration, name) !== undefined;
}

function nameOf(l: Lowering, part: Instance): string {
  return classOf(l, part).name;
}

function classOf(l: Lowering, { record }: Instance): ReturnType<typeof l.state.classes.byId> {
  return l.state.classes.byId(record.type.classes[0]!);
}
