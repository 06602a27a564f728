/** Where something stands in a user's file: from the compiler's nodes (offsets) to what people read (lines and columns from 1). */
import { isAbsolute, relative, sep } from 'node:path';
import type ts from 'typescript';
import type { Place } from './diagnostic.js';

/** The place of a node without the comments in front of it. File names are relative to `root`, with forward slashes. */
export function placeOf(node: ts.Node, root: string): Place {
  const file = node.getSourceFile();
  return placeOfSpan(file, node.getStart(file), node.getEnd(), root);
}

/**
 * The place of a declaration's name, where mistakes of a whole class or function are shown. Without a name it is the keyword
 * (`class`, `function`), since the node itself starts at its decorators and modifiers.
 */
export function placeOfName(declaration: ts.NamedDeclaration, root: string): Place {
  if (declaration.name !== undefined) return placeOf(declaration.name, root);
  const file = declaration.getSourceFile();
  const keyword = declaration.getChildren(file).find((child) => /^(class|function)$/.test(child.getText(file)));
  return placeOf(keyword ?? declaration, root);
}

export function placeOfSpan(file: ts.SourceFile, start: number, end: number, root: string): Place {
  const from = file.getLineAndCharacterOfPosition(start);
  const to = file.getLineAndCharacterOfPosition(end);
  return {
    file: relativeFile(file.fileName, root), start, length: end - start,
    line: from.line + 1, column: from.character + 1, endLine: to.line + 1, endColumn: to.character + 1,
  };
}

/** `src/lr.ts` for a file below `root`; other absolute names stay as they are. */
export function relativeFile(fileName: string, root: string): string {
  const name = isAbsolute(fileName) ? relative(root, fileName) : fileName;
  return name.split(sep).join('/');
}

/** `src/lr.ts:14:40`, as messages at run time and `explain` print it. */
export function formatPlace(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`;
}
