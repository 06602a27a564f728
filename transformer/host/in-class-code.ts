/** Whether a node stands inside of a constructor or method: its names are known only while that runs, and its `this` is the object. */
import type ts from 'typescript';
import type { TypeScript } from '../contracts.js';

export function isInClassCode(api: TypeScript, node: ts.Node): boolean {
  for (let at: ts.Node | undefined = node.parent; at !== undefined; at = at.parent) {
    if (api.isConstructorDeclaration(at) || (api.isMethodDeclaration(at) && api.isClassLike(at.parent))) return true;
  }
  return false;
}
