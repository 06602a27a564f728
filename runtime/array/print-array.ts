/** How arrays print: NumPy's layout, with the dtype always stated, since it decides so much. */
import type { DType, TypedArrayOf } from '../abi/dtype.js';
import { isFloat } from '../abi/dtype.js';
import type { Shape } from '../abi/shape.js';
import { printShape, sizeOf } from '../abi/shape.js';

/** Past this many elements, only the edges of each axis are printed (NumPy's threshold and edge). */
const threshold = 1000;
const edge = 3;
const lineWidth = 75;
/** Digits that tell float values apart well enough for a reader; `toArray` gives all. */
const precision = 8;

/** `array([[1, 2], [3, 4]], dtype=float32)`. */
export function printArray(elements: TypedArrayOf, shape: Shape, dtype: DType): string {
  const ending = `, dtype=${dtype})`;
  if (elements.length === 0) return `array([], shape=${printShape(shape)}${ending}`;
  const summarise = elements.length > threshold;
  const shown: number[] = [];
  visitShown(shape, summarise, (index) => shown.push(elements[index]!));
  const print = printerFor(shown, dtype);
  if (shape.length === 0) return `array(${print(elements[0]!).trim()}${ending}`;
  return `array(${printAxis(elements, shape, 0, summarise, print, ' '.repeat('array('.length + 1))}${ending}`;
}

/** Row numbers of an axis that are printed; -1 stands for the dots. */
function shownRows(count: number, summarise: boolean): number[] {
  if (!summarise || count <= 2 * edge) return Array.from({ length: count }, (_, row) => row);
  return [0, 1, 2, -1, count - 3, count - 2, count - 1];
}

function visitShown(shape: Shape, summarise: boolean, visit: (index: number) => void, start = 0): void {
  const [count, ...rest] = shape;
  if (count === undefined) {
    visit(start);
    return;
  }
  const stride = sizeOf(rest);
  for (const row of shownRows(count, summarise)) if (row >= 0) visitShown(rest, summarise, visit, start + row * stride);
}

function printAxis(elements: TypedArrayOf, shape: Shape, start: number, summarise: boolean, print: (value: number) => string, indent: string): string {
  const [count = 0, ...rest] = shape;
  const rows = shownRows(count, summarise);
  if (rest.length === 0) return fillLines(rows.map((row) => (row < 0 ? '...' : print(elements[start + row]!))), indent);
  const stride = sizeOf(rest);
  const parts = rows.map((row) => (row < 0 ? '...' : printAxis(elements, rest, start + row * stride, summarise, print, `${indent} `)));
  // One blank line more between blocks for each further axis, as NumPy does.
  return `[${parts.join(`,${'\n'.repeat(rest.length)}${indent}`)}]`;
}

function fillLines(items: readonly string[], indent: string): string {
  let text = '[';
  let column = indent.length;
  for (const [position, item] of items.entries()) {
    const separator = position === 0 ? '' : ',';
    if (position > 0 && column + item.length + 2 > lineWidth) {
      text += `${separator}\n${indent}`;
      column = indent.length;
    } else if (position > 0) {
      text += `${separator} `;
      column += 2;
    }
    text += item;
    column += item.length;
  }
  return `${text}]`;
}

/** Prints all values in one width, and floats with as many decimals as the one that needs most. */
function printerFor(shown: readonly number[], dtype: DType): (value: number) => string {
  let format: (value: number) => string = String;
  if (dtype === 'bool') format = (value) => (value === 0 ? 'false' : 'true');
  else if (isFloat(dtype)) format = floatFormat(shown);
  const width = Math.max(...shown.map((value) => format(value).length));
  return (value) => format(value).padStart(width);
}

function floatFormat(shown: readonly number[]): (value: number) => string {
  const magnitudes = shown.filter((value) => Number.isFinite(value) && value !== 0).map(Math.abs);
  const largest = Math.max(0, ...magnitudes);
  const smallest = Math.min(Number.POSITIVE_INFINITY, ...magnitudes);
  const other = (value: number): string => (Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf');
  if (magnitudes.length > 0 && (largest >= 1e8 || smallest < 1e-4 || largest / smallest > 1000)) {
    const digits = Math.max(0, ...shown.map((value) => trimmed(value.toExponential(precision)).mantissaDecimals));
    return (value) => (Number.isFinite(value) ? value.toExponential(digits) : other(value));
  }
  const decimals = Math.max(0, ...shown.filter(Number.isFinite).map((value) => trimmed(value.toFixed(precision)).mantissaDecimals));
  return (value) => {
    if (!Number.isFinite(value)) return other(value);
    const text = value.toFixed(decimals);
    return Object.is(value, -0) ? `-${text}` : decimals === 0 ? `${text}.` : text;
  };
}

/** How many decimals are left when trailing zeros go. */
function trimmed(text: string): { readonly mantissaDecimals: number } {
  const [mantissa = ''] = text.split('e');
  const decimals = mantissa.split('.')[1] ?? '';
  return { mantissaDecimals: decimals.replace(/0+$/, '').length };
}
