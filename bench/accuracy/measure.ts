/**
 * Measures the largest error of each transcendental function in units of the last place, and prints the table of the docs.
 * float32: every STRIDE-th of all 2^32 floats against float64 (binary functions: a sample of pairs); float64: the exact values of golden.py.
 *
 * esbuild bench/accuracy/measure.ts --bundle --platform=node --format=esm --packages=external --outfile=node_modules/.cache/measure.mjs
 * node node_modules/.cache/measure.mjs GOLDEN_DIRECTORY [name …]      (STRIDE=97 by default; 1 is all floats)
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mapOperations } from '../../transformer/ops/catalogue.js';
import type { MapOperation } from '../../transformer/ops/operation.js';
import type { RunKernel } from '../../test/ops/assemble-recipe.js';
import { assembleRecipes } from '../../test/ops/assemble-recipe.js';
import { lastPlace32, lastPlace64 } from '../../test/ops/last-place.js';

interface Worst {
  error: number;
  at: readonly number[];
  got: number;
  exact: number;
}

const chunk = 1 << 18;
const largest32 = 2 ** 128;

/** The value whose last place is the unit of error. */
function scaleOf(operation: MapOperation, at: readonly number[], exact: number): number {
  return operation.ulpOf === 'operands' ? Math.max(Math.abs(exact), ...at.map(Math.abs)) : exact;
}

/** The error of a float32 result in last places of `scale`; 0 where both are NaN or the same infinity. */
function error32(got: number, exact: number, scale: number): number {
  const rounded = Math.fround(exact);
  if (!Number.isFinite(rounded) || Number.isNaN(got)) return Object.is(got, rounded) ? 0 : Infinity;
  // An overflow counts as the number that comes after the largest.
  const value = Math.abs(got) === Infinity ? Math.sign(got) * largest32 : got;
  return Math.abs(value - exact) / lastPlace32(scale);
}

function note(worst: Worst, error: number, at: () => readonly number[], got: number, exact: number): void {
  if (!(error > worst.error)) return;
  Object.assign(worst, { error, at: at(), got, exact });
}

function measure32(operation: MapOperation, run: RunKernel, stride: number): Worst {
  const worst: Worst = { error: 0, at: [], got: 0, exact: 0 };
  const request = { operation, dtype: 'float32' } as const;
  const arity = operation.parameters.length;
  const total = arity === 1 ? Math.floor(2 ** 32 / stride) : 8_000_000;
  for (let start = 0; start < total; start += chunk) {
    const size = Math.min(chunk, total - start);
    const operands = arity === 1 ? [everyFloat(start, size, stride)] : pairs(operation.name, size);
    const got = run(request, operands);
    for (let i = 0; i < size; i++) {
      const at = operands.map((operand) => operand[i] ?? 0);
      const exact = operation.reference(...at);
      note(worst, error32(got[i] ?? NaN, exact, scaleOf(operation, at, exact)), () => at, got[i] ?? NaN, exact);
    }
  }
  return worst;
}

function everyFloat(start: number, size: number, stride: number): Float32Array {
  const bits = new Uint32Array(size);
  for (let i = 0; i < size; i++) bits[i] = (start + i) * stride;
  return new Float32Array(bits.buffer);
}

/** Half of the pairs of any magnitude, half near 1, where pow has results in range. */
function pairs(name: string, size: number): readonly Float32Array[] {
  const draw = (moderate: number): Float32Array => {
    const bits = new Uint32Array(size).map(() => Math.random() * 2 ** 32);
    const values = new Float32Array(bits.buffer);
    for (let i = 0; i < size; i += 2) values[i] = (Math.random() - (name === 'pow' ? 0.1 : 0.5)) * moderate;
    return values;
  };
  return [draw(4), draw(60)];
}

function measure64(operation: MapOperation, run: RunKernel, golden: Float64Array): Worst {
  const worst: Worst = { error: 0, at: [], got: 0, exact: 0 };
  const arity = operation.parameters.length;
  const width = arity + 2;
  const rows = golden.length / width;
  const request = { operation, dtype: 'float64' } as const;
  const operands = Array.from({ length: arity }, (_, k) => Float64Array.from({ length: rows }, (_unused, i) => golden[i * width + k] ?? 0));
  const got = run(request, operands);
  for (let i = 0; i < rows; i++) {
    const nearest = golden[i * width + arity] ?? 0;
    const rest = golden[i * width + arity + 1] ?? 0;
    const value = got[i] ?? NaN;
    const at = operands.map((operand) => operand[i] ?? 0);
    const unit = lastPlace64(scaleOf(operation, at, nearest)) / lastPlace64(nearest);
    const error = Math.abs((value - nearest) / lastPlace64(nearest) - rest) / unit;
    note(worst, Number.isNaN(error) ? Infinity : error, () => at, value, nearest);
  }
  return worst;
}

const [directory = 'golden', ...names] = process.argv.slice(2);
const stride = Number(process.env['STRIDE'] ?? 97);
const goldenPath = (name: string): string => join(directory, `${name}.f64`);
const operations = mapOperations.filter(({ name }) => (names.length > 0 ? names.includes(name) : existsSync(goldenPath(name))));
const { run } = await assembleRecipes(operations.flatMap((operation) => [
  { operation, dtype: 'float32' } as const, { operation, dtype: 'float64' } as const,
]));
console.log('| function | float32 | float64 | stated | worst float32 | worst float64 |\n|---|---|---|---|---|---|');
for (const operation of operations) {
  const worst32 = stride > 0 ? measure32(operation, run, stride) : undefined;
  const bytes = existsSync(goldenPath(operation.name)) ? readFileSync(goldenPath(operation.name)) : undefined;
  const worst64 = bytes && measure64(operation, run, new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8));
  const place = (worst: Worst | undefined): string => (worst ? `${operation.name}(${worst.at.join(', ')}) = ${worst.exact}, got ${worst.got}` : '');
  const cells = [operation.name, worst32?.error.toFixed(3), worst64?.error.toFixed(3), `${operation.ulp?.float32} / ${operation.ulp?.float64}`];
  console.log(`| ${cells.join(' | ')} | ${place(worst32)} | ${place(worst64)} |`);
}
