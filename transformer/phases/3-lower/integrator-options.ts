/** The options of an integrator as its call writes them. What depends on a constructor's own names is known only to the object that is made. */
import type ts from 'typescript';
import { bareExpression } from '../../host/bare-expression.js';
import { isInClassCode } from '../../host/in-class-code.js';
import type { Lowering } from './lowering.js';
import type { IntegratorOptions, Value } from './value.js';
import { errorValue, undefinedValue } from './value.js';

/** What compiled code asks of an integrator. The others (`inits`, `alpha`, …) are only read where the object is made. */
export const compiledOptions = ['method', 'dt', 'adaptive', 'tol', 'beta', 'intgType', 'wienerType', 'stateDelays', 'neutralDelays'] as const;

/** Options by which the code of a step differs: their values must be known when the program is built. (So must the method be, or each that it can be is compiled.) */
const shapingOptions: readonly string[] = ['adaptive', 'intgType', 'wienerType'];

export function readIntegratorOptions(l: Lowering, node: ts.Expression | undefined): IntegratorOptions {
  const given = new Map<string, Value>();
  const unknown = new Set<string>();
  let isOpen = false;
  const add = (name: string, expression: ts.Expression, lower: () => Value): void => {
    if (!compiledOptions.some((option) => option === name)) return;
    if (refersToClassCode(l, expression)) unknown.add(name);
    else given.set(name, lower());
  };
  const { ts } = l;
  const literal = node === undefined ? undefined : bareExpression(ts, node);
  if (literal !== undefined && ts.isObjectLiteralExpression(literal)) {
    for (const property of literal.properties) {
      const name = property.name !== undefined && (ts.isIdentifier(property.name) || ts.isStringLiteral(property.name)) ? property.name.text : undefined;
      if (name !== undefined && ts.isPropertyAssignment(property)) add(name, property.initializer, () => l.forms.expression(l, property.initializer));
      else if (name !== undefined && ts.isShorthandPropertyAssignment(property)) add(name, property.name, () => l.forms.expression(l, property.name));
      else isOpen = true;
    }
  } else if (literal !== undefined) {
    const value = refersToClassCode(l, literal) ? errorValue : l.forms.expression(l, literal);
    if (value.kind === 'object') for (const [name, field] of value.fields) given.set(name, field);
    else isOpen = value.kind !== 'undefined';
  }
  const isUnknown = (name: string): boolean => {
    const value = given.get(name) ?? undefinedValue;
    return unknown.has(name) || (value.kind === 'undefined' ? isOpen : shapingOptions.includes(name) && !isConstant(value));
  };
  return { given, isUnknown };
}

function isConstant(value: Value): boolean {
  return value.kind === 'string' || (value.kind === 'expr' && value.expr.kind === 'const');
}

/** Whether an expression names a parameter or variable of a constructor or method. */
function refersToClassCode({ ts, facts }: Lowering, expression: ts.Expression): boolean {
  const visit = (node: ts.Node): boolean => {
    if (ts.isIdentifier(node) && !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node)) {
      const shorthand = ts.isShorthandPropertyAssignment(node.parent) ? facts.checker.getShorthandAssignmentValueSymbol(node.parent) : undefined;
      const declaration = (shorthand ?? facts.symbolAt(node))?.valueDeclaration;
      // Names of properties are declared where they stand, and are no names of that code.
      const isName = declaration !== undefined && (ts.isParameter(declaration) || ts.isVariableDeclaration(declaration) || ts.isBindingElement(declaration));
      if (isName && isInClassCode(ts, declaration)) return true;
    }
    return ts.forEachChild(node, (child) => visit(child) || undefined) === true;
  };
  return visit(expression);
}
