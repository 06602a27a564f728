/** Where the diagnostics of one compilation come together: every broken rule is reported, each once. */
import type ts from 'typescript';
import type { Finding } from './define-rule.js';
import type { Diagnostic, Place } from './diagnostic.js';
import { placeOf } from './place.js';

/** A node, or a place where no single node is right (a class's name: `placeOfName`). */
export type Position = ts.Node | Place;

export interface ReportDetails {
  /** Secondary places that explain it (`declared here`). */
  readonly related?: readonly { readonly at: Position; readonly message: string }[];
  /** Quick fixes, only where one is certain: `replacement` takes the place of `at`. */
  readonly suggestions?: readonly { readonly title: string; readonly at: Position; readonly replacement: string }[];
}

export class DiagnosticCollector {
  readonly #root: string;
  readonly #byKey = new Map<string, Diagnostic>();

  /** `root`: the folder that file names are shown relative to. */
  constructor(root: string) {
    this.#root = root;
  }

  /** Keeps the first of a rule's findings at one position: functions are compiled several times, for several dtypes. */
  report(finding: Finding, at: Position, details: ReportDetails = {}): void {
    const place = this.#place(at);
    const key = `${finding.code} ${place.file} ${place.start}`;
    if (this.#byKey.has(key)) return;
    this.#byKey.set(key, {
      ...finding,
      place,
      related: (details.related ?? []).map(({ at: where, message }) => ({ place: this.#place(where), message })),
      suggestions: (details.suggestions ?? []).map(({ title, at: where, replacement }) => ({ title, place: this.#place(where), replacement })),
    });
  }

  /** Sorted by file, then position. */
  get diagnostics(): readonly Diagnostic[] {
    return [...this.#byKey.values()].sort(compareDiagnostics);
  }

  /** Whether anything was reported that must stop the build (all but `slow`). */
  get hasErrors(): boolean {
    return [...this.#byKey.values()].some((diagnostic) => diagnostic.class !== 'slow');
  }

  #place(at: Position): Place {
    return 'kind' in at ? placeOf(at, this.#root) : at;
  }
}

function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  if (a.place.file !== b.place.file) return a.place.file < b.place.file ? -1 : 1;
  if (a.place.start !== b.place.start) return a.place.start - b.place.start;
  return a.code < b.code ? -1 : Number(a.code > b.code);
}
