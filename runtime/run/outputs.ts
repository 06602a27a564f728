/** What a model's `update` returns, step by step: an array, or a list or record of arrays (of such lists and records). */
import type { SlotMeta } from '../abi/unit.js';
import { NDArrayObject } from '../array/nd-array.js';
import { joinPath } from '../core/join-path.js';
import type { Recorder } from './recorder.js';

/** Where an array is: `''` of one that is returned by itself, `rates.0` of one inside. */
type Path = string;
type Leaf<T> = readonly [path: Path, value: T];

/** What messages call it. */
const label = 'the output of update';

/** How the values are held. */
type Form = null | { readonly isList: boolean; readonly parts: readonly (readonly [key: string, form: Form])[] };

export class Outputs {
  readonly #record: (label: string) => Recorder;
  #form: Form = null;
  /** One for each array, in the order of the first value; undefined before that. */
  #recorders: ReadonlyMap<string, Recorder> | undefined;

  constructor(record: (label: string) => Recorder) {
    this.#record = record;
  }

  /** Adds what a step returned. Throws a TypeError where it holds other arrays than the first. */
  write(value: unknown): void {
    const leaves = leavesOfValue(value);
    if (this.#recorders === undefined) {
      this.#form = formOf(value);
      this.#recorders = new Map(leaves.map(([path]) => [path, this.#record(path === '' ? label : joinPath(label, path))]));
    }
    if (leaves.length !== this.#recorders.size || leaves.some(([path]) => !this.#recorders!.has(path))) {
      throw new TypeError(`${label}: ${printPaths(leaves.map(([path]) => path))} after ${printPaths([...this.#recorders.keys()])}; return the same at each step`);
    }
    for (const [path, leaf] of leaves) this.#recorders.get(path)!.write(leaf);
  }

  /** The recorders of what compiled code leaves in the places of `slot`; undefined where they are not known yet, or cannot be read there. */
  placesIn(slot: SlotMeta | undefined): readonly { readonly slot: ArraySlot; readonly recorder: Recorder }[] | undefined {
    if (slot === undefined) return undefined;
    const leaves = leavesOfSlot(slot);
    if (leaves.length === 0) return [];
    const places = leaves.map(([path, leaf]) => ({ slot: leaf, recorder: this.#recorders?.get(path) }));
    return places.every(isPlace) && places.length === this.#recorders?.size ? places : undefined;
  }

  /** What was recorded, held as the values were; undefined of nothing. */
  finish(arrange: (array: NDArrayObject) => unknown): unknown {
    if (this.#recorders === undefined) return undefined;
    const build = (form: Form, path: Path): unknown => {
      if (form === null) {
        const array = this.#recorders!.get(path)?.finish();
        return array && arrange(array);
      }
      const parts = form.parts.map(([key, part]) => [key, build(part, joinPath(path, key))] as const);
      return form.isList ? parts.map(([, part]) => part) : Object.fromEntries(parts);
    };
    return build(this.#form, '');
  }
}

type ArraySlot = Extract<SlotMeta, { kind: 'array' | 'number' | 'boolean' }>;

function isPlace(place: { readonly slot: SlotMeta; readonly recorder: Recorder | undefined }): place is { readonly slot: ArraySlot; readonly recorder: Recorder } {
  const { slot } = place;
  return place.recorder?.row !== undefined && (slot.kind === 'array' || slot.kind === 'number' || slot.kind === 'boolean') && slot.present === undefined;
}

function leavesOfValue(value: unknown, path: Path = ''): readonly Leaf<unknown>[] {
  if (value === undefined) return [];
  return partsOf(value)?.flatMap(([key, part]) => leavesOfValue(part, joinPath(path, key))) ?? [[path, value]];
}

function leavesOfSlot(slot: SlotMeta, path: Path = ''): readonly Leaf<SlotMeta>[] {
  switch (slot.kind) {
    case 'none': return [];
    case 'tuple': return slot.items.flatMap((item, i) => leavesOfSlot(item, joinPath(path, String(i))));
    case 'object': return slot.fields.flatMap(([name, field]) => leavesOfSlot(field, joinPath(path, name)));
    default: return [[path, slot]];
  }
}

function formOf(value: unknown): Form {
  const parts = partsOf(value);
  return parts === undefined ? null : { isList: Array.isArray(value), parts: parts.map(([key, part]) => [key, formOf(part)] as const) };
}

/** What a list or a plain record holds; undefined of anything else. */
function partsOf(value: unknown): readonly (readonly [key: string, part: unknown])[] | undefined {
  if (typeof value !== 'object' || value === null || NDArrayObject.isInstance(value)) return undefined;
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype ? Object.entries(value) : undefined;
}

function printPaths(paths: readonly string[]): string {
  if (paths.length === 0) return 'nothing';
  return paths.length === 1 && paths[0] === '' ? 'one value' : paths.join(', ');
}
