/** Lists and records that jit code makes. Their parts are evaluated where the literal stands; parts that are assigned later live in locals. */
import type ts from 'typescript';
import { unsupportedSyntax } from '../../diagnostics/rules/unsupported-syntax.js';
import { shorten } from './arithmetic.js';
import { mutableCopy, settled } from './lower-declaration.js';
import type { Lowering } from './lowering.js';
import { asTuple } from './shape-list.js';
import type { Value } from './value.js';
import { errorValue } from './value.js';

export function lowerArrayLiteral(l: Lowering, node: ts.ArrayLiteralExpression): Value {
  const { ts } = l;
  const plain = node.elements.map((element) => (ts.isSpreadElement(element) ? element.expression : element));
  const values = l.inOrder(plain);
  const items: Value[] = [];
  for (const [i, value] of values.entries()) {
    if (value.kind === 'error') return errorValue;
    const element = node.elements[i]!;
    if (!ts.isSpreadElement(element)) items.push(isReturned(l, node) ? value : settled(l, value));
    else if (asTuple(value) !== undefined) items.push(...asTuple(value)!.items);
    else return refuse(l, element, 'spread of an array', 'Name the elements, or use bm.concatenate.');
  }
  return { kind: 'tuple', items, madeAt: l.depth };
}

export function lowerObjectLiteral(l: Lowering, node: ts.ObjectLiteralExpression): Value {
  const { ts } = l;
  const fields = new Map<string, Value>();
  let isShared = false;
  const put = (name: string, value: Value): void => {
    const isAssigned = l.state.assignedProperties().has(name);
    if (isAssigned) isShared = true;
    fields.set(name, isAssigned ? mutableCopy(l, value, name) : isReturned(l, node) ? value : settled(l, value));
  };
  const parts = node.properties.map((property) => {
    if (ts.isPropertyAssignment(property)) return property.initializer;
    if (ts.isShorthandPropertyAssignment(property)) return property.name;
    return ts.isSpreadAssignment(property) ? property.expression : undefined;
  });
  const values = l.inOrder(parts.filter((part) => part !== undefined));
  for (const property of node.properties) {
    const name = property.name === undefined ? undefined : nameOf(l, property.name);
    if (ts.isMethodDeclaration(property) && name !== undefined) {
      fields.set(name, { kind: 'function', node: property, scope: l.scope });
      continue;
    }
    const value = ts.isAccessor(property) ? undefined : values.shift();
    if (value?.kind === 'error') return value;
    if (ts.isSpreadAssignment(property) && value !== undefined) {
      if (value.kind !== 'object') return refuse(l, property, 'spread of something that is no plain object', 'Name the properties.');
      for (const [key, field] of value.fields) put(key, field);
    } else if (value !== undefined && name !== undefined) put(name, value);
    else return refuse(l, property, `the property '${shorten(property.getText())}'`, "Write 'name: value'.");
  }
  return { kind: 'object', fields, ...(isShared ? { shared: true } : {}) };
}

function refuse(l: Lowering, node: ts.Node, what: string, instead: string): Value {
  return l.report(unsupportedSyntax.messages.form({ what, instead }), node);
}

function nameOf(l: Lowering, name: ts.PropertyName): string | undefined {
  const { ts } = l;
  if (ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name)) return name.text;
  const known = ts.isComputedPropertyName(name) ? l.facts.checker.getTypeAtLocation(name.expression) : undefined;
  return known?.isStringLiteral() === true ? known.value : undefined;
}

/** Whether nothing can happen between the literal and its use. */
function isReturned(l: Lowering, node: ts.Expression): boolean {
  let at: ts.Node = node.parent;
  while (l.ts.isParenthesizedExpression(at) || l.ts.isAsExpression(at) || l.ts.isSatisfiesExpression(at)) at = at.parent;
  return l.inlined.length === 1 && (l.ts.isReturnStatement(at) || l.ts.isArrowFunction(at));
}
