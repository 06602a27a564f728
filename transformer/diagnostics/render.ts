/** The outputs of a diagnostic: text with a code frame (bundlers, `check`), TypeScript's own form (tspc, editors) and JSON. */
import type ts from 'typescript';
import type { Diagnostic, Place } from './diagnostic.js';

/**
 * Text for terminals and overlays. `readText` gives the text of a file by the name that places carry; without it there is no frame.
 *
 *     src/lr.ts:9:5 - error myelin/no-static-write: Neuron.count is assigned …
 *
 *     > 9 |     this.count = this.count + 1;
 *         |     ^^^^^^^^^^
 *
 *       Why: …
 *       Help: …
 */
export function renderText(diagnostic: Diagnostic, readText: (file: string) => string | undefined): string {
  const { place, code } = diagnostic;
  const category = diagnostic.class === 'slow' ? 'note' : 'error';
  const frame = (at: Place): string[] => {
    const text = readText(at.file);
    return text === undefined ? [] : ['', ...renderFrame(at, text)];
  };
  return [
    `${place.file}:${place.line}:${place.column} - ${category} myelin/${code}: ${diagnostic.message}`,
    ...frame(place),
    '',
    `  Why: ${diagnostic.why}`,
    `  Help: ${diagnostic.help}`,
    ...diagnostic.related.flatMap((related) => [
      '', `  ${related.place.file}:${related.place.line}:${related.place.column} - ${related.message}`, ...frame(related.place),
    ]),
  ].join('\n');
}

/** The first line of a place with the part in question underlined; a place of several lines is marked to the end of its first. */
export function renderFrame(place: Place, text: string): readonly string[] {
  const line = text.split(/\r?\n/)[place.line - 1] ?? '';
  const end = place.endLine === place.line ? place.endColumn : line.length + 1;
  const number = String(place.line);
  // Tabs are kept in the margin, so that the underline stands below its text in every tab width.
  const margin = line.slice(0, place.column - 1).replace(/[^\t]/g, ' ');
  return [`> ${number} | ${line}`, `  ${' '.repeat(number.length)} | ${margin}${'^'.repeat(Math.max(1, end - place.column))}`];
}

/** The shape that `myelin check --format json` prints. */
export interface JsonDiagnostic {
  readonly code: string;
  readonly class: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
  readonly why: string;
  readonly help: string;
  readonly related: readonly (JsonPlace & { readonly message: string })[];
  readonly suggestions: readonly (JsonPlace & { readonly title: string; readonly replacement: string })[];
}

export interface JsonPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export function toJson(diagnostic: Diagnostic): JsonDiagnostic {
  const { code, class: ruleClass, message, why, help, related, suggestions } = diagnostic;
  return {
    code, class: ruleClass, ...jsonPlace(diagnostic.place), message, why, help,
    related: related.map((item) => ({ ...jsonPlace(item.place), message: item.message })),
    suggestions: suggestions.map((item) => ({ ...jsonPlace(item.place), title: item.title, replacement: item.replacement })),
  };
}

function jsonPlace({ file, line, column, endLine, endColumn }: Place): JsonPlace {
  return { file, line, column, endLine, endColumn };
}

/**
 * The form that tsc and editors print: `error TS(myelin/no-static-write): …`, why and help as lines below it. `findFile` gives the
 * source file for the name that places carry.
 */
export function toTsDiagnostic(api: typeof ts, diagnostic: Diagnostic, findFile: (file: string) => ts.SourceFile | undefined): ts.Diagnostic {
  const category = diagnostic.class === 'slow' ? api.DiagnosticCategory.Suggestion : api.DiagnosticCategory.Error;
  // tsc prints `TS${code}` and compares codes with `<`: a string works in both, and a slug says more than a number.
  const code = `(myelin/${diagnostic.code})` as unknown as number;
  const note = (messageText: string): ts.DiagnosticMessageChain => ({ messageText, category: api.DiagnosticCategory.Message, code });
  const at = (place: Place): Pick<ts.Diagnostic, 'file' | 'start' | 'length'> => {
    const file = findFile(place.file);
    return file === undefined ? { file, start: undefined, length: undefined } : { file, start: place.start, length: place.length };
  };
  return {
    ...at(diagnostic.place),
    category,
    code,
    source: 'myelin',
    messageText: { messageText: diagnostic.message, category, code, next: [note(`Why: ${diagnostic.why}`), note(`Help: ${diagnostic.help}`)] },
    relatedInformation: diagnostic.related.map((related) => ({
      ...at(related.place), category: api.DiagnosticCategory.Message, code, messageText: related.message,
    })),
  };
}
