/**
 * A step of a run as data: what `transformer/kernels/step-loop.ts` reads and `runtime/run/schedule.ts` writes. A schedule is a header and a
 * list of commands, all 64 bytes long; offsets are in bytes, words have 32 bits, and numbers 64.
 */

export const scheduleHeaderBytes = 64;
export const commandBytes = 64;

export const scheduleHeader = {
  /** Numbers: the time of step 0, that of one step, and the number of the next step. */
  t0: 0, dt: 8, i: 16,
  /** Words: the address past the last command, and that of the command under way. */
  end: 24, current: 28,
  /** A word: not 0 once an output had another shape than was expected. */
  stopped: 32,
  /** Where numbers go that a unit does not ask for. */
  unused: 40,
  /** Words: the addresses of the first command of the next step, and of the steps after it. */
  next: 48, again: 52,
} as const;

/** The word at 0 of a command. */
export const commandKinds = {
  /** Calls a unit: `function` is its number in the table; t and i are written to their addresses first. */
  call: 0,
  /** Moves an argument of a unit on by a row: `pointer` is written to the word at `target`. */
  row: 1,
  /** The same for an argument that is a number: the element is stored as `stored` says. */
  rowNumber: 2,
  /** target op= value, both of one float dtype; the value is one element, or as many as the target has. */
  combine: 3,
  /** 16 bytes, at `pattern`, over and over. */
  fill: 4,
  copy: 5,
  /** Items of an array, one behind the other. */
  gather: 6,
  /** Copies a unit's result, an array, if it has the shape of `expected`; stops the loop otherwise. */
  output: 7,
  /** Stores a unit's result, a number or a boolean. */
  outputNumber: 8,
  /** Keeps the truths of a bool array, a bit each: 16 in 2 bytes, and the bits after the last one are 0. */
  pack: 9,
} as const;

/** All positions that move by a row a step have a `stride`, which may be 0. */
export const commandFields = {
  call: { function: 4, frame: 8, t: 12, i: 16 },
  row: { target: 4, pointer: 8, stride: 12 },
  rowNumber: { target: 4, pointer: 8, stride: 12, dtype: 16, stored: 20 },
  combine: { target: 4, pointer: 8, stride: 12, bytes: 16, operation: 20, isDouble: 24, isOne: 28 },
  fill: { target: 4, bytes: 8, pattern: 16 },
  /** `every`: only at each so many-th step; `wait`: for so many more steps not. */
  copy: { target: 4, targetStride: 8, pointer: 12, stride: 16, bytes: 20, every: 24, wait: 28 },
  gather: { target: 4, targetStride: 8, pointer: 12, items: 16, bytes: 20, every: 24, wait: 28, count: 32 },
  pack: { target: 4, targetStride: 8, pointer: 12, count: 20, every: 24, wait: 28 },
  output: { target: 4, targetStride: 8, result: 12, expected: 16, bytes: 20 },
  outputNumber: { target: 4, targetStride: 8, result: 12, dtype: 16 },
} as const;

/** The operations of `combine`, by their place in this list. */
export const combineOperations = ['+', '-', '*', '/', '='] as const;
