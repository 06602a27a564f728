/**
 * Which expressions can be nothing but plain numbers, so that their operators stay as they are. Decided from syntax: to the type checker
 * an array of ours is a number too (one of JavaScript's typed arrays is not). A wrong "no" costs a call, a wrong "yes" would break arrays, so doubt is "no".
 */
import type ts from 'typescript';
import type { TypeScript } from '../../contracts.js';
import { assignedNames, declarationOf, isAssignment, isLoopHead } from '../../host/assigned-names.js';
import { bareExpression } from '../../host/bare-expression.js';
import { isCount, isShapeElement } from '../../host/integer-kind.js';
import { jsMathPath } from '../../host/js-math-path.js';

/** What a file's code writes to one name after its declaration: the values, or 'unknown' for destructuring and loop heads. */
type Writes = readonly (ts.Expression | 'unknown')[];

const typedArrayName = /^(?:Float(?:32|64)|Int(?:8|16|32)|Uint(?:8|16|32)|Uint8Clamped)Array$/;

export class CertainNumbers {
  readonly #ts: TypeScript;
  readonly #checker: ts.TypeChecker;
  readonly #known = new Map<ts.Declaration, boolean>();
  /** Names in question: while one is open, a "yes" of another may lean on it and is not kept. */
  readonly #open = new Set<ts.Declaration>();
  readonly #writes = new Map<ts.SourceFile, ReadonlyMap<ts.Declaration, Writes>>();

  constructor(api: TypeScript, checker: ts.TypeChecker) {
    this.#ts = api;
    this.#checker = checker;
  }

  has(node: ts.Expression): boolean {
    const api = this.#ts;
    const bare = bareExpression(api, node);
    if (api.isNumericLiteral(bare)) return true;
    if (api.isIdentifier(bare)) return this.#hasName(bare);
    if (api.isPropertyAccessExpression(bare)) return this.mathName(bare) !== undefined || isCount(api, this.#checker, bare);
    if (api.isElementAccessExpression(bare)) return isShapeElement(api, this.#checker, bare) || this.#isOfTypedArray(bare);
    if (api.isConditionalExpression(bare)) return this.has(bare.whenTrue) && this.has(bare.whenFalse);
    if (api.isPrefixUnaryExpression(bare)) return bare.operator !== api.SyntaxKind.ExclamationToken && this.has(bare.operand);
    if (api.isPostfixUnaryExpression(bare)) return this.has(bare.operand);
    if (api.isCallExpression(bare)) {
      return this.mathName(bare.expression) !== undefined && bare.arguments.every((argument) => this.has(argument));
    }
    return api.isBinaryExpression(bare) && this.#hasBinary(bare);
  }

  /** `exp` for `Math.exp`, by whatever constant name it is called. */
  mathName(node: ts.Expression): string | undefined {
    const path = jsMathPath(this.#ts, this.#checker, node);
    return path?.startsWith('Math.') === true ? path.slice('Math.'.length) : undefined;
  }

  /** `counts[i]` of JavaScript's own typed arrays, which hold plain numbers. */
  #isOfTypedArray({ expression }: ts.ElementAccessExpression): boolean {
    return typedArrayName.test(this.#checker.getTypeAtLocation(expression).getSymbol()?.name ?? '');
  }

  #hasBinary(node: ts.BinaryExpression): boolean {
    const { SyntaxKind } = this.#ts;
    switch (node.operatorToken.kind) {
      case SyntaxKind.PlusToken: case SyntaxKind.MinusToken: case SyntaxKind.AsteriskToken: case SyntaxKind.SlashToken:
      case SyntaxKind.PercentToken: case SyntaxKind.AsteriskAsteriskToken:
      case SyntaxKind.BarToken: case SyntaxKind.AmpersandToken: case SyntaxKind.CaretToken: case SyntaxKind.LessThanLessThanToken:
      case SyntaxKind.GreaterThanGreaterThanToken: case SyntaxKind.GreaterThanGreaterThanGreaterThanToken:
        return this.has(node.left) && this.has(node.right);
      case SyntaxKind.EqualsToken: case SyntaxKind.CommaToken:
        return this.has(node.right);
      default:
        return false;
    }
  }

  #hasName(name: ts.Identifier): boolean {
    const declaration = declarationOf(this.#ts, this.#checker, name);
    if (declaration === undefined) return false;
    const known = this.#known.get(declaration);
    if (known !== undefined) return known;
    // A circle of names (`a = b; b = a`) holds if everything else in it does.
    if (this.#open.has(declaration)) return true;
    this.#open.add(declaration);
    const result = this.#hasDeclaration(declaration);
    this.#open.delete(declaration);
    if (!result || this.#open.size === 0) this.#known.set(declaration, result);
    return result;
  }

  #hasDeclaration(declaration: ts.Declaration): boolean {
    const api = this.#ts;
    if (!api.isVariableDeclaration(declaration) || declaration.initializer === undefined) return false;
    if (!api.isVariableDeclarationList(declaration.parent) || isLoopHead(api, declaration.parent.parent)) return false;
    if (!this.has(declaration.initializer)) return false;
    const writes = this.#writesOf(declaration.getSourceFile()).get(declaration) ?? [];
    return writes.every((value) => value !== 'unknown' && this.has(value));
  }

  #writesOf(file: ts.SourceFile): ReadonlyMap<ts.Declaration, Writes> {
    let writes = this.#writes.get(file);
    if (writes === undefined) this.#writes.set(file, (writes = collectWrites(this.#ts, this.#checker, file)));
    return writes;
  }
}

function collectWrites(api: TypeScript, checker: ts.TypeChecker, file: ts.SourceFile): ReadonlyMap<ts.Declaration, Writes> {
  const writes = new Map<ts.Declaration, (ts.Expression | 'unknown')[]>();
  const note = (target: ts.Expression, value: ts.Expression | 'unknown'): void => {
    const isName = api.isIdentifier(bareExpression(api, target));
    for (const name of assignedNames(api, target)) {
      const declaration = declarationOf(api, checker, name);
      if (declaration === undefined) continue;
      const list = writes.get(declaration) ?? [];
      writes.set(declaration, [...list, isName ? value : 'unknown']);
    }
  };
  const visit = (node: ts.Node): void => {
    if (isAssignment(api, node)) note(node.left, node.right);
    else if (isLoopHead(api, node) && !api.isVariableDeclarationList(node.initializer)) note(node.initializer, 'unknown');
    api.forEachChild(node, visit);
  };
  visit(file);
  return writes;
}
