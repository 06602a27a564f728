/** Constants that stand for something else: what their declarations say. */
import type ts from 'typescript';
import type { TypeScript } from '../contracts.js';

export interface ConstantAlias {
  /** What the constant is made from. */
  readonly of: ts.Expression;
  /** The member of it that the constant is; absent where it is all of it. */
  readonly member?: string;
}

/** `const M = Math`, `const { exp: e } = Math`; undefined for other declarations, and where a type or default says more. */
export function constantAlias(api: TypeScript, declaration: ts.Declaration | undefined): ConstantAlias | undefined {
  if (declaration === undefined) return undefined;
  if (api.isVariableDeclaration(declaration)) {
    const { name, type, initializer } = declaration;
    return api.isIdentifier(name) && type === undefined && initializer !== undefined && isConst(api, declaration) ? { of: initializer } : undefined;
  }
  if (!api.isBindingElement(declaration) || !api.isObjectBindingPattern(declaration.parent) || declaration.initializer !== undefined || declaration.dotDotDotToken !== undefined) return undefined;
  const source = declaration.parent.parent;
  const member = declaration.propertyName ?? declaration.name;
  if (!api.isVariableDeclaration(source) || source.initializer === undefined || !isConst(api, source) || !api.isIdentifier(member)) return undefined;
  return { of: source.initializer, member: member.text };
}

export function isConst(api: TypeScript, declaration: ts.VariableDeclaration): boolean {
  return (api.getCombinedNodeFlags(declaration) & api.NodeFlags.Const) !== 0;
}
