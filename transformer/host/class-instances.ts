/** Generic classes: the types of the objects that a program makes of them (`new Ring<'bool'>(8)`, where the arguments are known). */
import type ts from 'typescript';
import type { TypeScript } from '../contracts.js';
import type { TypeFacts } from './type-facts.js';

/** By class: its types by their printed arguments. `hasOthers`: some objects are made where the arguments are parameters themselves. */
export type Instances = ReadonlyMap<ts.ClassLikeDeclaration, { readonly types: ReadonlyMap<string, ts.Type>; readonly hasOthers: boolean }>;

export function findInstances(api: TypeScript, facts: TypeFacts, program: ts.Program): Instances {
  const found = new Map<ts.ClassLikeDeclaration, { readonly types: Map<string, ts.Type>; hasOthers: boolean }>();
  const visit = (node: ts.Node): void => {
    if (api.isNewExpression(node)) {
      const type = facts.checker.getTypeAtLocation(node);
      const [declaration] = facts.classesOf(type);
      if (declaration?.typeParameters !== undefined) {
        const known = found.get(declaration) ?? { types: new Map<string, ts.Type>(), hasOthers: false };
        const printed = printArguments(facts, declaration, type);
        if (printed === undefined) known.hasOthers = true;
        else known.types.set(printed, type);
        found.set(declaration, known);
      }
    }
    api.forEachChild(node, visit);
  };
  for (const file of program.getSourceFiles()) if (!file.isDeclarationFile) visit(file);
  for (const file of facts.librarySources()) visit(file);
  return found;
}

/** The arguments of a generic class's type, where each is one type; undefined where one is a parameter or a choice. */
export function printArguments(facts: TypeFacts, { typeParameters }: ts.ClassLikeDeclaration, type: ts.Type): string | undefined {
  const args = facts.checker.getTypeArguments(type as ts.TypeReference).slice(0, typeParameters?.length ?? 0);
  if (args.length === 0 || args.some((arg) => !facts.isOneType(arg))) return undefined;
  return args.map((arg) => facts.fullText(arg)).join(', ');
}
