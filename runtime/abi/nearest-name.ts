/** Which of several names a misspelt one may have meant. */

/** The name that differs least from `wrong`, by up to a third of its letters, or else begins with it (`progress`: progressBar); undefined where none is near. */
export function nearestName(wrong: string, names: readonly string[]): string | undefined {
  let [nearest, least]: [string | undefined, number] = [undefined, wrong.length === 1 ? 0 : Math.max(1, Math.floor(wrong.length / 3))];
  for (const name of names) {
    // Capitals and underscores are the most common mistakes.
    const distance = bare(name) === bare(wrong) ? 0 : editDistance(wrong, name);
    if (distance <= least) [nearest, least] = [name, distance - 1];
  }
  return nearest ?? names.find((name) => wrong.length > 3 && bare(name).startsWith(bare(wrong)));
}

function bare(name: string): string {
  return name.toLowerCase().replaceAll('_', '');
}

/** How many letters must be put in, left out or exchanged (V. I. Levenshtein, Sov. Phys. Dokl. 10 (1966) 707–710). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + Number(a[i - 1] !== b[j - 1])));
    row = next;
  }
  return row[b.length]!;
}
