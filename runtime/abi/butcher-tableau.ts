/** The tables of numbers that explicit Runge–Kutta methods are, as users write them: the build reads them from the program, and so does the run. */

/**
 * An explicit Runge–Kutta method with s stages (J. C. Butcher, J. Austral. Math. Soc. 4 (1964) 179):
 *
 *     k_i = f(y + dt Σ_j A_ij k_j, t + C_i dt),    y' = y + dt Σ_i B_i k_i
 */
export interface ButcherTableau {
  /** One row for each stage, with a number for each stage before it: `[[], [1 / 2], [-1, 2]]`. */
  readonly A: readonly (readonly number[])[];
  /** How much each stage counts; the numbers sum to 1. */
  readonly B: readonly number[];
  /** Where the stages lie, as parts of the step; the sums of the rows of `A` where it is not stated. */
  readonly C?: readonly number[];
  /** The weights of a second method with the same stages: the difference between the two estimates the error that `adaptive` aims at. */
  readonly B2?: readonly number[];
}

/** A tableau with everything stated. */
export interface FullTableau extends ButcherTableau {
  readonly C: readonly number[];
  /** What the stages count in the estimated error: `B - B2`. */
  readonly E?: readonly number[];
}

/** What is written, checked; or a sentence that says what is wrong with it. */
export function readTableau(given: unknown): FullTableau | string {
  const { A, B, C, B2, ...others } = (typeof given === 'object' && given !== null ? given : {}) as Record<keyof ButcherTableau, unknown>;
  const [other] = Object.keys(others);
  if (other !== undefined) return `A tableau has the parts A, B, C and B2, and this one has a part '${other}'.`;
  if (!Array.isArray(A) || A.length === 0) return 'A is a list with one row for each stage: [[], [1 / 2]].';
  const rows: readonly unknown[] = A;
  const odd = rows.findIndex((row, i) => !isNumbers(row, i));
  if (odd !== -1) return `Row ${odd} of A is a list of ${odd} finite numbers: one for each stage before it, since the method is explicit.`;
  const weights = Object.entries({ B, C, B2 }).find(([name, list]) => (name === 'B' || list !== undefined) && !isNumbers(list, rows.length));
  if (weights !== undefined) return `${weights[0]} is a list of ${rows.length} finite numbers, one for each stage.`;
  const tableau = given as ButcherTableau;
  for (const [name, list] of Object.entries({ B: tableau.B, B2: tableau.B2 ?? [1] })) {
    if (Math.abs(sum(list) - 1) > 1e-6) return `The numbers of ${name} sum to ${sum(list)}, and a method that converges has weights that sum to 1.`;
  }
  return { ...tableau, C: tableau.C ?? tableau.A.map(sum), ...(tableau.B2 === undefined ? {} : { E: tableau.B.map((b, i) => b - tableau.B2![i]!) }) };
}

function isNumbers(list: unknown, count: number): boolean {
  return Array.isArray(list) && list.length === count && list.every((item) => Number.isFinite(item));
}

function sum(list: readonly number[]): number {
  return list.reduce((a, b) => a + b, 0);
}
