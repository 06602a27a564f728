/**
 * What a child program printed, for the message of a failing test. Each line is marked: Vitest takes stack lines in messages for its own, looks for source maps in the
 * files that they name, and hides the failure behind "not valid JSON" where a file of `dist` has a text that looks like one.
 */
export function quoteOutput(output: string): string {
  return output.replaceAll(/^/gm, '│ ');
}
