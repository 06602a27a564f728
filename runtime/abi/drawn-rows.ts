/**
 * Connections that are drawn anew whenever they are needed: the words of the array that says how. Row by row they take consecutive numbers
 * of one stream of Philox, two words each: row r those from `first + r · perRow` on.
 */
export const drawnRule = {
  /** The two words of the stream's key. */
  key0: 0, key1: 1,
  /** How many numbers of the stream come before those of the rows. */
  first: 2,
  perRow: 3,
  /** 1: a cell has no connection to the one of its own number. */
  withoutSelf: 4,
  /** 1: a row may have one target more than once. */
  repeats: 5,
} as const;

export const drawnRuleWords = 6;
