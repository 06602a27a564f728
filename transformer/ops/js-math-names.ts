/** JavaScript's `Math` by the catalogue's names, where they differ. `Math.round` rounds halves up, NumPy's `round` to even. */
const mathNames: ReadonlyMap<string, string> = new Map([['round', 'roundHalfUp'], ['max', 'maximum'], ['min', 'minimum']]);

/** The operation that `Math.name` is, element by element: `roundHalfUp` for `round`. It need not be in the catalogue. */
export function operationOfMath(name: string): string {
  return mathNames.get(name) ?? name;
}
