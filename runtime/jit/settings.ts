/** Whether compiled code runs now: the switches that hold for the whole program. Any one "off" wins. */

let enabled = true;
/** How many `withoutJit` calls (and originals of `jit: false`) are under way. */
let suspended = 0;

// Browsers have no `process`; a bundler may replace `process.env.MYELIN_JIT` by its value.
const allowed = typeof process === 'undefined' || process.env?.['MYELIN_JIT'] !== '0';

/** Turns compiled code on or off for the whole program. */
export function setJit(on: boolean): void {
  enabled = on;
}

/** True where a call of jit code would run its compiled form, as far as the program's switches go. */
export function isJitOn(): boolean {
  return enabled && allowed && suspended === 0;
}

/** Runs `body` with originals only. */
export function suspendJit<T>(body: () => T): T {
  suspended++;
  try {
    return body();
  } finally {
    suspended--;
  }
}

/** `suspendJit` for users: says so where `body` is not synchronous, since code after an `await` would not be covered. */
export function withoutJit<T>(body: () => T): T {
  const result = suspendJit(body);
  if (typeof (result as { then?: unknown } | null | undefined)?.then === 'function') {
    throw new TypeError('withoutJit(body): body returned a promise; withoutJit holds for synchronous code only, setJit(false) for all');
  }
  return result;
}
