/**
 * Parts of arrays by basic indexing: what `math.at(x, i, '1:-1', …)` reads and `x.set([…], y)` writes becomes a view, which element-wise
 * code reads and writes in place. Index arrays and masks are no views: `lowerPart` gives undefined, and the host does them.
 */
import type ts from 'typescript';
import type { SliceIndex } from '../../../runtime/abi/slice-index.js';
import { readSlice } from '../../../runtime/abi/slice-index.js';
import { rankMismatch } from '../../diagnostics/rules/rank-mismatch.js';
import type { ArrayType, Expr, ScalarType, ViewItem } from '../../ir/node.js';
import { asNumber, booleanType, numberConst, numberType, shorten } from './arithmetic.js';
import type { Lowering } from './lowering.js';
import type { Value } from './value.js';
import { errorValue, exprValue } from './value.js';

export type View = Extract<Expr, { kind: 'view' }>;

/** What is indexed, by what, and how the user's text calls it. */
export interface PartOf {
  readonly array: Expr;
  readonly indices: readonly Value[];
  /** `bm.at`, `A.set`. */
  readonly operation: string;
  /** The array as written. */
  readonly text: string;
}

/** `math.at(x, …)` by numbers and slices: an element as a plain number, else an array. Undefined where the host must do it. */
export function lowerAt(l: Lowering, args: readonly Value[], node: ts.CallExpression): Value | undefined {
  const [array, ...indices] = args;
  if (array?.kind !== 'expr') return undefined;
  const part = lowerPart(l, { array: array.expr, indices, operation: shorten(node.expression.getText()), text: shorten(node.arguments[0]!.getText()) }, node);
  if (part === undefined) return undefined;
  if (part === 'error') return errorValue;
  if (part.type.kind === 'array') return exprValue(part);
  return exprValue({ kind: 'cast', arg: part, type: part.type.dtype === 'bool' ? booleanType : numberType });
}

/** The view that an index list names; `error` if it was reported, undefined if it is none. */
export function lowerPart(l: Lowering, { array, indices, operation, text }: PartOf, node: ts.Node): View | 'error' | undefined {
  const { type } = array;
  if (type.kind !== 'array' || type.rank === null) return undefined;
  const items = readItems(indices, type.rank);
  if (items === undefined) return undefined;
  const named = items.filter((item) => item.kind !== 'new-axis').length;
  if (named > type.rank) {
    l.report(rankMismatch.messages.axis({ operation, operand: text, rank: type.rank, axis: named - 1 }), node);
    return 'error';
  }
  const whole = Array.from({ length: type.rank - named }, (): ViewItem => ({ kind: 'range' }));
  const all = [...items, ...whole];
  const rank = all.filter((item) => item.kind !== 'number').length;
  const made: ScalarType | ArrayType = rank === 0 ? { kind: 'scalar', dtype: type.dtype } : { kind: 'array', dtype: type.dtype, rank };
  return { kind: 'view', array, items: all, type: made, site: l.site(operation, [text], node) };
}

/** Index values as items, `'...'` spread; undefined if one of them is an index array, a mask or text that is no slice. */
function readItems(indices: readonly Value[], rank: number): ViewItem[] | undefined {
  const lists = indices.map(readItem);
  if (!lists.every((list) => list !== undefined)) return undefined;
  const dots = lists.indexOf('...');
  if (dots !== lists.lastIndexOf('...')) return undefined;
  const taken = lists.filter((item) => item !== '...' && item.kind !== 'new-axis').length;
  return lists.flatMap((item) => (item === '...' ? Array.from({ length: Math.max(0, rank - taken) }, (): ViewItem => ({ kind: 'range' })) : [item]));
}

function readItem(value: Value): ViewItem | '...' | undefined {
  switch (value.kind) {
    case 'undefined': return { kind: 'new-axis' };
    case 'string': return value.text === '...' ? '...' : readText(value.text);
    case 'object': return readBounds(value.fields);
    case 'expr': {
      const { type } = value.expr;
      return type.kind === 'scalar' && type.dtype !== 'bool' ? { kind: 'number', index: asNumber(value.expr) } : undefined;
    }
    default: return undefined;
  }
}

/** `'1:-1'`; text that is no slice is left to the host, which says so. */
function readText(text: string): ViewItem | undefined {
  let slice: SliceIndex;
  try {
    slice = readSlice(text);
  } catch {
    return undefined;
  }
  const bound = (name: keyof SliceIndex): { readonly [key: string]: Expr } => (slice[name] === null || slice[name] === undefined ? {} : { [name]: numberConst(slice[name]) });
  return { kind: 'range', ...bound('start'), ...bound('stop'), ...bound('step') };
}

/** `bm.slice(a, b, step)`, or the object that it stands for. */
function readBounds(fields: ReadonlyMap<string, Value>): ViewItem | undefined {
  const item: { kind: 'range'; start?: Expr; stop?: Expr; step?: Expr } = { kind: 'range' };
  for (const name of ['start', 'stop', 'step'] as const) {
    const bound = fields.get(name);
    if (bound === undefined || bound.kind === 'undefined') continue;
    if (bound.kind !== 'expr' || bound.expr.type.kind !== 'scalar' || bound.expr.type.dtype === 'bool') return undefined;
    item[name] = asNumber(bound.expr);
  }
  return item;
}
