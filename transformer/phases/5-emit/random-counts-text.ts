/**
 * Random whole numbers that count events as AssemblyScript, with the bits of `runtime/random/event-counts.ts`, whose algorithms and comments are those here: uniform
 * numbers one by one (`runtime/random/uniform-source.ts`), since some are rejected.
 */
import type { ProgramText } from './program-text.js';
import { addBlocks, addStream } from './random-text.js';

/** `startSource(words)` before the first number of a draw; numbers come in pieces of 64, of which the rest is dropped. */
const source = `let sourceWords: usize = 0;
let sourceAt: i32 = 0;
let sourcePosition: u64 = 0;

function startSource(words: usize): void {
  sourceWords = words;
  sourceAt = 0;
}

function sourceNext(): f64 {
  if ((sourceAt & 7) == 0) {
    if ((sourceAt & 63) == 0) sourcePosition = randomPosition(128);
    randomWords(sourceWords, sourcePosition);
    sourcePosition += 4;
  }
  const u = uniform53(sourceWords + <usize>((sourceAt & 7) << 3));
  sourceAt += 1;
  return u;
}

@inline function sourceNextOpen(): f64 {
  return sourceNext() + ${2 ** -54};
}
`;

/** The name of an operation's function, which the program then has. */
type FunctionOf = (operation: 'log' | 'exp' | 'gammaln') => string;

/** What a draw begins with is kept from one element to the next: all elements mostly share their parameters. */
const poisson = (functionOf: FunctionOf): string => {
  const [ln, exp, gammaln] = [functionOf('log'), functionOf('exp'), functionOf('gammaln')];
  return `let fewRate: f64 = NaN;
let fewRateStart: f64 = 0.0;

function fewEvents(rate: f64): f64 {
  if (rate != fewRate) {
    fewRate = rate;
    fewRateStart = ${exp}(-rate);
  }
  let rest = sourceNext(), probability = fewRateStart, k = 0.0;
  for (; rest > probability && k < 200.0; k += 1.0) {
    rest -= probability;
    probability *= rate / (k + 1.0);
  }
  return k;
}

function manyEvents(rate: f64): f64 {
  const b = 0.931 + 2.53 * sqrt(rate);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const limit = 0.9277 - 3.6224 / (b - 2.0);
  const lnRate = ${ln}(rate);
  while (true) {
    const u = sourceNext() - 0.5;
    const v = sourceNextOpen();
    const us = 0.5 - abs(u);
    const k = floor((2.0 * a / us + b) * u + rate + 0.43);
    if (us >= 0.07 && v <= limit) return k;
    if (k < 0.0 || (us < 0.013 && v > us)) continue;
    if (${ln}(v) + ${ln}(inverseAlpha) - ${ln}(a / (us * us) + b) <= k * lnRate - rate - ${gammaln}(k + 1.0)) return k;
  }
}

function nextPoisson(rate: f64): f64 {
  return rate < 10.0 ? fewEvents(rate) : manyEvents(rate);
}
`;
};

const binomial = (functionOf: FunctionOf): string => {
  const [ln, exp, gammaln] = [functionOf('log'), functionOf('exp'), functionOf('gammaln')];
  return `let fewTrials: f64 = NaN;
let fewChance: f64 = NaN;
let fewTrialsStart: f64 = 0.0;

function fewSuccesses(n: f64, p: f64): f64 {
  if (n != fewTrials || p != fewChance) {
    fewTrials = n;
    fewChance = p;
    fewTrialsStart = ${exp}(n * ${ln}(1.0 - p));
  }
  let rest = sourceNext(), probability = fewTrialsStart, k = 0.0;
  for (; rest > probability && k < n; k += 1.0) {
    rest -= probability;
    probability *= ((n - k) * p) / ((k + 1.0) * (1.0 - p));
  }
  return k;
}

function manySuccesses(n: f64, p: f64): f64 {
  const spread = sqrt(n * p * (1.0 - p));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const c = n * p + 0.5;
  const limit = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * spread;
  const odds = ${ln}(p / (1.0 - p));
  const mode = floor((n + 1.0) * p);
  const atMode = ${gammaln}(mode + 1.0) + ${gammaln}(n - mode + 1.0);
  while (true) {
    const u = sourceNext() - 0.5;
    const v = sourceNextOpen();
    const us = 0.5 - abs(u);
    const k = floor((2.0 * a / us + b) * u + c);
    if (k < 0.0 || k > n) continue;
    if (us >= 0.07 && v <= limit) return k;
    if (${ln}((v * alpha) / (a / (us * us) + b)) <= atMode - ${gammaln}(k + 1.0) - ${gammaln}(n - k + 1.0) + (k - mode) * odds) return k;
  }
}

function nextBinomial(n: f64, p: f64): f64 {
  const rarer = min(p, 1.0 - p);
  const k = n * rarer < 10.0 ? fewSuccesses(n, rarer) : manySuccesses(n, rarer);
  return p > 0.5 ? n - k : k;
}
`;
};

const geometric = (functionOf: FunctionOf): string => {
  const ln = functionOf('log');
  return `function nextGeometric(p: f64): f64 {
  return p == 1.0 ? 1.0 : max(1.0, ceil(${ln}(sourceNextOpen()) / ${ln}(1.0 - p)));
}
`;
};

export type NextCount = 'nextPoisson' | 'nextBinomial' | 'nextGeometric';

const texts: Readonly<Record<NextCount, (functionOf: FunctionOf) => string>> = { nextPoisson: poisson, nextBinomial: binomial, nextGeometric: geometric };

/** Adds a function that gives one number of events, and all that it calls. */
export function addNextCount(program: ProgramText, name: NextCount): void {
  addBlocks(program);
  addStream(program);
  program.once('sourceNext', () => source);
  program.once(name, () => texts[name]((op) => program.scalarFunction(op, 'float64', [false], false)));
}

/** A function that fills `out` with `count` numbers of events; `store` are the statements for number `i` of them, at `to`. */
export function countsText(name: string, parameters: string, itemBytes: number, store: string): string {
  return `function ${name}(out: usize, count: i32, words: usize${parameters}): void {
  startSource(words);
  for (let i = 0, to = out; i < count; i++, to += ${itemBytes}) {
    ${store}
  }
}
`;
}
