/** An object as the loader of units knows it: by its records in Wasm memory. */
import type { FloatDType } from '../abi/dtype.js';
import type { NDArrayObject } from '../array/nd-array.js';
import type { SharedFloat } from './shared-float.js';

export interface ObjectRecords {
  /** All Variables in the records, each once. */
  readonly variables: Iterable<NDArrayObject>;
  /** What the arrays with no stated dtype share; undefined if there are none. */
  readonly float: SharedFloat | undefined;
  /** Says which attributes differ from what compiled code sees. */
  warnOfChanges(): void;
  /** Brings the records up to date, pins them and all that they point to for the call in progress; returns the root's address. */
  refresh(float: FloatDType): number;
  /** The object of a record, by the record's address at present. */
  objectAt(address: number): object | undefined;
}
