/** Which lists and records are NodeLists, NodeDicts, VarLists and VarDicts, so that the tree looks into them (and into no others). */

const containers = new WeakSet<object>();

/** To be called by the constructors of containers. */
export function markContainer(container: object): void {
  containers.add(container);
}

const contents = new WeakMap<object, Readonly<Record<string, unknown>>>();

/** Notes what belongs to something that is no container itself (an integrator's delays), by the last part of its path. */
export function noteContents(owner: object, items: Readonly<Record<string, unknown>>): void {
  contents.set(owner, items);
}

/** What a container holds, by the last part of its path; undefined for anything else. */
export function containedItems(value: unknown): readonly (readonly [key: string, item: unknown])[] | undefined {
  if (typeof value === 'object' && value !== null && containers.has(value)) return Object.entries(value);
  const noted = typeof value === 'function' ? contents.get(value) : undefined;
  return noted && Object.entries(noted);
}
