/** The constants of `gelu`, for the eager function and for compiled code. */

/** The factor of x³. */
export const geluCubic = 0.044715;
/** 2 √(2/π) */
export const geluScale: number = 2 * Math.sqrt(2 / Math.PI);
/** Below it the result is -0: -∞ would give NaN. */
export const geluLowest = -9999.5;
