/** Lowers one unit for one choice of the float types: parameters and captures become slots, the function is inlined, its result gets a place. */
import type ts from 'typescript';
import type { FloatDType } from '../../../runtime/abi/dtype.js';
import type { ParameterMeta, SlotMeta } from '../../../runtime/abi/unit.js';
import type { Capture } from '../../contracts.js';
import { unsupportedCall } from '../../diagnostics/rules/unsupported-call.js';
import { unsupportedSyntax } from '../../diagnostics/rules/unsupported-syntax.js';
import type { Expr, LocalId, RecordType, Result, UnitIr } from '../../ir/node.js';
import { isConst } from '../../host/constant-alias.js';
import { describeValue } from './arithmetic.js';
import { captureSymbol } from './capture.js';
import type { ClassInfo } from './class-table.js';
import { FrameLayout, slotOf } from './field-shape.js';
import { callValue } from './lower-call.js';
import { lowerExpression } from './lower-expression.js';
import { callFunction } from './lower-function.js';
import type { IntegratorStep } from './lower-integrator-step.js';
import { lowerIntegratorStep } from './lower-integrator-step.js';
import { lowerMember } from './lower-member.js';
import { bindName } from './lower-declaration.js';
import { lowerStatements } from './lower-statement.js';
import type { Forms, Problem, Promotions } from './lowering.js';
import { LowerAgain, Lowering } from './lowering.js';
import { textExpr } from './merge.js';
import type { ProgramState } from './program-state.js';
import { parametersInForm } from './type-in-form.js';
import { Scope } from './scope.js';
import { asTuple } from './shape-list.js';
import type { Value } from './value.js';

/** A function or method to be compiled. */
export interface UnitSource {
  readonly id: string;
  readonly name: string;
  readonly target: ts.FunctionLikeDeclaration;
  /** The node at which captures must be visible: the `jit(…)` call, the function, the class. */
  readonly site: ts.Node;
  readonly self?: ClassInfo;
  /** The unit is one step of an integrator, for a runner; `target` is its first derivative. */
  readonly integrator?: IntegratorStep;
}

export interface LoweredUnit {
  readonly ir: UnitIr;
  readonly parameters: readonly ParameterMeta[];
  readonly captureSlots: readonly ParameterMeta[];
  readonly captures: readonly Capture[];
  readonly selfOffset: number | undefined;
  readonly results: SlotMeta;
  readonly usesFloat: boolean;
  readonly usesDefaultFloat: boolean;
  readonly changesState: boolean;
  /** Locals that are snapshots of Variables, with their names in the program. */
  readonly snapshots: ReadonlyMap<LocalId, ts.Node>;
}

const forms: Forms = {
  expression: lowerExpression, statements: lowerStatements, callFunction, call: callValue, member: lowerMember, bind: bindName, capture: captureSymbol,
};

/** What became of a unit: without `unit` there is nothing to emit, and `problems` say why. */
export interface Attempt {
  readonly unit?: LoweredUnit;
  readonly problems: readonly Problem[];
}

export function lowerUnit(state: ProgramState, source: UnitSource, float: FloatDType, defaultFloat: FloatDType): Attempt {
  const promotions: Promotions = new Map();
  for (;;) {
    try {
      return lowerOnce(state, source, { float, defaultFloat, promotions });
    } catch (error) {
      if (!(error instanceof LowerAgain)) throw error;
    }
  }
}

interface Choice {
  readonly float: FloatDType;
  readonly defaultFloat: FloatDType;
  readonly promotions: Promotions;
}

function lowerOnce(state: ProgramState, source: UnitSource, { float, defaultFloat, promotions }: Choice): Attempt {
  const frame = new FrameLayout();
  const captured = new Map<ts.Symbol, { readonly slot: ParameterMeta; readonly value: Value; readonly capture: Capture }>();
  const captureSlot = (l: Lowering, symbol: ts.Symbol, node: ts.Identifier, type: ts.Type): Value => {
    const known = captured.get(symbol);
    if (known !== undefined) return known.value;
    const capture = captureOf(l, source, symbol, node);
    if (capture === undefined) return { kind: 'error' };
    const slot = slotOf(l, frame, { name: node.text, type, node, what: 'captured value', initializer: initializerOf(l, symbol) });
    if (slot === undefined) return { kind: 'error' };
    captured.set(symbol, { slot: { name: node.text, slot: slot.slot }, value: slot.value, capture });
    return slot.value;
  };
  const l = new Lowering(state, forms, float, defaultFloat, new Scope(), captureSlot, promotions);

  const selfOffset = source.self === undefined ? undefined : frame.take(4);
  const self: Value | undefined = source.self === undefined ? undefined : {
    kind: 'instance',
    record: { kind: 'slot', offset: selfOffset!, name: 'this', type: { kind: 'record', classes: [source.self.id] } } as Expr & { type: RecordType },
  };
  const results: Result[] = [];
  if (source.integrator !== undefined) {
    const step = lowerIntegratorStep(l, frame, source.integrator);
    return finish(step?.parameters ?? [], step?.captured ?? [], step && { kind: 'none' });
  }
  const parameters: ParameterMeta[] = [];
  const args: Value[] = [];
  const types = source.self === undefined ? [] : parametersInForm(l, source.self, source.target);
  for (const [i, parameter] of source.target.parameters.entries()) {
    const name = parameter.name.getText();
    const optional = parameter.questionToken !== undefined || parameter.initializer !== undefined;
    const slot = slotOf(l, frame, { name, type: types[i] ?? state.facts.checker.getTypeAtLocation(parameter), optional, node: parameter.name, what: 'parameter' });
    parameters.push({ name, slot: slot?.slot ?? { kind: 'none' } });
    args.push(slot?.value ?? { kind: 'error' });
  }
  const result = callFunction(l, { kind: 'function', node: source.target, scope: l.scope, ...(self === undefined ? {} : { self }) }, args, source.target);
  const resultSlot = placeResult(l, frame, result, results, source.target);
  return finish(parameters, [], resultSlot);

  /** `first`: captures that stand before those of the program. */
  function finish(own: readonly ParameterMeta[], first: readonly ParameterMeta[], resultPlace: SlotMeta | undefined): Attempt {
    if (l.problems.length > 0 || resultPlace === undefined) return { problems: l.problems };
    const unit: LoweredUnit = {
      ir: { name: source.name, export: '', locals: l.finalLocals(), body: l.body, results, frameBytes: frame.bytes },
      parameters: own, captureSlots: [...first, ...[...captured.values()].map((one) => one.slot)], captures: [...captured.values()].map((one) => one.capture),
      selfOffset, results: resultPlace, usesFloat: l.usesFloat, usesDefaultFloat: l.usesDefaultFloat, changesState: l.changesState, snapshots: l.snapshots,
    };
    return { unit, problems: [] };
  }
}

