/** Functions of `math` that write an array which they are given, a Variable. */
export const hostWriters: ReadonlySet<string> = new Set(['history.keep', 'event.delay', 'event.writeRow', 'event.learn']);
