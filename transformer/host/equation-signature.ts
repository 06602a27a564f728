/** The arguments of a derivative as its source writes them. */
import type ts from 'typescript';
import type { EquationArgument, EquationSignature } from '../../runtime/abi/equations.js';
import type { TypeScript } from '../contracts.js';

export function readSignature(api: TypeScript, node: ts.FunctionLikeDeclaration): EquationSignature {
  const parameters = node.parameters.filter((parameter) => parameter.name.getText() !== 'this');
  return { label: nameOf(node), args: parameters.map((parameter) => readArgument(api, parameter)) };
}

function readArgument(api: TypeScript, { name, dotDotDotToken, initializer, questionToken }: ts.ParameterDeclaration): EquationArgument {
  const fallback = initializer?.getText() ?? (questionToken === undefined ? undefined : 'undefined');
  return {
    name: dotDotDotToken === undefined ? name.getText() : `...${name.getText()}`, ...(fallback === undefined ? {} : { fallback }),
    ...(dotDotDotToken !== undefined ? { form: 'rest' as const } : api.isIdentifier(name) ? {} : { form: 'pattern' as const }),
  };
}

/** What people call the function: its own name, or that of the variable or field it is given to. */
function nameOf(node: ts.FunctionLikeDeclaration): string {
  if (node.name !== undefined) return node.name.getText();
  const parent = node.parent as (ts.Node & { readonly name?: ts.Node }) | undefined;
  return parent?.name?.getText() ?? 'The derivative ';
}