/** What a captured `const` was declared with. */
function initializerOf(l: Lowering, symbol: ts.Symbol): ts.Expression | undefined {
  const declaration = symbol.valueDeclaration;
  return declaration !== undefined && l.ts.isVariableDeclaration(declaration) && isConst(l.ts, declaration) ? declaration.initializer : undefined;
}

/** Where the build can fetch a captured value: at the mark, if the name is visible there, or beside the helper that reads it. */
function captureOf(l: Lowering, source: UnitSource, symbol: ts.Symbol, node: ts.Identifier): Capture | undefined {
  const declaration = symbol.valueDeclaration ?? symbol.declarations![0]!;
  const visible = l.facts.checker.getSymbolsInScope(source.site, l.ts.SymbolFlags.Value | l.ts.SymbolFlags.Alias);
  if (visible.some((one) => one.name === node.text && l.facts.resolve(one) === symbol)) return { kind: 'name', use: node };
  for (const frame of [...l.inlined].reverse()) {
    const twin = l.state.twins.get(frame.node);
    if (twin === undefined) continue;
    const known = twin.captures.findIndex((use) => l.facts.symbolAt(use) === symbol);
    return { kind: 'twin', twin: twin.id, index: known >= 0 ? known : twin.captures.push(node) - 1 };
  }
  l.report(unsupportedCall.messages.call({
    callee: node.text, reason: `the value is not visible where ${source.name} is marked for jit`,
    instead: `Pass ${node.text} as a parameter, or make it a field.`,
  }), node, { related: [{ at: declaration, message: 'declared here' }] });
  return undefined;
}

/** The slots of a result. Rank-0 results are boxed, expressions are settled into the frame. */
function placeResult(l: Lowering, frame: FrameLayout, value: Value, results: Result[], node: ts.Node): SlotMeta | undefined {
  switch (value.kind) {
    case 'error': return undefined;
    case 'undefined': return { kind: 'none' };
    case 'optional': {
      const slot = placeResult(l, frame, value.value, results, node);
      if (slot === undefined || slot.kind === 'none' || slot.kind === 'tuple' || slot.kind === 'object' || slot.kind === 'constant') break;
      const offset = frame.take(8);
      results.push({ value: value.present, offset });
      // A flag is stored as a float64; the loader asks for a word that is not 0: the upper half of 1.
      return { ...slot, present: offset + 4 };
    }
    case 'tuple': {
      const items = value.items.map((item) => placeResult(l, frame, item, results, node));
      return items.every((item) => item !== undefined) ? { kind: 'tuple', items } : undefined;
    }
    case 'object': {
      const fields: [string, SlotMeta][] = [];
      for (const [name, field] of value.fields) {
        const slot = placeResult(l, frame, field, results, node);
        if (slot === undefined) return undefined;
        fields.push([name, slot]);
      }
      return { kind: 'object', fields };
    }
    case 'expr': {
      const { type } = value.expr;
      if (type.kind === 'scalar' && type.weak !== undefined) {
        const offset = frame.take(8);
        results.push({ value: value.expr, offset });
        return { kind: type.weak === 'bool' ? 'boolean' : 'number', offset };
      }
      if (type.kind === 'array' || type.kind === 'scalar') {
        const offset = frame.take(48);
        const boxed: Expr = type.kind === 'array' ? value.expr : { kind: 'box', arg: value.expr, type: { kind: 'array', dtype: type.dtype, rank: 0 } };
        results.push({ value: boxed, offset });
        return { kind: 'array', offset, dtype: type.dtype, rank: type.kind === 'array' ? type.rank : 0 };
      }
      break;
    }
    case 'string': case 'text': {
      const offset = frame.take(4);
      results.push({ value: textExpr(l, value), offset });
      return { kind: 'string', offset };
    }
    case 'method': {
      const list = asTuple(value);
      if (list !== undefined) return placeResult(l, frame, list, results, node);
      break;
    }
    default: break;
  }
  l.report(unsupportedSyntax.messages.form({ what: `returning ${describeValue(value)}`, instead: 'Return arrays, numbers, booleans, strings, or lists and records of them.' }), node);
  return undefined;
}
