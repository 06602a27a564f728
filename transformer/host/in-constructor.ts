/** Whether a node stands inside of a constructor: its names are known only while an object is made, and its `this` is that object. */
import type ts from 'typescript';
import type { TypeScript } from '../contracts.js';

export function isInConstructor(api: TypeScript, node: ts.Node): boolean {
  for (let at: ts.Node | undefined = node.parent; at !== undefined; at = at.parent) if (api.isConstructorDeclaration(at)) return true;
  return false;
}
