/** The time step of integrators and runners that state none. A setting of the program, as in BrainPy (`bm.set_dt`). */

let current = 0.1;

/** The time step (ms) where none is stated; 0.1 unless `setDt` was called. */
export function getDt(): number {
  return current;
}

/** Sets the time step (ms) of integrators and runners that are made afterwards. */
export function setDt(dt: number): void {
  current = checkDt('setDt', dt);
}

/** A time step, or a TypeError or RangeError. */
export function checkDt(where: string, dt: unknown): number {
  if (typeof dt !== 'number') throw new TypeError(`${where}: dt must be a number (ms), and it is of type ${typeof dt}`);
  if (dt > 0 && Number.isFinite(dt)) return dt;
  throw new RangeError(`${where}: dt must be a positive time in ms, and it is ${dt}`);
}
