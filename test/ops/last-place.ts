/** The unit in the last place of a value: the distance of the floats around it, subnormals included. */

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);

/** The exponent of a double, as if subnormals were normal with the least exponent. */
function exponentOf(value: number): number {
  float[0] = value;
  return Math.max(((words[1] ?? 0) >>> 20) & 0x7ff, 1) - 1023;
}

/** The distance of float32 numbers around `exact`, a double. */
export function lastPlace32(exact: number): number {
  return 2 ** (Math.min(Math.max(exponentOf(exact), -126), 127) - 23);
}

/** The distance of doubles around `exact`. */
export function lastPlace64(exact: number): number {
  return 2 ** (Math.min(exponentOf(exact), 1023) - 52);
}
