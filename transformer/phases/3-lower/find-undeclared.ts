/** Names that the type checker does not know either: where it has not looked, the build says so. */
import type ts from 'typescript';
import { nearestName } from '../../../runtime/abi/nearest-name.js';
import type { Finding } from '../../diagnostics/define-rule.js';
import { missingType } from '../../diagnostics/rules/missing-type.js';
import type { Lowering } from './lowering.js';

/** What is wrong with a name, or with `owner.name`, that is declared nowhere; undefined where it is declared, or nobody can tell. */
export function findUndeclared(l: Lowering, node: ts.Node): Finding | undefined {
  const { ts: api, facts } = l;
  if (api.isIdentifier(node)) {
    const declarations = facts.symbolOfName(node)?.declarations ?? [];
    return declarations.length > 0 ? undefined : missingType.messages.undeclared({ name: node.text });
  }
  if (!api.isPropertyAccessExpression(node) || facts.symbolAt(node.name) !== undefined) return undefined;
  const owner = facts.checker.getTypeAtLocation(node.expression);
  if ((owner.flags & api.TypeFlags.Any) !== 0) return findUndeclared(l, node.expression);
  const near = nearestName(node.name.text, owner.getProperties().map((property) => property.name));
  return missingType.messages.undeclared({ name: node.name.text, owner: node.expression.getText(), ...(near === undefined ? {} : { near }) });
}
