/** The names of a derivative function's arguments: attached by the build, since minifiers rename; otherwise from its source text. */

/** A function of numbers that gives the time derivative of one state, or a list of those of several: states, `t`, then parameters. */
export type DerivativeFunction = (...args: never[]) => number | readonly number[];

export interface ArgumentName {
  readonly name: string;
  /** The function has a value of its own for it. */
  readonly optional: boolean;
}

const attached = new WeakMap<DerivativeFunction, readonly ArgumentName[]>();

/** What the build puts around derivative functions: the names of their arguments, and of those that have defaults. */
export function derivative<F extends DerivativeFunction>(fn: F, names: readonly string[], optional: readonly string[] = []): F {
  attached.set(fn, names.map((name) => ({ name, optional: optional.includes(name) })));
  return fn;
}

/** The arguments of a derivative function, in order. Throws a TypeError for patterns and rest arguments. */
export function argumentNames(fn: DerivativeFunction): readonly ArgumentName[] {
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

function readArgument(part: string): ArgumentName {
  const found = /^([\w$]+)\s*(=)?/.exec(part);
  if (found !== null) return { name: found[1]!, optional: found[2] !== undefined };
  throw new TypeError(`A derivative takes its states, t and parameters one by one, by name: (V, t, I) => …; '${part}' is neither`);
}
