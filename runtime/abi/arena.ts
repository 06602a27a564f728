/** The header of the arena for intermediate arrays, which generated code moves itself: 32-bit words at these byte offsets. */

/**
 * `top`: the next free address; `end`: the first one past the arena; `hostUsed`: not 0 once the host has made something in this step;
 * `randomState`: the address of the shared stream's four words (random/random-state.ts), while a unit runs that draws from it.
 */
export const arenaHeader = { top: 0, end: 4, hostUsed: 8, randomState: 12 } as const;
/** The memory to hand out begins here. */
export const arenaHeaderBytes = 64;
