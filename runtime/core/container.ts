/** Which lists and records are NodeLists, NodeDicts, VarLists and VarDicts, so that the tree looks into them (and into no others). */

const containers = new WeakSet<object>();

/** To be called by the constructors of containers. */
export function markContainer(container: object): void {
  containers.add(container);
}

/** What a container holds, by the last part of its path; undefined for anything else. */
export function containedItems(value: unknown): readonly (readonly [key: string, item: unknown])[] | undefined {
  return typeof value === 'object' && value !== null && containers.has(value) ? Object.entries(value) : undefined;
}
