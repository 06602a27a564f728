/** One type checker in front of two: that of the user's program and that of the library's sources. Each question goes to the one that made what it is about. */
import type ts from 'typescript';
import type { LibrarySources } from './library-sources.js';

/** What the compiler asks of a type checker. */
export type Checker = Pick<ts.TypeChecker,
  | 'getTypeAtLocation' | 'getSymbolAtLocation' | 'getAliasedSymbol' | 'getTypeOfSymbol' | 'getNonNullableType' | 'isTupleType' | 'isArrayType'
  | 'getTypeArguments' | 'getIndexTypeOfType' | 'getBaseConstraintOfType' | 'typeToString' | 'getShorthandAssignmentValueSymbol'
  | 'getExportsOfModule' | 'getConstantValue' | 'getSymbolsInScope' | 'getContextualType'>;

export interface RoutedChecker extends Checker {
  /** The type of a property of a type. Its symbol may be declared in a file that both programs share: only the type tells whose it is. */
  getTypeOfProperty(owner: ts.Type, property: ts.Symbol): ts.Type;
}

export function routeChecker(main: ts.TypeChecker, sources: LibrarySources): RoutedChecker {
  const ofNode = (node: ts.Node | undefined): ts.TypeChecker => (node !== undefined && sources.owns(node.getSourceFile()) ? sources.checker! : main);
  const ofSymbol = (symbol: ts.Symbol): ts.TypeChecker => ofNode(symbol.declarations?.[0]);
  // Types carry the checker that made them; TypeScript's public type does not say so.
  const ofType = (type: ts.Type): ts.TypeChecker => (type as ts.Type & { readonly checker?: ts.TypeChecker }).checker ?? main;
  return {
    getTypeAtLocation: (node) => ofNode(node).getTypeAtLocation(node),
    getSymbolAtLocation: (node) => ofNode(node).getSymbolAtLocation(node),
    getAliasedSymbol: (symbol) => ofSymbol(symbol).getAliasedSymbol(symbol),
    getTypeOfSymbol: (symbol) => ofSymbol(symbol).getTypeOfSymbol(symbol),
    getTypeOfProperty: (owner, property) => ofType(owner).getTypeOfSymbol(property),
    getNonNullableType: (type) => ofType(type).getNonNullableType(type),
    isTupleType: (type) => ofType(type).isTupleType(type),
    isArrayType: (type) => ofType(type).isArrayType(type),
    getTypeArguments: (type) => ofType(type).getTypeArguments(type),
    getIndexTypeOfType: (type, kind) => ofType(type).getIndexTypeOfType(type, kind),
    getBaseConstraintOfType: (type) => ofType(type).getBaseConstraintOfType(type),
    typeToString: (type, ...rest) => ofType(type).typeToString(type, ...rest),
    getShorthandAssignmentValueSymbol: (node) => ofNode(node).getShorthandAssignmentValueSymbol(node),
    getExportsOfModule: (symbol) => ofSymbol(symbol).getExportsOfModule(symbol),
    getConstantValue: (node) => ofNode(node).getConstantValue(node),
    getContextualType: (node: ts.Expression) => ofNode(node).getContextualType(node),
    getSymbolsInScope: (node, meaning) => ofNode(node).getSymbolsInScope(node, meaning),
  };
}
