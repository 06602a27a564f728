/** The functions and constants of JavaScript's `Math`, under whatever constant name a program uses them. */
import type ts from 'typescript';
import type { TypeScript } from '../contracts.js';
import { declarationOf } from './assigned-names.js';
import { bareExpression } from './bare-expression.js';
import { constantAlias } from './constant-alias.js';
import type { Checker } from './routed-checker.js';

/**
 * `Math` for the global object, `Math.exp` for its members; also where a constant stands for them (`const { exp } = Math`, `const M = Math`,
 * `const root = Math.sqrt`). Undefined for all else.
 */
export function jsMathPath(api: TypeScript, checker: Checker, expression: ts.Expression): string | undefined {
  const node = bareExpression(api, expression);
  if (api.isPropertyAccessExpression(node)) return memberPath(api, checker, node.expression, node.name.text);
  if (!api.isIdentifier(node)) return undefined;
  if (node.text === 'Math') {
    const declarations = checker.getSymbolAtLocation(node)?.declarations ?? [];
    return declarations.length > 0 && declarations.every((declaration) => declaration.getSourceFile().isDeclarationFile) ? 'Math' : undefined;
  }
  const declaration = declarationOf(api, checker, node);
  return declaration === undefined ? undefined : jsMathPathOf(api, checker, declaration);
}

/** The same for the declaration of a constant. */
export function jsMathPathOf(api: TypeScript, checker: Checker, declaration: ts.Declaration): string | undefined {
  const alias = constantAlias(api, declaration);
  if (alias === undefined) return undefined;
  return alias.member === undefined ? jsMathPath(api, checker, alias.of) : memberPath(api, checker, alias.of, alias.member);
}

function memberPath(api: TypeScript, checker: Checker, object: ts.Expression, member: string): string | undefined {
  return jsMathPath(api, checker, object) === 'Math' ? `Math.${member}` : undefined;
}
