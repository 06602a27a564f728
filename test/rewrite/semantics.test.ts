/**
 * Rewritten functions mean what the originals mean: on plain numbers the same result, on arrays the original's result for each element.
 * The stand-in for the runtime knows arrays as `Vec`.
 */
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { emitRewritten, typescript } from './rewrite-program.js';

class Vec {
  readonly items: readonly number[];
  constructor(items: readonly number[]) {
    this.items = items;
  }
  valueOf(): never {
    throw new Error('an operator met an array');
  }
}

type Value = number | boolean | Vec;
const numberOf = (value: Value, i: number): number => Number(value instanceof Vec ? value.items[i] : value);

function lift(f: (...args: number[]) => number | boolean): (...args: Value[]) => Value {
  return (...args) => {
    const operands = args.slice(0, f.length);
    const vec = operands.find((value): value is Vec => value instanceof Vec);
    if (vec === undefined) return f(...operands.map(Number));
    return new Vec(vec.items.map((_, i) => Number(f(...operands.map((value) => numberOf(value, i))))));
  };
}

const internal = {
  add: lift((a, b) => a + b), sub: lift((a, b) => a - b), mul: lift((a, b) => a * b), div: lift((a, b) => a / b),
  rem: lift((a, b) => a % b), pow: lift((a, b) => a ** b), smallPow: lift((a, b) => a ** b), neg: lift((a) => -a), plus: lift((a) => +a),
  less: lift((a, b) => a < b), lessEqual: lift((a, b) => a <= b), greater: lift((a, b) => a > b), greaterEqual: lift((a, b) => a >= b),
  where: (c: Value, a: Value, b: Value) => (c instanceof Vec ? lift((x, y, z) => (x ? y : z))(c, a, b) : c ? a : b),
  truth: (value: Value) => { if (value instanceof Vec) throw new Error('a condition met an array'); return value; },
  math1: (name: 'exp', _operation: unknown, x: Value) => lift((a) => Math[name](a))(x),
  mathN: (name: 'max', _operation: unknown, args: Value[]) => lift((a, b) => Math[name](a, b))(...args),
  derivative: (f: unknown) => f,
  twin: () => undefined, defineTwin: () => undefined, defineClass: () => undefined,
};

/** The field `f` of a class with an element-wise derivative: the original and the rewritten one. */
function bothWays(f: string): readonly ((...args: Value[]) => Value)[] {
  const text = `import { Base } from 'myelin';\nexport class Cell extends Base { tau = 2; f = ${f}; }\n`;
  const options = { module: typescript.ModuleKind.CommonJS, moduleResolution: typescript.ModuleResolutionKind.Bundler };
  const rewritten = emitRewritten({ 'input.ts': text }, { derivatives: ['f'] }, { options, packageType: 'commonjs' }).files.get('input.js')!;
  const original = ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } }).outputText;
  return [original, rewritten].map((code) => {
    const exports = {} as { Cell: new () => { f(...args: Value[]): Value } };
    const load = (name: string): object => (name === 'myelin' ? { Base: class { kind = 'base'; } } : name === 'myelin/internal' ? internal : name === 'myelin/math' ? {} : { program: {} });
    new Function('require', 'exports', code)(load, exports);
    return new exports.Cell().f;
  });
}

const functions: Readonly<Record<string, string>> = {
  'a choice': '(V: number, x: number) => (V > 0 ? V * x : V / this.tau) + 1',
  'choices in choices': '(V: number, x: number) => V > 0 ? (x > V ? x : -x) : V < -1 ? Math.exp(V) : x % 2',
  'early returns': '(V: number, x: number) => { if (V > 1) return x; if (V > 0) { const y = x * 2; return y + V; } else if (V > -1) return 7; return V - x; }',
  'a branch that only sometimes returns': '(V: number, x: number) => { let y = 1; if (V > 0) { y = x; if (x > 0) return y * 10; y += 1; } return y + V; }',
  'assignments in branches': '(V: number, x: number) => { let a = 1, b = x; if (V > 0) { a = x; b *= 2; } else { b = a; a += V; } return a - b; }',
  'assignments after one another': '(V: number, x: number) => { let a = 1; if (V > 0) a = 2; if (x > 0) a += V; else a--; return a; }',
  'assignment, then a return in a branch': '(V: number, x: number) => { let a = V; if (x > 0) a++; if (a > 1) { a = a * 2; return a; } return a - 1; }',
  'a loop around a branch': '(V: number, x: number) => { let a = V; for (let i = 0; i < 3; i++) { if (a > x) a = a - x * i; } return a; }',
  'a name declared without a value': '(V: number, x: number) => { let a; if (V > 0) a = x; else a = -x; return a; }',
  'Math and powers': '(V: number, x: number) => Math.max(V, x) ** 2 - -V',
  'compound assignments': '(V: number, x: number) => { let a = V; a += x; a *= 2; a -= V; a /= 4; a %= 3; a **= 2; return a; }',
};

const pairs: readonly (readonly [number, number])[] = [-2, -1, -0.5, 0, 0.5, 1, 2].flatMap((V) => [-1.5, 0, 1, 3].map((x) => [V, x] as const));

describe.each(Object.entries(functions))('%s', (_name, text) => {
  const [original, rewritten] = bothWays(text);
  const expected = pairs.map(([V, x]) => original!(V, x));

  it('gives the same on plain numbers', () => {
    expect(pairs.map(([V, x]) => rewritten!(V, x))).toEqual(expected);
  });
  it('would fail on arrays without the rewriting', () => {
    expect(() => original!(new Vec([1]), new Vec([1]))).toThrow('an operator met an array');
  });
  it('gives the same element by element', () => {
    const result = rewritten!(new Vec(pairs.map(([V]) => V)), new Vec(pairs.map(([, x]) => x)));
    expect((result as Vec).items).toEqual(expected);
  });
  it('gives the same for an array and a number', () => {
    const result = rewritten!(new Vec(pairs.map(([V]) => V)), 1);
    expect((result as Vec).items).toEqual(pairs.map(([V]) => original!(V, 1)));
  });
});
