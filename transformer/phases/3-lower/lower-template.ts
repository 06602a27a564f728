/** Template strings. One that is a slice with computed bounds, `${a}:${b}`, is the object that `math.slice(a, b)` gives; other text is no value of jit code. */
import type ts from 'typescript';
import { unsupportedSyntax } from '../../diagnostics/rules/unsupported-syntax.js';
import { applyMapTo, numberConst } from './arithmetic.js';
import type { Lowering } from './lowering.js';
import type { Value } from './value.js';
import { errorValue, exprValue, undefinedValue } from './value.js';

const names = ['start', 'stop', 'step'] as const;

export function lowerTemplate(l: Lowering, node: ts.TemplateExpression): Value {
  const bounds = readBounds(node);
  if (bounds === undefined) {
    return l.report(unsupportedSyntax.messages.form({ what: 'a template string', instead: 'Compare with string constants, or make text outside of jit code. Slices may be template strings: `${a}:${b}`.' }), node);
  }
  const computed = l.inOrder(bounds.filter((bound) => typeof bound === 'object').map(({ node: bound }) => bound));
  if (computed.some((value) => value.kind === 'error')) return errorValue;
  const fields = bounds.map((bound) => {
    if (typeof bound !== 'object') return bound === undefined ? undefinedValue : exprValue(numberConst(bound));
    const value = computed.shift()!;
    return bound.isNegative ? applyMapTo(l, 'neg', [value], [bound.node], node, '-') : value;
  });
  return { kind: 'object', fields: new Map(names.map((name, i) => [name, fields[i] ?? undefinedValue])) };
}

/** `${n}`, or `-${n}`. */
interface ComputedBound {
  readonly node: ts.Expression;
  readonly isNegative: boolean;
}

/** The bounds of a slice: each a number, an expression, or nothing; undefined if the text is no slice. */
function readBounds({ head, templateSpans }: ts.TemplateExpression): readonly (number | ComputedBound | undefined)[] | undefined {
  // Between two colons: pieces of text and expressions.
  const parts: (string | ts.Expression)[][] = [[]];
  const addText = (text: string): void => {
    for (const [i, piece] of text.split(':').entries()) {
      if (i > 0) parts.push([]);
      if (piece.trim() !== '') parts.at(-1)!.push(piece.trim());
    }
  };
  addText(head.text);
  for (const { expression, literal } of templateSpans) {
    parts.at(-1)!.push(expression);
    addText(literal.text);
  }
  const bounds = parts.map(([first, ...others]): number | ComputedBound | undefined | null => {
    const [second] = others;
    if (first === undefined) return undefined;
    if (typeof first !== 'string') return others.length === 0 ? { node: first, isNegative: false } : null;
    if (first === '-' && others.length === 1 && typeof second === 'object') return { node: second, isNegative: true };
    return others.length === 0 && /^[-+]?\d+$/.test(first) ? Number(first) : null;
  });
  return parts.length < 2 || parts.length > names.length || bounds.includes(null) ? undefined : bounds.filter((bound) => bound !== null);
}
