import { isForeignArray } from './nd-array.js';

/** What is wrong with a value that should be an array. */
export function explainNoArray(value: unknown): string {
  if (isForeignArray(value)) return 'this array belongs to another copy of myelin in the same program; install one version only, and bundle it once';
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return 'a JavaScript array was given where an array of myelin is wanted: math.array(x) converts it';
  return `an array or a number is wanted, got ${value === null ? 'null' : typeof value}`;
}
