/** Which functions and objects are compiled, and whether a call of one would run compiled code now. */

const states = new WeakMap<object, () => boolean>();

/** Notes a function or object that `jit` made; `state` tells what a call would do now. */
export function noteJitted(target: object, state: () => boolean): void {
  states.set(target, state);
}

/** Whether `jit` made a function or object. */
export function isNoted(target: object): boolean {
  return states.has(target);
}

/** Whether a call of `target` would run compiled code now. False without the plugin, and wherever jit is switched off. */
export function isJitted(target: unknown): boolean {
  return ((typeof target === 'object' && target !== null) || typeof target === 'function') && (states.get(target)?.() ?? false);
}
