/** What `update` is told about the step it makes. */

export interface Step {
  /** The time at the start of the step (ms). */
  readonly t: number;
  /** The time that the step takes (ms). */
  readonly dt: number;
  /** The number of the step, from 0. */
  readonly i: number;
}
