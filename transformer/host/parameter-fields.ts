/**
 * Parameters of models: fields that `this.parameter('tau', 10)` gives their value. They are declared as numbers and are arrays in objects whose
 * options have an array (an initializer, a list) for any of them.
 */
import type ts from 'typescript';
import type { TypeScript } from '../contracts.js';
import { bareExpression } from './bare-expression.js';
import { libraryFile } from './library-file.js';
import type { TypeFacts } from './type-facts.js';

/** What a cell is made of, by the library's base classes: the parameters of a cell and of all its parts are numbers, or all are arrays. */
const cellClasses: readonly string[] = ['Channel', 'Calcium', 'CondNeuGroup'];

/** Whether a class is a cell made of channels, or one of the parts of such cells. */
export function belongsToCells(facts: TypeFacts, declaration: ts.ClassLikeDeclaration): boolean {
  return facts.extendsLibrary(declaration, ...cellClasses);
}

/** The names of the parameter fields of a class and its parents, and of their options where those have others (`noise`). */
export function parameterFields(ts: TypeScript, facts: TypeFacts, declaration: ts.ClassLikeDeclaration): ReadonlySet<string> {
  const names = new Set<string>();
  const note = (name: ts.Node, value: ts.Expression | undefined): void => {
    const option = value && parameterName(ts, value);
    if (option !== undefined || (value !== undefined && isOther(ts, value, names))) names.add(name.getText());
    if (option !== undefined) names.add(option);
  };
  for (let at: ts.ClassLikeDeclaration | undefined = declaration; at !== undefined; at = facts.parentClass(at)) {
    for (const member of at.members) {
      if (ts.isPropertyDeclaration(member)) note(member.name, member.initializer);
      if (!ts.isConstructorDeclaration(member)) continue;
      for (const statement of member.body?.statements ?? []) {
        const assignment = ts.isExpressionStatement(statement) ? statement.expression : undefined;
        if (assignment === undefined || !ts.isBinaryExpression(assignment) || !ts.isPropertyAccessExpression(assignment.left)) continue;
        if (assignment.left.expression.kind === ts.SyntaxKind.ThisKeyword) note(assignment.left.name, assignment.right);
      }
    }
  }
  return names;
}

/** The option that `this.parameter('tau', 10)` reads. */
function parameterName(ts: TypeScript, expression: ts.Expression): string | undefined {
  const call = bareExpression(ts, expression);
  if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression) || call.expression.name.text !== 'parameter') return undefined;
  const [name] = call.arguments;
  return call.expression.expression.kind === ts.SyntaxKind.ThisKeyword && name !== undefined && ts.isStringLiteralLike(name) ? name.text : undefined;
}

/** `V_reset = this.c`: another name of a parameter that stands before. */
function isOther(ts: TypeScript, expression: ts.Expression, names: ReadonlySet<string>): boolean {
  const value = bareExpression(ts, expression);
  return ts.isPropertyAccessExpression(value) && value.expression.kind === ts.SyntaxKind.ThisKeyword && names.has(value.name.text);
}

/** The names that object literals of the user's files give something else than a number, a text or a boolean: options that may be arrays. */
export function arrayOptions(ts: TypeScript, facts: TypeFacts, program: ts.Program): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) {
      const name = node.name.getText();
      const value = ts.isPropertyAssignment(node) ? node.initializer : node.name;
      if (!names.has(name) && !isPlain(ts, facts, value)) names.add(name);
    }
    ts.forEachChild(node, visit);
  };
  for (const file of program.getSourceFiles()) if (!file.isDeclarationFile && libraryFile(file.fileName) === undefined) visit(file);
  return names;
}

function isPlain(ts: TypeScript, facts: TypeFacts, value: ts.Expression): boolean {
  if (ts.isNumericLiteral(value) || ts.isStringLiteral(value)) return true;
  const { TypeFlags } = ts;
  const type = facts.checker.getTypeAtLocation(value);
  // A part of a model under a name that is a parameter elsewhere: `new dyn.Network({ E: new dyn.LIF(100) })`.
  if (facts.classesOf(type).some((declaration) => facts.extendsBase(declaration))) return true;
  return isOf(TypeFlags.StringLike, type) || (type.flags & (TypeFlags.NumberLike | TypeFlags.BooleanLike | TypeFlags.Undefined)) !== 0;
}

/** `string & { … }` is a string too; an array is `number & { … }`. */
function isOf(flag: ts.TypeFlags, type: ts.Type): boolean {
  if (type.isUnion()) return type.types.every((part) => isOf(flag, part));
  return type.isIntersection() ? type.types.some((part) => isOf(flag, part)) : (type.flags & flag) !== 0;
}
