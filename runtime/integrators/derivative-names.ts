/** The names of a derivative function's arguments: attached by the build, since minifiers rename; otherwise from its source text. */
import type { EquationArgument } from '../abi/equations.js';

/** A function of numbers that gives the time derivative of one state, or a list of those of several: states, `t`, then parameters. */
export type DerivativeFunction = (...args: never[]) => number | readonly number[];

const attached = new WeakMap<object, readonly EquationArgument[]>();

/**
 * What the build puts around derivative functions: their argument names, and the texts of the defaults of those that have one. A method
 * is bound to its object.
 */
export function derivative<F extends (...args: never[]) => unknown>(fn: F, names: readonly string[], fallbacks: readonly (string | undefined)[] = [], self?: unknown): F {
  // A wrong value is the integrator's to refuse, which names what is wanted.
  if (typeof fn !== 'function') return fn;
  // Binding changes neither arguments nor result.
  const bound = self === undefined ? fn : (fn.bind(self) as F);
  attached.set(bound, names.map((name, i) => ({ name, ...(fallbacks[i] === undefined ? {} : { fallback: fallbacks[i] }) })));
  return bound;
}

/** The arguments of a derivative function, in order. */
export function argumentNames(fn: (...args: never[]) => unknown): readonly EquationArgument[] {
  return attached.get(fn) ?? splitArguments(argumentText(Function.prototype.toString.call(fn))).map(readArgument);
}

/** The text between the parentheses of the argument list, without comments. */
function argumentText(source: string): string {
  const text = source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').replace(/^async\s+/, '');
  const single = /^([\w$]+)\s*=>/.exec(text);
  if (single !== null) return single[1]!;
  const start = text.indexOf('(');
  let depth = 0;
  for (let end = start; end < text.length; end++) {
    if (text[end] === '(') depth++;
    if (text[end] === ')' && --depth === 0) return text.slice(start + 1, end);
  }
  throw new TypeError(`A derivative must be a function of numbers (V, t, I) => …, and this is ${JSON.stringify(source.slice(0, 40))}`);
}

/** `x, y = max(1, 2), t` at its outer commas. */
function splitArguments(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if ('([{'.includes(text[at]!)) depth++;
    else if (')]}'.includes(text[at]!)) depth--;
    else if (text[at] === ',' && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)].map((part) => part.trim()).filter((part) => part !== '');
}

function readArgument(part: string): EquationArgument {
  const found = /^([\w$]+)\s*(?:=\s*([\s\S]*))?$/.exec(part);
  if (found !== null) return found[2] === undefined ? { name: found[1]! } : { name: found[1]!, fallback: found[2] };
  return { name: part, form: part.startsWith('...') ? 'rest' : 'pattern' };
}
