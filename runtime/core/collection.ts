/** What `vars()`, `nodes()` and `trainVars()` give: a Map by path, with the selections that models ask for. */

export class Collection<T> extends Map<string, T> {
  /** Each item once, under the first path that leads to it. */
  unique(): Collection<T> {
    const seen = new Set<T>();
    return this.select((item) => !seen.has(item) && seen.add(item) !== undefined);
  }

  /** The items that are instances of `type`. */
  subset<U extends T>(type: abstract new (...args: never[]) => U): Collection<U> {
    return this.select((item) => item instanceof type) as Collection<T> as Collection<U>;
  }

  /** The items for which `wanted` holds. */
  select(wanted: (item: T) => boolean): Collection<T> {
    const selected = new Collection<T>();
    for (const [path, item] of this) if (wanted(item)) selected.set(path, item);
    return selected;
  }
}
