/** Template strings. One that is a slice with computed bounds, `${a}:${b}`, is the object that `math.slice(a, b)` gives; other text is no value of jit code. */
import type ts from 'typescript';
import { unsupportedSyntax } from '../../diagnostics/rules/unsupported-syntax.js';
import { numberConst } from './arithmetic.js';
import type { Lowering } from './lowering.js';
import type { Value } from './value.js';
import { errorValue, exprValue, undefinedValue } from './value.js';

const names = ['start', 'stop', 'step'] as const;

export function lowerTemplate(l: Lowering, node: ts.TemplateExpression): Value {
  const bounds = readBounds(node);
  if (bounds === undefined) {
    return l.report(unsupportedSyntax.messages.form({ what: 'a template string', instead: 'Compare with string constants, or make text outside of jit code. Slices may be template strings: `${a}:${b}`.' }), node);
  }
  const computed = l.inOrder(bounds.filter((bound) => typeof bound === 'object'));
  if (computed.some((value) => value.kind === 'error')) return errorValue;
  const fields = bounds.map((bound) => (typeof bound === 'object' ? computed.shift()! : bound === undefined ? undefinedValue : exprValue(numberConst(bound))));
  return { kind: 'object', fields: new Map(names.map((name, i) => [name, fields[i] ?? undefinedValue])) };
}

/** The bounds of a slice: each a number, an expression, or nothing; undefined if the text is no slice. */
function readBounds({ head, templateSpans }: ts.TemplateExpression): readonly (number | ts.Expression | undefined)[] | undefined {
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
  const isBound = ([first, ...others]: readonly (string | ts.Expression)[]): boolean => others.length === 0 && (typeof first !== 'string' || /^[-+]?\d+$/.test(first));
  if (parts.length < 2 || parts.length > names.length || !parts.every(isBound)) return undefined;
  return parts.map(([bound]) => (typeof bound === 'string' ? Number(bound) : bound));
}
