/**
 * One step of an integrator as a unit of its own, for IntegratorRunner: `(step, ...parameters)`, which writes the states. What the runner makes comes
 * first among the unit's captured values: the states, Variables of rank 1, and the integrator itself.
 */
import type ts from 'typescript';
import type { ParameterMeta, SlotMeta } from '../../../runtime/abi/unit.js';
import type { Expr } from '../../ir/node.js';
import { numberType } from './arithmetic.js';
import { argumentsOf, callIntegrator } from './call-integrator.js';
import type { FrameLayout } from './field-shape.js';
import { slotOf } from './field-shape.js';
import { storeVariable } from './lower-assignment.js';
import { lowerIntegrator } from './lower-integrator.js';
import type { Lowering } from './lowering.js';
import type { Value } from './value.js';
import { errorValue, exprValue } from './value.js';

export interface IntegratorStep {
  readonly call: ts.CallExpression;
  /** The parameters that are vectors; the others are numbers. */
  readonly arrays: readonly string[];
}

export interface LoweredStep {
  readonly parameters: readonly ParameterMeta[];
  readonly captured: readonly ParameterMeta[];
}

/** Undefined, and a diagnostic, where the integrator cannot be compiled. */
export function lowerIntegratorStep(l: Lowering, frame: FrameLayout, { call, arrays }: IntegratorStep): LoweredStep | undefined {
  const made = slotOf(l, frame, { name: 'integral', type: l.facts.checker.getTypeAtLocation(call), node: call, what: 'captured value' });
  const integrator = lowerIntegrator(l, call, (fact) => (made?.value.kind === 'object' ? made.value.fields.get(fact) : undefined) ?? errorValue);
  if (made === undefined || integrator.kind !== 'integrator') return undefined;
  const system = argumentsOf(l, integrator);
  if (system === undefined) return undefined;
  const states = system.variables.map((name) => vectorSlot(l, frame, name, true));
  const [t, dt] = [numberSlot(frame, 't'), numberSlot(frame, 'dt')];
  const parameters = system.parameters.map((name) => {
    const isOptional = system.optional.includes(name);
    return { name, isOptional, ...(arrays.includes(name) ? vectorSlot(l, frame, name, false) : numberSlot(frame, name, isOptional)) };
  });
  const options: Value = { kind: 'object', fields: new Map([['dt', dt.value]]) };
  const next = callIntegrator(l, integrator, [...states.map(({ value }) => value), t.value, ...parameters.map(({ value }) => value), options], call);
  // All new states first: the stores change what the expressions read.
  const values = (next.kind === 'tuple' ? next.items : [next]).map((value) => (value.kind === 'expr' ? exprValue(l.bindTemporary('next', value.expr)) : value));
  for (const [i, { value }] of states.entries()) if (value.kind === 'expr') storeVariable(l, value.expr, values[i] ?? errorValue, call, call, system.variables[i]!);
  const step: SlotMeta = { kind: 'object', fields: [['t', t.slot], ['dt', dt.slot]] };
  return {
    parameters: [{ name: 'step', slot: step }, ...parameters.map(({ name, slot }) => ({ name, slot }))],
    captured: [...states.map(({ slot }, i) => ({ name: system.variables[i]!, slot })), { name: 'integral', slot: made.slot }],
  };
}

interface Slot {
  readonly slot: SlotMeta;
  readonly value: Value;
}

/** A vector of the unit's float type. */
function vectorSlot(l: Lowering, frame: FrameLayout, name: string, variable: boolean): Slot {
  const offset = frame.take(48);
  const value: Expr = { kind: 'slot', offset, name, type: { kind: 'array', dtype: l.dtypeOf(undefined), rank: 1 }, ...(variable ? { variable: true } : { argument: true }) };
  return { slot: { kind: 'array', offset, dtype: 'float', rank: 1 }, value: exprValue(value) };
}

function numberSlot(frame: FrameLayout, name: string, optional = false): Slot {
  const present = optional ? frame.take(4) : undefined;
  const offset = frame.take(8);
  const value: Value = exprValue({ kind: 'slot', offset, name, type: numberType });
  if (present === undefined) return { slot: { kind: 'number', offset }, value };
  const test: Expr = { kind: 'present', offset: present, type: { kind: 'scalar', dtype: 'bool', weak: 'bool' } };
  return { slot: { kind: 'number', offset, present }, value: { kind: 'optional', present: test, value } };
}
