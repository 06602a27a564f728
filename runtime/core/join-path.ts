/** Paths of parts: `E.V`, `units.0.state`. */

/** The path of what `key` names inside of `path`; that of the object itself is ''. */
export function joinPath(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
