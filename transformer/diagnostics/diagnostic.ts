/** What a diagnostic is, for all outputs (tsc, bundlers, editors, JSON). */

export type DiagnosticClass = 'rule' | 'unsupported' | 'slow' | 'bug';

/** A place in a user's file. Lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly start: number;
  readonly length: number;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The words of one diagnostic: what (in the user's names), why in one sentence, help with the code to write instead. */
export interface Message {
  readonly message: string;
  readonly why: string;
  readonly help: string;
}

export interface Suggestion {
  readonly title: string;
  readonly place: Place;
  readonly replacement: string;
}

export interface Diagnostic extends Message {
  /** The slug: also the name of the rule's file, page and test folder. */
  readonly code: string;
  readonly class: DiagnosticClass;
  readonly place: Place;
  readonly related: readonly { readonly place: Place; readonly message: string }[];
  readonly suggestions: readonly Suggestion[];
}
