/**
 * Notices a second copy of the package in one program: each copy has memory and switches of its own, so arrays, Variables and
 * compiled classes of one are strangers to the other.
 */
const registered = Symbol.for('myelin.copies');

interface Registry {
  [registered]?: number;
}

/** Counts this copy; warns where it is not the first. Arrays that are passed to the wrong copy are refused where they arrive. */
export function registerCopy(): void {
  const registry = globalThis as Registry;
  const copies = (registry[registered] ?? 0) + 1;
  registry[registered] = copies;
  if (copies !== 2) return;
  console.warn('myelin: two copies of the package are loaded in this program, and arrays of one cannot be used with the other. ' +
    'Install one version (npm ls myelin), and let the bundler keep one copy (resolve.dedupe in Vite).');
}
