/**
 * Which plain numbers are whole by their syntax (kind 'int'): next to an int array they keep its dtype, all others give the default
 * float. `lower` and `rewrite` both ask here, so that compiled and original code decide alike.
 */
import type ts from 'typescript';
import type { Checker } from './routed-checker.js';
import type { TypeScript } from '../contracts.js';
import { assignedNames, declarationOf, isAssignment, isLoopHead } from './assigned-names.js';
import { bareExpression } from './bare-expression.js';
import { libraryFile } from './library-file.js';

/**
 * True for whole-number literals, `for` counters that only step by whole numbers, `.length`, an array's `.size`, `.ndim` and
 * `.shape[k]`, `step.i`, bit operations (`x | 0`), `const` names of such values (imported ones too), and their `+ - * %`, minus and `?:`.
 * `expression` must be a node of the program that `checker` belongs to.
 */
export function integerKind(api: TypeScript, checker: Checker, expression: ts.Expression): boolean {
  return new IntegerKind(api, checker).of(expression);
}

const wholeNumberOperators = new Set(['+', '-', '*', '%']);
const bitOperators = new Set(['|', '&', '^', '<<', '>>']);

class IntegerKind {
  readonly #ts: TypeScript;
  readonly #checker: Checker;
  /** Declarations in question: `const a = a + 1` must not run in circles. */
  readonly #open = new Set<ts.Node>();

  constructor(api: TypeScript, checker: Checker) {
    this.#ts = api;
    this.#checker = checker;
  }

  of(node: ts.Expression): boolean {
    const api = this.#ts;
    const bare = bareExpression(api, node);
    if (api.isNumericLiteral(bare)) return Number.isInteger(Number(bare.text));
    if (api.isIdentifier(bare)) return this.#ofName(bare);
    if (api.isPropertyAccessExpression(bare)) return isCount(api, this.#checker, bare);
    if (api.isElementAccessExpression(bare)) return isShapeElement(api, this.#checker, bare);
    if (api.isConditionalExpression(bare)) return this.of(bare.whenTrue) && this.of(bare.whenFalse);
    if (api.isPrefixUnaryExpression(bare)) {
      const sign = bare.operator === api.SyntaxKind.MinusToken || bare.operator === api.SyntaxKind.PlusToken;
      return bare.operator === api.SyntaxKind.TildeToken || (sign && this.of(bare.operand));
    }
    if (!api.isBinaryExpression(bare)) return false;
    const operator = bare.operatorToken.getText();
    return bitOperators.has(operator) || (wholeNumberOperators.has(operator) && this.of(bare.left) && this.of(bare.right));
  }

  #ofName(name: ts.Identifier): boolean {
    const api = this.#ts;
    const declaration = declarationOf(api, this.#checker, name);
    if (declaration === undefined || this.#open.has(declaration)) return false;
    this.#open.add(declaration);
    try {
      if (api.isBindingElement(declaration)) return this.#ofShapePattern(declaration);
      if (!api.isVariableDeclaration(declaration) || declaration.initializer === undefined) return false;
      const list = declaration.parent;
      if (!api.isVariableDeclarationList(list)) return false;
      if ((list.flags & api.NodeFlags.Const) !== 0) return !api.isForOfStatement(list.parent) && this.of(declaration.initializer);
      return api.isForStatement(list.parent) && this.of(declaration.initializer) && this.#stepsByWholeNumbers(list.parent, declaration);
    } finally {
      this.#open.delete(declaration);
    }
  }

  /** `const [rows, columns] = X.shape`. */
  #ofShapePattern(element: ts.BindingElement): boolean {
    const api = this.#ts;
    const declaration = element.parent.parent;
    if (!api.isArrayBindingPattern(element.parent) || !api.isVariableDeclaration(declaration) || element.initializer !== undefined) return false;
    const isConst = (declaration.parent.flags & api.NodeFlags.Const) !== 0;
    const source = declaration.initializer && bareExpression(api, declaration.initializer);
    return isConst && element.dotDotDotToken === undefined && source !== undefined && isShape(api, this.#checker, source);
  }

  /** Whether every write to a counter inside of its loop is `++`, `--`, or `+=`, `-=` with a whole number. */
  #stepsByWholeNumbers(loop: ts.ForStatement, counter: ts.VariableDeclaration): boolean {
    const api = this.#ts;
    const writesCounter = (target: ts.Expression): boolean =>
      assignedNames(api, target).some((name) => declarationOf(api, this.#checker, name) === counter);
    const steps = (node: ts.Node): boolean => {
      if (isAssignment(api, node) && writesCounter(node.left)) {
        const operator = node.operatorToken.kind;
        const isStep = operator === api.SyntaxKind.PlusEqualsToken || operator === api.SyntaxKind.MinusEqualsToken;
        if (!isStep || !this.of(node.right)) return false;
      }
      if (isLoopHead(api, node) && !api.isVariableDeclarationList(node.initializer) && writesCounter(node.initializer)) return false;
      return api.forEachChild(node, (child) => (steps(child) ? undefined : true)) === undefined;
    };
    return [loop.condition, loop.incrementor, loop.statement].every((part) => part === undefined || steps(part));
  }
}

/** `.length` of lists, strings and arrays; `.size` and `.ndim` of arrays; `step.i`. Fields of users' classes may have these names and any value. */
export function isCount(api: TypeScript, checker: Checker, node: ts.PropertyAccessExpression): boolean {
  if (node.name.text === 'length' && isListType(api, checker, checker.getTypeAtLocation(node.expression))) return true;
  if (node.name.text === 'i') return isStepType(checker.getTypeAtLocation(node.expression));
  return ['length', 'size', 'ndim'].includes(node.name.text) && isArrayValue(api, checker, node.expression);
}

/** The library's `Step`, which every `update` is given. */
function isStepType(type: ts.Type): boolean {
  const symbol = type.getSymbol();
  return symbol?.name === 'Step' && libraryFile(symbol.declarations?.[0]?.getSourceFile().fileName ?? '') === 'dyn/step';
}

/** `X.shape[k]`. */
export function isShapeElement(api: TypeScript, checker: Checker, node: ts.ElementAccessExpression): boolean {
  return isShape(api, checker, bareExpression(api, node.expression));
}

function isShape(api: TypeScript, checker: Checker, node: ts.Expression): boolean {
  return api.isPropertyAccessExpression(node) && node.name.text === 'shape' && isArrayValue(api, checker, node.expression);
}

function isListType(api: TypeScript, checker: Checker, type: ts.Type): boolean {
  if (type.isUnion()) return type.types.every((part) => isListType(api, checker, part));
  return checker.isArrayType(type) || checker.isTupleType(type) || (type.flags & api.TypeFlags.StringLike) !== 0
    || /^(NodeList|VarList|\w*Array)$/.test(type.getSymbol()?.name ?? '');
}

/** Our arrays are the only objects that are numbers to the type checker. */
function isArrayValue(api: TypeScript, checker: Checker, node: ts.Expression): boolean {
  const type = checker.getNonNullableType(checker.getTypeAtLocation(node));
  const parts = type.isUnion() ? type.types : [type];
  return parts.every((part) => part.isIntersection() && part.types.some((member) => (member.flags & api.TypeFlags.NumberLike) !== 0));
}
