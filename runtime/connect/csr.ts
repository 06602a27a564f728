/** Connections as compressed sparse rows: the targets of each source, one source after the other. */

export interface Csr {
  /** The targets, those of source i from `indptr[i]` to before `indptr[i + 1]`. */
  readonly indices: Int32Array;
  readonly indptr: Int32Array;
}

/** Rows of targets as one list. */
export function csrOfRows(rows: readonly ArrayLike<number>[]): Csr {
  const indptr = new Int32Array(rows.length + 1);
  for (const [i, row] of rows.entries()) indptr[i + 1] = indptr[i]! + row.length;
  const indices = new Int32Array(indptr[rows.length]!);
  for (const [i, row] of rows.entries()) indices.set(row, indptr[i]);
  return { indices, indptr };
}

/** Pairs of source and target, in any order; targets of one source keep the order of the pairs. */
export function csrOfPairs(sources: ArrayLike<number>, targets: ArrayLike<number>, sourceCount: number): Csr {
  const indptr = new Int32Array(sourceCount + 1);
  for (let k = 0; k < sources.length; k++) indptr[sources[k]! + 1]!++;
  for (let i = 0; i < sourceCount; i++) indptr[i + 1]! += indptr[i]!;
  const next = indptr.slice(0, sourceCount);
  const indices = new Int32Array(sources.length);
  for (let k = 0; k < sources.length; k++) indices[next[sources[k]!]!++] = targets[k]!;
  return { indices, indptr };
}

/** The source of each connection. */
export function sourcesOf({ indices, indptr }: Csr): Int32Array {
  const sources = new Int32Array(indices.length);
  for (let i = 0; i + 1 < indptr.length; i++) sources.fill(i, indptr[i], indptr[i + 1]);
  return sources;
}

/** The sources of each target, from the targets of each source. */
export function transposeCsr(csr: Csr, targetCount: number): Csr {
  return csrOfPairs(csr.indices, sourcesOf(csr), targetCount);
}
