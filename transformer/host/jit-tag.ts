/** The tag `@jit` in the comment above a function. Read from the text: tsc does not parse such comments in TypeScript files. */
import type ts from 'typescript';
import type { TypeScript } from '../contracts.js';

/** Whether the documentation comment right above `node` has the tag at the start of one of its lines. */
export function hasJitTag(api: TypeScript, node: ts.Node): boolean {
  const { text } = node.getSourceFile();
  const comments = api.getLeadingCommentRanges(text, node.getFullStart()) ?? [];
  const documentation = comments.map(({ pos, end }) => text.slice(pos, end)).filter((comment) => comment.startsWith('/**')).at(-1);
  return documentation !== undefined && /^(\/\*\*|\s*\*)?\s*@jit\b/m.test(documentation);
}
